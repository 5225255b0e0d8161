//! Reading `#[telemetry(…)]` and doc comments. The grammar of each argument is here; what words mean is not.

use crate::faults::Faults;
use crate::grammar;
use crate::json::quoted;
use crate::words;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Attribute, Error, Expr, Lit, LitInt, LitStr, Meta, Result, Token};

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
        let word = Ident::parse_any(input).map_err(|error| Error::new(error.span(), "expected a word"));
        let read = word.and_then(|word| item(&word, input, faults)).and_then(|()| {
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

/// Reads `(word …, word …)` after a word, each of a closed list and at most once. Returns whether all of it could be
/// read: a word that is missing otherwise may be the one that could not.
pub(crate) fn words(
    of: &Ident,
    example: &str,
    allowed: &[&'static str],
    input: ParseStream<'_>,
    faults: &mut Faults,
    mut item: impl FnMut(&str, ParseStream<'_>, &mut Faults) -> Result<()>,
) -> Result<bool> {
    let content = parenthesized(input).map_err(|_| Error::new(of.span(), format!("expected `{of}({example})`")))?;
    let before = faults.count();
    let mut seen = Vec::new();
    items(&content, faults, &mut |word, input, faults| {
        let name = word.to_string();
        if !allowed.contains(&name.as_str()) {
            return Err(Error::new(word.span(), words::unknown(&format!("a word of `{of}`"), &name, allowed)));
        }
        if seen.contains(&name) {
            faults.push(word.span(), format!("`{name}` is said twice"));
        }
        item(&name, input, faults)?;
        seen.push(name);
        Ok(())
    });
    Ok(faults.count() == before)
}

/// Reads what stands in `(…)`. After a fault the rest of it is passed over: it is said once.
pub(crate) fn inside<T>(input: ParseStream<'_>, read: impl FnOnce(ParseStream<'_>) -> Result<T>) -> Result<T> {
    let content = parenthesized(input)?;
    let result = read(&content);
    if result.is_err() {
        while content.parse::<TokenTree>().is_ok() {}
    }
    result
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
    input.parse().map_err(|error: Error| Error::new(error.span(), "expected a text in quotes"))
}

/// Reads `= 12`.
pub(crate) fn count(input: ParseStream<'_>) -> Result<LitInt> {
    input.parse::<Token![=]>()?;
    let number: Result<LitInt> = input.parse();
    match number {
        Ok(number) if number.base10_parse::<u32>().is_ok() => Ok(number),
        Ok(number) => Err(Error::new(number.span(), format!("expected a whole number from 0 to {}", u32::MAX))),
        Err(error) => Err(Error::new(error.span(), format!("expected a whole number from 0 to {}", u32::MAX))),
    }
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
        let ident = Ident::parse_any(input).map_err(|error| {
            let words: Vec<String> = allowed.iter().map(|word| format!("`{word}`")).collect();
            Error::new(error.span(), format!("expected {kind}: {}", words.join(", ")))
        })?;
        (ident.to_string(), ident.span())
    };
    match allowed.iter().find(|allowed| **allowed == word || **allowed == word.replace('_', "-")) {
        Some(word) => Ok((word, span)),
        None => Err(Error::new(span, words::unknown(kind, &word, allowed))),
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

/// One literal: the tokens of a `Literal`, and JSON.
pub(crate) struct Literal {
    pub(crate) tokens: TokenStream,
    pub(crate) json: String,
}

/// Reads one literal.
pub(crate) fn literal(input: ParseStream<'_>) -> Result<Literal> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let expected = "expected a text, a number, `true` or `false`";
    let literal = input.parse::<Lit>().map_err(|error| Error::new(error.span(), expected))?;
    let (tokens, json) = match literal {
        Lit::Int(number) => (quote!(__t::Literal::Int(#minus #number)), format!("{sign}{}", number.base10_digits())),
        Lit::Float(number) => {
            let digits = number.base10_digits();
            // Rust writes `1.`, JSON does not.
            let zero = if digits.ends_with('.') { "0" } else { "" };
            (quote!(__t::Literal::Float(#minus #number)), format!("{sign}{digits}{zero}"))
        }
        Lit::Str(text) if minus.is_none() => (quote!(__t::Literal::Text(#text)), quoted(&text.value())),
        Lit::Bool(value) if minus.is_none() => (quote!(__t::Literal::Bool(#value)), value.value.to_string()),
        other => return Err(Error::new(other.span(), expected)),
    };
    Ok(Literal { tokens, json })
}

/// Reads `= [1, 2, 5]`.
pub(crate) fn literals(input: ParseStream<'_>) -> Result<Vec<Literal>> {
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

/// Reads `= "P90D"`.
pub(crate) fn duration(input: ParseStream<'_>) -> Result<LitStr> {
    let text = text(input)?;
    grammar::is_duration(&text.value()).then_some(()).ok_or_else(|| {
        let advice = "write an ISO 8601 duration such as `P90D`, `P1Y` or `PT10S`";
        Error::new(text.span(), format!("`{}` is not a duration; {advice}", text.value()))
    })?;
    Ok(text)
}

/// Reads `= "1.2.0"`.
pub(crate) fn version(input: ParseStream<'_>) -> Result<LitStr> {
    let text = text(input)?;
    grammar::is_version(&text.value()).then_some(()).ok_or_else(|| {
        let advice = "write numbers with dots, such as `1.4.0` or `2.0.0-beta.1`";
        Error::new(text.span(), format!("`{}` is not a version; {advice}", text.value()))
    })?;
    Ok(text)
}

/// Reads `= "2027-03-31"`, `= "2.0.0"` or `= never`.
pub(crate) fn expiry(input: ParseStream<'_>) -> Result<LitStr> {
    let fork = input.fork();
    if fork.parse::<Token![=]>().is_ok() && fork.peek(Ident::peek_any) {
        let (word, span) = word(input, "a day, a version or `never`", &["never"])?;
        return Ok(LitStr::new(word, span));
    }
    let text = text(input)?;
    let value = text.value();
    if value == "never" || grammar::is_day(&value) || (grammar::is_version(&value) && !value.contains('-')) {
        return Ok(text);
    }
    let advice = "write a day such as `2027-03-31`, a program version such as `2.0.0`, or `never`";
    Err(Error::new(text.span(), format!("`{value}` is no day, version or `never`; {advice}")))
}

/// Returns the text of a literal. Nearly all are what stands between their quotes: reading them character by character
/// is a good part of what a derive costs, since it is not optimized where it runs.
pub(crate) fn value(literal: &LitStr) -> String {
    let token = literal.token().to_string();
    let inside = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
    match inside {
        Some(text) if !text.contains('\\') && !text.contains('\r') => text.to_owned(),
        _ => literal.value(),
    }
}

/// Returns the first paragraph of a doc comment, its lines joined: the description. What follows is for readers of
/// the code.
pub(crate) fn description(attributes: &[Attribute]) -> Option<String> {
    let mut description = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(doc) = &attribute.meta else { continue };
        let Expr::Lit(literal) = &doc.value else { continue };
        let Lit::Str(text) = &literal.lit else { continue };
        for line in value(text).split('\n').map(str::trim) {
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

/// Refuses a description that says no more than the name.
pub(crate) fn check_description(text: &str, noun: &str, name: &str, span: Span, faults: &mut Faults) {
    if text.trim().is_empty() {
        faults.push(span, format!("{noun} `{name}` has no description; say in a sentence what it is"));
    } else if letters(text).eq(letters(name)) {
        let advice = "say what a reader cannot guess from the name";
        faults.push(span, format!("the description of {noun} `{name}` only repeats its name; {advice}"));
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Returns the tokens of a list: of `&[…]`, or of the name that stands for an empty one.
pub(crate) fn tokens(nothing: &str, items: &[TokenStream]) -> TokenStream {
    if items.is_empty() {
        let nothing = Ident::new(nothing, Span::call_site());
        return quote!(__t::#nothing);
    }
    quote!(&[#(#items),*])
}
