//! What the words of attributes mean: those that events and fields share, each one row of a table.

use crate::faults::Faults;
use crate::read;
use crate::words::{self, CLASSES, CONSENTS, PURPOSES};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{LitInt, LitStr, Result, Token};

/// How the argument of a word is written.
#[derive(Clone, Copy)]
pub(crate) enum Argument {
    /// `= "text"`
    Text,
    /// `= 12`
    Count,
    /// `= 1.5`
    Literal,
    /// `= word`, one of these
    Word(&'static [&'static str]),
    /// `= [name, "any name"]` or `(name, "any name")`
    Texts,
    /// `= [1, "two"]` or `(1, "two")`
    Literals,
    /// nothing
    Flag,
}

/// One word: what is written, its argument, and the `Detail` that it becomes.
type Row = (&'static str, Argument, &'static str);

/// The words that only say something: they become details of the descriptor.
pub(crate) const EVENT_DETAILS: &[Row] = &[
    ("title", Argument::Text, "Title"),
    ("when", Argument::Text, "When"),
    ("state", Argument::Word(&["active", "deprecated"]), "State"),
    ("since", Argument::Text, "Since"),
    ("expires", Argument::Text, "Expires"),
    ("reviews", Argument::Texts, "Reviews"),
    ("code", Argument::Texts, "Code"),
    ("origin", Argument::Word(&["client", "server"]), "Origin"),
    ("owner", Argument::Text, "Owner"),
    ("aliases", Argument::Texts, "Aliases"),
    ("grant", Argument::Text, "Grant"),
    ("retention", Argument::Text, "Retention"),
    ("without", Argument::Texts, "Without"),
    ("about_telemetry", Argument::Flag, "AboutTelemetry"),
];

/// The same for fields.
pub(crate) const FIELD_DETAILS: &[Row] = &[
    ("title", Argument::Text, "Title"),
    ("when", Argument::Text, "When"),
    ("unit", Argument::Text, "Unit"),
    ("min", Argument::Literal, "Min"),
    ("max", Argument::Literal, "Max"),
    ("min_length", Argument::Count, "MinLength"),
    ("max_length", Argument::Count, "MaxLength"),
    ("max_items", Argument::Count, "MaxItems"),
    ("pattern", Argument::Text, "Pattern"),
    ("none", Argument::Literal, "None"),
    ("public", Argument::Text, "Public"),
    ("examples", Argument::Literals, "Examples"),
    ("allow_reason", Argument::Text, "AllowReason"),
    ("allow_approver", Argument::Text, "AllowApprover"),
    ("kind", Argument::Word(&["property", "measurement", "identity", "tag"]), "Kind"),
    ("source", Argument::Word(&["caller", "client", "server", "enrichment"]), "Source"),
    ("grant", Argument::Text, "Grant"),
    ("destinations", Argument::Texts, "Destinations"),
    ("aliases", Argument::Texts, "Aliases"),
    ("state", Argument::Word(&["active", "deprecated"]), "State"),
    ("since", Argument::Text, "Since"),
    ("expires", Argument::Text, "Expires"),
    ("consent_version", Argument::Count, "ConsentVersion"),
    ("code", Argument::Texts, "Code"),
    ("reviews", Argument::Texts, "Reviews"),
    ("identifies", Argument::Word(&["event", "session", "install", "project", "account"]), "Identifies"),
    ("lifetime", Argument::Text, "Lifetime"),
    ("made", Argument::Text, "Made"),
    ("retention", Argument::Text, "Retention"),
    ("legal_basis", Argument::Text, "LegalBasis"),
    ("supply", Argument::Word(&["constant", "lazy", "event", "last-known", "set"]), "Supply"),
    ("separator", Argument::Text, "Separator"),
];

/// Reads the argument of a word that only says something, if `word` is one: the tokens of a `Detail`.
pub(crate) fn detail(rows: &[Row], word: &Ident, input: ParseStream<'_>) -> Option<Result<TokenStream>> {
    let name = word.to_string();
    if name == "changed" {
        return Some(changed(input));
    }
    let (_, argument, variant) = rows.iter().find(|(row, ..)| *row == name)?;
    Some(argument_of(*argument, input).map(|argument| {
        let variant = Ident::new(variant, word.span());
        quote!(__t::Detail::#variant #argument)
    }))
}

fn argument_of(argument: Argument, input: ParseStream<'_>) -> Result<TokenStream> {
    Ok(match argument {
        Argument::Text => {
            let text = read::text(input)?;
            quote!((#text))
        }
        Argument::Count => {
            let number = read::count(input)?;
            quote!((#number))
        }
        Argument::Literal => {
            input.parse::<Token![=]>()?;
            let literal = read::literal(input)?;
            quote!((#literal))
        }
        Argument::Word(allowed) => {
            let (word, _) = read::word(input, "known here", allowed)?;
            quote!((#word))
        }
        Argument::Texts => {
            let texts = read::texts(input)?;
            quote!((&[#(#texts),*]))
        }
        Argument::Literals => {
            let literals = read::literals(input)?;
            quote!((&[#(#literals),*]))
        }
        Argument::Flag => TokenStream::new(),
    })
}

/// Reads `= ["1.2.0", "what changed"]`.
fn changed(input: ParseStream<'_>) -> Result<TokenStream> {
    match read::texts(input)?.as_slice() {
        [version, note] => Ok(quote!(__t::Detail::Changed(#version, #note))),
        _ => Err(input.error("expected `changed = [\"version\", \"what changed\"]`")),
    }
}

/// Returns what to say of a word that is not known in a place.
pub(crate) fn unknown_word(word: &Ident, place: &str, rows: &[Row], others: &[&'static str]) -> syn::Error {
    let mut allowed: Vec<&str> = others.to_vec();
    allowed.extend(rows.iter().map(|(row, ..)| *row));
    allowed.push("changed");
    syn::Error::new(word.span(), words::unknown(&format!("a word of {place}"), &word.to_string(), &allowed))
}

/// Reads `= usage`: the tokens of a `Consent`.
pub(crate) fn consent(input: ParseStream<'_>) -> Result<TokenStream> {
    let (word, span) = read::word(input, "a consent level", CONSENTS)?;
    let level = read::variant(word, span);
    Ok(quote!(__t::Consent::#level))
}

/// Reads `= product` or `("own-purpose", extends = product)`: the tokens of a `FieldPurpose`.
pub(crate) fn purpose(input: ParseStream<'_>) -> Result<TokenStream> {
    if input.peek(Token![=]) {
        let (word, span) = read::word(input, "a purpose", PURPOSES)?;
        let purpose = read::variant(word, span);
        return Ok(quote!(__t::FieldPurpose::built_in(__t::Purpose::#purpose)));
    }
    let content = read::parenthesized(input)?;
    let name: LitStr = content.parse()?;
    content.parse::<Token![,]>()?;
    keyword(&content, "extends")?;
    let (word, span) = read::word(&content, "a purpose", PURPOSES)?;
    let purpose = read::variant(word, span);
    Ok(quote!(__t::FieldPurpose::own(#name, __t::Purpose::#purpose)))
}

/// A class as an attribute names it: the tokens of a `FieldClass`, and where it stands.
pub(crate) struct ClassWord {
    pub(crate) tokens: TokenStream,
    pub(crate) span: Span,
}

/// Reads the class that a word names, if it names one: `technical`, `class = technical`, or
/// `class("own", rank = 35, treat_as = identifier)`.
pub(crate) fn class(word: &Ident, input: ParseStream<'_>) -> Option<Result<ClassWord>> {
    let name = word.to_string();
    if name == "class" {
        return Some(if input.peek(Token![=]) {
            read::word(input, "a privacy class", CLASSES).and_then(|(class, span)| built_in_class(class, span))
        } else {
            own_class(word.span(), input)
        });
    }
    CLASSES.contains(&name.as_str()).then(|| built_in_class(&name, word.span()))
}

fn built_in_class(name: &str, span: Span) -> Result<ClassWord> {
    if name == "restricted" {
        return Err(syn::Error::new(
            span,
            "a `restricted` value is never sent, so that no field may hold one; name it under `never` of the catalog",
        ));
    }
    let class = Ident::new(&name.to_uppercase(), span);
    Ok(ClassWord { tokens: quote_spanned!(span=> __t::#class), span })
}

fn own_class(span: Span, input: ParseStream<'_>) -> Result<ClassWord> {
    let content = read::parenthesized(input)?;
    let name: LitStr = content.parse()?;
    content.parse::<Token![,]>()?;
    keyword(&content, "rank")?;
    let rank: LitInt = read::count(&content)?;
    content.parse::<Token![,]>()?;
    keyword(&content, "treat_as")?;
    let (word, at) = read::word(&content, "a privacy class", CLASSES)?;
    built_in_class(word, at)?;
    let class = read::variant(word, at);
    Ok(ClassWord { tokens: quote_spanned!(span=> __t::FieldClass::own(#name, #rank, __t::Class::#class)), span })
}

fn keyword(input: ParseStream<'_>, expected: &str) -> Result<()> {
    let word: Ident = input.parse()?;
    if word == expected { Ok(()) } else { Err(syn::Error::new(word.span(), format!("expected `{expected} = …`"))) }
}

/// Stores a value that may be said once.
pub(crate) fn once<T>(place: &mut Option<T>, value: T, word: &Ident, faults: &mut Faults) {
    if place.is_some() {
        faults.push(word.span(), format!("`{word}` is said twice"));
    }
    *place = Some(value);
}
