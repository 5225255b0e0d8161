//! What is equal: events by chosen fields, as keys of one size however large the fields are.

use crate::runtime::{Item, Value};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What events have in common that belong together.
///
/// A key is 128 bits of a hash, so that it takes the same memory for a stack trace as for a number. Two different ones
/// meeting is as unlikely among a billion keys as one bit in a disk being wrong unnoticed. Keys are of one run of a
/// program: they must not be kept or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64, u64);

impl Key {
    /// Returns the key of an event: its name, its version, and the chosen fields. A field that it does not have is equal
    /// to one that another does not have, and to nothing else.
    ///
    /// ```
    /// use telemetry_core::runtime::flow::{Key, number_field};
    /// use telemetry_core::runtime::{Item, Value};
    ///
    /// let failed = |code: i64, took: u64| {
    ///     let fields = vec![number_field("code", Value::Int(code)), number_field("took", Value::Count(took))];
    ///     Item { name: "failed".into(), version: 1, id: [0; 16], issued: None, sequence: 1, fields }
    /// };
    /// assert_eq!(Key::of(&failed(404, 12), &["code"]), Key::of(&failed(404, 90), &["code"]));
    /// assert_ne!(Key::of(&failed(404, 12), &["code"]), Key::of(&failed(500, 12), &["code"]));
    /// ```
    #[must_use]
    pub fn of<S: AsRef<str>>(item: &Item<'_>, fields: &[S]) -> Self {
        Self::made_by(|hasher| {
            (item.name.as_ref(), item.version).hash(hasher);
            for key in fields {
                let field = item.fields.iter().find(|field| field.key == key.as_ref());
                feed_presence(field.map(|field| &field.value), hasher);
            }
        })
    }

    /// Returns the key that a text is.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self::made_by(|hasher| text.hash(hasher))
    }

    fn made_by(feed: impl Fn(&mut Both)) -> Self {
        let mut both = Both(DefaultHasher::new(), DefaultHasher::new());
        both.1.write_u8(1);
        feed(&mut both);
        Self(both.0.finish(), both.1.finish())
    }
}

/// Two hashes of the same, begun differently.
struct Both(DefaultHasher, DefaultHasher);

impl Hasher for Both {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
        self.1.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

fn feed_presence(value: Option<&Value<'_>>, hasher: &mut Both) {
    match value {
        None => 0_u8.hash(hasher),
        Some(value) => feed(value, hasher),
    }
}

fn feed(value: &Value<'_>, hasher: &mut Both) {
    match value {
        Value::Null => 1_u8.hash(hasher),
        Value::Bool(value) => (2_u8, value).hash(hasher),
        // A number is the same number however it is written.
        Value::Int(number) => (3_u8, i128::from(*number)).hash(hasher),
        Value::Count(number) => (3_u8, i128::from(*number)).hash(hasher),
        Value::Float(number) => (4_u8, same_bits(*number)).hash(hasher),
        Value::Text(text) => (5_u8, text.as_ref()).hash(hasher),
        Value::Json(text) => (6_u8, text.as_ref()).hash(hasher),
        Value::List(values) => {
            (7_u8, values.len()).hash(hasher);
            for value in values {
                feed(value, hasher);
            }
        }
        Value::Map(entries) => {
            (8_u8, entries.len()).hash(hasher);
            for (key, value) in entries {
                key.hash(hasher);
                feed(value, hasher);
            }
        }
    }
}

/// Returns bits that are the same for numbers that are: of the two zeros, and of all that is no number.
pub(super) fn same_bits(number: f64) -> u64 {
    if number.is_nan() { f64::NAN.to_bits() } else { (number + 0.0).to_bits() }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use crate::runtime::flow::number_field;
    use crate::runtime::{Item, Value};

    fn key(name: &'static str, version: u32, value: Option<Value<'static>>) -> Key {
        let fields = value.map(|value| number_field("field", value)).into_iter().collect();
        Key::of(&Item { name: name.into(), version, id: [0; 16], issued: None, sequence: 1, fields }, &["field"])
    }

    #[test]
    fn equal_is_what_reads_the_same() {
        let check = |one: Value<'static>, other: Value<'static>| {
            assert_eq!(key("event", 1, Some(one.clone())), key("event", 1, Some(other.clone())), "{one:?} {other:?}");
        };
        check(Value::Int(5), Value::Count(5));
        check(Value::Float(0.0), Value::Float(-0.0));
        check(Value::Float(f64::NAN), Value::Float(-f64::NAN));
        check(Value::Text("a".into()), Value::Text("a".to_owned().into()));
        check(Value::List(vec![Value::Int(1)]), Value::List(vec![Value::Count(1)]));
    }

    #[test]
    fn both_halves_of_a_key_say_something() {
        let key = Key::of_text("a");
        assert_ne!(key.0, key.1);
    }

    #[test]
    fn all_else_is_not() {
        let text = |text: &'static str| Value::Text(text.into());
        let keys = [
            key("event", 1, None),
            key("event", 2, None),
            key("other", 1, None),
            key("event", 1, Some(Value::Null)),
            key("event", 1, Some(Value::Bool(true))),
            key("event", 1, Some(Value::Int(1))),
            key("event", 1, Some(Value::Int(-1))),
            key("event", 1, Some(Value::Count(u64::MAX))),
            key("event", 1, Some(Value::Float(1.0))),
            key("event", 1, Some(text("1"))),
            key("event", 1, Some(Value::Json("1".into()))),
            key("event", 1, Some(Value::List(vec![text("a"), text("b")]))),
            key("event", 1, Some(Value::List(vec![text("ab")]))),
            key("event", 1, Some(Value::List(vec![Value::List(vec![text("a")]), text("b")]))),
            key("event", 1, Some(Value::Map(vec![("a".into(), text("b"))]))),
        ];
        let different: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(different.len(), keys.len());
    }
}
