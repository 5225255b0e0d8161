//! `#[derive(Fields)]`: groups of fields, sets of common fields, and the variants of an event.

use crate::attributes::{self, COMMON_WORDS, Said, once};
use crate::declaration::{Container, Declared, Record, Unsent};
use crate::event::{self, Constant};
use crate::faults::Faults;
use crate::field::{self, FieldAttributes, FieldDeclared};
use crate::field_enum::ValueAttributes;
use crate::json::{Members, list};
use crate::read;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use std::collections::HashSet;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Data, DataEnum, DataStruct, DeriveInput, Field, Fields, LitStr, Token, Variant};

/// The words of a group's attribute, for messages.
const WORDS: &[&str] = &["name", "common", "description", "constant", "unsent", "catalog", "crate"];

/// What a type became.
struct Expansion {
    container: Container,
    /// The tokens of the static `FIELDS`.
    fields: TokenStream,
    encode: TokenStream,
    /// The record that it leaves; none where it is faulty.
    record: Option<Record>,
}

/// Expands a group, a set of common fields, or the variants of an event.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    refuse_generics(input, &mut faults);
    let expansion = match &input.data {
        Data::Struct(data) => group(input, data, &mut faults),
        Data::Enum(data) => variants(input, data, &mut faults),
        Data::Union(_) => {
            faults.push(input.ident.span(), "a union cannot hold fields; use a struct or an enum");
            return faults.or(TokenStream::new(), TokenStream::new);
        }
    };
    let is_generic = !input.generics.params.is_empty();
    faults.or(expansion.implementation(&input.ident), || {
        if is_generic {
            return TokenStream::new();
        }
        let container = expansion.container;
        let nothing =
            Expansion { container, fields: of_fields(&no_fields()), encode: TokenStream::new(), record: None };
        nothing.implementation(&input.ident)
    })
}

impl Expansion {
    fn implementation(&self, ident: &Ident) -> TokenStream {
        let Self { container, fields, encode, record } = self;
        let private = container.private();
        let embed = record.as_ref().map(|record| record.embed(container, &quote!(&FIELDS)));
        quote! {
            const _: () = {
                use #private as __t;
                #fields
                #[automatically_derived]
                impl __t::Fields for #ident {
                    const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
                    fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) { #encode }
                }
                #embed
            };
        }
    }
}

/// What the attribute of a group or a set of common fields says.
#[derive(Default)]
struct GroupAttributes {
    container: Container,
    name: Option<LitStr>,
    common: Option<LitStr>,
    description: Option<LitStr>,
    constants: Vec<Constant>,
    unsent: Unsent,
    said: Said,
}

impl GroupAttributes {
    fn read(input: &DeriveInput, faults: &mut Faults) -> Self {
        let mut this = Self::default();
        read::attributes(&input.attrs, faults, |word, input, faults| {
            if let Some(said) = this.said.word(COMMON_WORDS, word, input, faults) {
                return said;
            }
            match word.unraw().to_string().as_str() {
                "name" => once(&mut this.name, read::text(input)?, word, faults),
                "common" => once(&mut this.common, read::text(input)?, word, faults),
                "description" => once(&mut this.description, read::text(input)?, word, faults),
                "constant" => this.constants.extend(event::constant(input, word.span(), faults)?),
                "unsent" => this.unsent.read(input, faults)?,
                "catalog" | "crate" => this.container.word(word, input, faults)?,
                _ => return Err(attributes::unknown_word(word, "a group", COMMON_WORDS, WORDS)),
            }
            Ok(())
        });
        let of_common = COMMON_WORDS.iter().find(|(word, ..)| this.said.has(word));
        if let (Some((word, ..)), None) = (of_common, &this.common) {
            let message = format!("only a set of common fields has `{word}`; write `common = \"…\"`, or remove it");
            faults.push(input.ident.span(), message);
        }
        this
    }

    fn name(&self, ident: &Ident) -> String {
        let name = self.common.as_ref().or(self.name.as_ref());
        name.map_or_else(|| ident.unraw().to_string().to_snake_case(), LitStr::value)
    }

    /// Returns what catalogs write of it before its fields. A group may go without a description.
    fn declaration(&self, input: &DeriveInput) -> Members {
        let mut members = Members::default();
        let description = self.description.as_ref().map(LitStr::value).or_else(|| read::description(&input.attrs));
        if let Some(description) = description.filter(|description| !description.is_empty()) {
            members.text("description", &description);
        }
        members.extend(&self.said.finish());
        members
    }
}

fn group(input: &DeriveInput, data: &DataStruct, faults: &mut Faults) -> Expansion {
    let mut attributes = GroupAttributes::read(input, faults);
    let constants = std::mem::take(&mut attributes.constants);
    let body = body(&data.fields, constants, input.ident.span(), faults);
    let statements = body.encode.iter().map(|(ident, verb)| statement(verb, &quote!(&self.#ident)));
    let encode = quote!(#(#statements)*);
    let mut is = attributes.declaration(input);
    body.push_untyped(&mut is, &attributes.unsent);
    let declares = if attributes.common.is_some() { "common" } else { "group" };
    let name = attributes.name(&input.ident);
    let record = Declared { declares, name, is, fields: body.typed(), types: 0 }.record(input.ident.span());
    let fields = body.statics(&record.id.to_token_stream());
    Expansion { container: attributes.container, fields, encode, record: Some(record) }
}

/// Returns the statement that shows the encoder one field.
pub(crate) fn statement(verb: &Ident, value: &TokenStream) -> TokenStream {
    quote_spanned!(verb.span()=> fields.#verb(#value);)
}

/// A constant that twins alone carry.
pub(crate) struct TwinConstant {
    pub(crate) twins: Vec<LitStr>,
    pub(crate) name: String,
    /// What catalogs write of it.
    pub(crate) json: String,
}

/// The members of a struct or variant, and how the encoder is shown each.
pub(crate) struct Body {
    pub(crate) members: Vec<TokenStream>,
    pub(crate) encode: Vec<(Ident, Ident)>,
    pub(crate) declared: Vec<FieldDeclared>,
    /// What catalogs write of the constants, by name.
    constants: Members,
    pub(crate) of_twins: Vec<TwinConstant>,
    /// Whether each field says itself why it is collected.
    pub(crate) has_purposes: bool,
    /// How many fields there are beside those of groups, and of each group.
    count: u32,
    counts: Vec<TokenStream>,
}

/// Expands the fields of a struct or variant. Constants stand before them.
pub(crate) fn body(fields: &Fields, constants: Vec<Constant>, span: Span, faults: &mut Faults) -> Body {
    let none = Punctuated::<Field, Token![,]>::new();
    let named = match fields {
        Fields::Named(fields) => &fields.named,
        Fields::Unit => &none,
        Fields::Unnamed(_) => {
            faults.push(span, "fields need names; write `{ name: Type }`");
            &none
        }
    };
    let mut wires = HashSet::with_capacity(named.len());
    let mut of_constants = Members::default();
    let mut of_twins = Vec::new();
    for constant in &constants {
        let (name, json) = (constant.name.clone(), constant.declared.object());
        wires.insert((constant.twins.iter().map(LitStr::value).collect(), constant.wire.clone()));
        if constant.twins.is_empty() {
            of_constants.raw(&name, &json);
        } else {
            of_twins.push(TwinConstant { twins: constant.twins.clone(), name, json });
        }
    }
    let mut body = Body {
        members: constants.into_iter().map(|constant| constant.member).collect(),
        encode: Vec::with_capacity(named.len()),
        declared: Vec::with_capacity(named.len()),
        constants: of_constants,
        of_twins,
        has_purposes: !named.is_empty(),
        count: 0,
        counts: Vec::new(),
    };
    body.count = u32::try_from(body.members.len()).unwrap_or(u32::MAX);
    for field in named {
        let Some(ident) = &field.ident else { continue };
        let Some(expanded) = field::expand(field, faults) else { continue };
        if let Some(wire) = expanded.declared.on_the_wire() {
            if wires.contains(&wire) {
                faults.push(ident.span(), format!("two fields are called `{}` on the wire", wire.1));
            }
            wires.insert(wire);
        }
        body.has_purposes &= expanded.has_purpose;
        match expanded.count {
            Some(count) => body.counts.push(count),
            None => body.count += 1,
        }
        body.members.push(expanded.member);
        body.declared.push(expanded.declared);
        body.encode.push((ident.clone(), expanded.verb));
    }
    body
}

impl FieldDeclared {
    /// Returns the twins that alone carry the field, and its name on the wire; none for a group.
    fn on_the_wire(&self) -> Option<(String, String)> {
        let twins = || self.twins.iter().map(LitStr::value).collect();
        self.wire.as_ref().map(|wire| (twins(), wire.clone()))
    }
}

/// Returns the tokens of the static `FIELDS`.
pub(crate) fn of_fields(descriptor: &TokenStream) -> TokenStream {
    quote!(static FIELDS: __t::FieldsDescriptor = #descriptor;)
}

/// Returns the tokens of a descriptor of nothing.
pub(crate) fn no_fields() -> TokenStream {
    quote!(__t::FieldsDescriptor { members: &[], count: 0, id: 0 })
}

impl Body {
    /// Returns the tokens of the `FieldsDescriptor` of a form.
    fn fields(&self) -> TokenStream {
        let Self { members, count, counts, .. } = self;
        let count = Literal::u32_unsuffixed(*count);
        quote!(__t::FieldsDescriptor { members: &[#(#members),*], count: #count #(+ #counts)*, id: 0 })
    }

    /// Returns the tokens of the static `FIELDS`; `id` is what records name the fields by. The members are a static of
    /// their own: a compiler spends more on references to what has no name.
    pub(crate) fn statics(&self, id: &TokenStream) -> TokenStream {
        let Self { members, count, counts, .. } = self;
        let (count, length) = (Literal::u32_unsuffixed(*count), Literal::usize_unsuffixed(members.len()));
        let fields = quote!(__t::FieldsDescriptor { members: &MEMBERS, count: #count #(+ #counts)*, id: #id });
        let fields = of_fields(&fields);
        quote! {
            static MEMBERS: [__t::Member; #length] = [#(#members),*];
            #fields
        }
    }

    /// Adds the fields that have no type in Rust: constants, and what is not sent.
    pub(crate) fn push_untyped(&self, members: &mut Members, unsent: &Unsent) {
        let mut fields = self.constants.clone();
        fields.extend(unsent.members());
        if !fields.is_empty() {
            members.raw("fields", &fields.object());
        }
    }

    /// Returns the fields that have a type, and what is flattened, as JSON.
    pub(crate) fn typed(&self) -> Vec<String> {
        self.declared.iter().map(|declared| declared.json.clone()).collect()
    }
}

fn variants(input: &DeriveInput, data: &DataEnum, faults: &mut Faults) -> Expansion {
    let mut tag: Option<LitStr> = None;
    let mut container = Container::default();
    let mut attributes = FieldAttributes::default();
    let before = faults.count();
    read::attributes(&input.attrs, faults, |word, input, faults| match word.unraw().to_string().as_str() {
        "tag" => {
            once(&mut tag, read::text(input)?, word, faults);
            Ok(())
        }
        "crate" => container.word(word, input, faults),
        _ => attributes.word(word, input, faults),
    });
    attributes.is_faulty = faults.count() > before;
    let (cases, arms): (Vec<_>, Vec<_>) =
        data.variants.iter().enumerate().map(|(index, variant)| case(index, variant, faults)).unzip();
    let encode = if arms.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#arms)* }) };
    let Some(tag) = tag else {
        faults.push(
            input.ident.span(),
            "variants need a field that says which it is; write `#[telemetry(tag = \"…\", technical)]`",
        );
        return Expansion { container, fields: of_fields(&no_fields()), encode, record: None };
    };
    let tag_type = quote! {
        __t::ValueType::Enum(&__t::EnumDescriptor { values: &[], fallback: __t::None, id: 0 })
    };
    let descriptor = attributes.descriptor(&tag, &input.attrs, &tag_type, tag.span(), faults);
    let descriptors = cases.iter().map(|case| &case.descriptor);
    let member = quote! {
        __t::Member::Variants(&__t::VariantsDescriptor { tag: #descriptor, cases: &[#(#descriptors),*] })
    };
    let mut is = attributes.declaration(&input.attrs);
    is.text("tag", &tag.value());
    let mut forms = Members::default();
    for case in &cases {
        forms.raw(&case.name, &case.declared.object());
    }
    is.raw("cases", &forms.object());
    let types = cases.iter().map(|case| case.types).sum();
    let counts: Vec<TokenStream> = cases.iter().map(|case| case.count.clone()).collect();
    let declared = Declared { declares: "variants", name: tag.value(), is, fields: Vec::new(), types };
    let record = declared.record(input.ident.span());
    let (id, counts) = (&record.id, counts.iter());
    let fields = of_fields(&quote!(__t::FieldsDescriptor { members: &[#member], count: 1 #(+ #counts)*, id: #id }));
    Expansion { container, fields, encode, record: Some(record) }
}

/// What one form became.
struct Case {
    /// The tokens of a `CaseDescriptor`.
    descriptor: TokenStream,
    name: String,
    /// What catalogs write of it; the fields that have a type stand in a list of their own, `typed`.
    declared: Members,
    /// How many fields have a type.
    types: usize,
    /// How many fields there are, those of groups too.
    count: TokenStream,
}

/// Expands one form: what it became, and its arm of the match.
fn case(index: usize, variant: &Variant, faults: &mut Faults) -> (Case, TokenStream) {
    let mut attributes = ValueAttributes::read(variant, faults);
    let value = attributes.descriptor(variant, faults);
    let body = body(&variant.fields, std::mem::take(&mut attributes.constants), variant.span(), faults);
    let (ident, names) = (&variant.ident, body.encode.iter().map(|(ident, _)| ident));
    let statements = body.encode.iter().map(|(ident, verb)| statement(verb, &quote!(#ident)));
    let fields = body.fields();
    let descriptor = quote! {
        __t::CaseDescriptor { value: #value, fields: #fields }
    };
    let arm = quote!(Self::#ident { #(#names),* } => { fields.case(#index); #(#statements)* });
    let mut declared = Members::default();
    declared.text("description", &attributes.description(variant).unwrap_or_default());
    body.push_untyped(&mut declared, &attributes.unsent);
    let (own, counts) = (Literal::u32_unsuffixed(body.count), &body.counts);
    let count = quote!(#own #(+ #counts)*);
    let typed = body.typed();
    if !typed.is_empty() {
        declared.raw("typed", &list(&typed));
    }
    (Case { descriptor, name: attributes.name(variant).value(), declared, types: typed.len(), count }, arm)
}

/// A descriptor is one constant, so that a type with parameters has none.
pub(crate) fn refuse_generics(input: &DeriveInput, faults: &mut Faults) {
    if let Some(parameter) = input.generics.params.first() {
        faults.push(parameter.span(), "a type with parameters has no single descriptor; write the types out");
    }
}
