//! Small values with a grammar of their own: types, durations, literals, conditions.

use super::Text;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::str::FromStr;

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// True or false.
    Bool,
    /// One of a closed list of words.
    Enum,
    /// A whole number from 0 on.
    Count,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A length of time.
    Duration,
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
    /// A UUID, random or made from a name.
    Uuid,
    /// An opaque id that is no UUID: a machine id, a trace id.
    Id,
    /// A program version.
    Version,
    /// Any text.
    String,
    /// A path of a file or folder.
    Path,
    /// A URL.
    Url,
    /// Any JSON value.
    Json,
    /// The message of an error.
    Error,
    /// A stack trace.
    Stack,
    /// An e-mail address.
    Email,
    /// An IP address.
    Ip,
    /// The name of a machine.
    Hostname,
    /// The name of a user account.
    Username,
    /// A secret: never sent.
    Secret,
    /// Several values in order.
    List(Box<Type>),
    /// Several values, each once.
    Set(Box<Type>),
    /// Values by text keys.
    Map(Box<Type>),
}

impl Type {
    /// The types that hold one value, by the word a catalog writes.
    pub const SIMPLE: [(&'static str, Self); 22] = [
        ("bool", Self::Bool),
        ("enum", Self::Enum),
        ("count", Self::Count),
        ("int", Self::Int),
        ("float", Self::Float),
        ("duration", Self::Duration),
        ("timestamp", Self::Timestamp),
        ("date", Self::Date),
        ("uuid", Self::Uuid),
        ("id", Self::Id),
        ("version", Self::Version),
        ("string", Self::String),
        ("path", Self::Path),
        ("url", Self::Url),
        ("json", Self::Json),
        ("error", Self::Error),
        ("stack", Self::Stack),
        ("email", Self::Email),
        ("ip", Self::Ip),
        ("hostname", Self::Hostname),
        ("username", Self::Username),
        ("secret", Self::Secret),
    ];

    /// Returns the type of the items of a list, set or map, and the type itself otherwise.
    #[must_use]
    pub fn item(&self) -> &Self {
        match self {
            Self::List(item) | Self::Set(item) | Self::Map(item) => item.item(),
            _ => self,
        }
    }

    /// Returns whether values are numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count | Self::Int | Self::Float | Self::Duration)
    }

    /// Returns whether values hold several items.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Set(_) | Self::Map(_))
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(item) => write!(formatter, "list<{item}>"),
            Self::Set(item) => write!(formatter, "set<{item}>"),
            Self::Map(item) => write!(formatter, "map<string, {item}>"),
            simple => {
                let name = Self::SIMPLE.iter().find(|(_, ty)| ty == simple).map(|(name, _)| *name);
                formatter.write_str(name.expect("every simple type is in SIMPLE"))
            }
        }
    }
}

impl FromStr for Type {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((_, ty)) = Self::SIMPLE.iter().find(|(name, _)| *name == text) {
            return Ok(ty.clone());
        }
        let inner = |opening: &str| text.strip_prefix(opening).and_then(|rest| rest.strip_suffix('>'));
        if let Some(item) = inner("list<") {
            return Ok(Self::List(Box::new(one(item)?)));
        }
        if let Some(item) = inner("set<") {
            return Ok(Self::Set(Box::new(one(item)?)));
        }
        if let Some(item) = inner("map<").and_then(|inner| inner.trim_start().strip_prefix("string")) {
            let item = item.trim_start().strip_prefix(',').ok_or_else(|| unknown_type(text))?;
            return Ok(Self::Map(Box::new(one(item)?)));
        }
        Err(unknown_type(text))
    }
}

/// Parses the item type of a collection. Collections do not nest: a table cannot show them, and a reader cannot check them.
fn one(text: &str) -> Result<Type, String> {
    let ty: Type = text.parse()?;
    if ty.is_collection() {
        return Err(format!(
            "a collection of `{ty}` cannot be declared\nuse `json`, or give the inner values fields of their own"
        ));
    }
    Ok(ty)
}

fn unknown_type(text: &str) -> String {
    let words = Type::SIMPLE.iter().map(|(name, _)| *name).chain(["list<…>", "set<…>", "map<string, …>"]);
    format!("`{}` is not a type\n{}", crate::words::shorten(text), crate::words::instead(text, words))
}

/// A length of time in the ISO 8601 form that retention and rotation use: `P90D`, `P1Y6M`, `PT10S`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(Text);

impl Duration {
    /// Returns the text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the duration in words: `P90D` is `90 days`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut time = false;
        let mut number = String::new();
        let mut parts = Vec::new();
        for char in self.0.chars().skip(1) {
            match char {
                'T' => time = true,
                digit if digit.is_ascii_digit() => number.push(digit),
                unit => parts.push(counted(&std::mem::take(&mut number), unit_name(unit, time))),
            }
        }
        parts.join(" ")
    }
}

fn unit_name(unit: char, time: bool) -> &'static str {
    match (unit, time) {
        ('Y', _) => "year",
        ('M', false) => "month",
        ('W', _) => "week",
        ('D', _) => "day",
        ('H', _) => "hour",
        ('M', true) => "minute",
        _ => "second",
    }
}

fn counted(number: &str, unit: &str) -> String {
    if number == "1" { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || {
            format!(
                "`{}` is not a duration\nwrite an ISO 8601 duration such as `P90D`, `P1Y` or `PT10S`",
                crate::words::shorten(text)
            )
        };
        let rest = text.strip_prefix('P').ok_or_else(fault)?;
        let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
        // A length of nothing would read as a promise: a key that rotates all the time, data that is not kept.
        let lasts = text.contains(|char: char| matches!(char, '1'..='9'));
        let valid = lasts && units(days, "YMWD") && time.is_none_or(|time| !time.is_empty() && units(time, "HMS"));
        if valid && !rest.is_empty() { Ok(Self(text.into())) } else { Err(fault()) }
    }
}

/// Returns whether a text is a run of number and unit, the units in order and each at most once.
fn units(text: &str, mut allowed: &str) -> bool {
    let mut digits = 0;
    for char in text.chars() {
        if char.is_ascii_digit() {
            digits += 1;
        } else if let Some(at) = allowed.find(char).filter(|_| (1..=9).contains(&digits)) {
            allowed = &allowed[at + 1..];
            digits = 0;
        } else {
            return false;
        }
    }
    digits == 0
}

/// A single value: text, number, true or false.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number; never NaN or infinite.
    Float(f64),
    /// Text.
    Text(Text),
}

impl Literal {
    /// Returns the value as a number, if it is one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "limits beyond 2^53 are compared, not computed with")]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Bool(_) | Self::Text(_) => None,
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(formatter),
            Self::Int(number) => number.fmt(formatter),
            Self::Float(number) => write!(formatter, "{number:?}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

struct LiteralVisitor;

impl Visitor<'_> for LiteralVisitor {
    type Value = Literal;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, a number, `true` or `false`")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Literal, E> {
        Ok(Literal::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Literal, E> {
        Ok(Literal::Int(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Literal, E> {
        if number.is_finite() {
            Ok(Literal::Float(number))
        } else {
            Err(E::custom("the number is too large\nwrite a number within the range of 64-bit floats"))
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Literal, E> {
        Ok(Literal::Text(text.into()))
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LiteralVisitor)
    }
}

/// A condition over declared facts: `{ channel: preview }`, `{ any: [ … ] }`, `{ all: [ … ] }`, `{ not: … }`.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The fact has one of the values.
    Is {
        /// The fact.
        fact: Text,
        /// The values.
        values: Vec<Text>,
    },
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = Condition;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a condition such as `{ channel: preview }` or `{ any: [ … ] }`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Condition, A::Error> {
        let mut parts = Vec::new();
        while let Some(key) = map.next_key::<Text>()? {
            parts.push(match &*key {
                "any" => Condition::Any(map.next_value()?),
                "all" => Condition::All(map.next_value()?),
                "not" => Condition::Not(map.next_value()?),
                _ => {
                    let values = map.next_value::<FactValues>()?.0;
                    Condition::Is { fact: key, values }
                }
            });
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ConditionVisitor)
    }
}

/// One value of a fact or several.
struct FactValues(Vec<Text>);

impl<'de> Deserialize<'de> for FactValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let many: super::Many<Literal> = super::Many::deserialize(deserializer)?;
        Ok(Self(many.0.into_iter().map(|item| item.value.to_string().into()).collect()))
    }
}

macro_rules! from_text {
    ($($ty:ty, $expected:literal;)*) => { $(
        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct TextVisitor;
                impl Visitor<'_> for TextVisitor {
                    type Value = $ty;
                    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                        formatter.write_str($expected)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$ty, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(TextVisitor)
            }
        }
    )* };
}

from_text! {
    Type, "a type";
    Duration, "a duration";
}

#[cfg(feature = "format-schema")]
mod schema {
    //! What these values look like to an editor.

    use super::{Condition, Duration, Literal, Type};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Type {
        fn schema_name() -> Cow<'static, str> {
            "type".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            let simple: Vec<&str> = Type::SIMPLE.iter().map(|(name, _)| *name).collect();
            let word = simple.join("|");
            json_schema!({
                "description": "The type of a field.",
                "anyOf": [
                    { "enum": simple },
                    { "type": "string", "pattern": format!(r"^(list|set)<\s*({word})\s*>$") },
                    { "type": "string", "pattern": format!(r"^map<\s*string\s*,\s*({word})\s*>$") }
                ]
            })
        }
    }

    impl JsonSchema for Duration {
        fn schema_name() -> Cow<'static, str> {
            "duration".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "An ISO 8601 duration such as `P90D`.",
                "type": "string",
                "pattern": r"^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$"
            })
        }
    }

    impl JsonSchema for Literal {
        fn schema_name() -> Cow<'static, str> {
            "literal".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "description": "A text, a number, `true` or `false`.", "type": ["string", "number", "boolean"] })
        }
    }

    impl JsonSchema for Condition {
        fn schema_name() -> Cow<'static, str> {
            "condition".into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let condition = generator.subschema_for::<Condition>();
            let value = json_schema!({ "type": ["string", "number", "boolean"] });
            json_schema!({
                "description": "A condition over declared facts: `{ channel: preview }`, `{ any: [ … ] }`, `{ all: [ … ] }`, `{ not: … }`.",
                "type": "object",
                "properties": {
                    "any": { "type": "array", "items": condition },
                    "all": { "type": "array", "items": condition },
                    "not": condition
                },
                "additionalProperties": { "anyOf": [value, { "type": "array", "items": value }] }
            })
        }
    }
}
