//! `#[derive(Fields)]`: groups of fields, and the variants of an event.

use crate::attributes::once;
use crate::event;
use crate::faults::Faults;
use crate::field::{self, FieldAttributes};
use crate::field_enum::ValueAttributes;
use crate::read;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::HashSet;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Data, DataEnum, DeriveInput, Field, Fields, LitStr, Token, Variant};

/// Expands a group or the variants of an event.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    refuse_generics(input, &mut faults);
    let (members, encode) = match &input.data {
        Data::Struct(data) => {
            let mut constants = Vec::new();
            read::attributes(&input.attrs, &mut faults, |word, input, faults| {
                if word != "constant" {
                    return Err(syn::Error::new(word.span(), "the attribute of a group holds `constant(…)` alone"));
                }
                constants.extend(event::constant(input, word.span(), faults)?);
                Ok(())
            });
            let Body { members, encode, .. } = body(&data.fields, constants, input.ident.span(), &mut faults);
            let statements = encode.iter().map(|(ident, verb)| statement(verb, &quote!(&self.#ident)));
            (quote!(&[#(#members),*]), quote!(#(#statements)*))
        }
        Data::Enum(data) => variants(input, data, &mut faults),
        Data::Union(_) => {
            faults.push(input.ident.span(), "a union cannot hold fields; use a struct or an enum");
            return faults.or(TokenStream::new(), TokenStream::new);
        }
    };
    let expansion = implementation(&input.ident, &members, &encode);
    let is_generic = !input.generics.params.is_empty();
    faults.or(expansion, || {
        if is_generic {
            return TokenStream::new();
        }
        implementation(&input.ident, &quote!(&[]), &TokenStream::new())
    })
}

fn implementation(ident: &Ident, members: &TokenStream, encode: &TokenStream) -> TokenStream {
    quote! {
        const _: () = {
            use ::telemetry_core::__private as __t;
            const FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor::new(#members);
            #[automatically_derived]
            impl __t::Fields for #ident {
                const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
                fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) { #encode }
            }
        };
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
    /// Whether each field says itself why it is collected.
    pub(crate) has_purposes: bool,
}

/// Expands the fields of a struct or variant. Constants stand before them.
pub(crate) fn body(fields: &Fields, constants: Vec<TokenStream>, span: Span, faults: &mut Faults) -> Body {
    let none = Punctuated::<Field, Token![,]>::new();
    let named = match fields {
        Fields::Named(fields) => &fields.named,
        Fields::Unit => &none,
        Fields::Unnamed(_) => {
            faults.push(span, "fields need names; write `{ name: Type }`");
            &none
        }
    };
    let mut body =
        Body { members: constants, encode: Vec::with_capacity(named.len()), has_purposes: !named.is_empty() };
    let mut wires = HashSet::with_capacity(named.len());
    for field in named {
        let Some(ident) = &field.ident else { continue };
        let Some(expanded) = field::expand(field, faults) else { continue };
        if let Some(wire) = expanded.wire {
            if wires.contains(&wire) {
                faults.push(ident.span(), format!("two fields are called `{}` on the wire", wire.1));
            }
            wires.insert(wire);
        }
        body.has_purposes &= expanded.has_purpose;
        body.members.push(expanded.member);
        body.encode.push((ident.clone(), expanded.verb));
    }
    body
}

fn variants(input: &DeriveInput, data: &DataEnum, faults: &mut Faults) -> (TokenStream, TokenStream) {
    let mut tag: Option<LitStr> = None;
    let mut attributes = FieldAttributes::default();
    read::attributes(&input.attrs, faults, |word, input, faults| {
        if word == "tag" {
            once(&mut tag, read::text(input)?, word, faults);
            return Ok(());
        }
        attributes.word(word, input, faults)
    });
    let Some(tag) = tag else {
        faults.push(
            input.ident.span(),
            "variants need a field that says which it is; write `#[telemetry(tag = \"…\", technical)]`",
        );
        return Default::default();
    };
    let tag_type =
        quote!(__t::ValueType::Enum(&__t::EnumDescriptor { values: &[], fallback: __t::None, retired_codes: &[] }));
    let descriptor = attributes.descriptor(&tag, &input.attrs, &tag_type, tag.span(), faults);
    let (cases, arms): (Vec<_>, Vec<_>) =
        data.variants.iter().enumerate().map(|(index, variant)| case(index, variant, faults)).unzip();
    let members = quote! {
        &[__t::Member::Variants(&__t::VariantsDescriptor { tag: #descriptor, cases: &[#(#cases),*] })]
    };
    (members, quote!(match self { #(#arms)* }))
}

/// Expands one form: its descriptor and its arm of the match.
fn case(index: usize, variant: &Variant, faults: &mut Faults) -> (TokenStream, TokenStream) {
    let attributes = ValueAttributes::read(variant, faults);
    let value = attributes.descriptor(variant, faults);
    let Body { members, encode, .. } = body(&variant.fields, attributes.constants, variant.span(), faults);
    let (ident, names) = (&variant.ident, encode.iter().map(|(ident, _)| ident));
    let statements = encode.iter().map(|(ident, verb)| statement(verb, &quote!(#ident)));
    let descriptor = quote! {
        __t::CaseDescriptor { value: #value, fields: __t::FieldsDescriptor::new(&[#(#members),*]) }
    };
    (descriptor, quote!(Self::#ident { #(#names),* } => { fields.case(#index); #(#statements)* }))
}

/// A descriptor is one constant, so that a type with parameters has none.
pub(crate) fn refuse_generics(input: &DeriveInput, faults: &mut Faults) {
    if let Some(parameter) = input.generics.params.first() {
        faults.push(parameter.span(), "a type with parameters has no single descriptor; write the types out");
    }
}
