//! Reading `#[telemetry(…)]` and doc comments. The grammar of each argument is here; what words mean is not.

use crate::faults::Faults;
use crate::words;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Attribute, Expr, Lit, LitInt, LitStr, Meta, Result, Token};

/// Calls `item` with each word of the `telemetry` attributes; after a fault reading goes on with the next word.
pub(crate) fn attributes(
    attributes: &[Attribute],
    faults: &mut Faults,
    mut item: impl FnMut(&Ident, ParseStream<'_>, &mut Faults) -> Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("telemetry")) {
        let read = attribute.parse_args_with(|input: ParseStream<'_>| {
            items(input, faults, &mut item);
            Ok(())
        });
        if let Err(error) = read {
            faults.add(error);
        }
    }
}

/// Reads `word …, word …` to the end of the input.
pub(crate) fn items(
    input: ParseStream<'_>,
    faults: &mut Faults,
    item: &mut dyn FnMut(&Ident, ParseStream<'_>, &mut Faults) -> Result<()>,
) {
    while !input.is_empty() {
        let read = Ident::parse_any(input).and_then(|word| item(&word, input, faults)).and_then(|()| {
            if input.is_empty() || input.peek(Token![,]) { Ok(()) } else { Err(input.error("expected `,`")) }
        });
        if let Err(error) = read {
            faults.add(error);
            while !input.is_empty() && !input.peek(Token![,]) {
                drop(input.parse::<TokenTree>());
            }
        }
        if input.parse::<Token![,]>().is_err() {
            return;
        }
    }
}

/// Reads `= […]` or `(…)`: two ways to write a list.
pub(crate) fn list<'input>(input: &ParseBuffer<'input>) -> Result<ParseBuffer<'input>> {
    if input.parse::<Option<Token![=]>>()?.is_none() {
        return parenthesized(input);
    }
    let content;
    syn::bracketed!(content in input);
    Ok(content)
}

/// Reads `(…)`.
pub(crate) fn parenthesized<'input>(input: &ParseBuffer<'input>) -> Result<ParseBuffer<'input>> {
    let content;
    syn::parenthesized!(content in input);
    Ok(content)
}

/// Reads `= "text"`.
pub(crate) fn text(input: ParseStream<'_>) -> Result<LitStr> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// Reads `= 12`.
pub(crate) fn count(input: ParseStream<'_>) -> Result<LitInt> {
    input.parse::<Token![=]>()?;
    let number: LitInt = input.parse()?;
    number.base10_parse::<u32>()?;
    Ok(number)
}

/// Reads `= word` or `= "a-word"` of a closed list.
pub(crate) fn word(input: ParseStream<'_>, kind: &str, allowed: &[&'static str]) -> Result<(&'static str, Span)> {
    input.parse::<Token![=]>()?;
    one_word(input, kind, allowed)
}

/// Reads `word` or `"a-word"` of a closed list.
pub(crate) fn one_word(input: ParseStream<'_>, kind: &str, allowed: &[&'static str]) -> Result<(&'static str, Span)> {
    let (word, span) = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        (literal.value(), literal.span())
    } else {
        let ident = Ident::parse_any(input)?;
        (ident.to_string().replace('_', "-"), ident.span())
    };
    match allowed.iter().find(|allowed| **allowed == word) {
        Some(word) => Ok((word, span)),
        None => Err(syn::Error::new(span, words::unknown(kind, &word, allowed))),
    }
}

/// Reads `= [name, "any name"]`.
pub(crate) fn texts(input: ParseStream<'_>) -> Result<Vec<LitStr>> {
    let content = list(input)?;
    let mut texts = Vec::new();
    while !content.is_empty() {
        if content.peek(LitStr) {
            texts.push(content.parse()?);
        } else {
            let ident = Ident::parse_any(&content)?;
            texts.push(LitStr::new(&ident.to_string(), ident.span()));
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(texts)
}

/// Reads one literal and returns the tokens of a `Literal`.
pub(crate) fn literal(input: ParseStream<'_>) -> Result<TokenStream> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal: Lit = input.parse()?;
    Ok(match literal {
        Lit::Int(number) => quote!(__t::Literal::Int(#minus #number)),
        Lit::Float(number) => quote!(__t::Literal::Float(#minus #number)),
        Lit::Str(text) if minus.is_none() => quote!(__t::Literal::Text(#text)),
        Lit::Bool(value) if minus.is_none() => quote!(__t::Literal::Bool(#value)),
        other => return Err(syn::Error::new(other.span(), "expected a text, a number, `true` or `false`")),
    })
}

/// Reads `= [1, 2, 5]` and returns the tokens of literals.
pub(crate) fn literals(input: ParseStream<'_>) -> Result<Vec<TokenStream>> {
    let content = list(input)?;
    let mut literals = Vec::new();
    while !content.is_empty() {
        literals.push(literal(&content)?);
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(literals)
}

/// Returns the first paragraph of a doc comment, its lines joined: the description. What follows is for readers of
/// the code.
pub(crate) fn description(attributes: &[Attribute]) -> Option<String> {
    let mut description = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(doc) = &attribute.meta else { continue };
        let Expr::Lit(value) = &doc.value else { continue };
        let Lit::Str(text) = &value.lit else { continue };
        for line in text.value().split('\n').map(str::trim) {
            match (line.is_empty(), description.is_empty()) {
                (true, true) => {}
                (true, false) => return Some(description),
                (false, true) => description.push_str(line),
                (false, false) => {
                    description.push(' ');
                    description.push_str(line);
                }
            }
        }
    }
    (!description.is_empty()).then_some(description)
}

/// Returns the identifier of a word: `ai-training` is `AiTraining`.
pub(crate) fn variant(word: &str, span: Span) -> TokenStream {
    let name: String = word
        .split('-')
        .flat_map(|part| {
            part.chars().enumerate().map(|(at, char)| if at == 0 { char.to_ascii_uppercase() } else { char })
        })
        .collect();
    Ident::new(&name, span).into_token_stream()
}
