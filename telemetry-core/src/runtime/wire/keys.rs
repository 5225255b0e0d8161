//! Keys: texts that are replaced, their length, and what happens when two become one.

use crate::Unit;
use crate::length::first_part;
use crate::rules::{Collision, KeyRules};
use crate::runtime::transform::text_bytes;
use crate::runtime::{ItemField, Kind, Loss, Losses, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// Makes the keys what the wire demands, each there once. In names of the envelope, which are the
/// destination's own, nothing is replaced.
pub(super) fn write(fields: &mut Vec<ItemField<'_>>, rules: &KeyRules, losses: &mut Losses) {
    for field in fields.iter_mut() {
        if !rules.exempt.contains(&&*field.key) {
            if matches!(field.kind, Kind::Property | Kind::Measurement) {
                replace(&mut field.key, rules.replace);
            }
            shorten(&mut field.key, rules.max_length, losses);
        }
    }
    if has_twice(fields) {
        let mut slots = Slots::with_capacity(fields.len());
        for field in std::mem::take(fields) {
            slots.put(field, rules.collision, losses);
        }
        *fields = slots.finish();
    }
}

/// Returns the key that a field of a kind gets, as [`write`] makes it.
#[cold]
pub(crate) fn key(key: &str, kind: Kind, rules: &KeyRules) -> String {
    let mut fields = vec![ItemField::plain(key, kind, Value::Null)];
    write(&mut fields, rules, &mut Losses::default());
    fields.pop().map(|field| field.key.into_owned()).unwrap_or_default()
}

fn replace(key: &mut Cow<'_, str>, replaced: &[(&str, &str)]) {
    for (from, to) in replaced {
        // Most replaced texts are one byte, for which a search needs no preparation.
        let is_there = match from.as_bytes() {
            [] => false,
            [byte] => key.as_bytes().contains(byte),
            _ => key.contains(from),
        };
        if is_there {
            *key = Cow::Owned(key.replace(from, to));
        }
    }
}

fn shorten(key: &mut Cow<'_, str>, longest: Option<u32>, losses: &mut Losses) {
    let Some(longest) = longest else { return };
    let part = first_part(key, longest as usize, Unit::Chars).len();
    if part < key.len() {
        losses.add(Loss::LongKey, key.len() - part);
        *key = crate::leaving::cut(std::mem::take(key), part);
    }
}

/// Returns whether a key stands there twice. Few keys are compared one by one, which needs no room.
fn has_twice(fields: &[ItemField<'_>]) -> bool {
    if fields.len() <= 24 {
        return fields
            .iter()
            .enumerate()
            .any(|(at, field)| fields[..at].iter().any(|earlier| earlier.key == field.key));
    }
    let mut seen = std::collections::HashSet::with_capacity(fields.len());
    !fields.iter().all(|field| seen.insert(&*field.key))
}

/// Fields by their keys, each there once, in the order of their first appearance.
pub(super) struct Slots<'a> {
    fields: Vec<ItemField<'a>>,
    places: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Slots<'a> {
    pub(super) fn with_capacity(count: usize) -> Self {
        Self { fields: Vec::with_capacity(count), places: HashMap::with_capacity(count) }
    }

    pub(super) fn finish(self) -> Vec<ItemField<'a>> {
        self.fields
    }

    /// Adds a field; of two with one key the rule says which stays. The last one takes the place of the first.
    pub(super) fn put(&mut self, field: ItemField<'a>, collision: Collision, losses: &mut Losses) {
        let Some(place) = self.places.get(&field.key).copied() else {
            self.places.insert(field.key.clone(), self.fields.len());
            return self.fields.push(field);
        };
        let lost = match collision {
            Collision::Refuse | Collision::First => field,
            Collision::Last => std::mem::replace(&mut self.fields[place], field),
        };
        losses.collide(&lost.key, text_bytes(&lost.value));
    }

    pub(super) const fn len(&self) -> usize {
        self.fields.len()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// Returns what stands in a place.
    pub(super) fn at(&self, place: usize) -> &ItemField<'a> {
        &self.fields[place]
    }

    /// Puts a value in its own place. What another value put there is lost.
    pub(super) fn set(&mut self, place: usize, value: Value<'a>, losses: &mut Losses) {
        let field = &mut self.fields[place];
        let lost = std::mem::replace(&mut field.value, value);
        if lost != Value::Null {
            losses.collide(&field.key, text_bytes(&lost));
        }
    }
}
