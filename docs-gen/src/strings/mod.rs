//! The words of the page in other languages than English.
//!
//! The page is written in English, by words that stand in the code beside what they are about. `en.yaml` gives each of them
//! a key, another file of its name the same words in another language, and a catalog its own by `docs.strings`. They are
//! read once for a page, and for a page in English without words of a catalog's own not at all. Signs around words
//! ("Kept for:") are those of the code, whatever the language, so no string holds markup.
//!
//! The files are YAML of the plainest kind, `key: "text"` on each line, which a test holds to a reader of YAML.

use std::collections::HashMap;
use std::sync::Arc;
use telemetry_catalog::model::{PageLanguage, Text};

/// The English words by key.
const ENGLISH: &str = include_str!("en.yaml");
const GERMAN: &str = include_str!("de.yaml");

/// The signs that may stand around words.
const AROUND: [char; 8] = [' ', '\n', ',', ';', ':', '.', '*', '('];

/// The words of a page, by their English.
#[derive(Debug)]
pub(crate) struct Strings {
    by_english: HashMap<&'static str, Arc<str>>,
    /// Whether words without a translation are a fault of ours.
    strict: bool,
}

impl Strings {
    /// Returns the words of a language with those of a catalog; `None` for plain English.
    pub(crate) fn of(language: PageLanguage, own: &[(Text, Text)]) -> Option<Arc<Self>> {
        if language == PageLanguage::En && own.is_empty() {
            return None;
        }
        let by_key: HashMap<&str, &str> = lines(strings_file(language)).collect();
        let own: HashMap<&str, &str> = own.iter().map(|(key, text)| (&**key, &**text)).collect();
        let text = |key: &str| own.get(key).or_else(|| by_key.get(key)).copied();
        let by_english = lines(ENGLISH).filter_map(|(key, english)| Some((english, text(key)?.trim().into())));
        Some(Arc::new(Self { by_english: by_english.collect(), strict: cfg!(test) }))
    }

    /// Appends words in this language, with the signs around them.
    pub(crate) fn push(&self, text: &mut String, english: &str) {
        let start = english.len() - english.trim_start_matches(AROUND).len();
        let core = english[start..].trim_end_matches(AROUND);
        match self.by_english.get(core) {
            Some(words) => {
                text.push_str(&english[..start]);
                text.push_str(words);
                text.push_str(&english[start + core.len()..]);
            }
            None => {
                let letters = core.chars().filter(char::is_ascii_alphabetic).count();
                assert!(!self.strict || letters < 2, "`{core}` is not in en.yaml");
                text.push_str(english);
            }
        }
    }

    /// Returns a text of ours in this language.
    pub(crate) fn text(&self, english: &str) -> String {
        let mut text = String::new();
        self.push(&mut text, english);
        text
    }
}

/// Iterates over the keys of all words of the page and their English, in the order of `en.yaml`.
pub fn strings() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(ENGLISH)
}

/// Returns the words of the page in a language, as a file that `docs.strings` of a catalog may be made from.
#[must_use]
pub fn strings_file(language: PageLanguage) -> &'static str {
    match language {
        PageLanguage::En => ENGLISH,
        PageLanguage::De => GERMAN,
    }
}

/// Returns the keys and texts of a file.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let entry = |line: &'static str| {
        let (key, text) = line.split_once(": ")?;
        Some((key, text.strip_prefix('"')?.strip_suffix('"')?))
    };
    file.lines().filter(|line| !line.starts_with('#')).filter_map(entry)
}

#[cfg(test)]
mod tests;
