//! A value as it leaves, and what transforms make of it.
//!
//! The plain encoder ([`json`](crate::json)) and the runtime both apply transforms here. What needs a key, a digest or
//! the redactor stands behind [`Means`], since only a running program has those.

use crate::length::first_part;
use crate::{Encoding, FieldDescriptor, KeyScope, Literal, Transform, ValueDescriptor, ValueOrigin, ValueType};
use std::borrow::Cow;

/// A value as it leaves.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "runtime"), expect(unreachable_pub, reason = "only the runtime shows it"))]
pub enum Value<'a> {
    /// Nothing, where a destination wants to see that.
    #[cfg_attr(not(feature = "runtime"), expect(dead_code, reason = "only wires want to see nothing"))]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number from 0 on.
    Count(u64),
    /// A number; infinite or NaN only where the destination keeps such.
    Float(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// A text that is JSON.
    Json(Cow<'a, str>),
    /// Several values.
    List(Vec<Value<'a>>),
    /// Values by their keys.
    Map(Vec<(Cow<'a, str>, Value<'a>)>),
}

#[cfg(feature = "runtime")]
impl Value<'_> {
    /// Returns the same value, which borrows its texts.
    pub(crate) fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(number) => Value::Int(*number),
            Self::Count(number) => Value::Count(*number),
            Self::Float(number) => Value::Float(*number),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Json(text) => Value::Json(Cow::Borrowed(text)),
            Self::List(items) => Value::List(items.iter().map(Value::borrowed).collect()),
            Self::Map(entries) => {
                Value::Map(entries.iter().map(|(key, item)| (Cow::Borrowed(&**key), item.borrowed())).collect())
            }
        }
    }

    /// Returns the value with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Int(number) => Value::Int(number),
            Self::Count(number) => Value::Count(number),
            Self::Float(number) => Value::Float(number),
            Self::Text(text) => Value::Text(owned(text)),
            Self::Json(text) => Value::Json(owned(text)),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, item)| (owned(key), item.into_owned())).collect())
            }
        }
    }
}

/// How a value is hashed.
#[cfg_attr(not(feature = "runtime"), expect(dead_code, reason = "the plain encoder has no keys"))]
pub(crate) enum Hash {
    /// With a key.
    Keyed(KeyScope, Option<&'static str>),
    /// Without one: the algorithm, and what is put before the value.
    Plain(&'static str, Option<&'static str>),
}

/// What transforms need beside the value.
pub(crate) trait Means<'a> {
    /// Returns the hash that a transform asks for.
    fn hash(
        &mut self,
        hash: &Hash,
        encoding: Encoding,
        value: &Value<'a>,
        field: &FieldDescriptor,
    ) -> Option<Value<'a>>;

    /// Returns the value with its texts cleaned.
    fn redact(&mut self, value: Value<'a>, field: &FieldDescriptor) -> Option<Value<'a>>;

    /// Returns where the value comes from.
    fn origin(&mut self) -> Option<ValueOrigin>;
}

/// Applies one transform. Collections are changed item by item, except that they are counted as a whole.
pub(crate) fn apply<'a>(
    transform: &Transform,
    value: Value<'a>,
    field: &FieldDescriptor,
    means: &mut impl Means<'a>,
) -> Option<Value<'a>> {
    match (transform, value) {
        (Transform::Drop, _) => None,
        (_, Value::Null) => Some(Value::Null),
        (Transform::ByOrigin(parts), value) => {
            let origin = means.origin()?;
            let (_, transform) = parts.iter().find(|(of, _)| *of == origin)?;
            apply(transform, value, field, means)
        }
        (Transform::Keep, value) => Some(value),
        (_, value) if means_none(&value, field) => Some(value),
        (Transform::CountOnly, value) => Some(count(&value)),
        (Transform::Redact, value) => means.redact(value, field),
        (transform, Value::List(items)) => {
            let items = items.into_iter().filter_map(|item| apply(transform, item, field, means));
            Some(Value::List(items.collect()))
        }
        (transform, Value::Map(entries)) => {
            let entry = |(key, item)| Some((key, apply(transform, item, field, means)?));
            Some(Value::Map(entries.into_iter().filter_map(entry).collect()))
        }
        (Transform::Hmac { key, rotate, encoding }, value) => {
            means.hash(&Hash::Keyed(*key, *rotate), *encoding, &value, field)
        }
        (Transform::Hash { algorithm, prefix, encoding }, value) => {
            means.hash(&Hash::Plain(algorithm, *prefix), *encoding, &value, field)
        }
        (Transform::Encode, value) => encode(value, field),
        (Transform::Bucket(bounds), value) => bucket(bounds, value),
        (Transform::Round(step), value) => round(step, &value),
        (Transform::Truncate { length, unit }, Value::Text(text)) => {
            let part = first_part(&text, *length as usize, *unit).len();
            Some(Value::Text(cut(text, part)))
        }
        (Transform::Truncate { .. }, value) => Some(value),
    }
}

/// Returns the first bytes of a text, which end with a character.
pub(crate) fn cut(text: Cow<'_, str>, length: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..length]),
        Cow::Owned(mut text) => {
            text.truncate(length);
            Cow::Owned(text)
        }
    }
}

fn count<'a>(value: &Value<'_>) -> Value<'a> {
    let count = match value {
        Value::List(items) => items.len(),
        Value::Map(entries) => entries.len(),
        Value::Text(text) | Value::Json(text) => text.chars().count(),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) => 1,
    };
    Value::Count(count as u64)
}

/// Returns the closed vocabulary of a field, if it has one.
pub(crate) fn vocabulary(ty: &ValueType) -> Option<&'static crate::EnumDescriptor> {
    match ty {
        ValueType::Enum(vocabulary) => Some(vocabulary),
        ValueType::Constant(item)
        | ValueType::Public(item)
        | ValueType::Optional(item)
        | ValueType::List(item)
        | ValueType::Set(item)
        | ValueType::Map { item, .. }
        | ValueType::Family(item)
        | ValueType::Transformed(_, item) => vocabulary(item),
        _ => None,
    }
}

/// Returns the stable number of a word, and nothing for a word that the vocabulary does not have.
fn encode<'a>(value: Value<'a>, field: &FieldDescriptor) -> Option<Value<'a>> {
    let Value::Text(text) = &value else { return Some(value) };
    let is_said = |known: &&ValueDescriptor| known.wire == *text;
    let known = vocabulary(&field.ty)?.values.iter().find(is_said)?;
    Some(known.code.map_or(value, Value::Int))
}

/// Returns a number for comparison.
#[expect(clippy::cast_precision_loss, reason = "bounds beyond 2^53 are compared, not computed with")]
pub(crate) fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Count(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::Json(_) | Value::List(_) | Value::Map(_) => None,
    }
}

pub(crate) fn literal<'a>(value: &Literal) -> Value<'a> {
    match value {
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Int(number) => Value::Int(*number),
        Literal::Float(number) => Value::Float(*number),
        Literal::Text(text) => Value::Text(Cow::Borrowed(text)),
    }
}

/// Returns whether a value is the field's own way to say "none", which no transform may hide.
pub(crate) fn means_none(value: &Value<'_>, field: &FieldDescriptor) -> bool {
    match (field.none(), value) {
        (None, _) => false,
        (Some(Literal::Text(none)), Value::Text(text)) => none == *text,
        (Some(none), value) => number(value).is_some_and(|value| number(&literal(&none)) == Some(value)),
    }
}

/// Returns the greatest bound that is not above the number, and 0 where all are. What is no number has no range and
/// stays as it is; the wire says what happens to it.
fn bucket<'a>(bounds: &[Literal], value: Value<'a>) -> Option<Value<'a>> {
    let found = number(&value)?;
    if !found.is_finite() {
        return Some(value);
    }
    let below = bounds.iter().map(literal).take_while(|bound| number(bound).is_some_and(|bound| bound <= found));
    Some(below.last().unwrap_or(Value::Int(0)))
}

/// Returns the nearest multiple, the greater of two that are as near.
fn round<'a>(step: &Literal, value: &Value<'a>) -> Option<Value<'a>> {
    match (value, step) {
        (Value::Int(number), Literal::Int(step)) if *step > 0 => Some(nearest(i128::from(*number), (*step).into())),
        (Value::Count(number), Literal::Int(step)) if *step > 0 => Some(nearest(i128::from(*number), (*step).into())),
        (value, step) => {
            let (value, step) = (number(value)?, number(&literal(step))?);
            Some(Value::Float((value / step).round() * step))
        }
    }
}

/// Returns the nearest multiple that numbers of 64 bits can say.
fn nearest<'a>(number: i128, step: i128) -> Value<'a> {
    let nearest = (number + step / 2).div_euclid(step) * step;
    let above = |number: i128| u64::try_from(number).map(Value::Count);
    let whole = |number: i128| i64::try_from(number).map(Value::Int).or_else(|_| above(number));
    whole(nearest)
        .or_else(|_| whole(if nearest > 0 { nearest - step } else { nearest + step }))
        .unwrap_or(Value::Int(0))
}
