//! What the words of attributes mean: those that events and fields share, each one row of a table.

use crate::faults::Faults;
use crate::json::{Members, quoted};
use crate::notation::Value;
use crate::read;
use crate::shape;
use crate::words::{self, CLASSES, CONSENTS, PURPOSES};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::HashSet;
use syn::parse::ParseStream;
use syn::{LitInt, LitStr, Result, Token};

/// How the argument of a word is written.
#[derive(Clone, Copy)]
pub(crate) enum Argument {
    /// `= "text"`
    Text,
    /// `= "P90D"`
    Duration,
    /// `= "1.2.0"`
    Version,
    /// `= "2027-03-31"`, `= "2.0.0"` or `= never`
    Expiry,
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
    /// `= …`, as in catalogs: `{ key: value }`, `[…]`, a word, a text or a number; of this shape
    Value(&'static str),
    /// nothing
    Flag,
}

/// One word: what is written, its argument, and the `Detail` that a running program needs of it, or nothing. In
/// records the word is the key that catalogs write.
pub(crate) type Row = (&'static str, Argument, &'static str);

/// The words that only say something of an event.
pub(crate) const EVENT_WORDS: &[Row] = &[
    ("title", Argument::Text, ""),
    ("when", Argument::Text, ""),
    ("state", Argument::Word(&["active", "deprecated"]), ""),
    ("since", Argument::Version, ""),
    ("expires", Argument::Expiry, ""),
    ("reviews", Argument::Texts, ""),
    ("code", Argument::Texts, ""),
    ("origin", Argument::Word(&["client", "server"]), ""),
    ("grant", Argument::Text, "Grant"),
    ("retention", Argument::Duration, ""),
    ("without", Argument::Texts, "Without"),
    ("about_telemetry", Argument::Flag, "AboutTelemetry"),
    ("aliases", Argument::Value("[]other name"), ""),
    ("condition", Argument::Value("condition"), ""),
    ("prefix", Argument::Value("prefix section"), ""),
];

/// The words that only say something of a field.
pub(crate) const FIELD_WORDS: &[Row] = &[
    ("title", Argument::Text, ""),
    ("when", Argument::Text, ""),
    ("unit", Argument::Text, "Unit"),
    ("min", Argument::Literal, "Min"),
    ("max", Argument::Literal, "Max"),
    ("min_length", Argument::Count, "MinLength"),
    ("max_length", Argument::Count, "MaxLength"),
    ("max_items", Argument::Count, "MaxItems"),
    ("pattern", Argument::Text, "Pattern"),
    ("none", Argument::Literal, "None"),
    ("public", Argument::Text, ""),
    ("examples", Argument::Literals, ""),
    ("kind", Argument::Word(&["property", "measurement", "identity", "tag"]), "Kind"),
    ("source", Argument::Word(&["caller", "client", "server", "enrichment"]), "Source"),
    ("grant", Argument::Text, "Grant"),
    ("destinations", Argument::Texts, "Destinations"),
    ("aliases", Argument::Value("[]other name"), ""),
    ("condition", Argument::Value("condition"), ""),
    ("state", Argument::Word(&["active", "deprecated"]), ""),
    ("since", Argument::Version, ""),
    ("expires", Argument::Expiry, ""),
    ("consent_version", Argument::Count, "ConsentVersion"),
    ("code", Argument::Texts, ""),
    ("reviews", Argument::Texts, ""),
    ("identifies", Argument::Word(&["event", "session", "install", "project", "account"]), ""),
    ("lifetime", Argument::Text, ""),
    ("made", Argument::Text, ""),
    ("retention", Argument::Duration, ""),
    ("legal_basis", Argument::Text, ""),
    ("supply", Argument::Word(&["constant", "lazy", "event", "last-known", "set"]), "Supply"),
];

/// The words that say what a type says of a field that has one: for constants.
pub(crate) const TYPE_WORDS: &[Row] = &[
    ("type", Argument::Value(""), ""),
    ("const", Argument::Literal, ""),
    ("optional", Argument::Literal, ""),
    ("transform", Argument::Value(""), ""),
    ("values", Argument::Value("{}value of an enum"), ""),
    ("allow", Argument::Value("allowed texts"), ""),
    ("fallback", Argument::Text, ""),
    ("retired_codes", Argument::Literals, ""),
];

/// The words that say what a set of common fields is, beside its fields.
pub(crate) const COMMON_WORDS: &[Row] = &[
    ("destinations", Argument::Texts, ""),
    ("condition", Argument::Value("condition"), ""),
    ("overrides", Argument::Texts, ""),
];

/// What the words of a table said so far.
#[derive(Default)]
pub(crate) struct Said {
    /// What catalogs write of it.
    pub(crate) members: Members,
    /// The tokens of `Detail`s.
    pub(crate) details: Vec<TokenStream>,
    seen: HashSet<&'static str>,
    changed: Vec<String>,
}

impl Said {
    /// Reads the argument of a word that only says something, if `word` is one.
    pub(crate) fn word(
        &mut self,
        rows: &[Row],
        word: &Ident,
        input: ParseStream<'_>,
        faults: &mut Faults,
    ) -> Option<Result<()>> {
        let name = word.to_string();
        if name == "changed" {
            return Some(changed(input).map(|change| self.changed.push(change)));
        }
        let (key, argument, detail) = rows.iter().find(|(row, ..)| *row == name)?;
        Some(argument_of(*argument, input, faults).map(|(tokens, json)| {
            if self.say(word, key, &json, faults) && !detail.is_empty() {
                let detail = Ident::new(detail, word.span());
                self.details.push(quote!(__t::Detail::#detail #tokens));
            }
        }))
    }

    /// Returns whether a word was said.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.seen.contains(word)
    }

    /// Adds what catalogs write of a word, and returns whether this is the first time.
    pub(crate) fn say(&mut self, word: &Ident, key: &'static str, json: &str, faults: &mut Faults) -> bool {
        let is_first = self.seen.insert(key);
        if is_first {
            self.members.raw(key, json);
        } else {
            faults.push(word.span(), format!("`{word}` is said twice"));
        }
        is_first
    }

    /// Returns what catalogs write of all the words.
    pub(crate) fn finish(&self) -> Members {
        let mut members = self.members.clone();
        members.list("changed", &self.changed);
        members
    }
}

/// Returns an argument as the tokens of a detail's content, and as JSON.
fn argument_of(argument: Argument, input: ParseStream<'_>, faults: &mut Faults) -> Result<(TokenStream, String)> {
    Ok(match argument {
        Argument::Text => text_of(&read::text(input)?),
        Argument::Duration => text_of(&read::duration(input)?),
        Argument::Version => text_of(&read::version(input)?),
        Argument::Expiry => text_of(&read::expiry(input)?),
        Argument::Count => {
            let number = read::count(input)?;
            (quote!((#number)), number.base10_digits().to_owned())
        }
        Argument::Literal => {
            input.parse::<Token![=]>()?;
            let literal = read::literal(input)?;
            let tokens = &literal.tokens;
            (quote!((#tokens)), literal.json)
        }
        Argument::Word(allowed) => {
            let (word, _) = read::word(input, "known here", allowed)?;
            (quote!((#word)), quoted(word))
        }
        Argument::Texts => {
            let texts = read::texts(input)?;
            (quote!((&[#(#texts),*])), texts_json(&texts))
        }
        Argument::Literals => {
            let literals = read::literals(input)?;
            let tokens = literals.iter().map(|literal| &literal.tokens);
            let json: Vec<String> = literals.iter().map(|literal| literal.json.clone()).collect();
            (quote!((&[#(#tokens),*])), crate::json::list(&json))
        }
        Argument::Value(shape) => {
            input.parse::<Token![=]>()?;
            let value: Value = input.parse()?;
            shape::check_value(&value, shape, faults);
            (TokenStream::new(), value.json())
        }
        Argument::Flag => (TokenStream::new(), "true".to_owned()),
    })
}

fn text_of(text: &LitStr) -> (TokenStream, String) {
    (quote!((#text)), quoted(&text.value()))
}

/// Returns texts as a JSON list.
pub(crate) fn texts_json(texts: &[LitStr]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(&text.value())).collect();
    crate::json::list(&texts)
}

/// Reads `= ["1.2.0", "what changed"]`: one change, as JSON.
fn changed(input: ParseStream<'_>) -> Result<String> {
    match read::texts(input)?.as_slice() {
        [version, note] => {
            let mut members = Members::default();
            members.text("version", &version.value());
            members.text("note", &note.value());
            Ok(members.object())
        }
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

/// A consent level: the tokens of a `Consent`, and the word.
pub(crate) struct Level {
    pub(crate) tokens: TokenStream,
    pub(crate) word: &'static str,
}

/// Reads `= usage`.
pub(crate) fn consent(input: ParseStream<'_>) -> Result<Level> {
    let (word, span) = read::word(input, "a consent level", CONSENTS)?;
    let level = read::variant(word, span);
    Ok(Level { tokens: quote!(__t::Consent::#level), word })
}

/// A purpose as an attribute names it.
pub(crate) struct PurposeWord {
    /// The tokens of a `FieldPurpose`.
    pub(crate) tokens: TokenStream,
    pub(crate) name: String,
    /// The name of one that is the catalog's own, at its place.
    pub(crate) own: Option<LitStr>,
}

/// Reads `= product` or `("own-purpose", extends = product)`.
pub(crate) fn purpose(input: ParseStream<'_>) -> Result<PurposeWord> {
    if input.peek(Token![=]) {
        let (word, span) = read::word(input, "a purpose", PURPOSES)?;
        let purpose = read::variant(word, span);
        let tokens = quote!(__t::FieldPurpose::built_in(__t::Purpose::#purpose));
        return Ok(PurposeWord { tokens, name: word.to_owned(), own: None });
    }
    let content = read::parenthesized(input)?;
    let name: LitStr = content.parse()?;
    content.parse::<Token![,]>()?;
    keyword(&content, "extends")?;
    let (word, span) = read::word(&content, "a purpose", PURPOSES)?;
    let purpose = read::variant(word, span);
    let tokens = quote!(__t::FieldPurpose::own(#name, __t::Purpose::#purpose));
    Ok(PurposeWord { tokens, name: name.value(), own: Some(name) })
}

/// Adds the purposes that a declaration names, as catalogs write them.
pub(crate) fn push_purposes(members: &mut Members, purposes: &[PurposeWord]) {
    let names: Vec<String> = purposes.iter().map(|purpose| quoted(&purpose.name)).collect();
    members.list("purpose", &names);
}

/// A class as an attribute names it: the tokens of a `FieldClass`, its name, and where it stands.
pub(crate) struct ClassWord {
    pub(crate) tokens: TokenStream,
    pub(crate) name: String,
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
    Ok(ClassWord { tokens: quote_spanned!(span=> __t::#class), name: name.to_owned(), span })
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
    let tokens = quote_spanned!(span=> __t::FieldClass::own(#name, #rank, __t::Class::#class));
    Ok(ClassWord { tokens, name: name.value(), span })
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
