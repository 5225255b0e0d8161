//! Values that are too long for a destination: split over several keys, cut, or left out.
//!
//! Only text has a length. In lists and maps that stay such, each text is cut by itself, as OpenTelemetry limits
//! attributes: a part of a list's item has no key of its own.

use super::keys::Slots;
use crate::Unit;
use crate::leaving;
use crate::length::first_part;
use crate::rules::{Collision, KeyRules, LongValueRules, Over};
use crate::runtime::{ItemField, Loss, Losses, Value, json};
use std::borrow::Cow;

/// A value has no more parts where the rules name no number.
const MOST_PARTS: u32 = 1000;

/// Numbers of parts are padded to no more digits.
const MOST_DIGITS: usize = 10;

/// Makes no value longer than the rules say.
///
/// Parts never take the place of a field, unless the last of two keys stays: then they do, whatever the order.
pub(super) fn cut(fields: &mut Vec<ItemField<'_>>, rules: &LongValueRules, keys: &KeyRules, losses: &mut Losses) {
    if rules.over == Over::Split && fields.iter().any(|field| is_long(&field.value, rules)) {
        return split(fields, rules, keys, losses);
    }
    fields.retain_mut(|field| {
        if fits(&field.value, rules) {
            return true;
        }
        let value = std::mem::replace(&mut field.value, Value::Null);
        limited(value, rules, losses).is_some_and(|value| {
            field.value = value;
            true
        })
    });
}

/// Returns whether a value stays as it is, as nearly all do: no unit counts more than the bytes.
fn fits(value: &Value<'_>, rules: &LongValueRules) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) => true,
        Value::Text(text) | Value::Json(text) => text.len() <= rules.max_length as usize,
        Value::List(_) | Value::Map(_) => false,
    }
}

fn is_long(value: &Value<'_>, rules: &LongValueRules) -> bool {
    matches!(value, Value::Text(text) if first_part(text, rules.max_length as usize, rules.unit).len() < text.len())
}

/// Returns a value without what is too long, or none.
fn limited<'a>(value: Value<'a>, rules: &LongValueRules, losses: &mut Losses) -> Option<Value<'a>> {
    match value {
        Value::Text(text) => limited_text(text, rules, losses).map(Value::Text),
        Value::Json(text) if first_part(&text, rules.max_length as usize, rules.unit).len() < text.len() => {
            // Only texts inside of it are too long, if any: a number or a bracket has no length.
            match json::parse(&text).map(Value::into_owned) {
                Some(parsed) => Some(Value::Json(Cow::Owned(json::text(&limited(parsed, rules, losses)?)))),
                None => limited_text(text, rules, losses).map(Value::Text),
            }
        }
        Value::List(items) => {
            Some(Value::List(items.into_iter().filter_map(|item| limited(item, rules, losses)).collect()))
        }
        Value::Map(entries) => {
            let entry = |(key, item): (Cow<'a, str>, _)| match limited(item, rules, losses) {
                Some(item) => Some((key, item)),
                None => {
                    losses.add_bytes(Loss::Dropped, key.len());
                    None
                }
            };
            Some(Value::Map(entries.into_iter().filter_map(entry).collect()))
        }
        value @ (Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) | Value::Json(_)) => {
            Some(value)
        }
    }
}

fn limited_text<'a>(text: Cow<'a, str>, rules: &LongValueRules, losses: &mut Losses) -> Option<Cow<'a, str>> {
    let part = first_part(&text, rules.max_length as usize, rules.unit).len();
    if part == text.len() {
        return Some(text);
    }
    // A first part of nothing says nothing.
    if rules.over == Over::Drop || part == 0 {
        losses.add(Loss::Dropped, text.len());
        return None;
    }
    losses.add(Loss::Cut, text.len() - part);
    Some(leaving::cut(text, part))
}

/// A value that is split, and the place of its first part.
struct Long<'a> {
    place: usize,
    text: Cow<'a, str>,
}

/// Splits long texts over several keys: the first part keeps the key.
fn split(fields: &mut Vec<ItemField<'_>>, rules: &LongValueRules, keys: &KeyRules, losses: &mut Losses) {
    let mut slots = Slots::with_capacity(fields.len() + 8);
    let mut long = Vec::new();
    for mut field in std::mem::take(fields) {
        match std::mem::replace(&mut field.value, Value::Null) {
            Value::Text(text) if has_parts(&text, rules) => {
                // The key is taken at once, so that no part of another value gets it.
                slots.put(field, Collision::First, losses);
                long.push(Long { place: slots.len() - 1, text });
            }
            value => {
                if let Some(value) = limited(value, rules, losses) {
                    field.value = value;
                    slots.put(field, Collision::First, losses);
                }
            }
        }
    }
    for Long { place, text } in long {
        put_parts(place, &text, &mut slots, rules, keys, losses);
    }
    *fields = slots.finish();
}

fn has_parts(text: &str, rules: &LongValueRules) -> bool {
    (1..text.len()).contains(&first_part(text, rules.max_length as usize, rules.unit).len())
}

/// Puts the parts of a text: the first into its place, the others behind all fields.
fn put_parts(
    place: usize,
    text: &str,
    slots: &mut Slots<'_>,
    rules: &LongValueRules,
    keys: &KeyRules,
    losses: &mut Losses,
) {
    let whole = slots.at(place).piece(slots.at(place).key.clone(), slots.at(place).kind, Value::Null);
    let mut rest = text;
    for number in 1..=rules.max_parts.unwrap_or(MOST_PARTS).clamp(1, MOST_PARTS) {
        let part = first_part(rest, rules.max_length as usize, rules.unit);
        let value = Value::Text(Cow::Owned(part.to_owned()));
        if part.is_empty() {
            break;
        } else if number == 1 {
            slots.set(place, value, losses);
        } else if let Some(key) = part_key(&whole.key, number, rules, keys) {
            if keys.collision != Collision::Last && slots.has(&key) {
                // Without this part, those behind it would be put together with what is not theirs.
                return losses.collide(&key, rest.len());
            }
            slots.put(whole.piece(Cow::Owned(key), whole.kind, value), keys.collision, losses);
        } else {
            break;
        }
        rest = &rest[part.len()..];
    }
    if !rest.is_empty() {
        losses.add(Loss::Cut, rest.len());
    }
}

/// Returns the key of a further part, which is no longer than keys may be: the key is shortened, the number stays. None
/// where not even the number fits.
fn part_key(key: &str, number: u32, rules: &LongValueRules, keys: &KeyRules) -> Option<String> {
    let suffix = suffix_of(rules.suffix.unwrap_or("_{n:02}"), number);
    let longest = keys.max_length.filter(|_| !keys.exempt.contains(&key)).map_or(usize::MAX, |length| length as usize);
    let room = longest.checked_sub(suffix.chars().count())?;
    Some([first_part(key, room, Unit::Chars), &suffix].concat())
}

/// Returns a suffix with its number in the place of `{n}` or `{n:02}`; a suffix without such a place ends in it.
fn suffix_of(scheme: &str, number: u32) -> String {
    let numbered = scheme.split_once("{n").and_then(|(before, rest)| {
        let (width, after) = rest.split_once('}')?;
        let width = width.trim_start_matches(':').parse().unwrap_or(1).min(MOST_DIGITS);
        Some(format!("{before}{number:0width$}{after}"))
    });
    numbered.unwrap_or_else(|| format!("{scheme}{number}"))
}
