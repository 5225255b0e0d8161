//! The transforms of a field: what happens to a value before it leaves.

use crate::attributes::once;
use crate::faults::Faults;
use crate::json::{Members, list, quoted};
use crate::read::{self, Literal};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Error, Result, Token};

const KEY_SCOPES: &[&str] = &["session", "install", "project", "organisation"];
const ENCODINGS: &[&str] = &["hex", "base64"];
const ALGORITHMS: &[&str] = &["sha256", "blake3"];
const ORIGINS: &[&str] = &["builtin", "extension", "workspace", "user"];
const UNITS: &[&str] = &["bytes", "chars", "utf16"];
/// The words of transforms.
pub(crate) const TRANSFORMS: &[&str] =
    &["keep", "hmac", "hash", "bucket", "round", "truncate", "count_only", "redact", "encode", "by_origin"];

/// A transform as an attribute names it: the tokens of a `Transform`, and what catalogs write.
pub(crate) struct TransformWord {
    pub(crate) tokens: TokenStream,
    pub(crate) json: String,
}

impl TransformWord {
    fn plain(word: &str, tokens: TokenStream) -> Self {
        Self { tokens, json: quoted(word) }
    }

    fn with(word: &str, json: &str, tokens: TokenStream) -> Self {
        let mut members = Members::default();
        members.raw(word, json);
        Self { tokens, json: members.object() }
    }
}

/// Reads a transform, if `word` names one.
pub(crate) fn transform(word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<Option<TransformWord>> {
    Ok(Some(match word.to_string().as_str() {
        "hmac" => hmac(input, word.span(), faults)?,
        "hash" => hash(input, faults)?,
        "bucket" => {
            let bounds = read::literals(input)?;
            let tokens = bounds.iter().map(|bound| &bound.tokens);
            let json: Vec<String> = bounds.iter().map(|bound| bound.json.clone()).collect();
            TransformWord::with("bucket", &list(&json), quote!(__t::Transform::Bucket(&[#(#tokens),*])))
        }
        "round" => {
            input.parse::<Token![=]>()?;
            let Literal { tokens, json } = read::literal(input)?;
            TransformWord::with("round", &json, quote!(__t::Transform::Round(#tokens)))
        }
        "truncate" => truncate(input, word.span(), faults)?,
        "count_only" => TransformWord::plain("count_only", quote!(__t::Transform::CountOnly)),
        "redact" => TransformWord::plain("redact", quote!(__t::Transform::Redact)),
        "encode" => TransformWord::plain("encode", quote!(__t::Transform::Encode)),
        "keep" => TransformWord::plain("keep", quote!(__t::Transform::Keep)),
        "by_origin" => by_origin(input, faults)?,
        _ => return Ok(None),
    }))
}

/// Reads `(key = install, rotate = "P90D", encoding = hex)`.
fn hmac(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TransformWord> {
    let content = read::parenthesized(input)?;
    let (mut key, mut rotate, mut encoding) = (None, quote!(__t::None), quote!(Hex));
    let mut members = Members::default();
    let before = faults.count();
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "key" => {
                let (scope, span) = read::word(input, "a key scope", KEY_SCOPES)?;
                members.text("key", scope);
                once(&mut key, read::variant(scope, span), word, faults);
            }
            "rotate" => {
                let text = read::duration(input)?;
                members.text("rotate", &text.value());
                rotate = quote!(__t::Some(#text));
            }
            "encoding" => encoding = encoding_of(input, &mut members)?,
            other => return Err(unknown(word, other, &["key", "rotate", "encoding"])),
        }
        Ok(())
    });
    if key.is_none() && faults.count() == before {
        return Err(Error::new(span, "a keyed hash needs `key = …`: session, install, project or organisation"));
    }
    let tokens =
        quote!(__t::Transform::Hmac { key: __t::KeyScope::#key, rotate: #rotate, encoding: __t::Encoding::#encoding });
    Ok(TransformWord::with("hmac", &members.object(), tokens))
}

/// Reads nothing, or `(algorithm = sha256, prefix = "…", encoding = hex)`.
fn hash(input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let (mut algorithm, mut prefix, mut encoding) = ("sha256", quote!(__t::None), quote!(Hex));
    let mut members = Members::default();
    if input.peek(syn::token::Paren) {
        let content = read::parenthesized(input)?;
        read::items(&content, faults, &mut |word, input, _| {
            match word.to_string().as_str() {
                "algorithm" => {
                    algorithm = read::word(input, "a hash algorithm", ALGORITHMS)?.0;
                    members.text("algorithm", algorithm);
                }
                "prefix" => {
                    let text = read::text(input)?;
                    members.text("prefix", &text.value());
                    prefix = quote!(__t::Some(#text));
                }
                "encoding" => encoding = encoding_of(input, &mut members)?,
                other => return Err(unknown(word, other, &["algorithm", "prefix", "encoding"])),
            }
            Ok(())
        });
    }
    let tokens = quote! {
        __t::Transform::Hash { algorithm: #algorithm, prefix: #prefix, encoding: __t::Encoding::#encoding }
    };
    Ok(TransformWord::with("hash", &members.object(), tokens))
}

fn encoding_of(input: ParseStream<'_>, members: &mut Members) -> Result<TokenStream> {
    let (word, span) = read::word(input, "an encoding", ENCODINGS)?;
    members.text("encoding", word);
    Ok(read::variant(word, span))
}

/// Reads `(length = 10, unit = chars)`.
fn truncate(input: ParseStream<'_>, span: Span, faults: &mut Faults) -> Result<TransformWord> {
    let content = read::parenthesized(input)?;
    let (mut length, mut unit) = (None, quote!(Chars));
    let mut members = Members::default();
    let before = faults.count();
    read::items(&content, faults, &mut |word, input, faults| {
        match word.to_string().as_str() {
            "length" => {
                let count = read::count(input)?;
                members.raw("length", count.base10_digits());
                once(&mut length, count, word, faults);
            }
            "unit" => {
                let (word, span) = read::word(input, "a unit of length", UNITS)?;
                members.text("unit", word);
                unit = read::variant(word, span);
            }
            other => return Err(unknown(word, other, &["length", "unit"])),
        }
        Ok(())
    });
    if length.is_none() && faults.count() == before {
        return Err(Error::new(span, "a first part needs `length = …`"));
    }
    let tokens = quote!(__t::Transform::Truncate { length: #length, unit: __t::Unit::#unit });
    Ok(TransformWord::with("truncate", &members.object(), tokens))
}

/// Reads `(builtin(keep), user(hmac(key = install)))`.
fn by_origin(input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let content = read::parenthesized(input)?;
    let (mut origins, mut members) = (Vec::new(), Members::default());
    while !content.is_empty() {
        let (word, span) = read::one_word(&content, "an origin of values", ORIGINS)?;
        let origin = read::variant(word, span);
        let inner = read::parenthesized(&content)?;
        let name: Ident = inner.parse()?;
        let of_origin = match transform(&name, &inner, faults)? {
            Some(transform) => transform,
            None if name == "drop" => TransformWord::plain("drop", quote!(__t::Transform::Drop)),
            None => {
                let allowed: Vec<&str> = TRANSFORMS.iter().copied().chain(["drop"]).collect();
                return Err(unknown(&name, &name.to_string(), &allowed));
            }
        };
        members.raw(word, &of_origin.json);
        let tokens = of_origin.tokens;
        origins.push(quote!((__t::ValueOrigin::#origin, #tokens)));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    let tokens = quote!(__t::Transform::ByOrigin(&[#(#origins),*]));
    Ok(TransformWord::with("by_origin", &members.object(), tokens))
}

fn unknown(word: &Ident, found: &str, allowed: &[&str]) -> Error {
    Error::new(word.span(), crate::words::unknown("known here", found, allowed))
}
