//! What the words of attributes mean: those that events and fields share, each one row of a table.

use crate::condition;
use crate::faults::Faults;
use crate::flow;
use crate::json::{Members, quoted};
use crate::notation::Value;
use crate::read;
use crate::shape;
use crate::words::{self, CLASSES, CONSENTS, PURPOSES};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::collections::HashMap;
use syn::parse::ParseStream;
use syn::{Error, LitInt, LitStr, Result, Token, token};

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

impl Argument {
    /// Returns an example of what stands behind `=`, where only that may stand.
    const fn example(self) -> Option<&'static str> {
        match self {
            Self::Text => Some("\"…\""),
            Self::Duration => Some("\"P90D\""),
            Self::Version => Some("\"1.2.0\""),
            Self::Expiry => Some("\"2027-03-31\""),
            Self::Count | Self::Literal => Some("12"),
            Self::Word(allowed) => allowed.first().copied(),
            Self::Texts | Self::Literals => Some("[…]"),
            Self::Value(_) => Some("…"),
            Self::Flag => None,
        }
    }
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
    ("condition", Argument::Value("condition"), "Condition"),
    ("flow", Argument::Value("flow section"), "Flow"),
    ("prefix", Argument::Value("prefix section"), "Prefix"),
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
    ("condition", Argument::Value("condition"), "Condition"),
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
    /// The tokens of the arguments of words that make no detail.
    arguments: HashMap<&'static str, TokenStream>,
    seen: HashMap<&'static str, Span>,
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
            return Some(changed(word, input).map(|change| self.changed.push(change)));
        }
        let (key, argument, detail) = rows.iter().find(|(row, ..)| *row == name)?;
        Some(argument_of(word, *argument, input, faults).map(|(tokens, json)| {
            if !self.say(word, key, &json, faults) {
                return;
            }
            if detail.is_empty() {
                self.arguments.insert(key, tokens);
                return;
            }
            let detail = Ident::new(detail, word.span());
            let content = (!tokens.is_empty()).then(|| quote!((#tokens)));
            self.details.push(quote!(__t::Detail::#detail #content));
        }))
    }

    /// Returns the tokens of the argument of a word that makes no detail.
    pub(crate) fn argument(&self, word: &str) -> Option<&TokenStream> {
        self.arguments.get(word)
    }

    /// Returns whether a word was said.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.seen.contains_key(word)
    }

    /// Returns where a word was said.
    pub(crate) fn place(&self, word: &str) -> Option<Span> {
        self.seen.get(word).copied()
    }

    /// Adds what catalogs write of a word, and returns whether this is the first time.
    pub(crate) fn say(&mut self, word: &Ident, key: &'static str, json: &str, faults: &mut Faults) -> bool {
        if self.has(key) {
            faults.push(word.span(), format!("`{word}` is said twice"));
            return false;
        }
        self.seen.insert(key, word.span());
        self.members.raw(key, json);
        true
    }

    /// Returns what catalogs write of all the words.
    pub(crate) fn finish(&self) -> Members {
        let mut members = self.members.clone();
        members.list("changed", &self.changed);
        members
    }
}

/// Returns an argument as the tokens of a detail's content, and as JSON.
fn argument_of(
    word: &Ident,
    argument: Argument,
    input: ParseStream<'_>,
    faults: &mut Faults,
) -> Result<(TokenStream, String)> {
    if let (Some(example), false) = (argument.example(), input.peek(Token![=]) || input.peek(token::Paren)) {
        return Err(Error::new(word.span(), format!("expected `{word} = {example}`")));
    }
    Ok(match argument {
        Argument::Text => text_of(&read::text(input)?),
        Argument::Duration => text_of(&read::duration(input)?),
        Argument::Version => text_of(&read::version(input)?),
        Argument::Expiry => text_of(&read::expiry(input)?),
        Argument::Count => {
            let number = read::count(input)?;
            (quote!(#number), number.base10_digits().to_owned())
        }
        Argument::Literal => {
            input.parse::<Token![=]>()?;
            let literal = read::literal(input)?;
            (literal.tokens, literal.json)
        }
        Argument::Word(allowed) => {
            let (word, _) = read::word(input, &format!("a value of `{word}`"), allowed)?;
            (quote!(#word), quoted(word))
        }
        Argument::Texts => {
            let texts = read::texts(input)?;
            (quote!(&[#(#texts),*]), texts_json(&texts))
        }
        Argument::Literals => {
            let literals = read::literals(input)?;
            let tokens = literals.iter().map(|literal| &literal.tokens);
            let json: Vec<String> = literals.iter().map(|literal| literal.json.clone()).collect();
            (quote!(&[#(#tokens),*]), crate::json::list(&json))
        }
        Argument::Value(shape) => {
            input.parse::<Token![=]>()?;
            let value: Value = input.parse()?;
            shape::check_value(&value, shape, faults);
            (constant_of(&value, shape, faults), value.json())
        }
        Argument::Flag => (TokenStream::new(), "true".to_owned()),
    })
}

fn text_of(text: &LitStr) -> (TokenStream, String) {
    (quote!(#text), quoted(&text.value()))
}

/// Returns the constant of what is written in the catalog's notation, if a running program needs one.
fn constant_of(value: &Value, shape: &str, faults: &mut Faults) -> TokenStream {
    match shape {
        "condition" => condition::condition(value, faults),
        "flow section" => flow::flow(value, faults),
        "prefix section" => condition::prefix(value, faults),
        _ => TokenStream::new(),
    }
}

/// Returns texts as a JSON list.
pub(crate) fn texts_json(texts: &[LitStr]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(&read::value(text))).collect();
    crate::json::list(&texts)
}

/// Reads `= ["1.2.0", "what changed"]`: one change, as JSON.
fn changed(word: &Ident, input: ParseStream<'_>) -> Result<String> {
    match read::texts(input)?.as_slice() {
        [version, _] if !crate::grammar::is_version(&version.value()) => {
            let advice = "write numbers with dots, such as `1.4.0` or `2.0.0-beta.1`";
            Err(Error::new(version.span(), format!("`{}` is not a version; {advice}", version.value())))
        }
        [version, note] => {
            let mut members = Members::default();
            members.text("version", &version.value());
            members.text("note", &note.value());
            Ok(members.object())
        }
        _ => Err(Error::new(word.span(), "expected `changed = [\"1.2.0\", \"what changed\"]`")),
    }
}

/// Returns what to say of a word that is not known in a place.
pub(crate) fn unknown_word(word: &Ident, place: &str, rows: &[Row], others: &[&'static str]) -> Error {
    let mut allowed: Vec<&str> = others.to_vec();
    allowed.extend(rows.iter().map(|(row, ..)| *row));
    allowed.push("changed");
    Error::new(word.span(), words::unknown(&format!("a word of {place}"), &word.to_string(), &allowed))
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
pub(crate) fn purpose(of: &Ident, input: ParseStream<'_>) -> Result<PurposeWord> {
    if input.peek(Token![=]) {
        let (word, span) = read::word(input, "a purpose", PURPOSES)?;
        let purpose = read::variant(word, span);
        let tokens = quote!(__t::FieldPurpose::built_in(__t::Purpose::#purpose));
        return Ok(PurposeWord { tokens, name: word.to_owned(), own: None });
    }
    let expected = "expected `purpose = product` or `purpose(\"own\", extends = product)`";
    if !input.peek(token::Paren) {
        return Err(Error::new(of.span(), expected));
    }
    let (name, word, span) = read::inside(input, |content| {
        let name: LitStr = content.parse().map_err(|error: Error| Error::new(error.span(), expected))?;
        keyword(content, "extends", expected)?;
        let (word, span) = read::word(content, "a purpose", PURPOSES)?;
        Ok((name, word, span))
    })?;
    let purpose = read::variant(word, span);
    let tokens = quote!(__t::FieldPurpose::own(#name, __t::Purpose::#purpose));
    Ok(PurposeWord { tokens, name: read::value(&name), own: Some(name) })
}

/// Returns the tokens of a list of `FieldPurpose`s; a built-in one alone has a name.
pub(crate) fn purposes(purposes: &[PurposeWord]) -> TokenStream {
    if let [PurposeWord { name, own: None, .. }] = purposes {
        let name = format!("FOR_{}", name.replace('-', "_").to_uppercase());
        let name = Ident::new(&name, Span::call_site());
        return quote!(__t::#name);
    }
    let purposes: Vec<_> = purposes.iter().map(|purpose| purpose.tokens.clone()).collect();
    read::tokens("NO_PURPOSES", &purposes)
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
    pub(crate) rank: u8,
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
        return Err(Error::new(
            span,
            "a `restricted` value is never sent, so that no field may hold one; name it under `never` of the catalog",
        ));
    }
    let class = Ident::new(&name.to_uppercase(), span);
    let place = CLASSES.iter().take_while(|class| **class != name).count();
    let rank = u8::try_from(10 * (place + 1)).unwrap_or(u8::MAX);
    Ok(ClassWord { tokens: quote!(__t::#class), name: name.to_owned(), rank, span })
}

fn own_class(span: Span, input: ParseStream<'_>) -> Result<ClassWord> {
    let expected = "expected `class = technical` or `class(\"own\", rank = 35, treat_as = diagnostic)`";
    if !input.peek(token::Paren) {
        return Err(Error::new(span, expected));
    }
    let (name, rank, word, at) = read::inside(input, |content| {
        let name: LitStr = content.parse().map_err(|error: Error| Error::new(error.span(), expected))?;
        keyword(content, "rank", expected)?;
        let rank: LitInt = read::count(content)?;
        keyword(content, "treat_as", expected)?;
        let (word, at) = read::word(content, "a privacy class", CLASSES)?;
        Ok((name, rank, word, at))
    })?;
    built_in_class(word, at)?;
    let class = read::variant(word, at);
    let value = rank.base10_parse::<u8>().ok().filter(|rank| (11..70).contains(rank) && rank % 10 != 0);
    let Some(value) = value else {
        let advice = "choose one between 11 and 69 that no built-in class has: 10, 20, 30, 40, 50, 60 and 70 are taken";
        return Err(Error::new(rank.span(), format!("class `{}` cannot have the rank {rank}; {advice}", name.value())));
    };
    let tokens = quote!(__t::FieldClass::own(#name, #rank, __t::Class::#class));
    Ok(ClassWord { tokens, name: name.value(), rank: value, span })
}

/// Reads a comma and a word.
fn keyword(input: ParseStream<'_>, word: &str, expected: &str) -> Result<()> {
    let found = input.parse::<Token![,]>().and_then(|_| input.parse::<Ident>());
    match found {
        Ok(found) if found == word => Ok(()),
        Ok(found) => Err(Error::new(found.span(), expected)),
        Err(error) => Err(Error::new(error.span(), expected)),
    }
}

/// Stores a value that may be said once.
pub(crate) fn once<T>(place: &mut Option<T>, value: T, word: &Ident, faults: &mut Faults) {
    if place.is_some() {
        faults.push(word.span(), format!("`{word}` is said twice"));
    }
    *place = Some(value);
}
