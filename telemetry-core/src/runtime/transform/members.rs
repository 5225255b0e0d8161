//! Families: many keys that share one field.

use super::{Context, text_bytes};
use crate::family::member;
use crate::runtime::plan::PlannedField;
use crate::runtime::{Loss, Value};
use crate::{Detail, FieldDescriptor};
use std::borrow::Cow;

/// Returns the fields that a value of a family leaves as, by their names: `{code}_count` leaves as `E001_count`.
///
/// Keys that are not declared do not leave; of more keys than declared the first ones do. Both are counted. A value of a
/// field that is no family leaves under `name`.
pub fn members<'a>(
    name: &str,
    value: Value<'a>,
    field: &FieldDescriptor,
    context: &mut Context<'_>,
) -> Vec<(Cow<'a, str>, Value<'a>)> {
    let (Value::Map(entries), Some((placeholder, keys, max))) = (&value, field.family()) else {
        return vec![(Cow::Owned(name.to_owned()), value)];
    };
    let mut members = Vec::with_capacity(entries.len().min(max as usize));
    let Value::Map(entries) = value else { return members };
    for (key, item) in entries {
        if !is_declared(&key, keys, field, context) {
            context.losses.add(Loss::NotListed, key.len() + text_bytes(&item));
        } else if members.len() >= max as usize {
            context.losses.add(Loss::TooMany, key.len() + text_bytes(&item));
        } else {
            members.push((Cow::Owned(member(name, placeholder, &key)), item));
        }
    }
    members
}

/// Returns the same without members that have the name of another field, which are counted as keys that are not declared.
pub(crate) fn own_members<'a>(
    planned: &PlannedField,
    mut value: Value<'a>,
    context: &mut Context<'_>,
) -> Vec<(Cow<'a, str>, Value<'a>)> {
    let PlannedField { key: name, field, others, .. } = planned;
    if let (Value::Map(entries), Some((placeholder, ..))) = (&mut value, field.family()) {
        entries.retain(|(key, item)| {
            let is_own = !others.contains(&member(name, placeholder, key));
            if !is_own {
                context.losses.add(Loss::NotListed, key.len() + text_bytes(item));
            }
            is_own
        });
    }
    members(name, value, field, context)
}

fn is_declared(key: &str, keys: &[&str], field: &FieldDescriptor, context: &mut Context<'_>) -> bool {
    let expression = |detail: &Detail| if let Detail::Family { pattern, .. } = detail { *pattern } else { None };
    match field.details.iter().find_map(expression) {
        _ if !keys.is_empty() => keys.contains(&key),
        Some(pattern) => context.patterns.matches(pattern, key),
        None => true,
    }
}
