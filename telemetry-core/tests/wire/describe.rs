//! Cases in JSON: what rules and fields they say, and how what leaves is written down.
//!
//! What JSON cannot say is an object with one key: `{"$float": "NaN"}`, `{"$json": "{}"}` for a text that is JSON, and
//! `{"$repeat": ["ab", 100]}` for a long text.

use serde_json::{Map, Value as Json, json};
use telemetry_core::rules::{
    AbsentRule, AbsentRules, BooleanForm, Collision, FlattenRules, KeyRules, ListForm, LongValueRules, NameRules, Over,
    WireRules,
};
use telemetry_core::runtime::{ItemField, Kind, Value, wire};
use telemetry_core::{Class, FieldClass, FieldDescriptor, Unit, ValueType};

/// A field of which nothing is said.
pub(crate) const PLAIN: FieldDescriptor =
    FieldDescriptor::plain("plain", "Anything.", FieldClass::built_in(Class::Technical), ValueType::Json);

/// Keeps a text for as long as the tests run, as a catalog's constants are.
pub(crate) fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leak_all<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

/// Returns the word of `known` that a key of `object` says, or the first one.
fn word<T: Copy>(object: &Json, key: &str, known: &[(&str, T)]) -> T {
    match object[key].as_str() {
        None => known[0].1,
        Some(said) => known.iter().find(|(word, _)| *word == said).unwrap_or_else(|| panic!("{key}: {said}")).1,
    }
}

fn number(object: &Json, key: &str) -> Option<u32> {
    object[key].as_u64().map(|number| u32::try_from(number).expect("cases have small numbers"))
}

const ABSENT: [(&str, AbsentRule); 3] =
    [("drop", AbsentRule::Drop), ("keep", AbsentRule::Keep), ("zero", AbsentRule::Zero)];

pub(crate) fn rules(said: &Json) -> WireRules {
    let keys = &said["keys"];
    let pairs = |pairs: &Map<String, Json>| {
        leak_all(pairs.iter().map(|(from, to)| (leak(from), leak(to.as_str().expect("a text")))).collect())
    };
    let texts = |texts: &Vec<Json>| leak_all(texts.iter().map(|text| leak(text.as_str().expect("a text"))).collect());
    let absent = |key, default| said["absent"][key].as_str().map_or(default, |_| word(&said["absent"], key, &ABSENT));
    WireRules {
        names: NameRules { prefix: "", unless_contains: None, unwrap: None },
        keys: KeyRules {
            replace: keys["replace"].as_object().map_or(&[], pairs),
            exempt: keys["exempt"].as_array().map_or(&[], texts),
            collision: word(
                keys,
                "collision",
                &[("refuse", Collision::Refuse), ("first", Collision::First), ("last", Collision::Last)],
            ),
            max_length: number(keys, "max_length"),
        },
        values: said["values"].is_object().then(|| long(&said["values"])),
        flatten: FlattenRules {
            depth: number(&said["flatten"], "depth"),
            lists: word(
                &said["flatten"],
                "lists",
                &[("native", ListForm::Native), ("json", ListForm::Json), ("comma", ListForm::Comma)],
            ),
        },
        absent: AbsentRules {
            unset: absent("unset", AbsentRule::Drop),
            empty: absent("empty", AbsentRule::Keep),
            nan: absent("nan", AbsentRule::Drop),
        },
        booleans: word(
            said,
            "booleans",
            &[("native", BooleanForm::Native), ("number", BooleanForm::Number), ("text", BooleanForm::Text)],
        ),
        stamps: &[],
    }
}

fn long(said: &Json) -> LongValueRules {
    LongValueRules {
        max_length: number(said, "max_length").expect("a greatest length"),
        unit: word(said, "unit", &[("bytes", Unit::Bytes), ("chars", Unit::Chars), ("utf16", Unit::Utf16)]),
        over: word(said, "over", &[("truncate", Over::Truncate), ("split", Over::Split), ("drop", Over::Drop)]),
        suffix: said["suffix"].as_str().map(leak),
        max_parts: number(said, "max_parts"),
    }
}

pub(crate) fn value(said: &Json) -> Value<'static> {
    match said {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Value::Int(number),
            (None, Some(number)) => Value::Count(number),
            (None, None) => Value::Float(number.as_f64().expect("a number")),
        },
        Json::String(text) => Value::Text(text.clone().into()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(entries) => match entries.iter().next() {
            Some((key, Json::String(text))) if key == "$json" => Value::Json(text.clone().into()),
            Some((key, Json::String(text))) if key == "$float" => Value::Float(text.parse().expect("a float")),
            Some((key, Json::Array(repeat))) if key == "$repeat" => Value::Text(repeated(repeat).into()),
            _ => Value::Map(entries.iter().map(|(key, item)| (key.clone().into(), value(item))).collect()),
        },
    }
}

fn repeated(repeat: &[Json]) -> String {
    let times = repeat[1].as_u64().expect("a number of times");
    repeat[0].as_str().expect("a text").repeat(usize::try_from(times).expect("a small number"))
}

/// Returns the fields that an object says: numbers are measurements.
pub(crate) fn fields(said: &Json, rules: &WireRules) -> Vec<ItemField<'static>> {
    let field = |(key, said): (&String, &Json)| {
        let value = value(said);
        let kind = wire::kind_of(&PLAIN, &value, rules.booleans);
        ItemField::plain(key.clone(), kind, value)
    };
    said.as_object().expect("fields by their keys").iter().map(field).collect()
}

/// Returns fields as cases expect them: the texts and the numbers apart.
pub(crate) fn written(fields: &[ItemField<'_>]) -> Json {
    let of = |kind: Kind| -> Map<String, Json> {
        let of_kind = fields.iter().filter(|field| field.kind == kind);
        of_kind.map(|field| (field.key.to_string(), plain(&field.value))).collect()
    };
    json!({ "properties": of(Kind::Property), "measurements": of(Kind::Measurement) })
}

/// Returns a value as cases write it.
pub(crate) fn plain(value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Int(number) => json!(number),
        Value::Count(number) => json!(number),
        Value::Float(number) if number.is_finite() => json!(number),
        Value::Float(number) => json!({ "$float": number.to_string() }),
        Value::Text(text) => json!(text),
        Value::Json(text) => json!({ "$json": text }),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => Json::Object(entries.iter().map(|(key, item)| (key.to_string(), plain(item))).collect()),
    }
}
