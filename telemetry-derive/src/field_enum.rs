//! `#[derive(FieldEnum)]`: closed vocabularies.

use crate::faults::Faults;
use crate::fields::refuse_generics;
use crate::read;
use crate::{attributes::once, event};
use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Fields, LitInt, LitStr, Result, Token, Variant};

/// What the attribute of a value says.
#[derive(Default)]
pub(crate) struct ValueAttributes {
    name: Option<LitStr>,
    wire: Option<LitStr>,
    description: Option<LitStr>,
    code: Option<(TokenStream, i64)>,
    fallback: bool,
    /// The tokens of the constants of a form.
    pub(crate) constants: Vec<TokenStream>,
}

impl ValueAttributes {
    /// Reads the attribute of an enum's variant.
    pub(crate) fn read(variant: &Variant, faults: &mut Faults) -> Self {
        let mut this = Self::default();
        read::attributes(&variant.attrs, faults, |word, input, faults| {
            match word.to_string().as_str() {
                "name" => once(&mut this.name, read::text(input)?, word, faults),
                "wire" => once(&mut this.wire, read::text(input)?, word, faults),
                "description" => once(&mut this.description, read::text(input)?, word, faults),
                "code" => once(&mut this.code, code(input)?, word, faults),
                "fallback" => this.fallback = true,
                "constant" => this.constants.extend(event::constant(input, word.span(), faults)?),
                other => {
                    let allowed = ["name", "wire", "description", "code", "fallback", "constant"];
                    return Err(syn::Error::new(
                        word.span(),
                        crate::words::unknown("a word of a value", other, &allowed),
                    ));
                }
            }
            Ok(())
        });
        this
    }

    fn name(&self, variant: &Variant) -> LitStr {
        self.name
            .clone()
            .unwrap_or_else(|| LitStr::new(&variant.ident.to_string().to_snake_case(), variant.ident.span()))
    }

    fn wire(&self, variant: &Variant) -> LitStr {
        self.wire.clone().unwrap_or_else(|| self.name(variant))
    }

    /// Returns the tokens of a `ValueDescriptor`.
    pub(crate) fn descriptor(&self, variant: &Variant, faults: &mut Faults) -> TokenStream {
        let (name, wire) = (self.name(variant), self.wire(variant));
        let description = match &self.description {
            Some(description) => description.value(),
            None => read::description(&variant.attrs).unwrap_or_else(|| {
                let name = name.value();
                faults.push(variant.ident.span(), format!("value `{name}` has no description; add a doc comment"));
                String::new()
            }),
        };
        let code = match &self.code {
            Some((code, _)) => quote!(__t::Some(#code)),
            None => quote!(__t::None),
        };
        quote!(__t::ValueDescriptor::new(#name, #wire, #description, #code))
    }
}

/// Reads `= 3` or `= -1`.
fn code(input: ParseStream<'_>) -> Result<(TokenStream, i64)> {
    input.parse::<Token![=]>()?;
    signed(input)
}

fn signed(input: ParseStream<'_>) -> Result<(TokenStream, i64)> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let number: LitInt = input.parse()?;
    let value: i64 = format!("{}{}", if minus.is_some() { "-" } else { "" }, number.base10_digits())
        .parse()
        .map_err(|_| syn::Error::new(number.span(), "a code is a whole number of 64 bits"))?;
    Ok((quote!(#minus #number), value))
}

/// Expands a closed vocabulary.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    refuse_generics(input, &mut faults);
    let Data::Enum(data) = &input.data else {
        faults.push(input.ident.span(), "a vocabulary is an enum");
        return faults.or(TokenStream::new(), TokenStream::new);
    };
    let retired = retired_codes(input, &mut faults);
    let mut seen = Seen { codes: retired.iter().map(|(_, code)| *code).collect(), wires: HashSet::new() };
    let (mut values, mut idents, mut fallback) = (Vec::new(), Vec::new(), quote!(__t::None));
    for (index, variant) in data.variants.iter().enumerate() {
        if !matches!(variant.fields, Fields::Unit) {
            faults.push(variant.ident.span(), "a value of a vocabulary holds no fields");
        }
        let attributes = ValueAttributes::read(variant, &mut faults);
        seen.check(&attributes, variant, &mut faults);
        values.push(attributes.descriptor(variant, &mut faults));
        idents.push(&variant.ident);
        if attributes.fallback {
            fallback = quote!(__t::Some(#index));
        }
    }
    let retired = retired.iter().map(|(code, _)| code);
    let descriptor = quote! {
        __t::EnumDescriptor { values: &[#(#values),*], fallback: #fallback, retired_codes: &[#(#retired),*] }
    };
    let indices = 0..idents.len();
    let index = quote!(match self { #(Self::#idents => #indices,)* });
    let expansion = implementation(&input.ident, &descriptor, &quote!(#(Self::#idents),*), &index);
    faults.or(expansion, || {
        let empty = quote!(__t::EnumDescriptor { values: &[], fallback: __t::None, retired_codes: &[] });
        implementation(&input.ident, &empty, &TokenStream::new(), &quote!(0))
    })
}

fn implementation(ident: &Ident, descriptor: &TokenStream, all: &TokenStream, index: &TokenStream) -> TokenStream {
    quote! {
        const _: () = {
            use ::telemetry_core::__private as __t;
            #[automatically_derived]
            impl __t::FieldEnum for #ident {
                const DESCRIPTOR: &'static __t::EnumDescriptor = &#descriptor;
                const ALL: &'static [Self] = &[#all];
                fn index(&self) -> usize { #index }
            }
        };
    }
}

/// Reads `#[telemetry(retired_codes = [3, 4])]`.
fn retired_codes(input: &DeriveInput, faults: &mut Faults) -> Vec<(TokenStream, i64)> {
    let mut codes = Vec::new();
    read::attributes(&input.attrs, faults, |word, input, _| {
        if word != "retired_codes" {
            let message = crate::words::unknown("a word of a vocabulary", &word.to_string(), &["retired_codes"]);
            return Err(syn::Error::new(word.span(), message));
        }
        let content = read::list(input)?;
        while !content.is_empty() {
            codes.push(signed(&content)?);
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(())
    });
    codes
}

/// What the values so far have used up.
struct Seen {
    codes: HashSet<i64>,
    wires: HashSet<String>,
}

impl Seen {
    fn check(&mut self, attributes: &ValueAttributes, variant: &Variant, faults: &mut Faults) {
        let wire = attributes.wire(variant).value();
        if self.wires.contains(&wire) {
            faults.push(variant.ident.span(), format!("two values are called `{wire}` on the wire"));
        }
        self.wires.insert(wire);
        if let Some((_, code)) = attributes.code {
            if !self.codes.insert(code) {
                faults.push(
                    variant.ident.span(),
                    format!("the code {code} is taken or retired; a code is never used again"),
                );
            }
        }
    }
}
