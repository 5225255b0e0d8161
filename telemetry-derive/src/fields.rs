//! `#[derive(Fields)]`: groups of fields, sets of common fields, and the variants of an event.

use crate::attributes::{self, COMMON_WORDS, Said, once};
use crate::declaration::{Container, Unsent, record};
use crate::event::{self, Constant};
use crate::faults::Faults;
use crate::field::{self, Declared, FieldAttributes};
use crate::field_enum::ValueAttributes;
use crate::json::{Members, Parts, quoted};
use crate::read;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
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
    /// The tokens of its `Member`s.
    members: Vec<TokenStream>,
    encode: TokenStream,
    /// The tokens of what records say that flatten it.
    declared: TokenStream,
    /// The tokens of the parts of its own record, where it leaves one.
    record: Option<TokenStream>,
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
        let nothing = Expansion {
            container,
            members: Vec::new(),
            encode: TokenStream::new(),
            declared: quote!(&[]),
            record: None,
        };
        nothing.implementation(&input.ident)
    })
}

impl Expansion {
    fn implementation(&self, ident: &Ident) -> TokenStream {
        let Self { container, members, encode, declared, record } = self;
        let private = container.private();
        let embed = record.as_ref().map(|record| quote!(__t::embed!(RECORD = #record);));
        quote! {
            const _: () = {
                use #private as __t;
                const FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor::new(&[#(#members),*]);
                #embed
                #[automatically_derived]
                impl __t::Fields for #ident {
                    const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
                    const DECLARED: &'static [__t::Part] = #declared;
                    fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) { #encode }
                }
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
                "unsent" => this.unsent.read(input)?,
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
    let mut is = Parts::default();
    is.json(attributes.declaration(input).as_str());
    body.push_fields(&mut is, &attributes.unsent);
    let name = quoted(&attributes.name(&input.ident));
    let mut declared = Parts::default();
    declared.json(&format!("{{\"group\":{name},")).gap(quote!(__t::origin!()));
    let declares = if attributes.common.is_some() { "common" } else { "group" };
    let record = record(declares, &name, &attributes.container, &is, &body.flattened());
    Expansion {
        container: attributes.container,
        members: body.members,
        encode,
        declared: declared.finish(),
        record: Some(record),
    }
}

/// Returns the statement that shows the encoder one field.
pub(crate) fn statement(verb: &Ident, value: &TokenStream) -> TokenStream {
    quote_spanned!(verb.span()=> fields.#verb(#value);)
}

/// The members of a struct or variant, and how the encoder is shown each.
pub(crate) struct Body {
    pub(crate) members: Vec<TokenStream>,
    pub(crate) encode: Vec<(Ident, Ident)>,
    pub(crate) declared: Vec<Declared>,
    /// Whether each field says itself why it is collected.
    pub(crate) has_purposes: bool,
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
    let (members, declared) = constants.into_iter().map(|constant| (constant.member, constant.declared)).unzip();
    let mut body = Body { members, encode: Vec::with_capacity(named.len()), declared, has_purposes: !named.is_empty() };
    let mut wires = HashSet::with_capacity(named.len());
    wires.extend(body.declared.iter().filter_map(Declared::on_the_wire));
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
        body.members.push(expanded.member);
        body.declared.push(expanded.declared);
        body.encode.push((ident.clone(), expanded.verb));
    }
    body
}

impl Declared {
    /// Returns the twins that alone carry the field, and its name on the wire; none for a group.
    fn on_the_wire(&self) -> Option<(String, String)> {
        match self {
            Self::Field { wire, twins, .. } => Some((twins.iter().map(LitStr::value).collect(), wire.clone())),
            Self::Flattened(_) => None,
        }
    }
}

impl Body {
    /// Adds the fields that the type itself carries, those too that are not sent.
    pub(crate) fn push_fields(&self, parts: &mut Parts, unsent: &Unsent) {
        let own = self.declared.iter().filter_map(|declared| match declared {
            Declared::Field { parts, twins, .. } => twins.is_empty().then(|| parts.clone()),
            Declared::Flattened(_) => None,
        });
        let mut fields: Vec<Parts> = own.collect();
        fields.extend(unsent.parts());
        let comma = if parts.is_empty() { "" } else { "," };
        parts.list(&format!("{comma}\"fields\":{{"), &fields, "}");
    }

    /// Returns what is flattened.
    pub(crate) fn flattened(&self) -> Vec<Parts> {
        let flattened = self.declared.iter().filter_map(|declared| match declared {
            Declared::Field { .. } => None,
            Declared::Flattened(parts) => Some(parts.clone()),
        });
        flattened.collect()
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
        return Expansion { container, members: Vec::new(), encode, declared: quote!(&[]), record: None };
    };
    let tag_type = quote! {
        __t::ValueType::Enum(&__t::EnumDescriptor { values: &[], fallback: __t::None, is_allow_list: false, declared: "" })
    };
    let descriptor = attributes.descriptor(&tag, &input.attrs, &tag_type, tag.span(), faults);
    let descriptors = cases.iter().map(|case| &case.descriptor);
    let member = quote! {
        __t::Member::Variants(&__t::VariantsDescriptor { tag: #descriptor, cases: &[#(#descriptors),*] })
    };
    let mut members = attributes.declaration(&input.attrs);
    members.text("tag", &tag.value());
    let declared: Vec<Parts> = cases.into_iter().map(|case| case.declared).collect();
    let mut parts = Parts::default();
    parts.json(&format!("{{\"variants\":{{{}", members.as_str()));
    parts.list(",\"cases\":{", &declared, "}").json("}");
    Expansion { container, members: vec![member], encode, declared: parts.finish(), record: None }
}

/// What one form became.
struct Case {
    /// The tokens of a `CaseDescriptor`.
    descriptor: TokenStream,
    /// Its name and what catalogs write of it, `"name":{…}`.
    declared: Parts,
}

/// Expands one form: what it became, and its arm of the match.
fn case(index: usize, variant: &Variant, faults: &mut Faults) -> (Case, TokenStream) {
    let mut attributes = ValueAttributes::read(variant, faults);
    let value = attributes.descriptor(variant, faults);
    let body = body(&variant.fields, std::mem::take(&mut attributes.constants), variant.span(), faults);
    let (ident, names) = (&variant.ident, body.encode.iter().map(|(ident, _)| ident));
    let statements = body.encode.iter().map(|(ident, verb)| statement(verb, &quote!(#ident)));
    let members = &body.members;
    let descriptor = quote! {
        __t::CaseDescriptor { value: #value, fields: __t::FieldsDescriptor::new(&[#(#members),*]) }
    };
    let arm = quote!(Self::#ident { #(#names),* } => { fields.case(#index); #(#statements)* });
    let mut declared = Parts::default();
    let mut members = Members::default();
    members.text("description", &attributes.description(variant).unwrap_or_default());
    declared.json(&format!("{}:{{{}", quoted(&attributes.name(variant).value()), members.as_str()));
    body.push_fields(&mut declared, &attributes.unsent);
    declared.list(",\"flatten\":[", &body.flattened(), "]").json("}");
    (Case { descriptor, declared }, arm)
}

/// A descriptor is one constant, so that a type with parameters has none.
pub(crate) fn refuse_generics(input: &DeriveInput, faults: &mut Faults) {
    if let Some(parameter) = input.generics.params.first() {
        faults.push(parameter.span(), "a type with parameters has no single descriptor; write the types out");
    }
}
