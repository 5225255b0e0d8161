//! `#[derive(Event)]`: the attribute of an event, and its descriptor.

use crate::attributes::{self, EVENT_DETAILS, once};
use crate::faults::Faults;
use crate::field::FieldAttributes;
use crate::fields::{Body, body, refuse_generics, statement};
use crate::read;
use heck::ToSnakeCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Lit, LitInt, LitStr, Result, Token};

/// The words that are more than a detail, for messages.
const WORDS: &[&str] =
    &["name", "wire", "version", "description", "purpose", "consent", "destinations", "twin", "constant"];

/// What the attribute of an event says.
#[derive(Default)]
struct EventAttributes {
    name: Option<LitStr>,
    wire: Option<LitStr>,
    version: Option<LitInt>,
    description: Option<LitStr>,
    purposes: Vec<TokenStream>,
    consent: Option<TokenStream>,
    destinations: Vec<LitStr>,
    twins: Vec<TokenStream>,
    constants: Vec<TokenStream>,
    details: Vec<TokenStream>,
    /// Whether a word of it could not be read; what is missing then may have been that word.
    is_faulty: bool,
}

/// Expands an event.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    refuse_generics(input, &mut faults);
    let Data::Struct(data) = &input.data else {
        faults
            .push(input.ident.span(), "an event is a struct; forms of it are an enum with `#[derive(Fields)]` inside");
        return faults.or(TokenStream::new(), TokenStream::new);
    };
    let mut attributes = EventAttributes::default();
    read::attributes(&input.attrs, &mut faults, |word, input, faults| attributes.word(word, input, faults));
    attributes.is_faulty = faults.count() > 0;
    let span = input.ident.span();
    let constants = std::mem::take(&mut attributes.constants);
    let Body { members, encode, has_purposes } = body(&data.fields, constants, span, &mut faults);
    let head = attributes.head(input, has_purposes, &mut faults);
    let statements = encode.iter().map(|(ident, verb)| statement(verb, &quote!(&self.#ident)));
    let expansion = implementation(&input.ident, &head, &quote!(#(#members),*), &quote!(#(#statements)*));
    let is_generic = !input.generics.params.is_empty();
    faults.or(expansion, || {
        if is_generic {
            return TokenStream::new();
        }
        implementation(&input.ident, &EventAttributes::nothing(), &TokenStream::new(), &TokenStream::new())
    })
}

fn implementation(ident: &Ident, head: &TokenStream, members: &TokenStream, encode: &TokenStream) -> TokenStream {
    quote! {
        const _: () = {
            use ::telemetry_core::__private as __t;
            const FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor::new(&[#members]);
            const EVENT: __t::EventDescriptor = __t::EventDescriptor { #head fields: &FIELDS };
            #[automatically_derived]
            impl __t::Event for #ident {
                const DESCRIPTOR: &'static __t::EventDescriptor = &EVENT;
                fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) { #encode }
            }
        };
    }
}

impl EventAttributes {
    fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        if let Some(detail) = attributes::detail(EVENT_DETAILS, word, input) {
            self.details.push(detail?);
            return Ok(());
        }
        match word.to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "version" => once(&mut self.version, read::count(input)?, word, faults),
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => self.purposes.push(attributes::purpose(input)?),
            "consent" => once(&mut self.consent, attributes::consent(input)?, word, faults),
            "destinations" => self.destinations = read::texts(input)?,
            "twin" => self.twins.push(twin(input, word.span(), faults)?),
            "constant" => self.constants.extend(constant(input, word.span(), faults)?),
            _ => return Err(attributes::unknown_word(word, "an event", EVENT_DETAILS, WORDS)),
        }
        Ok(())
    }

    /// Returns the fields of an `EventDescriptor` before `fields`, or adds what is missing.
    fn head(&self, input: &DeriveInput, has_purposes: bool, faults: &mut Faults) -> TokenStream {
        let span = input.ident.span();
        let name = self.name.clone().unwrap_or_else(|| LitStr::new(&input.ident.to_string().to_snake_case(), span));
        let wire = self.wire.as_ref().unwrap_or(&name);
        let shown = name.value();
        let description = self.description.as_ref().map(LitStr::value).or_else(|| read::description(&input.attrs));
        if description.is_none() {
            faults.push(span, format!("event `{shown}` has no description; add a doc comment"));
        }
        if self.purposes.is_empty() && !has_purposes && !self.is_faulty {
            faults.push(
                span,
                format!("event `{shown}` has no purpose; write `#[telemetry(purpose = product)]` or another"),
            );
        }
        if self.consent.is_none() && !self.is_faulty {
            faults.push(
                span,
                format!("event `{shown}` has no consent level; write `#[telemetry(consent = usage)]` or another"),
            );
        }
        let version = self.version.clone().unwrap_or_else(|| LitInt::new("1", Span::call_site()));
        let Self { purposes, consent, destinations, twins, details, .. } = self;
        quote! {
            name: #name, wire: #wire, version: #version, description: #description, purposes: &[#(#purposes),*],
            consent: #consent, destinations: &[#(#destinations),*], twins: &[#(#twins),*], details: &[#(#details),*],
        }
    }

    /// Returns the head of an event whose attribute is faulty.
    fn nothing() -> TokenStream {
        quote! {
            name: "", wire: "", version: 1, description: "", purposes: &[], consent: __t::Consent::Off,
            destinations: &[], twins: &[], details: &[],
        }
    }
}

/// Reads `(name = "…", description = "…", destinations(…), consent = usage, grant = "…", carries = ["…"])`.
fn twin(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TokenStream> {
    let content = read::parenthesized(input)?;
    let (mut name, mut description, mut grant) = (None, None, quote!(__t::None));
    let (mut destinations, mut carries, mut consent) = (Vec::new(), Vec::new(), quote!(__t::None));
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "name" => once(&mut name, read::text(input)?, word, faults),
            "description" => once(&mut description, read::text(input)?, word, faults),
            "grant" => {
                let text = read::text(input)?;
                grant = quote!(__t::Some(#text));
            }
            "consent" => {
                let level = attributes::consent(input)?;
                consent = quote!(__t::Some(#level));
            }
            "destinations" => destinations = read::texts(input)?,
            "carries" => carries = read::texts(input)?,
            other => {
                let allowed = ["name", "description", "destinations", "consent", "grant", "carries"];
                return Err(syn::Error::new(word.span(), crate::words::unknown("a word of a twin", other, &allowed)));
            }
        }
        Ok(())
    });
    let (Some(name), Some(description)) = (name, description) else {
        return Err(syn::Error::new(span, "a twin needs `name` and `description`"));
    };
    Ok(quote! {
        __t::TwinDescriptor {
            name: #name, description: #description, destinations: &[#(#destinations),*], consent: #consent, grant: #grant,
            carries: &[#(#carries),*]
        }
    })
}

/// Reads `(name = "…", value = …, technical, description = "…")` and the other words of a field: the tokens of a
/// `Member`, or none when the field is faulty.
pub(crate) fn constant(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<Option<TokenStream>> {
    let content = read::parenthesized(input)?;
    let mut attributes = FieldAttributes::default();
    let mut value = None;
    read::items(&content, faults, &mut |word, input, faults| {
        if word == "value" {
            input.parse::<Token![=]>()?;
            let ty = constant_type(input.fork().parse::<Lit>().ok().as_ref());
            once(&mut value, (read::literal(input)?, ty), word, faults);
            return Ok(());
        }
        attributes.word(word, input, faults)
    });
    let (Some(name), Some((value, ty))) = (&attributes.name, value) else {
        return Err(syn::Error::new(span, "a constant needs `name` and `value`"));
    };
    let ty = Ident::new(ty, span);
    let ty = quote!(__t::ValueType::Constant(&__t::ValueType::#ty));
    let descriptor = attributes.descriptor(name, &[], &ty, span, faults);
    Ok(descriptor.map(|descriptor| quote!(__t::Member::Constant(#descriptor, #value))))
}

fn constant_type(value: Option<&Lit>) -> &'static str {
    match value {
        Some(Lit::Bool(_)) => "Bool",
        Some(Lit::Str(_)) => "String",
        Some(Lit::Float(_)) => "Float",
        _ => "Int",
    }
}
