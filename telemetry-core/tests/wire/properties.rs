//! What holds of all values, all fields and all rules.

use proptest::collection::vec;
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use telemetry_core::Unit;
use telemetry_core::rules::{
    AbsentRule, AbsentRules, BooleanForm, Collision, FlattenRules, KeyRules, ListForm, LongValueRules, Over, Stamp,
    StampKind, WireRules,
};
use telemetry_core::runtime::wire::{Ids, Moments};
use telemetry_core::runtime::{Item, ItemField, Kind, Loss, Losses, Value, wire};

/// Returns texts with all that is hard: quotes, controls, long characters, dots.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c._]{0,6}", "[aé😀\u{0}\"\\\\\n]{0,12}", ".{0,20}", "a{0,80}"]
}

fn scalars() -> impl Strategy<Value = Value<'static>> {
    let json =
        prop_oneof![Just("{\"a\":{\"b\":[1,\"\\ud800\"]}}"), Just("[null,1e999]"), Just("7"), Just("{"), Just("\"x\"")];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<u64>().prop_map(Value::Count),
        any::<u64>().prop_map(|bits| Value::Float(f64::from_bits(bits))),
        texts().prop_map(|text| Value::Text(text.into())),
        json.prop_map(|text| Value::Json(text.into())),
    ]
}

/// Returns values of all kinds. Keys of maps are there once.
pub(crate) fn values() -> impl Strategy<Value = Value<'static>> {
    scalars().prop_recursive(4, 24, 4, |inner| {
        let map = proptest::collection::btree_map("[a-c.]{0,3}", inner.clone(), 0..4);
        prop_oneof![
            vec(inner, 0..4).prop_map(Value::List),
            map.prop_map(|map| Value::Map(map.into_iter().map(|(key, item)| (Cow::Owned(key), item)).collect())),
        ]
    })
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Property), Just(Kind::Measurement), Just(Kind::Identity), Just(Kind::Tag)]
}

/// Returns fields, whose keys may meet.
pub(crate) fn item_fields() -> impl Strategy<Value = Vec<ItemField<'static>>> {
    let field = ("[a-b._é]{0,4}|key|key_02", kinds(), values());
    vec(field.prop_map(|(key, kind, value)| ItemField::plain(key, kind, value)), 0..40)
}

fn absent_rules() -> impl Strategy<Value = AbsentRules> {
    let rule = || prop_oneof![Just(AbsentRule::Drop), Just(AbsentRule::Keep), Just(AbsentRule::Zero)];
    (rule(), rule(), rule()).prop_map(|(unset, empty, nan)| AbsentRules { unset, empty, nan })
}

fn key_rules() -> impl Strategy<Value = KeyRules> {
    let collision = prop_oneof![Just(Collision::Refuse), Just(Collision::First), Just(Collision::Last)];
    let replace: [&'static [(&str, &str)]; 3] = [&[], &[(".", "_")], &[("a", ""), ("", "x"), ("b", "é😀")]];
    let exempt: [&'static [&str]; 2] = [&[], &["a.b", "key"]];
    let length = proptest::option::of(0..8_u32);
    (proptest::sample::select(replace.to_vec()), proptest::sample::select(exempt.to_vec()), collision, length)
        .prop_map(|(replace, exempt, collision, max_length)| KeyRules { replace, exempt, collision, max_length })
}

fn long_rules() -> impl Strategy<Value = LongValueRules> {
    let unit = prop_oneof![Just(Unit::Bytes), Just(Unit::Chars), Just(Unit::Utf16)];
    let over = prop_oneof![Just(Over::Split), Just(Over::Truncate), Just(Over::Drop)];
    let suffix = [None, Some("_{n:02}"), Some("{n}"), Some("{n"), Some(""), Some("{n:99999999999}")];
    (0..12_u32, unit, over, proptest::sample::select(suffix.to_vec()), proptest::option::of(0..5_u32)).prop_map(
        |(max_length, unit, over, suffix, max_parts)| LongValueRules { max_length, unit, over, suffix, max_parts },
    )
}

fn rules() -> impl Strategy<Value = WireRules> {
    let lists = prop_oneof![Just(ListForm::Native), Just(ListForm::Json), Just(ListForm::Comma)];
    let depth = proptest::option::of(prop_oneof![0..4_u32, Just(u32::MAX)]);
    let flatten = (depth, lists).prop_map(|(depth, lists)| FlattenRules { depth, lists });
    let booleans = prop_oneof![Just(BooleanForm::Native), Just(BooleanForm::Number), Just(BooleanForm::Text)];
    let long = proptest::option::of(long_rules());
    (key_rules(), long, flatten, absent_rules(), booleans).prop_map(|(keys, values, flatten, absent, booleans)| {
        WireRules { keys, values, flatten, absent, booleans, ..WireRules::DEFAULT }
    })
}

fn length(text: &str, unit: Unit) -> usize {
    match unit {
        Unit::Bytes => text.len(),
        Unit::Chars => text.chars().count(),
        Unit::Utf16 => text.encode_utf16().count(),
    }
}

/// Returns the longest text in a value.
fn longest(value: &Value<'_>, unit: Unit) -> usize {
    match value {
        Value::Text(text) => length(text, unit),
        Value::List(items) => items.iter().map(|item| longest(item, unit)).max().unwrap_or(0),
        Value::Map(entries) => entries.iter().map(|(_, item)| longest(item, unit)).max().unwrap_or(0),
        _ => 0,
    }
}

fn is_number(value: &Value<'_>) -> bool {
    matches!(value, Value::Int(_) | Value::Count(_) | Value::Float(_))
}

fn has_non_number(value: &Value<'_>) -> bool {
    match value {
        Value::Float(number) => !number.is_finite(),
        Value::List(items) => items.iter().any(has_non_number),
        Value::Map(entries) => entries.iter().any(|(_, item)| has_non_number(item)),
        _ => false,
    }
}

fn shaped(fields: &[ItemField<'static>], rules: &WireRules) -> (Vec<ItemField<'static>>, Losses) {
    let (mut shaped, mut losses) = (fields.to_vec(), Losses::default());
    wire::shape(&mut shaped, rules, &mut losses);
    (shaped, losses)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn wires_get_what_they_demand(fields in item_fields(), rules in rules()) {
        let (shaped, _) = shaped(&fields, &rules);
        let mut keys = HashSet::new();
        for field in &shaped {
            prop_assert!(keys.insert(&field.key), "{} is there twice", field.key);
            prop_assert!(field.kind != Kind::Measurement || is_number(&field.value), "{:?}", field);
            if rules.absent.nan != AbsentRule::Keep {
                prop_assert!(!has_non_number(&field.value), "{:?}", field);
            }
            if let Some(length) = rules.keys.max_length {
                let is_exempt = rules.keys.exempt.iter().any(|exempt| field.key.starts_with(exempt));
                prop_assert!(is_exempt || field.key.chars().count() <= length as usize, "{:?}", field);
            }
            if let Some(values) = &rules.values {
                prop_assert!(longest(&field.value, values.unit) <= values.max_length as usize, "{:?}", field);
            }
            if rules.flatten.depth.is_some() {
                prop_assert!(!matches!(field.value, Value::Map(_)), "{:?}", field);
            }
        }
    }

    #[test]
    fn the_same_comes_of_the_same(fields in item_fields(), rules in rules()) {
        // Debug, since NaN is not the same as itself.
        prop_assert_eq!(format!("{:?}", shaped(&fields, &rules)), format!("{:?}", shaped(&fields, &rules)));
    }

    /// All text that comes in is kept or counted, to the byte.
    #[test]
    fn text_is_kept_or_counted(texts in vec(("key|key_02|key_03|[a-b.]{1,3}", texts()), 0..12), rules in rules()) {
        let rules = WireRules { absent: AbsentRules { empty: AbsentRule::Keep, ..rules.absent }, ..rules };
        let field = |(key, text): (String, String)| ItemField::plain(key, Kind::Property, Value::Text(text.into()));
        let fields: Vec<_> = texts.into_iter().map(field).collect();
        let (shaped, losses) = shaped(&fields, &rules);
        let bytes = |fields: &[ItemField<'_>]| fields.iter().map(|field| longest(&field.value, Unit::Bytes) as u64).sum::<u64>();
        let counted: u64 = [Loss::Collision, Loss::Cut, Loss::Dropped].into_iter().map(|loss| losses.bytes(loss)).sum();
        prop_assert_eq!(bytes(&fields), bytes(&shaped) + counted, "{:?}\n{:?}", shaped, losses);
    }

    /// The parts of a value, put together, are its first part.
    #[test]
    fn parts_are_what_was_there(text in texts(), rules in long_rules()) {
        let rules = LongValueRules { over: Over::Split, suffix: None, ..rules };
        let fields = [ItemField::plain("key", Kind::Property, Value::Text(text.clone().into()))];
        let (shaped, losses) = shaped(&fields, &WireRules { values: Some(rules), ..WireRules::DEFAULT });
        let together: String = shaped.iter().map(|field| match &field.value {
            Value::Text(part) => &**part,
            _ => "",
        }).collect();
        prop_assert!(text.starts_with(&together));
        prop_assert_eq!((text.len() - together.len()) as u64, losses.bytes(Loss::Cut) + losses.bytes(Loss::Dropped));
        prop_assert!(shaped.len() <= rules.max_parts.unwrap_or(1000).max(1) as usize);
    }

    #[test]
    fn only_numbers_are_numbers(fields in item_fields()) {
        let (mut kept, mut losses) = (fields.clone(), Losses::default());
        wire::only_numbers(&mut kept, &mut losses);
        prop_assert!(kept.iter().all(|field| is_number(&field.value) && field.kind != Kind::Property));
        prop_assert_eq!((fields.len() - kept.len()) as u64, losses.count(Loss::NotANumber));
    }

    #[test]
    fn stamps_stay_the_same_when_an_item_is_sent_again(fields in item_fields(), issued in any::<i64>(), sent in any::<i64>()) {
        const STAMPS: &[Stamp] = &[
            Stamp { name: "key", of: StampKind::UuidV4 },
            Stamp { name: "v7", of: StampKind::UuidV7 },
            Stamp { name: "at", of: StampKind::Issued },
            Stamp { name: "since", of: StampKind::SinceIssued },
            Stamp { name: "session", of: StampKind::Session },
        ];
        let moments = Moments { issued: Some(issued), displayed: None, sent: Some(sent), sequence: 1, session: [1; 16], one_in: 1.0 };
        let (fields, _) = shaped(&fields, &WireRules::DEFAULT);
        let id = Ids::new().make(STAMPS, moments.issued);
        let item = Item { name: "x".into(), version: 1, id, issued: None, sequence: 1, fields };
        let stamped = |sent| {
            let (mut item, mut losses) = (item.clone(), Losses::default());
            wire::stamp(&mut item, STAMPS, &Moments { sent: Some(sent), ..moments }, &mut losses);
            (item, losses)
        };
        let ((first, losses), (again, _)) = (stamped(sent), stamped(sent.wrapping_add(5)));
        let keys: HashSet<_> = first.fields.iter().map(|field| &field.key).collect();
        prop_assert_eq!(keys.len(), first.fields.len());
        prop_assert_eq!(first.fields.len() as u64 + losses.count(Loss::Collision), item.fields.len() as u64 + 5);
        for stamp in STAMPS.iter().filter(|stamp| stamp.of != StampKind::SinceIssued) {
            let of = |item: &Item<'_>| item.fields.iter().find(|field| field.key == stamp.name).map(|field| format!("{field:?}"));
            prop_assert_eq!(of(&first), of(&again));
        }
    }
}
