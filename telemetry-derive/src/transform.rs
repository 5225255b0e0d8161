//! The transforms of a field: what happens to a value before it leaves.

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
    /// Where it is said.
    pub(crate) span: Span,
}

impl TransformWord {
    fn plain(word: &Ident, tokens: TokenStream) -> Self {
        Self { tokens, json: quoted(&word.to_string()), span: word.span() }
    }

    fn with(word: &Ident, json: &str, tokens: TokenStream) -> Self {
        let mut members = Members::default();
        members.raw(&word.to_string(), json);
        Self { tokens, json: members.object(), span: word.span() }
    }
}

/// Reads a transform, if `word` names one.
pub(crate) fn transform(word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<Option<TransformWord>> {
    Ok(Some(match word.to_string().as_str() {
        "hmac" => hmac(word, input, faults)?,
        "hash" => hash(word, input, faults)?,
        "bucket" => {
            let expected = || Error::new(word.span(), "expected `bucket = [1, 10, 100]`: where each range begins");
            let bounds = if input.is_empty() || input.peek(Token![,]) { Vec::new() } else { read::literals(input)? };
            if bounds.is_empty() {
                return Err(expected());
            }
            let tokens = bounds.iter().map(|bound| &bound.tokens);
            let json: Vec<String> = bounds.iter().map(|bound| bound.json.clone()).collect();
            TransformWord::with(word, &list(&json), quote!(__t::Transform::Bucket(&[#(#tokens),*])))
        }
        "round" => {
            let expected = |_| Error::new(word.span(), "expected `round = 10`: the step");
            input.parse::<Token![=]>().map_err(expected)?;
            let Literal { tokens, json } = read::literal(input)?;
            TransformWord::with(word, &json, quote!(__t::Transform::Round(#tokens)))
        }
        "truncate" => truncate(word, input, faults)?,
        "count_only" => TransformWord::plain(word, quote!(__t::Transform::CountOnly)),
        "redact" => TransformWord::plain(word, quote!(__t::Transform::Redact)),
        "encode" => TransformWord::plain(word, quote!(__t::Transform::Encode)),
        "keep" => TransformWord::plain(word, quote!(__t::Transform::Keep)),
        "by_origin" => by_origin(word, input, faults)?,
        _ => return Ok(None),
    }))
}

/// Reads `(key = install, rotate = "P90D", encoding = hex)`.
fn hmac(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let example = "key = install, rotate = \"P90D\"";
    let (mut key, mut rotate, mut encoding) = (None, quote!(__t::None), quote!(Hex));
    let mut members = Members::default();
    let is_read = read::words(of, example, &["key", "rotate", "encoding"], input, faults, |word, input, _| {
        match word {
            "key" => {
                let (scope, span) = read::word(input, "a key scope", KEY_SCOPES)?;
                members.text("key", scope);
                key = Some(read::variant(scope, span));
            }
            "rotate" => {
                let text = read::duration(input)?;
                members.text("rotate", &text.value());
                rotate = quote!(__t::Some(#text));
            }
            _ => encoding = encoding_of(input, &mut members)?,
        }
        Ok(())
    })?;
    if key.is_none() && is_read {
        return Err(Error::new(of.span(), "a keyed hash needs `key = …`: session, install, project or organisation"));
    }
    let tokens =
        quote!(__t::Transform::Hmac { key: __t::KeyScope::#key, rotate: #rotate, encoding: __t::Encoding::#encoding });
    Ok(TransformWord::with(of, &members.object(), tokens))
}

/// Reads nothing, or `(algorithm = sha256, prefix = "…", encoding = hex)`.
fn hash(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let (mut algorithm, mut prefix, mut encoding) = ("sha256", quote!(__t::None), quote!(Hex));
    let mut members = Members::default();
    if input.peek(syn::token::Paren) {
        let allowed = ["algorithm", "prefix", "encoding"];
        read::words(of, "algorithm = sha256", &allowed, input, faults, |word, input, _| {
            match word {
                "algorithm" => {
                    algorithm = read::word(input, "a hash algorithm", ALGORITHMS)?.0;
                    members.text("algorithm", algorithm);
                }
                "prefix" => {
                    let text = read::text(input)?;
                    members.text("prefix", &text.value());
                    prefix = quote!(__t::Some(#text));
                }
                _ => encoding = encoding_of(input, &mut members)?,
            }
            Ok(())
        })?;
    }
    let tokens = quote! {
        __t::Transform::Hash { algorithm: #algorithm, prefix: #prefix, encoding: __t::Encoding::#encoding }
    };
    Ok(TransformWord::with(of, &members.object(), tokens))
}

fn encoding_of(input: ParseStream<'_>, members: &mut Members) -> Result<TokenStream> {
    let (word, span) = read::word(input, "an encoding", ENCODINGS)?;
    members.text("encoding", word);
    Ok(read::variant(word, span))
}

/// Reads `(length = 10, unit = chars)`.
fn truncate(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let (mut length, mut unit) = (None, quote!(Chars));
    let mut members = Members::default();
    let example = "length = 80, unit = chars";
    let is_read = read::words(of, example, &["length", "unit"], input, faults, |word, input, _| {
        match word {
            "length" => {
                let count = read::count(input)?;
                members.raw("length", count.base10_digits());
                length = Some(count);
            }
            _ => {
                let (word, span) = read::word(input, "a unit of length", UNITS)?;
                members.text("unit", word);
                unit = read::variant(word, span);
            }
        }
        Ok(())
    })?;
    if length.is_none() && is_read {
        return Err(Error::new(of.span(), "a first part needs `length = …`"));
    }
    let tokens = quote!(__t::Transform::Truncate { length: #length, unit: __t::Unit::#unit });
    Ok(TransformWord::with(of, &members.object(), tokens))
}

/// Reads `(builtin(keep), user(hmac(key = install)))`.
fn by_origin(of: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let (mut origins, mut members) = (Vec::new(), Members::default());
    let expected = "expected `by_origin(builtin(keep), user(hmac(key = install, rotate = \"P90D\")))`";
    if !input.peek(syn::token::Paren) {
        return Err(Error::new(of.span(), expected));
    }
    read::inside(input, |content| {
        while !content.is_empty() {
            let (word, span) = read::one_word(content, "an origin of values", ORIGINS)?;
            let origin = read::variant(word, span);
            let of_origin = read::inside(content, |inner| of_origin(inner, faults))?;
            members.raw(word, &of_origin.json);
            let tokens = of_origin.tokens;
            origins.push(quote!((__t::ValueOrigin::#origin, #tokens)));
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(())
    })?;
    if origins.is_empty() {
        return Err(Error::new(of.span(), expected));
    }
    let tokens = quote!(__t::Transform::ByOrigin(&[#(#origins),*]));
    Ok(TransformWord::with(of, &members.object(), tokens))
}

/// Reads the transform of one origin.
fn of_origin(input: ParseStream<'_>, faults: &mut Faults) -> Result<TransformWord> {
    let name: Ident = input.parse()?;
    if name == "drop" {
        return Ok(TransformWord::plain(&name, quote!(__t::Transform::Drop)));
    }
    let allowed = || TRANSFORMS.iter().copied().chain(["drop"]).collect::<Vec<_>>();
    transform(&name, input, faults)?
        .ok_or_else(|| Error::new(name.span(), crate::words::unknown("a transform", &name.to_string(), &allowed())))
}
