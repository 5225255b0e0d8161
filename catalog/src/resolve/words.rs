//! Texts that must be there, and that say something.

use crate::declared::{AliasDecl, ChangeDecl};
use crate::declared::{List, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Alias, Change, CodeSite, Date, Expiry};
use crate::rules;
use crate::source::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Display;

/// Returns a text without white space at its ends; `None` when it is absent or empty.
pub(super) fn text(written: &Written<Text>) -> Option<Text> {
    written.get().map(trimmed).filter(|text| !text.is_empty())
}

/// Returns the texts of a list.
pub(super) fn texts(list: &List<Text>) -> Vec<Text> {
    list.items().map(|item| trimmed(&item.value)).collect()
}

/// Reports what a list names twice, once however often: one of the two was meant to be something else.
pub(super) fn report_repeated(list: &List<Text>, diagnostics: &mut Diagnostics) {
    let items = list.items();
    // Most lists name one thing.
    if items.len() < 2 {
        return;
    }
    let mut first = HashMap::new();
    for item in items {
        match first.entry(item.value.trim()) {
            Entry::Vacant(entry) => {
                entry.insert(Some(item.span));
            }
            Entry::Occupied(mut entry) => {
                let Some(place) = entry.get_mut().take() else { continue };
                let message = format!("the list names `{}` twice", crate::words::shorten(entry.key()));
                let fault = Diagnostic::new(&rules::DUPLICATE_NAME, item.span, message, "delete one of the two");
                diagnostics.push(fault.with_label(place, "first named here"));
            }
        }
    }
}

/// Shares a text, or makes a new one where white space has to go.
pub(super) fn trimmed(text: &Text) -> Text {
    let inner = text.trim();
    if inner.len() == text.len() { Text::clone(text) } else { inner.into() }
}

/// Returns a text that must be there; reports when it is absent or empty.
pub(super) fn required(
    written: &Written<Text>,
    key: &str,
    of: &dyn Display,
    at: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Text> {
    let found = text(written);
    let faulty = !written.is_absent() && written.get().is_none();
    if found.is_none() && !faulty {
        let at = written.span().unwrap_or(at);
        let message = format!("{of} has no `{key}`");
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, at, message, format!("add `{key}: …`")));
    }
    found
}

/// Returns a description that must be there and must say more than the name.
pub(super) fn description(
    written: &Written<Text>,
    of: &dyn Display,
    name: &str,
    at: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Text> {
    if !written.is_absent() && written.get().is_none() {
        return None;
    }
    let Some(found) = text(written) else {
        let message = format!("{of} has no description");
        let help = "say in a sentence what it is: `description: …`; the public page prints it";
        diagnostics.push(Diagnostic::new(&rules::MISSING_DESCRIPTION, written.span().unwrap_or(at), message, help));
        return None;
    };
    if letters(&found).eq(letters(name)) {
        let message = format!("the description of {of} only repeats its name");
        let help = "say what a reader cannot guess from the name";
        let at = written.span().unwrap_or(at);
        diagnostics.push(Diagnostic::new(&rules::DESCRIPTION_REPEATS_NAME, at, message, help));
    }
    Some(found)
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Returns a name for people: the declared one, or one made from the name.
pub(super) fn title(written: &Written<Text>, name: &str) -> Text {
    text(written).unwrap_or_else(|| sentence(name).into())
}

/// Returns a name as words, the first one with a capital: `itemCount` and `item_count` are `Item count`.
fn sentence(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for char in name.chars() {
        // Most letters are small ones, of which nothing has to be asked.
        if char.is_ascii_lowercase() && !words.is_empty() {
            words.push(char);
            before = char;
            continue;
        }
        let starts = char.is_uppercase() && (before.is_lowercase() || before.is_numeric());
        let separates = matches!(char, '_' | '-' | '.' | '/' | ':' | ' ' | '{' | '}');
        if (starts || separates) && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        if !separates {
            if words.is_empty() {
                words.extend(char.to_uppercase());
            } else if starts {
                words.extend(char.to_lowercase());
            } else {
                words.push(char);
            }
        }
        before = char;
    }
    words.truncate(words.trim_end().len());
    if words.is_empty() { name.to_owned() } else { words }
}

/// Returns the version that a text names: numbers with dots, and a pre-release after a hyphen.
pub(super) fn version(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Text> {
    let (span, found) = written.spanned()?;
    if is_version(found.trim()) {
        return Some(found.trim().into());
    }
    let message = format!("`{}` is not a version", crate::words::shorten(found));
    let help = "write numbers with dots, such as `1.4.0` or `2.0.0-beta.1`";
    diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
    None
}

/// Returns a version that is counted from 1; 1 when absent.
pub(super) fn version_number(written: &Written<u32>, diagnostics: &mut Diagnostics) -> u32 {
    if let Some((span, 0)) = written.spanned() {
        let message = "a version is counted from 1, and this is 0";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, "write 1, or remove the key"));
    }
    written.get().copied().unwrap_or(1)
}

fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or("");
    let numbers: Vec<&str> = core.split('.').collect();
    let rest = text[core.len()..].chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+'));
    (1..=4).contains(&numbers.len())
        && numbers.iter().all(|part| is_number(part))
        && rest
        && !text.ends_with(['-', '+', '.'])
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether one version lies before another; pre-releases lie before their release.
pub(super) fn is_before(version: &str, other: &str) -> bool {
    key(version) < key(other)
}

fn key(version: &str) -> (Vec<u64>, bool) {
    let core = version.split(['-', '+']).next().unwrap_or("");
    let mut numbers: Vec<u64> = core.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    (numbers, !version[core.len()..].starts_with('-'))
}

/// Returns when something ends: a day, a version, or never.
pub(super) fn expiry(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Expiry> {
    let (span, found) = written.spanned()?;
    let found = found.trim();
    if found == "never" {
        return Some(Expiry::Never);
    }
    if let Some(date) = Date::parse(found) {
        return Some(Expiry::On(date));
    }
    if is_version(found) && !found.contains('-') {
        return Some(Expiry::At(found.into()));
    }
    let message = format!("`{}` is no day, version or `never`", crate::words::shorten(found));
    let help = "write a day such as `2027-03-31`, a program version such as `2.0.0`, or `never`";
    diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
    None
}

/// Returns the code sites of a list: `path`, `path:line` or `path:line@revision`.
pub(super) fn code(list: &List<Text>) -> Vec<CodeSite> {
    list.items().map(site).collect()
}

fn site(item: &Spanned<Text>) -> CodeSite {
    let text = item.value.trim();
    let (place, revision) = match text.rsplit_once('@') {
        Some((place, revision)) if !revision.contains(['/', '.']) => (place, Some(revision.into())),
        _ => (text, None),
    };
    match place.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?))) {
        Some((path, line)) => CodeSite { path: path.into(), line: Some(line), revision },
        None => CodeSite { path: place.into(), line: None, revision },
    }
}

/// Returns other names.
pub(super) fn aliases(list: &List<AliasDecl>) -> Vec<Alias> {
    let alias = |item: &Spanned<AliasDecl>| Alias {
        name: item.value.name.clone(),
        until: item.value.until.clone(),
        note: item.value.note.clone(),
    };
    list.items().map(alias).collect()
}

/// Returns changes; both keys of each are needed.
pub(super) fn changes(list: &List<ChangeDecl>, diagnostics: &mut Diagnostics) -> Vec<Change> {
    let change = |item: &Spanned<ChangeDecl>| {
        let change = &item.value;
        let note = required(&change.note, "note", &"a change", item.span, diagnostics);
        if change.version.is_absent() {
            required(&change.version, "version", &"a change", item.span, diagnostics);
        }
        Some(Change { version: version(&change.version, diagnostics)?, note: note? })
    };
    list.items().filter_map(change).collect()
}
