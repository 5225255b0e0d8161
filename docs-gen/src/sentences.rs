//! Plain English from facts: what a condition asks, what a transform does, what a level of consent allows.
//!
//! Each function writes a phrase or a sentence into a page and knows nothing of columns and sections. Words here are
//! meant for the people whose data it is: "a keyed hash whose key stays on the machine", never `hmac(install)`.

use crate::anchor::Anchor;
use crate::markdown::Writer;
use telemetry_catalog::model::{
    Algorithm, ClassDef, Condition, Duration, Encoding, Expiry, Field, Identifies, KeyScope, Linkage, Literal, Origin,
    PurposeDef, Source, Supply, Text, Transform, Type, Unit,
};
use telemetry_core::Consent;

/// Writes things with commas between them and a word before the last: `a, b or c`.
pub(crate) fn list<T>(
    writer: &mut Writer,
    items: impl ExactSizeIterator<Item = T>,
    last_word: &str,
    mut write: impl FnMut(&mut Writer, T),
) {
    let count = items.len();
    for (index, item) in items.enumerate() {
        if index > 0 && index + 1 == count {
            writer.words(" ").words(last_word).words(" ");
        } else if index > 0 {
            writer.words(", ");
        }
        write(writer, item);
    }
}

/// Writes names as code: `` `a`, `b` or `c` ``.
pub(crate) fn codes<'a, S: AsRef<str> + 'a>(
    writer: &mut Writer,
    names: impl ExactSizeIterator<Item = &'a S>,
    last_word: &str,
) {
    list(writer, names, last_word, |writer, name| {
        writer.code(name.as_ref());
    });
}

/// Writes what must hold, as it follows "only if".
pub(crate) fn condition(writer: &mut Writer, condition: &Condition) {
    holds(writer, condition, true);
}

/// Writes a condition, or its opposite in the words of its parts: not (a and b) reads "not a or not b".
fn holds(writer: &mut Writer, condition: &Condition, wanted: bool) {
    match condition {
        Condition::All(parts) => joined(writer, parts, if wanted { "and" } else { "or" }, wanted),
        Condition::Any(parts) => joined(writer, parts, if wanted { "or" } else { "and" }, wanted),
        Condition::Not(part) => holds(writer, part, !wanted),
        Condition::Is { fact, values } => fact_is(writer, fact, values, !wanted),
    }
}

/// Writes parts with a word between, those that join others in parentheses: "and" and "or" must not run together.
fn joined(writer: &mut Writer, parts: &[Condition], word: &str, wanted: bool) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            writer.words(" ").words(word).words(" ");
        }
        let nested = parts.len() > 1 && joins(part);
        writer.words(if nested { "(" } else { "" });
        holds(writer, part, wanted);
        writer.words(if nested { ")" } else { "" });
    }
}

fn joins(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
        Condition::Not(part) => joins(part),
        Condition::Is { .. } => false,
    }
}

fn fact_is(writer: &mut Writer, fact: &str, values: &[Text], negated: bool) {
    writer.code_link(Anchor::new("fact", fact), fact);
    writer.words(match (negated, values.len()) {
        (false, _) => " is ",
        (true, 0 | 1) => " is not ",
        (true, _) => " is neither ",
    });
    list(writer, values.iter(), if negated { "nor" } else { "or" }, |writer, value| match &**value {
        "true" | "false" => writer.words(value).end(),
        _ => writer.code(value).end(),
    });
}

/// Returns what happens to a user who has not decided.
pub(crate) fn undecided(level: Consent) -> &'static str {
    match level {
        Consent::Off => "Nothing is recorded or sent until you agree.",
        Consent::Local => "Nothing is sent until you agree; events are recorded on your machine, for your own eyes.",
        Consent::Crash => "Crash reports are sent unless you turn them off.",
        Consent::Error => "Crash and error reports are sent unless you turn them off.",
        Consent::Usage => "Usage events, crash and error reports are sent unless you turn them off.",
        Consent::Extended => "Everything on this page is sent unless you turn it off.",
    }
}

/// Returns to what an event can be linked.
pub(crate) const fn linkage(linkage: Linkage) -> &'static str {
    match linkage {
        Linkage::None => "cannot be linked to other events",
        Linkage::Event => "can be linked to other events about the same request",
        Linkage::Session => "can be linked to other events of the same session",
        Linkage::Install => "can be linked to other events of the same installation",
        Linkage::Project => "can be linked to other events of the same project",
        Linkage::Account => "can be linked to other events of the same account or person",
    }
}

/// Returns what an identifier tells apart.
pub(crate) const fn told_apart(identifies: Identifies) -> &'static str {
    match identifies {
        Identifies::Event => "single events or requests",
        Identifies::Session => "sessions",
        Identifies::Install => "installations",
        Identifies::Project => "projects",
        Identifies::Account => "accounts or people",
    }
}

/// Returns what one identifier does, and what each of several does.
pub(crate) const fn tells_apart(identifies: Identifies) -> [&'static str; 2] {
    match identifies {
        Identifies::Event => ["tells single events or requests apart", "each tells single events or requests apart"],
        Identifies::Session => ["tells sessions apart", "each tells sessions apart"],
        Identifies::Install => ["tells installations apart", "each tells installations apart"],
        Identifies::Project => ["tells projects apart", "each tells projects apart"],
        Identifies::Account => ["tells accounts or people apart", "each tells accounts or people apart"],
    }
}

/// Writes how long an identifier stays the same: a duration or a word.
pub(crate) fn lifetime(writer: &mut Writer, lifetime: &str) {
    match lifetime {
        "event" => writer.words("for one event or request").end(),
        "session" => writer.words("for one session").end(),
        "project" => writer.words("for as long as the project is there").end(),
        "account" => writer.words("for as long as the account is there").end(),
        "install" => writer.words("for as long as the program is installed").end(),
        "forever" => writer.words("forever").end(),
        text => match text.parse::<Duration>() {
            Ok(duration) => writer.words("for ").duration(&duration).end(),
            Err(_) => writer.prose(text).end(),
        },
    }
}

/// Returns who records an event.
pub(crate) const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Client => "the program on your machine (client)",
        Origin::Server => "the service it speaks to (server)",
    }
}

/// Returns who fills a field in, unless it is the code that records the event.
pub(crate) const fn source(source: Source) -> Option<&'static str> {
    match source {
        Source::Caller => None,
        Source::Client => Some("added by the telemetry client"),
        Source::Server => Some("added by the server that receives it"),
        Source::Enrichment => Some("added later, from other data"),
    }
}

/// Returns how a common field gets its value.
pub(crate) const fn supply(supply: Supply) -> &'static str {
    match supply {
        Supply::Constant => "set once, when the program starts",
        Supply::Lazy => "computed once, when first needed",
        Supply::Event => "computed for each event",
        Supply::LastKnown => "the last known value",
        Supply::Set => "set and changed while the program runs",
    }
}

/// Writes a class as a link to its explanation.
pub(crate) fn class(writer: &mut Writer, class: &ClassDef) {
    writer.link(Anchor::class(class.name()), |writer| class_title(writer, class));
}

/// Writes what a class is called.
pub(crate) fn class_title(writer: &mut Writer, class: &ClassDef) {
    if class.own() { writer.link_text(class.title()) } else { ours(writer, class.title(), false) }
}

/// Writes what data is used for, as a sentence.
pub(crate) fn purpose(writer: &mut Writer, purpose: &PurposeDef) {
    ours(writer, purpose.title(), purpose.own());
    writer.full_stop();
}

/// Writes a text that is ours unless a catalog declares it.
pub(crate) fn ours(writer: &mut Writer, text: &str, is_own: bool) {
    if is_own {
        writer.prose(text);
    } else {
        let text = writer.translated(text);
        writer.prose(&text);
    }
}

/// Writes when something ends, as it follows "ends".
pub(crate) fn expiry(writer: &mut Writer, expiry: &Expiry) {
    match expiry {
        Expiry::Never => writer.words("never, on purpose"),
        Expiry::On(date) => writer.words("on ").number(date),
        Expiry::At(version) => writer.words("with version ").prose(version),
    };
}

/// Writes the type in words, such as `whole number` or `list of text`.
pub(crate) fn ty(writer: &mut Writer, field: &Field) {
    match field.ty() {
        Type::List(item) if **item == Type::Enum => writer.words("several of a list"),
        Type::Set(item) if **item == Type::Enum => writer.words("several of a list, each once"),
        Type::List(item) => writer.words("list of ").words(type_word(item)),
        Type::Set(item) => writer.words("set of ").words(type_word(item)),
        Type::Map(item) => writer.words("text keys, each with: ").words(type_word(item)),
        simple => writer.words(type_word(simple)),
    };
}

const fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "true or false",
        Type::Enum => "one of a list",
        Type::Count => "count",
        Type::Int => "whole number",
        Type::Float => "number",
        Type::Duration => "duration",
        Type::Timestamp => "point in time",
        Type::Date => "day",
        Type::Uuid => "UUID",
        Type::Id => "opaque id",
        Type::Version => "version",
        Type::String => "text",
        Type::Path => "path",
        Type::Url => "URL",
        Type::Json => "JSON",
        Type::Error => "error message",
        Type::Stack => "stack trace",
        Type::Email => "e-mail address",
        Type::Ip => "IP address",
        Type::Hostname => "machine name",
        Type::Username => "user name",
        Type::Secret => "secret",
        Type::List(_) | Type::Set(_) | Type::Map(_) => "several values",
    }
}

/// Writes the limits, as they follow the type: ` from 0 to 100`, ` of at most 20 characters`.
pub(crate) fn limits(writer: &mut Writer, field: &Field) {
    let limits = field.limits();
    let count = matches!(field.ty().item(), Type::Count);
    match (limits.min().filter(|min| !count || min.number() != Some(0.0)), limits.max()) {
        (Some(min), Some(max)) => writer.words(" from ").number(min).words(" to ").number(max).end(),
        (Some(min), None) => writer.words(" from ").number(min).end(),
        (None, Some(max)) => writer.words(" up to ").number(max).end(),
        (None, None) => {}
    }
    match (limits.min_length(), limits.max_length()) {
        (Some(min), Some(max)) => {
            writer.words(" with ").number(min).words(" to ").number(max).words(" characters").end();
        }
        (Some(min), None) => writer.words(" of at least ").number(min).words(" characters").end(),
        (None, Some(max)) => writer.words(" of at most ").number(max).words(" characters").end(),
        (None, None) => {}
    }
    if let Some(max) = limits.max_items() {
        writer.words(", at most ").number(max).words(" items");
    }
    if let Some(pattern) = limits.pattern() {
        writer.words(" matching ").code(pattern);
    }
}

/// Writes what happens to a value before it leaves, as a sentence without its full stop.
pub(crate) fn transforms(writer: &mut Writer, field: &Field) {
    for (index, transform) in field.transforms().iter().enumerate() {
        if index > 0 {
            writer.words("; then ");
        }
        one_transform(writer, field, transform, index == 0);
    }
}

fn one_transform(writer: &mut Writer, field: &Field, transform: &Transform, first: bool) {
    let start =
        |writer: &mut Writer, capital: &str, small: &str| writer.words(if first { capital } else { small }).end();
    match transform {
        Transform::Hmac { key, rotate, encoding } => {
            start(writer, "Sent as a keyed hash", "sent as a keyed hash");
            keyed(writer, *key, rotate.as_ref());
            encoded(writer, *encoding);
        }
        Transform::Hash { algorithm, prefix, encoding } => {
            start(writer, "Sent as a plain ", "sent as a plain ");
            writer.words(match algorithm {
                Algorithm::Sha256 => "SHA-256 hash",
                Algorithm::Blake3 => "BLAKE3 hash",
            });
            if let Some(prefix) = prefix {
                writer.words(" of ").code(prefix).words(" and the value");
            }
            encoded(writer, *encoding);
            writer.words(", which tells whoever guesses the value that the guess is right");
        }
        Transform::Bucket(bounds) => {
            start(writer, "Sent only as the lower bound of its range: ", "sent only as the lower bound of its range: ");
            numbers(writer, bounds);
            if bounds.iter().all(|bound| bound.number() != Some(0.0)) {
                writer.words(", or 0 below them");
            }
        }
        Transform::Round(step) => {
            start(writer, "Rounded to a multiple of ", "rounded to a multiple of ");
            writer.number(step);
        }
        Transform::Truncate { length, unit } => {
            start(writer, "Cut after ", "cut after ");
            writer.number(length).words(" ").words(unit_word(*unit));
        }
        Transform::CountOnly if field.ty().is_collection() => {
            start(writer, "Only the number of items is sent", "only the number of items is sent");
        }
        Transform::CountOnly => {
            start(writer, "Only the number of characters is sent", "only the number of characters is sent");
        }
        Transform::Redact => {
            let cleaned = |writer: &mut Writer| writer.words(if first { "Cleaned" } else { "cleaned" }).end();
            writer.link(Anchor::section("cleaning"), cleaned);
            writer.words(" before it is sent");
        }
        Transform::Encode => start(writer, "Sent as a number, its code", "sent as a number, its code"),
        Transform::Drop => start(writer, "Never sent: it stays in the program", "not sent"),
        Transform::Keep => start(writer, "Sent as it is", "sent as it is"),
        Transform::ByOrigin(origins) => {
            start(writer, "Depends on where the value comes from: ", "by where the value comes from: ");
            for (index, (origin, transform)) in origins.iter().enumerate() {
                writer.words(if index > 0 { "; " } else { "" }).code(origin).words(" (");
                one_transform(writer, field, transform, false);
                writer.words(")");
            }
        }
    }
}

fn keyed(writer: &mut Writer, key: KeyScope, rotate: Option<&Duration>) {
    writer.words(match key {
        KeyScope::Session => " whose key is new in each session",
        KeyScope::Install => " whose key stays on the machine",
        KeyScope::Project => " whose key belongs to the project",
        KeyScope::Organisation => " whose key belongs to the organisation",
    });
    if let Some(rotate) = rotate {
        writer.words(" and changes every ").duration(rotate);
    }
}

fn encoded(writer: &mut Writer, encoding: Encoding) {
    match encoding {
        Encoding::Hex => {}
        Encoding::Base64 => writer.words(", written in Base64").end(),
    }
}

/// Writes numbers with commas: `1, 2 or 5`.
fn numbers(writer: &mut Writer, numbers: &[Literal]) {
    list(writer, numbers.iter(), "or", |writer, number| {
        writer.number(number);
    });
}

/// Returns what a length counts.
pub(crate) const fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "characters",
        Unit::Utf16 => "UTF-16 units",
    }
}

/// Writes what pages call a thing: its title, or its name where the title is only made from it.
pub(crate) fn called(writer: &mut Writer, title: &str, name: &str) {
    if own_title(title, name) { writer.prose(title).end() } else { writer.code(name).end() }
}

/// Returns whether a title says more than the name it could have been made from.
pub(crate) fn own_title(title: &str, name: &str) -> bool {
    if title.len() == name.len() && title.bytes().zip(name.bytes()).all(made_from) {
        return false;
    }
    let letter = |char: &char| char.is_alphanumeric();
    if title.is_ascii() && name.is_ascii() {
        let title = title.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        let name = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        return !title.eq(name);
    }
    let title = title.chars().filter(letter).flat_map(char::to_lowercase);
    !title.eq(name.chars().filter(letter).flat_map(char::to_lowercase))
}

/// Returns whether a byte of a title is that of the name: `item_count` is `Item count`.
fn made_from((title, name): (u8, u8)) -> bool {
    title.eq_ignore_ascii_case(&name) || (title == b' ' && matches!(name, b'_' | b'-' | b'.'))
}
