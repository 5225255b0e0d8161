//! One field: its attribute, and the descriptor made of it.

use crate::attributes::{self, ClassWord, FIELD_DETAILS, once};
use crate::faults::Faults;
use crate::read;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Field, LitStr, Result, Token, Type};

/// The words that are more than a detail, for messages.
const WORDS: &[&str] = &[
    "technical",
    "interaction",
    "identifier",
    "diagnostic",
    "content",
    "personal",
    "class",
    "name",
    "wire",
    "description",
    "purpose",
    "consent",
    "hmac",
    "hash",
    "bucket",
    "round",
    "truncate",
    "count_only",
    "redact",
    "encode",
    "keep",
    "by_origin",
    "family",
    "flatten",
    "twin",
];

/// What the attribute of a field says.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    pub(crate) class: Option<ClassWord>,
    pub(crate) name: Option<LitStr>,
    pub(crate) wire: Option<LitStr>,
    pub(crate) description: Option<LitStr>,
    /// The prefix of its fields, when it is a group; empty when there is none.
    flatten: Option<LitStr>,
    /// The twins that alone carry the field.
    twins: Vec<String>,
    /// Whether a word of it could not be read; what is missing then may have been that word.
    is_faulty: bool,
    transforms: Vec<TokenStream>,
    purposes: Vec<TokenStream>,
    details: Vec<TokenStream>,
}

/// What a field became.
pub(crate) struct Expanded {
    /// The tokens of a `Member`.
    pub(crate) member: TokenStream,
    /// How the encoder is shown the value: `put` or `flatten`, at the place of the type, where a fault belongs.
    pub(crate) verb: Ident,
    /// Whether it says itself why it is collected; a group may.
    pub(crate) has_purpose: bool,
    /// The twins that alone carry it, and the name on the wire; none for a group.
    pub(crate) wire: Option<(String, String)>,
}

/// Expands a field of a struct or of a variant.
pub(crate) fn expand(field: &Field, faults: &mut Faults) -> Option<Expanded> {
    let ident = field.ident.as_ref()?;
    let mut attributes = FieldAttributes::default();
    let before = faults.count();
    read::attributes(&field.attrs, faults, |word, input, faults| attributes.word(word, input, faults));
    attributes.is_faulty = faults.count() > before;
    let ty = &field.ty;
    if let Some(prefix) = &attributes.flatten {
        let fields = quote_spanned!(ty.span()=> <#ty as __t::Fields>::DESCRIPTOR);
        return Some(Expanded {
            member: quote!(__t::Member::Group { prefix: #prefix, fields: #fields }),
            verb: Ident::new("flatten", ty.span()),
            has_purpose: true,
            wire: None,
        });
    }
    let name = attributes.name_or(ident);
    let wire = attributes.wire.as_ref().map_or_else(|| name.value(), LitStr::value);
    let value_type = type_of(ty);
    let descriptor = attributes.descriptor(&name, &field.attrs, &value_type, ident.span(), faults)?;
    Some(Expanded {
        member: quote!(__t::Member::Field(#descriptor)),
        verb: Ident::new("put", ty.span()),
        has_purpose: !attributes.purposes.is_empty(),
        wire: Some((attributes.twins.concat(), wire)),
    })
}

fn type_of(ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as __t::FieldValue>::TYPE)
}

impl FieldAttributes {
    /// Returns the declared name: the one in the attribute, or the identifier's.
    fn name_or(&self, ident: &Ident) -> LitStr {
        match &self.name {
            Some(name) => name.clone(),
            None => {
                let name = ident.to_string();
                LitStr::new(name.strip_prefix("r#").unwrap_or(&name), ident.span())
            }
        }
    }

    /// Returns the tokens of a `FieldDescriptor`, or adds what is missing.
    pub(crate) fn descriptor(
        &self,
        name: &LitStr,
        docs: &[Attribute],
        value_type: &TokenStream,
        span: Span,
        faults: &mut Faults,
    ) -> Option<TokenStream> {
        let shown = name.value();
        let description = match &self.description {
            Some(description) => Some(description.clone()),
            None => read::description(docs).map(|text| LitStr::new(&text, span)),
        };
        if description.is_none() {
            faults.push(span, format!("field `{shown}` has no description; add a doc comment"));
        }
        if self.class.is_none() && !self.is_faulty {
            let message = "has no privacy class; write `#[telemetry(technical)]` or another class";
            faults.push(span, format!("field `{shown}` {message}"));
        }
        let class = self.class.as_ref()?;
        let description = description?;
        let wire = self.wire.as_ref().unwrap_or(name);
        let (tokens, transforms, details) = (&class.tokens, &self.transforms, &self.details);
        let purposes = &self.purposes;
        let purposes = (!purposes.is_empty()).then(|| quote!(__t::Detail::Purposes(&[#(#purposes),*]),));
        Some(quote_spanned! {class.span=>
            __t::FieldDescriptor::new(#name, #wire, #description, #tokens, #value_type, &[#(#transforms),*], &[#purposes #(#details),*])
        })
    }

    /// Reads one word of the attribute.
    pub(crate) fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        if let Some(class) = attributes::class(word, input) {
            once(&mut self.class, class?, word, faults);
            return Ok(());
        }
        if let Some(detail) = attributes::detail(FIELD_DETAILS, word, input) {
            self.details.push(detail?);
            return Ok(());
        }
        match word.to_string().as_str() {
            "name" => once(&mut self.name, read::text(input)?, word, faults),
            "wire" => once(&mut self.wire, read::text(input)?, word, faults),
            "description" => once(&mut self.description, read::text(input)?, word, faults),
            "purpose" => self.purposes.push(attributes::purpose(input)?),
            "consent" => {
                let level = attributes::consent(input)?;
                self.details.push(quote!(__t::Detail::Consent(#level)));
            }
            "twin" => {
                let twin = read::text(input)?;
                self.twins.push(twin.value());
                self.details.push(quote!(__t::Detail::Twin(#twin)));
            }
            "family" => self.details.push(family(input, word.span(), faults)?),
            "flatten" => once(&mut self.flatten, flatten(input, word.span())?, word, faults),
            "drop" => {
                return Err(syn::Error::new(
                    word.span(),
                    "a field that is dropped never leaves; remove it from the type",
                ));
            }
            _ => match transform(word, input, faults)? {
                Some(transform) => self.transforms.push(transform),
                None => return Err(attributes::unknown_word(word, "a field", FIELD_DETAILS, WORDS)),
            },
        }
        Ok(())
    }
}

/// Reads nothing, or `(prefix = "before_")`.
fn flatten(input: ParseStream<'_>, span: Span) -> Result<LitStr> {
    if !input.peek(syn::token::Paren) {
        return Ok(LitStr::new("", span));
    }
    let content = read::parenthesized(input)?;
    let word: Ident = content.parse()?;
    if word != "prefix" {
        return Err(syn::Error::new(word.span(), "expected `prefix = \"…\"`"));
    }
    read::text(&content)
}

/// Reads `(placeholder = "code", description = "…", keys("a", "b"), pattern = "…", max = 10)`.
fn family(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TokenStream> {
    let content = read::parenthesized(input)?;
    let (mut placeholder, mut description, mut keys, mut pattern, mut max) =
        (None, None, Vec::new(), quote!(__t::None), None);
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "placeholder" => once(&mut placeholder, read::text(input)?, word, faults),
            "description" => once(&mut description, read::text(input)?, word, faults),
            "keys" => keys = read::texts(input)?,
            "pattern" => {
                let text = read::text(input)?;
                pattern = quote!(__t::Some(#text));
            }
            "max" => once(&mut max, read::count(input)?, word, faults),
            other => return Err(unknown(word, other, &["placeholder", "description", "keys", "pattern", "max"])),
        }
        Ok(())
    });
    let (Some(placeholder), Some(description), Some(max)) = (placeholder, description, max) else {
        return Err(syn::Error::new(span, "a family needs `placeholder`, `description` and `max`"));
    };
    Ok(quote! {
        __t::Detail::Family {
            placeholder: #placeholder, description: #description, keys: &[#(#keys),*], pattern: #pattern, max: #max
        }
    })
}

/// Reads a transform, if `word` names one: the tokens of a `Transform`.
fn transform(word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<Option<TokenStream>> {
    Ok(Some(match word.to_string().as_str() {
        "hmac" => hmac(input, word.span(), faults)?,
        "hash" => hash(input, faults)?,
        "bucket" => {
            let bounds = read::literals(input)?;
            quote!(__t::Transform::Bucket(&[#(#bounds),*]))
        }
        "round" => {
            input.parse::<Token![=]>()?;
            let step = read::literal(input)?;
            quote!(__t::Transform::Round(#step))
        }
        "truncate" => truncate(input, word.span(), faults)?,
        "count_only" => quote!(__t::Transform::CountOnly),
        "redact" => quote!(__t::Transform::Redact),
        "encode" => quote!(__t::Transform::Encode),
        "keep" => quote!(__t::Transform::Keep),
        "by_origin" => by_origin(input, faults)?,
        _ => return Ok(None),
    }))
}

const KEY_SCOPES: &[&str] = &["session", "install", "project", "organisation"];
const ENCODINGS: &[&str] = &["hex", "base64"];
const ALGORITHMS: &[&str] = &["sha256", "blake3"];
const ORIGINS: &[&str] = &["builtin", "extension", "workspace", "user"];
const TRANSFORMS: &[&str] =
    &["keep", "hmac", "hash", "bucket", "round", "truncate", "count_only", "redact", "encode", "drop"];
const UNITS: &[&str] = &["bytes", "chars", "utf16"];

/// Reads `(key = install, rotate = "P90D", encoding = hex)`.
fn hmac(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TokenStream> {
    let content = read::parenthesized(input)?;
    let (mut key, mut rotate, mut encoding) = (None, quote!(__t::None), quote!(Hex));
    let before = faults.count();
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "key" => {
                let (scope, span) = read::word(input, "a key scope", KEY_SCOPES)?;
                once(&mut key, read::variant(scope, span), word, faults);
            }
            "rotate" => {
                let text = read::text(input)?;
                rotate = quote!(__t::Some(#text));
            }
            "encoding" => encoding = encoding_of(input)?,
            other => return Err(unknown(word, other, &["key", "rotate", "encoding"])),
        }
        Ok(())
    });
    if key.is_none() && faults.count() == before {
        return Err(syn::Error::new(span, "a keyed hash needs `key = …`"));
    }
    Ok(quote!(__t::Transform::Hmac { key: __t::KeyScope::#key, rotate: #rotate, encoding: __t::Encoding::#encoding }))
}

/// Reads nothing, or `(algorithm = sha256, prefix = "…", encoding = hex)`.
fn hash(input: ParseStream<'_>, faults: &mut Faults) -> Result<TokenStream> {
    let (mut algorithm, mut prefix, mut encoding) = ("sha256", quote!(__t::None), quote!(Hex));
    if input.peek(syn::token::Paren) {
        let content = read::parenthesized(input)?;
        read::items(&content, faults, &mut |word, input, _| {
            match word.to_string().as_str() {
                "algorithm" => algorithm = read::word(input, "a hash algorithm", ALGORITHMS)?.0,
                "prefix" => {
                    let text = read::text(input)?;
                    prefix = quote!(__t::Some(#text));
                }
                "encoding" => encoding = encoding_of(input)?,
                other => return Err(unknown(word, other, &["algorithm", "prefix", "encoding"])),
            }
            Ok(())
        });
    }
    Ok(quote! {
        __t::Transform::Hash { algorithm: #algorithm, prefix: #prefix, encoding: __t::Encoding::#encoding }
    })
}

fn encoding_of(input: ParseStream<'_>) -> Result<TokenStream> {
    let (word, span) = read::word(input, "an encoding", ENCODINGS)?;
    Ok(read::variant(word, span))
}

/// Reads `(length = 10, unit = chars)`.
fn truncate(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TokenStream> {
    let content = read::parenthesized(input)?;
    let (mut length, mut unit) = (None, quote!(Chars));
    let before = faults.count();
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "length" => once(&mut length, read::count(input)?, word, faults),
            "unit" => {
                let (word, span) = read::word(input, "a unit of length", UNITS)?;
                unit = read::variant(word, span);
            }
            other => return Err(unknown(word, other, &["length", "unit"])),
        }
        Ok(())
    });
    if length.is_none() && faults.count() == before {
        return Err(syn::Error::new(span, "a first part needs `length = …`"));
    }
    Ok(quote!(__t::Transform::Truncate { length: #length, unit: __t::Unit::#unit }))
}

/// Reads `(builtin(keep), user(hmac(key = install)))`.
fn by_origin(input: ParseStream<'_>, faults: &mut Faults) -> Result<TokenStream> {
    let content = read::parenthesized(input)?;
    let mut origins = Vec::new();
    while !content.is_empty() {
        let (word, span) = read::one_word(&content, "an origin of values", ORIGINS)?;
        let origin = read::variant(word, span);
        let inner = read::parenthesized(&content)?;
        let word: Ident = inner.parse()?;
        let transform = match transform(&word, &inner, faults)? {
            Some(transform) => transform,
            None if word == "drop" => quote!(__t::Transform::Drop),
            None => return Err(unknown(&word, &word.to_string(), TRANSFORMS)),
        };
        origins.push(quote!((__t::ValueOrigin::#origin, #transform)));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(quote!(__t::Transform::ByOrigin(&[#(#origins),*])))
}

fn unknown(word: &Ident, found: &str, allowed: &[&str]) -> syn::Error {
    syn::Error::new(word.span(), crate::words::unknown("known here", found, allowed))
}
