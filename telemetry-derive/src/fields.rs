//! `#[derive(Fields)]`: groups of fields, sets of common fields, and the variants of an event.

use crate::attributes::{self, COMMON_WORDS, FIELD_WORDS, Said, once};
use crate::body::{body, no_fields, of_fields};
use crate::constant::option;
use crate::declaration::{Container, Declared, Record, Unsent};
use crate::event::{self, Constant};
use crate::faults::Faults;
use crate::field::FieldAttributes;
use crate::field_enum::ValueAttributes;
use crate::json::Members;
use crate::place::encoder;
use crate::read;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DataEnum, DataStruct, DeriveInput, LitStr, Variant};

/// The words of a group's attribute, for messages.
const WORDS: &[&str] = &["name", "common", "description", "constant", "unsent", "catalog", "crate"];

/// What a type became.
struct Expansion {
    container: Container,
    /// The tokens of the static `FIELDS`.
    fields: TokenStream,
    checks: TokenStream,
    encode: TokenStream,
    /// What makes it a set of common fields, if it is one.
    common: Option<TokenStream>,
    /// The record that it leaves; none where it is faulty.
    record: Option<Record>,
}

/// Expands a group, a set of common fields, or the variants of an event.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    let expansion = match &input.data {
        Data::Struct(data) => group(input, data, &mut faults),
        Data::Enum(data) => variants(input, data, &mut faults),
        Data::Union(_) => {
            faults.push(input.ident.span(), "a union cannot hold fields; use a struct or an enum");
            Expansion::nothing(Container::default())
        }
    };
    refuse_generics(input, &mut faults);
    faults.or(expansion.implementation(input), || expansion.after_faults(input).implementation(input))
}

impl Expansion {
    fn implementation(&self, input: &DeriveInput) -> TokenStream {
        let Self { container, fields, checks, encode, common, record, .. } = self;
        let (private, encoder) = (container.private(), encoder());
        let embed = record.as_ref().map(|record| record.embed(container, &quote!(&FIELDS)));
        let (ident, (parameters, arguments, bounds)) = (&input.ident, input.generics.split_for_impl());
        let common = common.as_ref().map(|rules| {
            quote! {
                #[automatically_derived]
                impl #parameters __t::CommonSet for #ident #arguments #bounds {
                    const COMMON: &'static __t::CommonRules = &#rules;
                }
            }
        });
        quote! {
            const _: () = {
                use #private as __t;
                #fields
                #[automatically_derived]
                impl #parameters __t::Fields for #ident #arguments #bounds {
                    const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
                    fn encode_fields(&self, #encoder: &mut __t::FieldEncoder<'_>) { #encode }
                }
                #common
                #embed
                #checks
            };
        }
    }

    /// Returns what is left after faults: implementations, so that their absence is no further fault, and the checks of
    /// what could be read.
    fn after_faults(&self, input: &DeriveInput) -> Self {
        let common = self.common.as_ref().map(|_| common_rules("", &Said::default()));
        let nothing = Self { common, ..Self::nothing(self.container.clone()) };
        if !input.generics.params.is_empty() {
            return nothing;
        }
        Self { fields: self.fields.clone(), checks: self.checks.clone(), ..nothing }
    }

    /// Returns what has no fields and leaves no record.
    fn nothing(container: Container) -> Self {
        let fields = of_fields(&no_fields());
        let (checks, encode) = (TokenStream::new(), TokenStream::new());
        Self { container, fields, checks, encode, common: None, record: None }
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
                "constant" => this.constants.extend(event::constant(word, input, faults)?),
                "unsent" => this.unsent.read(input, faults)?,
                "catalog" | "crate" => this.container.word(word, input, faults)?,
                _ => return Err(attributes::unknown_word(word, "a group", COMMON_WORDS, WORDS)),
            }
            Ok(())
        });
        if this.common.is_none() {
            for (word, span) in COMMON_WORDS.iter().filter_map(|(word, ..)| Some((word, this.said.place(word)?))) {
                let message = "only a set of common fields has";
                faults.push(span, format!("{message} `{word}`; write `common = \"…\"` too, or remove it"));
            }
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

/// Returns the tokens of the `CommonRules`.
fn common_rules(name: &str, said: &Said) -> TokenStream {
    let list = |word| said.argument(word).cloned().unwrap_or_else(|| quote!(&[]));
    let (destinations, overrides) = (list("destinations"), list("overrides"));
    let condition = option(said.argument("condition").cloned());
    quote! {
        __t::CommonRules { name: #name, destinations: #destinations, condition: #condition, overrides: #overrides }
    }
}

fn group(input: &DeriveInput, data: &DataStruct, faults: &mut Faults) -> Expansion {
    let mut attributes = GroupAttributes::read(input, faults);
    let constants = std::mem::take(&mut attributes.constants);
    let body = body(&data.fields, constants, None, faults);
    let encode = body.statements_of_self();
    let mut checks = body.checks(&quote!(&FIELDS));
    checks.extend(attributes.container.checks(body.named()));
    let mut is = attributes.declaration(input);
    body.push_untyped(&mut is, &attributes.unsent);
    let declares = if attributes.common.is_some() { "common" } else { "group" };
    let (name, types) = (attributes.name(&input.ident), body.declared.len());
    let declared = Declared { declares, name, is, fields: body.typed(), types };
    let record = declared.record(input.ident.span());
    let fields = body.statics(&record.id);
    let common = attributes.common.as_ref().map(|name| common_rules(&name.value(), &attributes.said));
    Expansion { container: attributes.container, fields, checks, encode, common, record: Some(record) }
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
        _ => attributes.word_of(FIELD_WORDS, &["tag", "crate"], word, input, faults),
    });
    attributes.is_faulty = faults.count() > before;
    let tag_wire = attributes.wire.as_ref().or(tag.as_ref());
    let forms = data.variants.iter().enumerate();
    let cases: Vec<Case> = forms.map(|(index, variant)| case(index, variant, tag_wire, faults)).collect();
    let arms: Vec<_> = cases.iter().map(|case| &case.arm).collect();
    let checks: TokenStream = cases.iter().map(|case| case.checks.clone()).collect();
    let encode = if arms.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#arms)* }) };
    let Some(tag) = tag else {
        if !attributes.is_faulty {
            let message = "variants need a field that says which it is; write `#[telemetry(tag = \"…\", technical)]`";
            faults.push(input.ident.span(), message);
        }
        return Expansion::nothing(container);
    };
    let tag_type = quote! {
        __t::ValueType::Enum(&__t::EnumDescriptor { values: &[], fallback: __t::None, id: 0 })
    };
    let descriptor = attributes.untyped(&tag, &input.attrs, &tag_type, tag.span(), faults);
    let Some(descriptor) = descriptor else { return Expansion::nothing(container) };
    let descriptors = cases.iter().map(|case| &case.descriptor);
    let member = quote! {
        __t::Member::Variants(&__t::VariantsDescriptor { tag: #descriptor, cases: &[#(#descriptors),*] })
    };
    let mut is = attributes.declaration(&input.attrs);
    is.text("tag", &tag.value());
    let (mut forms, mut types) = (Members::default(), 0);
    for case in &cases {
        forms.raw(&case.name, &case.declared.object());
        types += case.types;
    }
    is.raw("cases", &forms.object());
    let declared = Declared { declares: "variants", name: tag.value(), is, fields: Vec::new(), types };
    let record = declared.record(input.ident.span());
    let (id, counts) = (&record.id, cases.iter().map(|case| &case.count));
    let fields = of_fields(&quote!(__t::FieldsDescriptor { members: &[#member], count: 1 #(+ #counts)*, id: #id }));
    Expansion { container, fields, checks, encode, common: None, record: Some(record) }
}

/// What one form became.
struct Case {
    /// The tokens of a `CaseDescriptor`.
    descriptor: TokenStream,
    name: String,
    /// What catalogs write of it; the fields that have a type stand in a list of their own, `typed`.
    declared: Members,
    /// How many of its fields have a type.
    types: usize,
    /// How many fields there are, those of groups too.
    count: TokenStream,
    /// Its arm of the match.
    arm: TokenStream,
    checks: TokenStream,
}

/// Expands one form.
fn case(index: usize, variant: &Variant, tag: Option<&LitStr>, faults: &mut Faults) -> Case {
    let mut attributes = ValueAttributes::read(variant, faults);
    let value = attributes.descriptor(variant, faults);
    let body = body(&variant.fields, std::mem::take(&mut attributes.constants), tag, faults);
    let (ident, names) = (&variant.ident, body.idents());
    let (encoder, number) = (encoder(), Literal::usize_unsuffixed(index));
    let statements = body.statements();
    let checks = body.checks(&quote!(__t::case(&FIELDS, #number)));
    let fields = body.fields();
    let descriptor = quote! {
        __t::CaseDescriptor { value: #value, fields: #fields }
    };
    let arm = quote!(Self::#ident { #(#names),* } => { #encoder.case(#number); #statements });
    let mut declared = Members::default();
    declared.text("description", &attributes.description(variant).unwrap_or_default());
    body.push_untyped(&mut declared, &attributes.unsent);
    declared.list("typed", &body.typed());
    let (name, count) = (attributes.name(variant).value(), body.count());
    Case { descriptor, name, declared, types: body.declared.len(), count, arm, checks }
}

/// A descriptor is one constant, so that a type with parameters has none.
pub(crate) fn refuse_generics(input: &DeriveInput, faults: &mut Faults) {
    if let Some(parameter) = input.generics.params.first() {
        faults.push(parameter.span(), "a type with parameters has no single descriptor; write the types out");
    }
}
