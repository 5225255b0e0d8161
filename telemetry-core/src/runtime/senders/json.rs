//! JSON as senders write it. Numbers, texts and nested values; what a destination's form looks like is the sender's.

use crate::json_grammar::is_json;
use crate::runtime::Value;
use crate::runtime::json::{write_float, write_text, write_whole};
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

/// Appends a key that is known while the program is compiled, behind a value: `,"name":`. Nothing in it is escaped.
macro_rules! push_known {
    ($out:expr, $key:literal) => {
        $out.extend_from_slice(concat!(",\"", $key, "\":").as_bytes())
    };
}

pub(super) use push_known;

/// Appends a moment, in which nothing is to be escaped.
#[cfg(any(feature = "application-insights", feature = "segment"))]
pub(super) fn push_moment(out: &mut Vec<u8>, millis: i64) {
    out.push(b'"');
    out.extend_from_slice(&crate::Timestamp::from_unix_millis(millis).digits());
    out.push(b'"');
}

/// Appends a key, after a comma where it is not the first of its object.
pub(super) fn push_key(out: &mut Vec<u8>, key: &str) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    write_text(out, key);
    out.push(b':');
}

/// Appends a value; what JSON cannot say, infinite numbers and NaN, is null.
pub(super) fn push_value(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(true) => out.extend(b"true"),
        Value::Bool(false) => out.extend(b"false"),
        Value::Int(number) => write_whole(out, *number),
        Value::Count(number) => write_whole(out, *number),
        Value::Float(number) => push_float(out, *number),
        Value::Text(text) => write_text(out, text),
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

/// Appends a number as previews write it; what JSON cannot say is null.
fn push_float(out: &mut Vec<u8>, number: f64) {
    let start = out.len();
    write_float(out, number);
    // The faster writer puts a plus before the exponents of great numbers.
    let has_exponent = number != 0.0 && !(1e-4..1e15).contains(&number.abs());
    if number.is_finite() && (has_exponent || is_between(number, &out[start..])) {
        out.truncate(start);
        // Writing to memory cannot fail.
        let _ = write!(out, "{number:?}");
    }
}

/// Returns whether a number lies just between what was written and the text whose last digit is the next: writers may
/// choose either. A number has as many decimals as it has bits behind the point, and the last of them is a 5: so it does
/// where exactly that one is left out.
fn is_between(number: f64, text: &[u8]) -> bool {
    let (exponent, fraction) = ((number.to_bits() >> 52) & 0x7ff, number.to_bits() & ((1 << 52) - 1));
    let significand = fraction | 1 << 52;
    let decimals = text.iter().rev().take_while(|byte| **byte != b'.').count() as u64;
    exponent + u64::from(significand.trailing_zeros()) + decimals + 1 == 1075
}

/// Appends what is JSON already, on one line; what only claims to be JSON becomes a text.
fn push_json(out: &mut Vec<u8>, text: &str) {
    if is_json(text) {
        // Lines end between tokens only: within a text they are escaped.
        out.extend(text.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { b' ' } else { byte }));
    } else {
        write_text(out, text);
    }
}

#[cfg(test)]
mod tests {
    use super::push_float;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_previews_write_them(number in proptest::num::f64::NORMAL, small in -1e5..1e5_f64) {
            // Two that lie just between two texts.
            let between = [2_982_766_288_619_977.0 / 4.0, 65_537.0 / 131_072.0];
            let others = [small, small.round(), (small * 1024.0).round() / 131_072.0, 1e-4, 1e15, 1e16, 0.0, -0.0];
            for number in [number].into_iter().chain(others).chain(between) {
                let mut out = Vec::new();
                push_float(&mut out, number);
                prop_assert_eq!(String::from_utf8_lossy(&out), format!("{number:?}"));
            }
        }
    }
}
