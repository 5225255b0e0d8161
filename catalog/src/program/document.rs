//! From JSON to YAML, as a person would lay it out: what is short stands on one line, what is long goes down the page.
//!
//! What is written here is read again by `yaml.rs`, and must mean the same there: texts are quoted unless they are
//! plainly text to every reader of YAML.

use serde_json::{Map, Value};

/// How wide a line may get.
const WIDTH: usize = 110;
/// Mappings of names, which always go down the page.
const NAMED: &[&str] = &["fields", "cases", "twins"];

/// Writes the entries of a mapping at a depth of nesting, each on lines of its own.
pub(super) fn entries(text: &mut String, map: &Map<String, Value>, depth: usize) {
    for (key, value) in map {
        entry(text, key, value, depth);
    }
}

/// Writes one entry.
pub(super) fn entry(text: &mut String, key: &str, value: &Value, depth: usize) {
    let start = text.len();
    indent(text, depth);
    scalar(text, key, Inside::Flow);
    text.push(':');
    let used = text[start..].chars().count();
    content(text, Some(key), value, depth, used);
}

/// Writes a declaration under its name: a mapping that goes down the page.
pub(super) fn declaration(text: &mut String, name: &str, body: &Map<String, Value>, depth: usize) {
    indent(text, depth);
    scalar(text, name, Inside::Flow);
    text.push_str(if body.is_empty() { ": {}\n" } else { ":\n" });
    entries(text, body, depth + 1);
}

/// Writes what stands behind a `:` or a `-`, on the same line or below.
fn content(text: &mut String, key: Option<&str>, value: &Value, depth: usize, used: usize) {
    if fits(key, value, depth) {
        let start = text.len();
        text.push(' ');
        one_line(text, value, Inside::Block);
        if !is_filled(value) || text[start..].chars().count() + used <= WIDTH {
            text.push('\n');
            return;
        }
        text.truncate(start);
    }
    text.push('\n');
    match value {
        Value::Object(map) => entries(text, map, depth + 1),
        Value::Array(items) if !items.iter().any(is_filled) => lines(text, items, depth + 1),
        Value::Array(items) => {
            for item in items {
                indent(text, depth + 1);
                text.push('-');
                content(text, None, item, depth + 1, 2 * depth + 3);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Writes a long list of words as few full lines.
fn lines(text: &mut String, items: &[Value], depth: usize) {
    indent(text, depth);
    text.push('[');
    let mut used = 2 * depth + 1;
    for (index, item) in items.iter().enumerate() {
        let start = text.len();
        one_line(text, item, Inside::Flow);
        text.push_str(if index + 1 < items.len() { "," } else { "]" });
        let width = text[start..].chars().count() + 1;
        let gap = if index == 0 {
            String::new()
        } else if used + width > WIDTH {
            used = 2 * depth + 1;
            format!("\n{}", " ".repeat(used))
        } else {
            " ".to_owned()
        };
        text.insert_str(start, &gap);
        used += width;
    }
    text.push('\n');
}

/// Returns whether a value may stand on one line, if there is room.
fn fits(key: Option<&str>, value: &Value, depth: usize) -> bool {
    let named = matches!(value, Value::Object(_)) && key.is_some_and(|key| NAMED.contains(&key));
    !is_filled(value) || !(named || (depth < 2 && value.is_object()) || has_named(value))
}

/// Returns whether there is something in it that could go down the page.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn has_named(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| {
            (NAMED.contains(&key.as_str()) && value.as_object().is_some_and(|map| !map.is_empty())) || has_named(value)
        }),
        Value::Array(items) => items.iter().any(has_named),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Whether `,` and brackets have a meaning where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Block,
    Flow,
}

fn one_line(text: &mut String, value: &Value, inside: Inside) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(string) => scalar(text, string, inside),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                one_line(text, item, Inside::Flow);
            }
            text.push(']');
        }
        Value::Object(map) if map.is_empty() => text.push_str("{}"),
        Value::Object(map) => {
            text.push_str("{ ");
            for (index, (key, value)) in map.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                scalar(text, key, Inside::Flow);
                text.push_str(": ");
                one_line(text, value, Inside::Flow);
            }
            text.push_str(" }");
        }
    }
}

fn scalar(text: &mut String, string: &str, inside: Inside) {
    if is_plain(string, inside) {
        text.push_str(string);
    } else {
        quoted(text, string);
    }
}

/// Returns whether a text means itself without quotes, to every reader of YAML.
fn is_plain(string: &str, inside: Inside) -> bool {
    let first = string.starts_with(|char: char| char.is_alphanumeric() || char == '_' || char == '/');
    let last = string.ends_with(|char: char| !char.is_whitespace() && char != ':');
    let gap = string.as_bytes().windows(2).any(|pair| pair == b"  ");
    first && last && !gap && is_all_plain(string, inside) && !is_other(string)
}

/// Returns whether all characters of a text mean themselves. Nearly all texts are ASCII, and looked up byte by byte.
fn is_all_plain(string: &str, inside: Inside) -> bool {
    let comma = inside == Inside::Block;
    let plain = |byte: u8| PLAIN[usize::from(byte)] || (byte == b',' && comma);
    string.bytes().all(|byte| plain(byte) || !byte.is_ascii())
        && (string.is_ascii() || string.chars().all(|char| char.is_ascii() || char.is_alphanumeric()))
}

/// Whether a byte of ASCII means itself wherever it stands within a text.
const PLAIN: [bool; 256] = {
    let signs = b" _-./()'`;+=<>!?%*";
    let mut plain = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        plain[signs[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] |= byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Returns whether a reader could take a word for something else than text: a number, a day, a yes or no.
fn is_other(string: &str) -> bool {
    const WORDS: [&str; 12] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];
    let number = string.starts_with(|char: char| char.is_ascii_digit() || char == '.') && !string.contains(' ');
    let version =
        || string.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && string.split('.').nth(2).is_some();
    (number && !version()) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(string))
}

/// Writes a text in double quotes, which are those of JSON; what cannot be printed is escaped too.
fn quoted(text: &mut String, string: &str) {
    text.push('"');
    for char in string.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            char if char.is_control() || crate::words::is_invisible(char) => {
                text.push_str(&format!("\\u{:04x}", u32::from(char)));
            }
            // YAML does not print these two as they are.
            '\u{fffe}' | '\u{ffff}' => text.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => text.push(char),
        }
    }
    text.push('"');
}

fn indent(text: &mut String, depth: usize) {
    text.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::{declaration, entries};
    use crate::diagnostic::Diagnostics;
    use crate::source::{Declaration, FileId, SourceFile};
    use crate::yaml;
    use serde_json::{Value, json};
    use std::sync::Arc;

    fn written(value: &serde_json::Value) -> String {
        let mut text = String::new();
        entries(&mut text, value.as_object().expect("an object"), 0);
        text
    }

    #[test]
    fn what_is_short_stands_on_one_line_and_names_go_down_the_page() {
        let value = json!({"events": {"opened": {
            "description": "A file was opened, from a menu.", "purpose": ["product", "health"],
            "fields": {"from": {"type": "enum", "class": "technical", "values": {"menu": "A menu.", "key": "A, b."}}}
        }}});
        let expected = "\
events:
  opened:
    description: A file was opened, from a menu.
    purpose: [product, health]
    fields:
      from: { type: enum, class: technical, values: { menu: A menu., key: \"A, b.\" } }
";
        assert_eq!(written(&value), expected);
    }

    #[test]
    fn texts_that_could_be_something_else_are_quoted() {
        let value = json!({"a": "yes", "b": "1.0", "c": "1.4.0", "d": "", "e": "a: b", "f": "- x", "g": "#", "h": "2026-01-01"});
        let expected =
            "a: \"yes\"\nb: \"1.0\"\nc: 1.4.0\nd: \"\"\ne: \"a: b\"\nf: \"- x\"\ng: \"#\"\nh: \"2026-01-01\"\n";
        assert_eq!(written(&value), expected);
        let value = json!({"a": "x\u{7}\u{202e}\"\\", "b": ["", {}, []], "c": "a #b", "y": -1.5, "z": null});
        let expected = "a: \"x\\u0007\\u202e\\\"\\\\\"\nb: [\"\", {}, []]\nc: \"a #b\"\n\"y\": -1.5\nz: null\n";
        assert_eq!(written(&value), expected);
    }

    /// Holds that a text means the same to the parser and to who knows what it was written from, place for place.
    fn check(name: &str, body: &Value) {
        let map = body.as_object().expect("an object");
        let mut text = "# A place.\n".to_owned();
        let known =
            Declaration { start: text.len(), section: "events", name: name.into(), body: Arc::new(map.clone()) };
        text.push_str("events:\n");
        declaration(&mut text, name, map, 1);
        let (file, mut diagnostics) = (SourceFile::new("app", text), Diagnostics::default());
        let parsed = yaml::parse(FileId(0), &file, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{}", file.text());
        let written = yaml::written(FileId(0), file.text(), &known);
        assert_eq!(format!("{:#?}", parsed.expect("it is YAML")), format!("{written:#?}"), "{}", file.text());
    }

    #[test]
    fn what_is_written_need_not_be_parsed() {
        let long = "A text that is long enough to go down the page, with what stands around it. ".repeat(2);
        let words: Vec<String> = (0..40).map(|number| format!("word-{number}")).collect();
        check("opened", &json!({}));
        check("opened", &json!({"description": "x"}));
        check(
            "a: b",
            &json!({"a": [], "b": {}, "c": "", "d": null, "e": true, "f": -1.5, "g": "-1.5", "h": [-2, "- x"]}),
        );
        check("\"\\", &json!({"a\u{7}": "\u{202e}\"\\", "b": ["\\", "\"", "\\\"", "ä, ö", "🦀: x"], "\n": "\\"}));
        check("long", &json!({"a": long, "b": [long, long], "c": {"x": long, "y": {"z": long}}, "d": words}));
        check(
            "deep",
            &json!({"a": [[1, [2, [long]]], [{"x": {"fields": {"y": [long]}}}, long], {"cases": {"z": {}}}]}),
        );
        check("last", &json!({"fields": {"from": {"type": "enum", "values": {"menu": "A menu.", "key": "A, b."}}}}));
        check(
            "last",
            &json!({"cases": {"a": {"fields": {"b": {}}}, "c": {"fields": {"d": {"e": words}}}}, "f": [long]}),
        );
    }
}
