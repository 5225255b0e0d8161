//! The `#[telemetry(…)]` attribute: items gathered, then laid out as rustfmt would.

use super::writer::{Writer, width};
use crate::model::Literal;
use crate::render::notation::Tree;
use std::fmt::Write as _;

/// The widest arguments that rustfmt leaves on the attribute's line.
const WIDEST: usize = 70;

/// An attribute that grows item by item. One is used for all fields, so that nothing is allocated for each.
#[derive(Default)]
pub(super) struct Attribute {
    text: String,
    ends: Vec<usize>,
}

impl Attribute {
    /// Adds an item.
    pub(super) fn item(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Adds a word.
    pub(super) fn word(&mut self, word: &str) {
        self.item(|text| text.push_str(word));
    }

    /// Adds `key = "value"`.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.item(|text| push_pair(text, key, value));
    }

    /// Adds `key = "value"`, where there is a value.
    pub(super) fn text_if(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// Adds `key = word`, or the word in quotes where it is no identifier.
    pub(super) fn choice(&mut self, key: &str, word: &str) {
        self.item(|text| {
            text.push_str(key);
            text.push_str(" = ");
            push_word(text, word);
        });
    }

    /// Adds `key = 12`, where there is a number.
    pub(super) fn count_if(&mut self, key: &str, value: Option<u32>) {
        if let Some(value) = value {
            self.item(|text| write!(text, "{key} = {value}").expect("a string can be written to"));
        }
    }

    /// Adds `key = literal`, where there is one.
    pub(super) fn literal_if(&mut self, key: &str, value: Option<&Literal>) {
        if let Some(value) = value {
            self.item(|text| {
                text.push_str(key);
                text.push_str(" = ");
                push_literal(text, value);
            });
        }
    }

    /// Adds `key = ["a", "b"]`, where there are values. In brackets, since rustfmt leaves those as they are.
    pub(super) fn texts<'text>(&mut self, key: &str, values: impl IntoIterator<Item = &'text str>) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_some() {
            self.item(|text| {
                text.push_str(key);
                push_list(text, values);
            });
        }
    }

    /// Adds `key = [1, "b"]`, where there are values.
    pub(super) fn literals(&mut self, key: &str, values: &[Literal]) {
        if !values.is_empty() {
            self.item(|text| push_literals(text, key, values));
        }
    }

    /// Adds `key = { … }`, in the notation of catalogs.
    pub(super) fn tree(&mut self, key: &str, value: &Tree) {
        self.item(|text| {
            text.push_str(key);
            text.push_str(" = ");
            text.push_str(&value.rust(usize::MAX));
        });
    }

    /// Adds `key = { … }`, where there is something to say.
    pub(super) fn tree_if(&mut self, key: &str, is_said: bool, value: impl FnOnce() -> Tree) {
        if is_said {
            self.tree(key, &value());
        }
    }

    /// Writes the attribute, if it says anything, and empties it.
    pub(super) fn print(&mut self, writer: &mut Writer) {
        if self.ends.is_empty() {
            return;
        }
        let columns = width(&self.text) + 2 * (self.ends.len() - 1);
        if columns <= WIDEST {
            let mut line = String::with_capacity(self.text.len() + 32);
            line.push_str("#[telemetry(");
            for (index, item) in self.items().enumerate() {
                line.push_str(if index == 0 { "" } else { ", " });
                line.push_str(item);
            }
            line.push_str(")]");
            writer.line(&line);
        } else {
            writer.line("#[telemetry(");
            writer.deeper();
            let last = self.ends.len() - 1;
            for (index, item) in self.items().enumerate() {
                writer.parts(&[item, if index == last { "" } else { "," }]);
            }
            writer.shallower();
            writer.line(")]");
        }
        self.text.clear();
        self.ends.clear();
    }

    fn items(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }

    /// Returns the items as one text with commas, and empties the attribute.
    pub(super) fn take_joined(&mut self) -> String {
        let joined = self.items().collect::<Vec<_>>().join(", ");
        self.text.clear();
        self.ends.clear();
        joined
    }
}

fn push_pair(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push_str(" = ");
    push_str(text, value);
}

/// Writes ` = ["a", "b"]`.
fn push_list<'text>(text: &mut String, values: impl Iterator<Item = &'text str>) {
    text.push_str(" = [");
    for (index, value) in values.enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        push_str(text, value);
    }
    text.push(']');
}

/// Writes `key = [1, 2]`.
pub(super) fn push_literals(text: &mut String, key: &str, values: &[Literal]) {
    text.push_str(key);
    text.push_str(" = [");
    for (index, value) in values.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        push_literal(text, value);
    }
    text.push(']');
}

/// Writes a word as an identifier, or in quotes where it is none. Hyphens of closed vocabularies become underscores.
pub(super) fn push_word(text: &mut String, word: &str) {
    let ident = word.starts_with(|char: char| char.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if ident { text.push_str(word) } else { push_str(text, word) }
}

pub(super) fn push_literal(text: &mut String, value: &Literal) {
    match value {
        Literal::Text(value) => push_str(text, value),
        Literal::Bool(_) | Literal::Int(_) | Literal::Float(_) => {
            write!(text, "{value}").expect("a string can be written to");
        }
    }
}

/// Writes a string literal.
pub(in crate::render) fn push_str(text: &mut String, value: &str) {
    text.push('"');
    for char in value.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            // Control and direction characters: compilers refuse them, and readers do not see them.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => text.push_str(&char.escape_unicode().to_string()),
            char => text.push(char),
        }
    }
    text.push('"');
}
