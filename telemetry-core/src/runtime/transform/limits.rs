//! What a field admits: its type, its closed vocabulary, its limits.
//!
//! An event must always be what its schema says. So a number outside its limits becomes the nearest limit, a text or
//! collection that is too long its first part, and a word off the list the fallback; what no change can bring into its
//! limits (too short, not matching, another type, a word without a fallback) is left out. All of it is counted.

use super::{Context, text_bytes};
use crate::leaving::{cut, literal, means_none, number};
use crate::length::first_part;
use crate::runtime::{Loss, Value, json};
use crate::{Detail, EnumDescriptor, FieldDescriptor, Literal, Transform, Unit, ValueType};
use std::borrow::Cow;
use std::collections::HashSet;

/// Returns what a field admits of a recorded value, before its transforms.
///
/// Texts that are hashed first are hashed whole, whatever their limits: two long paths must not become one.
pub fn admit<'a>(value: Value<'a>, field: &FieldDescriptor, context: &mut Context<'_>) -> Option<Value<'a>> {
    of_type(value, &field.ty, field, context)
}

/// Returns whether events may lack the field: what is left out of another takes the event with it.
#[must_use]
pub fn may_be_missing(field: &FieldDescriptor) -> bool {
    fn may_drop(transform: &Transform) -> bool {
        match transform {
            Transform::Drop => true,
            Transform::ByOrigin(parts) => parts.iter().any(|(_, transform)| may_drop(transform)),
            _ => false,
        }
    }
    let is_optional = matches!(field.ty, ValueType::Optional(_) | ValueType::Family(_));
    is_optional || field.transforms.iter().any(may_drop)
}

fn of_type<'a>(
    value: Value<'a>,
    ty: &ValueType,
    field: &FieldDescriptor,
    context: &mut Context<'_>,
) -> Option<Value<'a>> {
    match (ty, value) {
        // A value that is not set, for a destination that wants to see that.
        (ValueType::Optional(_), Value::Null) => Some(Value::Null),
        (
            ValueType::Constant(item)
            | ValueType::Public(item)
            | ValueType::Optional(item)
            | ValueType::Transformed(_, item),
            value,
        ) => of_type(value, item, field, context),
        (ValueType::List(item), Value::List(items)) => {
            let items = first_items(items, field, context).into_iter();
            Some(Value::List(items.filter_map(|value| of_type(value, item, field, context)).collect()))
        }
        (ValueType::Set(item), Value::List(items)) => {
            let items = first_items(items, field, context).into_iter();
            let admitted = items.filter_map(|value| of_type(value, item, field, context)).collect();
            Some(Value::List(once_each(admitted)))
        }
        (ValueType::Map { item, .. }, Value::Map(entries)) => {
            let entries = first_items(entries, field, context).into_iter();
            let admitted = entries.filter_map(|(key, value)| Some((key, of_type(value, item, field, context)?)));
            Some(Value::Map(admitted.collect()))
        }
        // How many keys a family has is its own limit: see `members`.
        (ValueType::Family(item), Value::Map(entries)) => {
            let admitted =
                entries.into_iter().filter_map(|(key, value)| Some((key, of_type(value, item, field, context)?)));
            Some(Value::Map(admitted.collect()))
        }
        (ty, value) => single(value, ty, field, context),
    }
}

fn single<'a>(
    value: Value<'a>,
    ty: &ValueType,
    field: &FieldDescriptor,
    context: &mut Context<'_>,
) -> Option<Value<'a>> {
    if means_none(&value, field) {
        return Some(value);
    }
    match (ty, value) {
        (ValueType::Enum(words), value @ Value::Text(_)) => word(value, words, context),
        // Where codes leave, an encoder may have put one in the place of its word.
        (ValueType::Enum(words), value @ Value::Int(_)) if field.transforms.contains(&Transform::Encode) => {
            word(value, words, context)
        }
        (ValueType::Bool, value @ Value::Bool(_)) | (ValueType::Json, value) => Some(value),
        (ValueType::Count, value @ (Value::Int(_) | Value::Count(_))) => clamped(value, Some(0), true, field, context),
        (ValueType::Int, value @ (Value::Int(_) | Value::Count(_))) => clamped(value, None, true, field, context),
        (ValueType::Float, value @ (Value::Int(_) | Value::Count(_) | Value::Float(_))) => {
            clamped(value, None, false, field, context)
        }
        (ValueType::Duration, value @ (Value::Int(_) | Value::Count(_) | Value::Float(_))) => {
            clamped(value, Some(0), false, field, context)
        }
        (
            ValueType::Timestamp
            | ValueType::Date
            | ValueType::Uuid
            | ValueType::Id
            | ValueType::Version
            | ValueType::String
            | ValueType::Path
            | ValueType::Url
            | ValueType::Error
            | ValueType::Stack
            | ValueType::Email
            | ValueType::Ip
            | ValueType::Hostname
            | ValueType::Username,
            Value::Text(text),
        ) => limited(text, field, context).map(Value::Text),
        (_, value) => {
            context.losses.add(Loss::WrongType, text_bytes(&value));
            None
        }
    }
}

/// Returns a word of the vocabulary, or the code of one: the fallback, where it is neither.
fn word<'a>(value: Value<'a>, words: &EnumDescriptor, context: &mut Context<'_>) -> Option<Value<'a>> {
    let is_known = match &value {
        // That of a tag: its words stand with the forms, and only the form itself says one.
        Value::Text(_) if words.values.is_empty() => true,
        Value::Text(text) => words.values.iter().any(|known| known.wire == *text),
        Value::Int(code) => words.values.iter().any(|known| known.code == Some(*code)),
        _ => false,
    };
    if is_known {
        return Some(value);
    }
    context.losses.add(Loss::NotListed, text_bytes(&value));
    let fallback = words.values.get(words.fallback?)?;
    match value {
        Value::Int(_) => fallback.code.map(Value::Int),
        _ => Some(Value::Text(Cow::Borrowed(fallback.wire))),
    }
}

/// Returns the number, or the limit that it passes. What is no number has no limits: the wire says what happens to it.
fn clamped<'a>(
    value: Value<'a>,
    least: Option<i64>,
    whole: bool,
    field: &FieldDescriptor,
    context: &mut Context<'_>,
) -> Option<Value<'a>> {
    let detail = |pick: fn(&Detail) -> Option<Literal>| field.details.iter().find_map(pick);
    let min = detail(|detail| if let Detail::Min(min) = detail { Some(*min) } else { None });
    let max = detail(|detail| if let Detail::Max(max) = detail { Some(*max) } else { None });
    let min = min.or(least.map(Literal::Int));
    let found = number(&value)?;
    let passed =
        |limit: &Literal, order| number(&literal(limit)).and_then(|limit| found.partial_cmp(&limit)) == Some(order);
    let limit = if min.as_ref().is_some_and(|min| passed(min, core::cmp::Ordering::Less)) {
        min.map(|min| inside(&min, whole, f64::ceil))
    } else if max.as_ref().is_some_and(|max| passed(max, core::cmp::Ordering::Greater)) {
        max.map(|max| inside(&max, whole, f64::floor))
    } else {
        None
    };
    match limit {
        Some(limit) => {
            context.losses.add(Loss::Clamped, 0);
            Some(limit)
        }
        _ => Some(value),
    }
}

/// Returns a limit as a value of its field: the whole number inside of it, where the field has whole numbers.
#[expect(clippy::cast_possible_truncation, reason = "casts of numbers saturate, which is what limits are for")]
fn inside<'a>(limit: &Literal, whole: bool, rounded: fn(f64) -> f64) -> Value<'a> {
    match limit {
        Literal::Float(limit) if whole => Value::Int(rounded(*limit) as i64),
        limit => literal(limit),
    }
}

/// Returns the items of a set, each once: two that were outside their limits can be the same now.
fn once_each(mut items: Vec<Value<'_>>) -> Vec<Value<'_>> {
    let mut seen = HashSet::with_capacity(items.len());
    items.retain(|item| seen.insert(json::text(item)));
    items
}

fn first_items<T>(mut items: Vec<T>, field: &FieldDescriptor, context: &mut Context<'_>) -> Vec<T> {
    let declared = |detail: &Detail| if let Detail::MaxItems(most) = detail { Some(*most as usize) } else { None };
    let most = field.details.iter().find_map(declared).unwrap_or(usize::MAX);
    for _ in most..items.len() {
        context.losses.add(Loss::TooMany, 0);
    }
    items.truncate(most);
    items
}

/// Returns a text within its limits: its first part, or nothing.
fn limited<'a>(text: Cow<'a, str>, field: &FieldDescriptor, context: &mut Context<'_>) -> Option<Cow<'a, str>> {
    if field.details.is_empty() || is_hashed_first(field) {
        return Some(text);
    }
    let text = shortened(text, field, context);
    for detail in field.details {
        let loss = match detail {
            Detail::MinLength(least) => {
                (text.chars().nth((*least as usize).wrapping_sub(1)).is_none() && *least > 0).then_some(Loss::TooShort)
            }
            Detail::Pattern(pattern) => (!context.patterns.matches(pattern, &text)).then_some(Loss::NotMatching),
            _ => None,
        };
        if let Some(loss) = loss {
            context.losses.add(loss, text.len());
            return None;
        }
    }
    Some(text)
}

fn shortened<'a>(text: Cow<'a, str>, field: &FieldDescriptor, context: &mut Context<'_>) -> Cow<'a, str> {
    let part = first_part(&text, super::longest(field), Unit::Chars).len();
    if part < text.len() {
        context.losses.add(Loss::TooLong, text.len() - part);
    }
    cut(text, part)
}

fn is_hashed_first(field: &FieldDescriptor) -> bool {
    matches!(field.transforms.first(), Some(Transform::Hmac { .. } | Transform::Hash { .. }))
}
