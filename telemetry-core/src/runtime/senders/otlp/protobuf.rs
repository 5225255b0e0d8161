//! As much of protobuf as log records need, written straight into a buffer.
//!
//! A message stands behind its length, which is known when it is written: one byte is kept for it, and the message moves
//! up where that is too little.

use crate::runtime::Value;

const VARINT: u32 = 0;
const FIXED_64: u32 = 1;
const LENGTH: u32 = 2;

/// Appends a number in as few bytes as it needs.
fn push_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn push_tag(out: &mut Vec<u8>, field: u32, wire: u32) {
    push_varint(out, u64::from(field << 3 | wire));
}

/// Appends a field that holds a message.
pub(super) fn push_message(out: &mut Vec<u8>, field: u32, fill: impl FnOnce(&mut Vec<u8>)) {
    push_tag(out, field, LENGTH);
    out.push(0);
    let start = out.len();
    fill(out);
    let length = out.len() - start;
    if length < 0x80 {
        out[start - 1] = length.to_le_bytes()[0];
        return;
    }
    let mut prefix = Vec::with_capacity(10);
    push_varint(&mut prefix, length as u64);
    out.splice(start - 1..start, prefix);
}

/// Appends a field that holds a text; an empty one is not there.
pub(super) fn push_text(out: &mut Vec<u8>, field: u32, text: &str) {
    if !text.is_empty() {
        push_bytes(out, field, text.as_bytes());
    }
}

fn push_bytes(out: &mut Vec<u8>, field: u32, bytes: &[u8]) {
    push_tag(out, field, LENGTH);
    push_varint(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Appends a field of eight bytes.
pub(super) fn push_fixed64(out: &mut Vec<u8>, field: u32, number: u64) {
    push_tag(out, field, FIXED_64);
    out.extend(number.to_le_bytes());
}

/// Appends a field that holds a `KeyValue`.
pub(super) fn push_key_value(out: &mut Vec<u8>, field: u32, key: &str, value: &Value<'_>) {
    push_message(out, field, |out| {
        push_bytes(out, 1, key.as_bytes());
        push_message(out, 2, |out| push_any_value(out, value));
    });
}

/// Appends what an `AnyValue` holds; one that holds nothing is OpenTelemetry's null.
fn push_any_value(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => {}
        Value::Text(text) | Value::Json(text) => push_bytes(out, 1, text.as_bytes()),
        Value::Bool(value) => push_number(out, 2, u64::from(*value)),
        Value::Int(number) => push_number(out, 3, number.cast_unsigned()),
        Value::Count(number) => match i64::try_from(*number) {
            Ok(number) => push_number(out, 3, number.cast_unsigned()),
            // There is no unsigned number; a text is exact where a float is not.
            Err(_) => push_bytes(out, 1, number.to_string().as_bytes()),
        },
        Value::Float(number) => push_fixed64(out, 4, number.to_bits()),
        Value::List(items) => push_message(out, 5, |out| {
            for item in items {
                push_message(out, 1, |out| push_any_value(out, item));
            }
        }),
        Value::Map(entries) => push_message(out, 6, |out| {
            for (key, value) in entries {
                push_key_value(out, 1, key, value);
            }
        }),
    }
}

fn push_number(out: &mut Vec<u8>, field: u32, number: u64) {
    push_tag(out, field, VARINT);
    push_varint(out, number);
}
