//! The catalog's own notation inside Rust: mappings, lists, words, texts and numbers, as YAML's flow style has them.
//!
//! What `catalog! { … }` holds, and what attributes say where the catalog has a mapping: `condition = { channel:
//! preview }`. It becomes JSON as it is written; what a key means is not known here.

use crate::json::{Members, quoted};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Lit, LitStr, Result, Token, braced, bracketed, token};

/// One value.
pub(crate) enum Value {
    /// A text or a word, such as `"Oso for VS Code"` or `last-known`.
    Text(String, Span),
    /// A number, as JSON writes it.
    Number(String, Span),
    /// True or false.
    Bool(bool, Span),
    /// Several values.
    List(Vec<Value>, Span),
    /// Values by name.
    Map(Map),
}

/// Values by name, in the order in which they are written.
pub(crate) struct Map {
    pub(crate) entries: Vec<(LitStr, Value)>,
    pub(crate) span: Span,
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(token::Brace) {
            let (content, brace);
            brace = braced!(content in input);
            return Ok(Self::Map(Map::entries(&content, brace.span.join())?));
        }
        if input.peek(token::Bracket) {
            let (content, bracket);
            bracket = bracketed!(content in input);
            let items = Punctuated::<Self, Token![,]>::parse_terminated(&content)?;
            return Ok(Self::List(items.into_iter().collect(), bracket.span.join()));
        }
        if input.peek(Ident::peek_any) && !input.peek(syn::LitBool) {
            let (word, span) = word(input)?;
            return Ok(Self::Text(word, span));
        }
        let minus = input.parse::<Option<Token![-]>>()?;
        let sign = if minus.is_some() { "-" } else { "" };
        match input.parse::<Lit>()? {
            Lit::Str(text) if minus.is_none() => Ok(Self::Text(text.value(), text.span())),
            Lit::Bool(value) if minus.is_none() => Ok(Self::Bool(value.value, value.span)),
            Lit::Int(number) if number.suffix().is_empty() => {
                Ok(Self::Number(format!("{sign}{}", number.base10_digits()), number.span()))
            }
            Lit::Float(number) if number.suffix().is_empty() => {
                Ok(Self::Number(format!("{sign}{}", json_float(number.base10_digits())), number.span()))
            }
            other => Err(Error::new(
                other.span(),
                "expected a text, a word, a number, `true`, `false`, a list `[…]` or a mapping `{ key: value }`",
            )),
        }
    }
}

/// Rust writes `1.`, JSON does not.
fn json_float(digits: &str) -> String {
    if digits.ends_with('.') { format!("{digits}0") } else { digits.to_owned() }
}

/// Reads `word` or `several-words`.
fn word(input: ParseStream<'_>) -> Result<(String, Span)> {
    let first = input.call(Ident::parse_any)?;
    let mut word = first.unraw().to_string();
    while input.peek(Token![-]) && input.peek2(Ident::peek_any) {
        input.parse::<Token![-]>()?;
        word.push('-');
        word.push_str(&input.call(Ident::parse_any)?.unraw().to_string());
    }
    Ok((word, first.span()))
}

impl Map {
    /// Reads `key: value, …` to the end.
    pub(crate) fn entries(input: ParseStream<'_>, span: Span) -> Result<Self> {
        let mut entries: Vec<(LitStr, Value)> = Vec::new();
        while !input.is_empty() {
            let key = if input.peek(LitStr) {
                input.parse()?
            } else {
                let (word, span) = word(input)?;
                LitStr::new(&word, span)
            };
            if entries.iter().any(|(known, _)| known.value() == key.value()) {
                return Err(Error::new(key.span(), format!("the key `{}` is written twice", key.value())));
            }
            input.parse::<Token![:]>()?;
            entries.push((key, input.parse()?));
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(Self { entries, span })
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(known, _)| known.value() == key).map(|(_, value)| value)
    }

    /// Returns the members of the JSON object.
    pub(crate) fn members(&self) -> Members {
        let mut members = Members::default();
        for (key, value) in &self.entries {
            members.raw(&key.value(), &value.json());
        }
        members
    }
}

impl Value {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Text(_, span) | Self::Number(_, span) | Self::Bool(_, span) | Self::List(_, span) => *span,
            Self::Map(map) => map.span,
        }
    }

    /// Returns the value as JSON.
    pub(crate) fn json(&self) -> String {
        match self {
            Self::Text(text, _) => quoted(text),
            Self::Number(number, _) => number.clone(),
            Self::Bool(value, _) => value.to_string(),
            Self::List(items, _) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Map(map) => map.members().object(),
        }
    }
}
