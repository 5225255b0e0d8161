//! JSON as senders write it. Numbers, texts and nested values; what a destination's form looks like is the sender's.

use crate::json_grammar::is_json;
use crate::runtime::Value;
use std::fmt::Display;
use std::io::Write;

/// Appends an object.
pub(super) fn push_object<'a>(out: &mut Vec<u8>, members: impl Iterator<Item = (&'a str, &'a Value<'a>)>) {
    out.push(b'{');
    for (key, value) in members {
        push_key(out, key);
        push_value(out, value);
    }
    out.push(b'}');
}

/// Appends a key, after a comma where it is not the first of its object.
pub(super) fn push_key(out: &mut Vec<u8>, key: &str) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    push_text(out, key);
    out.push(b':');
}

/// Appends a value; what JSON cannot say, infinite numbers and NaN, is null.
pub(super) fn push_value(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(true) => out.extend(b"true"),
        Value::Bool(false) => out.extend(b"false"),
        Value::Int(number) => push_shown(out, number),
        Value::Count(number) => push_shown(out, number),
        // The shortest text that reads back as the same number.
        Value::Float(number) if number.is_finite() => push_shown(out, &format_args!("{number:?}")),
        Value::Float(_) => out.extend(b"null"),
        Value::Text(text) => push_text(out, text),
        Value::Json(text) => push_json(out, text),
        Value::List(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                out.extend(if index == 0 { "" } else { "," }.bytes());
                push_value(out, item);
            }
            out.push(b']');
        }
        Value::Map(entries) => push_object(out, entries.iter().map(|(key, value)| (&**key, value))),
    }
}

fn push_shown(out: &mut Vec<u8>, value: &dyn Display) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{value}");
}

/// Appends what is JSON already, on one line; what only claims to be JSON becomes a text.
fn push_json(out: &mut Vec<u8>, text: &str) {
    if is_json(text) {
        // Lines end between tokens only: within a text they are escaped.
        out.extend(text.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { b' ' } else { byte }));
    } else {
        push_text(out, text);
    }
}

/// Appends a text in quotes.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte < b' ' || *byte == b'"' || *byte == b'\\') {
        out.extend(&rest[..at]);
        match rest[at] {
            byte @ (b'"' | b'\\') => out.extend([b'\\', byte]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            byte => {
                let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
                out.extend(b"\\u00");
                out.extend(digits);
            }
        }
        rest = &rest[at + 1..];
    }
    out.extend(rest);
    out.push(b'"');
}
