//! The JSON that senders write, read by two parsers: serde's and our own.

use crate::describe::{PLAIN, plain};
use crate::properties::{item_fields, values};
use proptest::prelude::*;
use serde_json::Value as Json;
use telemetry_core::json::preview;
use telemetry_core::runtime::{Item, Value, json};
use telemetry_core::{
    Consent, Event, EventDescriptor, FieldDescriptor, FieldEncoder, FieldsDescriptor, Member, ValueType,
};

/// Returns what readers see of a value: no NaN, and no JSON in texts.
fn seen(value: &Value<'_>) -> Json {
    match value {
        Value::Float(number) if !number.is_finite() => Json::Null,
        Value::Json(text) => json::parse(text).map_or_else(|| Json::String(text.to_string()), |value| seen(&value)),
        Value::List(items) => items.iter().map(seen).collect(),
        Value::Map(entries) => Json::Object(entries.iter().map(|(key, item)| (key.to_string(), seen(item))).collect()),
        value => plain(value),
    }
}

#[test]
fn numbers_are_exact() {
    let check = |value: Value<'_>, expected: &str| assert_eq!(json::text(&value), expected);
    check(Value::Int(i64::MIN), "-9223372036854775808");
    check(Value::Int(i64::MAX), "9223372036854775807");
    check(Value::Count(u64::MAX), "18446744073709551615");
    check(Value::Float(0.1), "0.1");
    check(Value::Float(-0.0), "-0.0");
    check(Value::Float(f64::MAX), "1.7976931348623157e+308");
    check(Value::Float(5e-324), "5e-324");
    check(Value::Float(1e21), "1e+21");
    check(Value::Float(f64::NAN), "null");
    check(Value::Float(f64::NEG_INFINITY), "null");
}

#[test]
fn texts_are_escaped() {
    let check = |text: &str, expected: &str| assert_eq!(json::text(&Value::Text(text.into())), expected);
    check("", r#""""#);
    check("\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u001f\u{7f}\"");
    check("é😀\u{2028}", "\"é😀\u{2028}\"");
    assert_eq!(json::text(&Value::Json("1},{".into())), r#""1},{""#);
}

#[test]
fn our_reader_says_what_it_cannot_hold() {
    let check = |text, expected| assert_eq!(json::parse(text), expected, "{text}");
    check(
        " [1, -2.5e3, 18446744073709551615] ",
        Some(Value::List(vec![Value::Int(1), Value::Float(-2500.0), Value::Count(u64::MAX)])),
    );
    check("-0", Some(Value::Float(-0.0)));
    check("18446744073709551616", Some(Value::Float(18_446_744_073_709_551_616.0)));
    check("1e999", Some(Value::Text("1e999".into())));
    check(r#""\ud83d\ude00\u00e9\/\b""#, Some(Value::Text("😀é/\u{8}".into())));
    check(r#""\ud83d\ud83d\ude00x""#, Some(Value::Text("\u{fffd}😀x".into())));
    check(r#"{"a":1,"b":2,"a":3}"#, Some(Value::Map(vec![("b".into(), Value::Int(2)), ("a".into(), Value::Int(3))])));
    check("{\"a\":}", None);
    check(&"[".repeat(100_000), None);
}

#[test]
fn deep_values_end_in_null() {
    let deep = (0..200).fold(Value::Int(1), |value, _| Value::List(vec![value]));
    let text = json::text(&deep);
    assert_eq!(text, format!("{}null{}", "[".repeat(64), "]".repeat(64)));
    assert!(serde_json::from_str::<Json>(&text).is_ok());
}

/// A number, as the plain encoder writes it.
struct Number(f64);

impl Event for Number {
    const DESCRIPTOR: &'static EventDescriptor = &EventDescriptor {
        name: "number",
        wire: "number",
        version: 1,
        catalog: 0,
        description: "A number.",
        purposes: &[],
        consent: Consent::Usage,
        destinations: &[],
        twins: &[],
        details: &[],
        fields: FieldsDescriptor {
            members: &[Member::Field(FieldDescriptor { name: "value", ty: ValueType::Float, ..PLAIN })],
            count: 1,
            id: 0,
        },
    };

    fn encode_fields(&self, fields: &mut FieldEncoder<'_>) {
        fields.put(&self.0);
    }
}

proptest! {
    #[test]
    fn serde_reads_what_was_written(value in values()) {
        let text = json::text(&value);
        prop_assert_eq!(serde_json::from_str::<Json>(&text).expect("JSON was written"), seen(&value));
    }

    #[test]
    fn our_reader_reads_what_was_written(value in values()) {
        let text = json::text(&value);
        let read = json::parse(&text).expect("JSON was written");
        prop_assert_eq!(json::text(&read), text.clone());
        prop_assert_eq!(plain(&read), serde_json::from_str::<Json>(&text).expect("JSON was written"));
    }

    #[test]
    fn our_reader_reads_what_serde_reads(text in "[\\[\\]{},:\"\\\\ 0-9eE+.a-u-]{0,24}") {
        let (ours, serdes) = (json::parse(&text), serde_json::from_str::<Json>(&text));
        match (ours, serdes) {
            (Some(ours), Ok(serdes)) => prop_assert_eq!(plain(&ours), serdes),
            (None, Err(_)) => {}
            // Beyond what 64 bits can say, and halves of characters: serde refuses those.
            (Some(_), Err(error)) => prop_assert!(
                error.to_string().contains("out of range") || text.contains("\\u"), "{}: {}", text, error
            ),
            (None, Ok(_)) => prop_assert!(false, "{}", text),
        }
    }

    #[test]
    fn items_have_the_canonical_form(fields in item_fields()) {
        let item = Item { name: "a\"b".into(), version: 3, id: [0; 16], issued: None, sequence: 1, fields };
        let mut out = Vec::new();
        json::write_item(&mut out, &item);
        let read: Json = serde_json::from_slice(&out).expect("JSON was written");
        prop_assert_eq!(&read["event"], "a\"b");
        prop_assert_eq!(&read["version"], 3);
        for field in &item.fields {
            let last = item.fields.iter().rfind(|other| other.key == field.key).expect("it is there");
            prop_assert_eq!(&read["fields"][&*field.key], &seen(&last.value));
        }
    }

    #[test]
    fn the_plain_encoder_writes_numbers_alike(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        prop_assume!(number.is_finite());
        let expected = format!(r#"{{"event":"number","version":1,"fields":{{"plain":{}}}}}"#, json::text(&Value::Float(number)));
        let read = |text: &str| serde_json::from_str::<Json>(text).expect("JSON was written");
        prop_assert_eq!(read(&preview(&Number(number))), read(&expected));
    }
}
