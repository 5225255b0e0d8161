//! JSON for all senders: values and items as bytes, RFC 8259, always the same for the same value.
//!
//! Numbers are exact, the shortest text that reads back as the same; NaN and infinities, which JSON does not have, are
//! `null`. Text that is JSON is read and written anew: it may hold line breaks, halves of characters and numbers that a
//! server would refuse, with all events around them. Text that claims to be JSON and is none is written as a text.
//!
//! ```
//! use telemetry_core::runtime::{Value, json};
//!
//! let value = Value::Map(vec![("said".into(), Value::Text("\"hi\"\n".into())), ("at".into(), Value::Float(0.5))]);
//! assert_eq!(json::text(&value), r#"{"said":"\"hi\"\n","at":0.5}"#);
//! assert_eq!(json::parse(&json::text(&value)), Some(value));
//! ```

mod read;

pub use read::parse;

use crate::runtime::{Item, ItemField, Value};

/// Deeper values are written as `null`: no value can exhaust the stack of the sending thread.
pub(crate) const MOST_DEPTH: usize = 64;

/// Returns a value as JSON.
#[must_use]
pub fn text(value: &Value<'_>) -> String {
    let mut out = Vec::with_capacity(64);
    write_value(&mut out, value);
    String::from_utf8(out).unwrap_or_default()
}

/// Appends an item in the canonical form of the schemas: `{"event":…,"version":…,"fields":{…}}`.
///
/// ```
/// use telemetry_core::runtime::{Item, json};
///
/// let item = Item { name: "saved".into(), version: 1, id: [0; 16], issued: None, sequence: 1, fields: vec![] };
/// let mut out = Vec::new();
/// json::write_item(&mut out, &item);
/// assert_eq!(out, br#"{"event":"saved","version":1,"fields":{}}"#);
/// ```
pub fn write_item(out: &mut Vec<u8>, item: &Item<'_>) {
    out.extend_from_slice(b"{\"event\":");
    write_text(out, &item.name);
    out.extend_from_slice(b",\"version\":");
    write_whole(out, item.version);
    out.extend_from_slice(b",\"fields\":");
    write_fields(out, &item.fields);
    out.push(b'}');
}

/// Appends fields as one object.
pub fn write_fields<'i, 'v: 'i>(out: &mut Vec<u8>, fields: impl IntoIterator<Item = &'i ItemField<'v>>) {
    write_entries(out, fields.into_iter().map(|field| (&*field.key, &field.value)), 0);
}

/// Appends a value.
pub fn write_value(out: &mut Vec<u8>, value: &Value<'_>) {
    write_nested(out, value, 0);
}

fn write_nested(out: &mut Vec<u8>, value: &Value<'_>, depth: usize) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(number) => write_whole(out, *number),
        Value::Count(number) => write_whole(out, *number),
        Value::Float(number) => write_float(out, *number),
        Value::Text(text) => write_text(out, text),
        Value::Json(text) => match parse(text) {
            Some(value) => write_nested(out, &value, depth),
            None => write_text(out, text),
        },
        Value::List(_) | Value::Map(_) if depth >= MOST_DEPTH => out.extend_from_slice(b"null"),
        Value::List(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_nested(out, item, depth + 1);
            }
            out.push(b']');
        }
        Value::Map(entries) => write_entries(out, entries.iter().map(|(key, item)| (&**key, item)), depth + 1),
    }
}

fn write_entries<'e, 'v: 'e>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'e str, &'e Value<'v>)>, depth: usize) {
    out.push(b'{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_text(out, key);
        out.push(b':');
        write_nested(out, value, depth);
    }
    out.push(b'}');
}

/// Appends a whole number.
pub fn write_whole(out: &mut Vec<u8>, number: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends a number; `null` where it is none.
pub fn write_float(out: &mut Vec<u8>, number: f64) {
    if number.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// Appends a text with its quotation marks.
#[inline]
pub fn write_text(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        write_escaped(out, text.as_bytes());
    }
    out.push(b'"');
}

/// Returns whether all bytes surely stand for themselves. Eight are looked at at once, the last of them twice where their
/// number is no multiple of that.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (words, _) = bytes.as_chunks::<8>();
    let last = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(last), ..) => u64::from_le_bytes(*last),
        (None, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => bytes.iter().fold(PLAIN, |word, byte| word << 8 | u64::from(*byte)),
    };
    !may_be_escaped(last) && !words.iter().any(|word| may_be_escaped(u64::from_le_bytes(*word)))
}

/// Appends a text of which some bytes cannot stand for themselves.
#[cold]
#[inline(never)]
fn write_escaped(out: &mut Vec<u8>, mut bytes: &[u8]) {
    while let Some(at) = bytes.iter().position(|byte| ESCAPES[usize::from(*byte)] != 0) {
        let (plain, rest) = bytes.split_at(at);
        out.extend_from_slice(plain);
        write_escape(out, rest[0]);
        bytes = &rest[1..];
    }
    out.extend_from_slice(bytes);
}

/// Eight bytes that stand for themselves.
const PLAIN: u64 = u64::from_le_bytes([b' '; 8]);

/// Returns false only where none of eight bytes is below a space, a quotation mark or a backslash.
///
/// By the usual trick for a zero byte: <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>.
const fn may_be_escaped(word: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES * 128;
    let (quote, backslash) = (word ^ (ONES * b'"' as u64), word ^ (ONES * b'\\' as u64));
    let below = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (below | quote | backslash) & HIGHS != 0
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    match ESCAPES[usize::from(byte)] {
        b'u' => {
            let (high, low) = (DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]);
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
        escape => out.extend_from_slice(&[b'\\', escape]),
    }
}

/// What stands behind the backslash for each byte; 0 for those that stand for themselves.
const ESCAPES: [u8; 256] = {
    let mut escapes = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        escapes[byte] = b'u';
        byte += 1;
    }
    escapes[b'\n' as usize] = b'n';
    escapes[b'\r' as usize] = b'r';
    escapes[b'\t' as usize] = b't';
    escapes[b'"' as usize] = b'"';
    escapes[b'\\' as usize] = b'\\';
    escapes
};
