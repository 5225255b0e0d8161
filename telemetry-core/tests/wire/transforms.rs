//! Limits and transforms of fields: each line is a field, what is recorded and what leaves.

use crate::describe::{PLAIN, plain};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use telemetry_core::runtime::keys::{Keys, MemoryKeys};
use telemetry_core::runtime::transform::{Context, Patterns, Redact, may_be_missing, members, sent};
use telemetry_core::runtime::{Losses, Value};
use telemetry_core::{
    Detail, Encoding, EnumDescriptor, FieldDescriptor, KeyScope, Literal, Transform, TransformKind, Unit,
    ValueDescriptor, ValueOrigin, ValueType,
};

/// Finds `@`, and calls it by a name that is longer.
struct Ats;

impl Redact for Ats {
    fn redact(&mut self, text: &str) -> Option<String> {
        text.contains('@').then(|| text.replace('@', "<AT>"))
    }
}

const fn value(name: &'static str, code: i64) -> ValueDescriptor {
    ValueDescriptor { name, wire: name, description: "A word.", code: Some(code) }
}

const WORDS: EnumDescriptor =
    EnumDescriptor { values: &[value("rust", 1), value("other", 9)], fallback: Some(1), id: 0 };
const STRICT: EnumDescriptor = EnumDescriptor { values: &[value("rust", 1)], fallback: None, id: 0 };

const fn field(ty: ValueType, transforms: &'static [Transform], details: &'static [Detail]) -> FieldDescriptor {
    FieldDescriptor { ty, transforms, details, ..PLAIN }
}

const fn text(transforms: &'static [Transform], details: &'static [Detail]) -> FieldDescriptor {
    field(ValueType::String, transforms, details)
}

const MAP: ValueType = ValueType::Map { key: &ValueType::String, item: &ValueType::Count };
const UNKNOWN: Transform = Transform::Hash { algorithm: "md5", prefix: None, encoding: Encoding::Hex };
const PROJECT: Transform = Transform::Hmac { key: KeyScope::Project, rotate: None, encoding: Encoding::Hex };
const LISTED: &[Detail] =
    &[Detail::Family { placeholder: "code", description: "A code.", keys: &["E1", "E2"], pattern: None, max: 9 }];
const MATCHING: &[Detail] =
    &[Detail::Family { placeholder: "code", description: "A code.", keys: &[], pattern: Some("E[0-9]"), max: 1 }];
const HASH: Transform = Transform::Hash { algorithm: "sha256", prefix: None, encoding: Encoding::Hex };
const PARTS: &[(ValueOrigin, Transform)] = &[
    (ValueOrigin::Builtin, Transform::Keep),
    (ValueOrigin::User, Transform::CountOnly),
    (ValueOrigin::Workspace, Transform::Drop),
];

/// Returns what leaves, and what is lost, with all that a running program has.
fn outcome(field: &FieldDescriptor, origin: Option<ValueOrigin>, value: Value<'static>) -> (Json, String) {
    let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
    let mut keys = Keys::new("tests", MemoryKeys::default());
    let mut context = Context {
        now: 0,
        origin,
        keys: Some(&mut keys),
        redactor: Some(&mut Ats),
        patterns: &mut patterns,
        losses: &mut losses,
    };
    let sent = sent(value, field, &mut context);
    (sent.as_ref().map_or(Json::Null, plain), losses.to_string())
}

fn check(field: &FieldDescriptor, said: &Json, leaves: &Json, lost: &str) {
    let (sent, losses) = outcome(field, None, crate::describe::value(said));
    assert_eq!((&sent, &*losses), (leaves, lost), "{said} in {field:?}");
}

#[test]
fn numbers_stay_in_their_limits() {
    let percent = field(ValueType::Count, &[], &[Detail::Min(Literal::Int(1)), Detail::Max(Literal::Int(100))]);
    check(&percent, &json!(50), &json!(50), "");
    check(&percent, &json!(0), &json!(1), "clamped: 1");
    check(&percent, &json!(u64::MAX), &json!(100), "clamped: 1");
    check(&percent, &json!("50"), &Json::Null, "wrong_type: 1 (2 bytes)");
    let count = field(ValueType::Count, &[], &[]);
    check(&count, &json!(-5), &json!(0), "clamped: 1");
    let half = field(ValueType::Int, &[], &[Detail::Max(Literal::Float(2.5)), Detail::Min(Literal::Float(-2.5))]);
    check(&half, &json!(3), &json!(2), "clamped: 1");
    check(&half, &json!(-3), &json!(-2), "clamped: 1");
    let ratio = field(ValueType::Float, &[], &[Detail::Max(Literal::Float(0.5))]);
    check(&ratio, &json!({ "$float": "inf" }), &json!(0.5), "clamped: 1");
    check(&ratio, &json!({ "$float": "NaN" }), &json!({ "$float": "NaN" }), "");
}

#[test]
fn the_number_that_means_none_is_no_number() {
    let none = &[Detail::None(Literal::Int(-1)), Detail::Min(Literal::Int(0))];
    check(&field(ValueType::Int, &[], none), &json!(-1), &json!(-1), "");
    check(&field(ValueType::Int, &[Transform::Bucket(&[Literal::Int(10)])], none), &json!(-1), &json!(-1), "");
    check(&field(ValueType::Int, &[Transform::Round(Literal::Int(10))], none), &json!(-1), &json!(-1), "");
    let unknown = &[Detail::None(Literal::Text("unknown")), Detail::MinLength(20)];
    check(&text(&[Transform::Redact], unknown), &json!("unknown"), &json!("unknown"), "");
}

#[test]
fn numbers_lie_in_ranges_and_are_rounded() {
    let bucket = field(ValueType::Count, &[Transform::Bucket(&[Literal::Int(1), Literal::Int(10)])], &[]);
    for (number, range) in [(0, 0), (1, 1), (9, 1), (10, 10), (u64::MAX, 10)] {
        check(&bucket, &json!(number), &json!(range), "");
    }
    let round = field(ValueType::Int, &[Transform::Round(Literal::Int(10))], &[]);
    for (number, multiple) in [(4, 0), (5, 10), (-5, 0), (-6, -10), (i64::MIN, -9_223_372_036_854_775_800_i64)] {
        check(&round, &json!(number), &json!(multiple), "");
    }
    check(&round, &json!(i64::MAX), &json!(9_223_372_036_854_775_810_u64), "");
    let large = field(ValueType::Count, &[Transform::Round(Literal::Int(1 << 40))], &[]);
    check(&large, &json!(u64::MAX), &json!(u64::MAX - ((1 << 40) - 1)), "");
    let float = field(ValueType::Float, &[Transform::Round(Literal::Float(0.5))], &[]);
    check(&float, &json!(0.8), &json!(1.0), "");
}

#[test]
fn words_are_on_the_list_or_become_the_fallback() {
    let words = field(ValueType::Optional(&ValueType::Enum(&WORDS)), &[], &[]);
    check(&words, &json!("rust"), &json!("rust"), "");
    check(&words, &json!("secret"), &json!("other"), "not_listed: 1 (6 bytes)");
    check(&words, &json!(1), &Json::Null, "wrong_type: 1");
    let codes = field(ValueType::Enum(&WORDS), &[Transform::Encode], &[]);
    check(&codes, &json!("rust"), &json!(1), "");
    check(&codes, &json!("secret"), &json!(9), "not_listed: 1 (6 bytes)");
    check(&codes, &json!(9), &json!(9), "");
    check(&codes, &json!(7), &json!(9), "not_listed: 1");
    let strict = field(ValueType::List(&ValueType::Enum(&STRICT)), &[], &[]);
    check(&strict, &json!(["rust", "secret"]), &json!(["rust"]), "not_listed: 1 (6 bytes)");
}

#[test]
fn what_is_not_set_stays_so() {
    let optional = field(ValueType::Optional(&ValueType::String), &[HASH, Transform::CountOnly], &[]);
    check(&optional, &Json::Null, &Json::Null, "");
    check(&text(&[], &[]), &Json::Null, &Json::Null, "wrong_type: 1");
}

#[test]
fn items_of_a_set_are_there_once() {
    let words = field(ValueType::Set(&ValueType::Enum(&WORDS)), &[], &[]);
    check(&words, &json!(["a", "b", "rust"]), &json!(["other", "rust"]), "not_listed: 2 (2 bytes)");
    let clamped = field(ValueType::Set(&ValueType::Count), &[], &[Detail::Max(Literal::Int(1))]);
    check(&clamped, &json!([0, 1, 2, 3]), &json!([0, 1]), "clamped: 2");
}

#[test]
fn texts_are_cut_to_their_limits_or_left_out() {
    check(&text(&[], &[Detail::MaxLength(2)]), &json!("é😀z"), &json!("é😀"), "too_long: 1 (1 bytes)");
    check(&text(&[], &[Detail::MinLength(2)]), &json!("a"), &Json::Null, "too_short: 1 (1 bytes)");
    check(&text(&[], &[Detail::MinLength(0)]), &json!(""), &json!(""), "");
    let pattern = text(&[], &[Detail::Pattern("E[0-9]{3}|none")]);
    check(&pattern, &json!("E001"), &json!("E001"), "");
    check(&pattern, &json!("none"), &json!("none"), "");
    check(&pattern, &json!("E001 and a secret"), &Json::Null, "not_matching: 1 (17 bytes)");
    check(&pattern, &json!("E001\n"), &Json::Null, "not_matching: 1 (5 bytes)");
    check(&text(&[], &[Detail::Pattern("(")]), &json!("x"), &Json::Null, "not_matching: 1 (1 bytes)");
    let truncated = text(&[Transform::Truncate { length: 5, unit: Unit::Bytes }], &[]);
    check(&truncated, &json!("aé😀"), &json!("aé"), "");
}

#[test]
fn collections_have_a_greatest_number_of_items() {
    let list = field(ValueType::List(&ValueType::Count), &[], &[Detail::MaxItems(2)]);
    check(&list, &json!([1, 2, 3, 4]), &json!([1, 2]), "too_many: 2");
    let counted = field(list.ty, &[Transform::CountOnly], &[Detail::MaxItems(3)]);
    check(&counted, &json!([1, 2, 3, 4]), &json!(3), "too_many: 1");
    check(&text(&[Transform::CountOnly], &[]), &json!("é😀"), &json!(2), "");
    check(
        &field(MAP, &[], &[Detail::MaxItems(1)]),
        &json!({ "a": -1, "b": 2 }),
        &json!({ "a": 0 }),
        "clamped: 1, too_many: 1",
    );
}

#[test]
fn hashes_are_of_the_whole_text() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    check(&text(&[HASH], &[Detail::MaxLength(1)]), &json!("abc"), &json!(abc), "");
    check(&field(ValueType::Json, &[HASH], &[]), &json!(["abc", "abc"]), &json!([abc, abc]), "");
    let of_number = outcome(&field(ValueType::Int, &[HASH], &[]), None, Value::Int(-5));
    assert_eq!(of_number, outcome(&text(&[HASH], &[]), None, Value::Text("-5".into())));
    check(&text(&[UNKNOWN], &[]), &json!("abc"), &Json::Null, "not_hashed: 1 (3 bytes)");
    check(&text(&[PROJECT], &[]), &json!("abc"), &Json::Null, "not_hashed: 1 (3 bytes)");
}

#[test]
fn text_is_cleaned_wherever_it_stands() {
    check(&text(&[Transform::Redact], &[]), &json!("a@b"), &json!("a<AT>b"), "");
    check(&text(&[Transform::Redact], &[Detail::MaxLength(3)]), &json!("a@b"), &json!("a<A"), "too_long: 1 (3 bytes)");
    let any = field(ValueType::Json, &[Transform::Redact], &[]);
    check(&any, &json!({ "@": ["@", 1, null], "x": 2 }), &json!({ "<AT>": ["<AT>", 1, null], "x": 2 }), "");
    check(&any, &json!({ "@": "a", "<AT>": "b" }), &json!({ "<AT>": "a" }), "collision: 1 (1 bytes)");
    let json = json!({ "$json": "{\"a\\u0040\":\"\\u0040\"}" });
    check(&any, &json, &json!({ "$json": "{\"a<AT>\":\"<AT>\"}" }), "");
    check(&any, &json!({ "$json": "no @ json" }), &json!("no <AT> json"), "");
}

#[test]
fn nothing_leaves_raw_without_what_its_transform_needs() {
    const HMAC: Transform = Transform::Hmac { key: KeyScope::Install, rotate: None, encoding: Encoding::Hex };
    let without = |transforms, lost: &str| {
        let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
        let (patterns, losses_ref) = (&mut patterns, &mut losses);
        let mut context = Context { now: 0, origin: None, keys: None, redactor: None, patterns, losses: losses_ref };
        assert_eq!(sent(Value::Text("raw".into()), &text(transforms, &[]), &mut context), None);
        assert_eq!(losses.to_string(), lost);
    };
    without(&[HMAC], "not_hashed: 1 (3 bytes)");
    without(&[Transform::Redact], "not_redacted: 1 (3 bytes)");
    without(&[Transform::ByOrigin(&[(ValueOrigin::User, Transform::Keep)])], "no_origin: 1 (3 bytes)");
    without(&[Transform::Drop], "");
}

#[test]
fn the_origin_decides() {
    let ty = ValueType::Transformed(TransformKind::ByOrigin, &ValueType::String);
    let field = field(ty, &[Transform::ByOrigin(PARTS)], &[]);
    let of = |origin| outcome(&field, Some(origin), Value::Text("name".into()));
    assert_eq!(of(ValueOrigin::Builtin), (json!("name"), String::new()));
    assert_eq!(of(ValueOrigin::User), (json!(4), String::new()));
    assert_eq!(of(ValueOrigin::Workspace), (Json::Null, String::new()));
    assert_eq!(of(ValueOrigin::Extension), (Json::Null, "no_origin: 1 (4 bytes)".to_owned()));
    assert!(may_be_missing(&field));
    assert!(!may_be_missing(&text(&[], &[])));
}

#[test]
fn families_have_the_members_that_they_declare() {
    let names = |details: &'static [Detail], keys: &[&'static str]| {
        let field = self::field(ValueType::Family(&ValueType::Count), &[], details);
        let map = Value::Map(keys.iter().map(|key| ((*key).into(), Value::Count(1))).collect());
        let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
        let (patterns, losses_ref) = (&mut patterns, &mut losses);
        let mut context = Context { now: 0, origin: None, keys: None, redactor: None, patterns, losses: losses_ref };
        let value = sent(map, &field, &mut context).expect("counts are admitted");
        let members = members("n_{code}", value, &field, &mut context);
        (members.into_iter().map(|(name, _)| name.into_owned()).collect::<Vec<_>>(), losses.to_string())
    };
    assert_eq!(names(LISTED, &["E1", "E3"]), (vec!["n_E1".to_owned()], "not_listed: 1 (2 bytes)".to_owned()));
    let lost = "not_listed: 1 (1 bytes), too_many: 1 (2 bytes)".to_owned();
    assert_eq!(names(MATCHING, &["E1", "x", "E2"]), (vec!["n_E1".to_owned()], lost));
}

proptest! {
    /// What leaves of a number within limits and a range is one of the values that the schema lists.
    #[test]
    fn ranges_are_closed(number in any::<i64>()) {
        let field = field(ValueType::Int, &[Transform::Bucket(&[Literal::Int(-5), Literal::Int(0), Literal::Int(7)])], &[]);
        let (sent, _) = outcome(&field, None, Value::Int(number));
        prop_assert!([json!(-5), json!(0), json!(7)].contains(&sent), "{}", sent);
    }

    #[test]
    fn multiples_are_multiples(number in any::<i64>(), step in 1..i64::MAX) {
        let transforms: &'static [Transform] = Box::leak(Box::new([Transform::Round(Literal::Int(step))]));
        let (sent, _) = outcome(&field(ValueType::Int, transforms, &[]), None, Value::Int(number));
        let sent = sent.as_i64().map(i128::from).or(sent.as_u64().map(i128::from)).expect("a whole number");
        prop_assert_eq!(sent % i128::from(step), 0);
        prop_assert!((sent - i128::from(number)).abs() <= i128::from(step));
    }

    #[test]
    fn what_is_cut_is_counted(text in ".{0,40}", length in 0..40_u32) {
        let details: &'static [Detail] = Box::leak(Box::new([Detail::MaxLength(length)]));
        let (sent, lost) = outcome(&self::text(&[], details), None, Value::Text(text.clone().into()));
        let kept = sent.as_str().expect("a text").to_owned();
        prop_assert!(text.starts_with(&kept) && kept.chars().count() <= length as usize);
        let cut = text.len() - kept.len();
        prop_assert_eq!(lost, if cut == 0 { String::new() } else { format!("too_long: 1 ({cut} bytes)") });
    }
}
