//! What leaves of a value is what the schema of its field says, whatever was recorded: each field is written twice, as a
//! catalog says it and as a program knows it.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use telemetry_catalog::render::{SchemaOptions, schema};
use telemetry_catalog::{CheckOptions, check, load};
use telemetry_core::runtime::keys::{Keys, MemoryKeys};
use telemetry_core::runtime::transform::{Context, Patterns, Redact, sent};
use telemetry_core::runtime::{Losses, Value, json};
use telemetry_core::{
    Class, Detail, Encoding, EnumDescriptor, FieldClass, FieldDescriptor, KeyScope, Literal, Transform, Unit,
    ValueDescriptor, ValueOrigin, ValueType,
};

const fn word(name: &'static str, code: i64) -> ValueDescriptor {
    ValueDescriptor { name, wire: name, description: "A word.", code: Some(code) }
}

const ALLOWED: ValueType = ValueType::Enum(&EnumDescriptor {
    values: &[word("rust", 1), word("python", 2), word("other", 3)],
    fallback: Some(2),
    id: 0,
});

const CODES: ValueType =
    ValueType::Enum(&EnumDescriptor { values: &[word("none", 0), word("some", 7)], fallback: Some(0), id: 0 });

const PAIRS: &[(ValueOrigin, Transform)] =
    &[(ValueOrigin::Builtin, Transform::Keep), (ValueOrigin::User, Transform::CountOnly)];

/// A field: what a catalog says behind its description, and type, transforms and details.
type Said = (&'static str, ValueType, &'static [Transform], &'static [Detail]);

#[rustfmt::skip]
const FIELDS: &[Said] = &[
    ("type: count, max: 100", ValueType::Count, &[], &[Detail::Max(Literal::Int(100))]),
    ("type: int, min: -5, max: 5", ValueType::Int, &[], &[Detail::Min(Literal::Int(-5)), Detail::Max(Literal::Int(5))]),
    ("type: float, min: -0.5", ValueType::Float, &[], &[Detail::Min(Literal::Float(-0.5))]),
    ("type: duration, unit: ms", ValueType::Duration, &[], &[Detail::Unit("ms")]),
    ("type: int, none: -1, min: 0", ValueType::Int, &[], &[Detail::None(Literal::Int(-1)), Detail::Min(Literal::Int(0))]),
    ("type: count, transform: { bucket: [1, 10] }", ValueType::Count, &[Transform::Bucket(&[Literal::Int(1), Literal::Int(10)])], &[]),
    ("type: int, min: 3, transform: { bucket: [1, 10] }", ValueType::Int, &[Transform::Bucket(&[Literal::Int(1), Literal::Int(10)])], &[Detail::Min(Literal::Int(3))]),
    ("type: int, max: 104, transform: { round: 10 }", ValueType::Int, &[Transform::Round(Literal::Int(10))], &[Detail::Max(Literal::Int(104))]),
    ("type: int, none: -1, transform: { round: 10 }", ValueType::Int, &[Transform::Round(Literal::Int(10))], &[Detail::None(Literal::Int(-1))]),
    ("type: string, max_length: 4", ValueType::String, &[], &[Detail::MaxLength(4)]),
    ("type: string, min_length: 2, max_length: 4", ValueType::String, &[], &[Detail::MinLength(2), Detail::MaxLength(4)]),
    ("type: string, pattern: 'a+|b'", ValueType::String, &[], &[Detail::Pattern("a+|b")]),
    ("type: string, max_length: 4, transform: count_only", ValueType::String, &[Transform::CountOnly], &[Detail::MaxLength(4)]),
    ("type: string, max_length: 4, transform: redact", ValueType::String, &[Transform::Redact], &[Detail::MaxLength(4)]),
    ("type: string, max_length: 4, transform: { truncate: { length: 5, unit: bytes } }", ValueType::String, &[Transform::Truncate { length: 5, unit: Unit::Bytes }], &[Detail::MaxLength(4)]),
    ("type: string, max_length: 4, transform: { hash: { encoding: base64 } }", ValueType::String, &[Transform::Hash { algorithm: "sha256", prefix: None, encoding: Encoding::Base64 }], &[Detail::MaxLength(4)]),
    ("type: string, transform: [{ hmac: { key: install, rotate: P90D } }, { truncate: { length: 8 } }], identifies: install, lifetime: P90D, made: A hash.", ValueType::String, &[Transform::Hmac { key: KeyScope::Install, rotate: Some("P90D"), encoding: Encoding::Hex }, Transform::Truncate { length: 8, unit: Unit::Chars }], &[]),
    ("type: string, allow: [rust, python], fallback: other", ALLOWED, &[], &[]),
    ("type: enum, values: { none: { description: N., code: 0 }, some: { description: S., code: 7 } }, fallback: none, transform: encode", CODES, &[Transform::Encode], &[]),
    ("type: list<count>, max_items: 2, max: 5", ValueType::List(&ValueType::Count), &[], &[Detail::MaxItems(2), Detail::Max(Literal::Int(5))]),
    ("type: set<count>, max: 5", ValueType::Set(&ValueType::Count), &[], &[Detail::Max(Literal::Int(5))]),
    ("type: set<string>, allow: [rust, python], fallback: other", ValueType::Set(&ALLOWED), &[], &[]),
    ("type: set<string>, max_length: 1, transform: { hash: {} }", ValueType::Set(&ValueType::String), &[Transform::Hash { algorithm: "sha256", prefix: None, encoding: Encoding::Hex }], &[Detail::MaxLength(1)]),
    ("type: list<string>, max_items: 3, transform: count_only", ValueType::List(&ValueType::String), &[Transform::CountOnly], &[Detail::MaxItems(3)]),
    ("type: 'map<string, count>', max_items: 1, max: 5", ValueType::Map { key: &ValueType::String, item: &ValueType::Count }, &[], &[Detail::MaxItems(1), Detail::Max(Literal::Int(5))]),
    ("type: string, max_length: 3, transform: { by_origin: { builtin: keep, user: count_only } }", ValueType::String, &[Transform::ByOrigin(PAIRS)], &[Detail::MaxLength(3)]),
];

/// Returns the schemas of the fields, made from a catalog.
fn schemas() -> Vec<Json> {
    let mut catalog = "catalog: held\ntitle: Held\nversion: 1.0.0\ndescription: What is held.\n\
        owners: { team: { contact: team@example.org } }\n\
        destinations: { store: { ceiling: personal, consent: extended, retention: P90D } }\n\
        events:\n  held:\n    description: It was held.\n    when: Always.\n    owner: team\n    purpose: product\n    \
        consent: extended\n    destinations: [store]\n    fields:\n"
        .to_owned();
    for (index, (said, ..)) in FIELDS.iter().enumerate() {
        catalog += &format!("      f{index}: {{ class: content, description: It is held., {said} }}\n");
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("held.yaml");
    fs::write(&path, catalog).expect("the folder is ours");
    let checked = check(&load(&path).expect("it can be read"), &CheckOptions { today: None });
    let faults: Vec<String> = checked.diagnostics.iter().map(|fault| format!("{fault:?}")).collect();
    let catalog = checked.catalog.unwrap_or_else(|| panic!("{faults:#?}"));
    let options = SchemaOptions { events: true, bundle: false, destination: None, privacy_keyword: false };
    let files = schema(&catalog, &options);
    let (_, text) = files.iter().next().expect("there is one event");
    let event: Json = serde_json::from_str(text).expect("a schema is JSON");
    let fields = &event["properties"]["fields"]["properties"];
    (0..FIELDS.len()).map(|index| fields[format!("f{index}")].clone()).collect()
}

/// Puts longer texts in the place of `@`.
struct Longer;

impl Redact for Longer {
    fn redact(&mut self, text: &str) -> Option<String> {
        text.contains('@').then(|| text.replace('@', "<REDACTED>"))
    }
}

fn left(said: &Said, origin: ValueOrigin, value: Value<'static>) -> Option<Value<'static>> {
    let (_, ty, transforms, details) = *said;
    let class = FieldClass::built_in(Class::Content);
    let field = FieldDescriptor { transforms, details, ..FieldDescriptor::plain("held", "It is held.", class, ty) };
    let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
    let mut keys = Keys::new("held", MemoryKeys::default());
    let mut context = Context {
        now: 0,
        origin: Some(origin),
        keys: Some(&mut keys),
        redactor: Some(&mut Longer),
        patterns: &mut patterns,
        losses: &mut losses,
    };
    sent(value, &field, &mut context)
}

fn scalars() -> impl Strategy<Value = Value<'static>> {
    let words = proptest::sample::select(vec!["rust", "python", "other", "none", "some", "aaa", "b", ""]);
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-20..130_i64).prop_map(Value::Int),
        any::<i64>().prop_map(Value::Int),
        any::<u64>().prop_map(Value::Count),
        (-2.0..2.0).prop_map(Value::Float),
        words.prop_map(|word| Value::Text(word.into())),
        "[ab@é😀]{0,6}".prop_map(|text| Value::Text(text.into())),
    ]
}

fn values() -> impl Strategy<Value = Value<'static>> {
    let map = proptest::collection::btree_map("[a-c]", scalars(), 0..4);
    prop_oneof![
        scalars(),
        vec(scalars(), 0..5).prop_map(Value::List),
        map.prop_map(|map| Value::Map(map.into_iter().map(|(key, item)| (key.into(), item)).collect())),
    ]
}

#[test]
fn what_leaves_is_what_the_schema_says() {
    let validators: Vec<_> =
        schemas().iter().map(|schema| jsonschema::draft202012::new(schema).expect("the schema is one")).collect();
    let mut left_at_all = vec![false; FIELDS.len()];
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(2000)
    });
    let origins = prop_oneof![Just(ValueOrigin::Builtin), Just(ValueOrigin::User)];
    let left_of_each = std::cell::RefCell::new(&mut left_at_all);
    let result = runner.run(&(values(), origins), |(value, origin)| {
        for (index, said) in FIELDS.iter().enumerate() {
            // A set holds each value once before it is recorded.
            let value = match (&said.1, &value) {
                (ValueType::Set(_), Value::List(items)) => {
                    let mut seen = std::collections::HashSet::new();
                    Value::List(items.iter().filter(|item| seen.insert(json::text(item))).cloned().collect())
                }
                _ => value.clone(),
            };
            let Some(left) = left(said, origin, value) else { continue };
            left_of_each.borrow_mut()[index] = true;
            let instance: Json = serde_json::from_str(&json::text(&left)).expect("JSON was written");
            prop_assert!(validators[index].is_valid(&instance), "{} is not {}", instance, said.0);
        }
        Ok(())
    });
    result.unwrap_or_else(|fault| panic!("{fault}"));
    let never: Vec<&str> = FIELDS.iter().zip(left_at_all).filter(|(_, left)| !left).map(|(said, _)| said.0).collect();
    assert!(never.is_empty(), "nothing ever left of {never:#?}");
}
