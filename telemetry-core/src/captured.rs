//! A field's value on the heap, its transforms applied: what the JSON form is written from.
//!
//! What needs a key (`hmac`), a digest (`hash`) or the redactor (`redact`) cannot be computed here; it is left out or
//! replaced by a placeholder, never written raw.

use crate::json::Withheld;
use crate::{
    Encode, Encoder, Encoding, FieldDescriptor, Literal, Place, Transform, TransformKind, Unit, ValueDescriptor,
    ValueOrigin,
};
use core::time::Duration;

/// A value as it leaves.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Captured {
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(String),
    /// A text that is JSON already.
    Json(String),
    List(Vec<Captured>),
    Map(Vec<(String, Captured)>),
}

/// Takes one value of a field.
pub(crate) struct Capture {
    field: &'static FieldDescriptor,
    /// The transforms that are still to come, the last one first to be met.
    transforms: &'static [Transform],
    withheld: Withheld,
    /// The collections that are open, each with the key that waits for its value.
    open: Vec<(Captured, Option<String>)>,
    value: Option<Captured>,
}

impl Capture {
    /// Begins with the value of a field.
    pub(crate) fn new(field: &'static FieldDescriptor, withheld: Withheld) -> Self {
        Self { field, transforms: field.transforms, withheld, open: Vec::new(), value: None }
    }

    /// Returns the value, if there is one that may be shown.
    pub(crate) fn finish(self) -> Option<Captured> {
        self.value
    }

    fn push(&mut self, value: Captured) {
        match self.open.last_mut() {
            None => self.value = Some(value),
            Some((Captured::Map(entries), key)) => entries.extend(key.take().map(|key| (key, value))),
            Some((Captured::List(items), _)) => items.push(value),
            Some(_) => {}
        }
    }

    fn close(&mut self) {
        if let Some((value, _)) = self.open.pop() {
            self.push(value);
        }
    }

    /// Returns the value of `raw` after all transforms that it brings itself.
    fn inner(&self, raw: &dyn Encode, transforms: &'static [Transform]) -> Option<Captured> {
        let mut inner = Self { transforms, open: Vec::new(), value: None, ..*self };
        raw.encode(&mut inner);
        inner.value
    }
}

impl Encoder for Capture {
    fn field(&mut self, _: &Place<'_>, _: &'static FieldDescriptor) -> bool {
        false
    }

    fn bool(&mut self, value: bool) {
        self.push(Captured::Bool(value));
    }

    fn i64(&mut self, value: i64) {
        self.push(Captured::Int(value.into()));
    }

    fn u64(&mut self, value: u64) {
        self.push(Captured::Int(value.into()));
    }

    fn f64(&mut self, value: f64) {
        if value.is_finite() {
            self.push(Captured::Float(value));
        }
    }

    fn str(&mut self, value: &str) {
        self.push(Captured::Text(value.to_owned()));
    }

    fn json(&mut self, value: &str) {
        self.push(Captured::Json(value.to_owned()));
    }

    fn duration(&mut self, value: Duration) {
        let whole = |number: u128| Captured::Int(i128::try_from(number).unwrap_or(i128::MAX));
        self.push(match self.field.unit() {
            Some("s") if value.subsec_millis() > 0 => Captured::Float(value.as_secs_f64()),
            Some("s") => whole(value.as_secs().into()),
            Some("us") => whole(value.as_micros()),
            Some("ns") => whole(value.as_nanos()),
            _ => whole(value.as_millis()),
        });
    }

    fn value(&mut self, value: &'static ValueDescriptor) {
        let is_coded = self.field.transforms.iter().any(|transform| matches!(transform, Transform::Encode));
        match value.code.filter(|_| is_coded) {
            Some(code) => self.i64(code),
            None => self.str(value.wire),
        }
    }

    fn begin_list(&mut self) {
        self.open.push((Captured::List(Vec::new()), None));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self) {
        self.open.push((Captured::Map(Vec::new()), None));
    }

    fn key(&mut self, key: &str) {
        if let Some((_, waiting)) = self.open.last_mut() {
            *waiting = Some(key.to_owned());
        }
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn transformed(&mut self, kind: TransformKind, raw: &dyn Encode) {
        // A value whose transform is not declared is not shown: the derive refuses such a field.
        let Some(at) = self.transforms.iter().rposition(|transform| transform.kind() == kind) else { return };
        let value = self.inner(raw, &self.transforms[..at]);
        let transform = &self.transforms[at];
        if let Some(value) = value.and_then(|value| apply(transform, value, self.field, self.withheld)) {
            self.push(value);
        }
    }

    fn by_origin(&mut self, origin: ValueOrigin, raw: &dyn Encode) {
        let is_by_origin = |transform: &Transform| matches!(transform, Transform::ByOrigin(_));
        let Some(at) = self.transforms.iter().rposition(is_by_origin) else { return };
        let Transform::ByOrigin(parts) = &self.transforms[at] else { return };
        let Some((_, transform)) = parts.iter().find(|(of, _)| *of == origin) else { return };
        let value = self.inner(raw, &self.transforms[..at]);
        if let Some(value) = value.and_then(|value| apply(transform, value, self.field, self.withheld)) {
            self.push(value);
        }
    }
}

/// Applies one transform. Collections are changed item by item, except that they are counted as a whole.
fn apply(transform: &Transform, value: Captured, field: &FieldDescriptor, withheld: Withheld) -> Option<Captured> {
    match (transform, value) {
        (Transform::Drop, _) => None,
        (Transform::Keep | Transform::Encode | Transform::ByOrigin(_), value) => Some(value),
        (Transform::CountOnly, value) => Some(count(&value)),
        (transform, Captured::List(items)) => {
            let items = items.into_iter().filter_map(|item| apply(transform, item, field, withheld));
            Some(Captured::List(items.collect()))
        }
        (transform, Captured::Map(entries)) => {
            let entry = |(key, item)| Some((key, apply(transform, item, field, withheld)?));
            Some(Captured::Map(entries.into_iter().filter_map(entry).collect()))
        }
        (Transform::Hmac { encoding, .. } | Transform::Hash { encoding, .. }, _) => {
            withheld.placeholder(|| digest_of_zeros(*encoding))
        }
        (Transform::Redact, _) => withheld.placeholder(|| "<redacted>".to_owned()),
        (Transform::Bucket(bounds), value) => bucket(bounds, value, field),
        (Transform::Round(step), value) => round(step, value, field),
        (Transform::Truncate { length, unit }, value) => Some(truncate(*length, *unit, value)),
    }
}

fn digest_of_zeros(encoding: Encoding) -> String {
    match encoding {
        Encoding::Hex => "0".repeat(64),
        Encoding::Base64 => format!("{}=", "A".repeat(43)),
    }
}

fn count(value: &Captured) -> Captured {
    let count = match value {
        Captured::List(items) => items.len(),
        Captured::Map(entries) => entries.len(),
        Captured::Text(text) | Captured::Json(text) => text.chars().count(),
        Captured::Bool(_) | Captured::Int(_) | Captured::Float(_) => 1,
    };
    Captured::Int(count as i128)
}

/// Returns a number for comparison.
#[expect(clippy::cast_precision_loss, reason = "bounds beyond 2^53 are compared, not computed with")]
fn number(value: &Captured) -> Option<f64> {
    match value {
        Captured::Int(number) => Some(*number as f64),
        Captured::Float(number) => Some(*number),
        _ => None,
    }
}

fn literal(value: &Literal) -> Captured {
    match value {
        Literal::Bool(value) => Captured::Bool(*value),
        Literal::Int(number) => Captured::Int((*number).into()),
        Literal::Float(number) => Captured::Float(*number),
        Literal::Text(text) => Captured::Text((*text).to_owned()),
    }
}

/// Returns whether a number is the field's own way to say "none", which no transform may hide.
fn means_none(value: &Captured, field: &FieldDescriptor) -> bool {
    field.none().is_some_and(|none| number(&literal(&none)) == number(value))
}

/// Returns the greatest bound that is not above the number, and 0 where all are.
fn bucket(bounds: &[Literal], value: Captured, field: &FieldDescriptor) -> Option<Captured> {
    if means_none(&value, field) {
        return Some(value);
    }
    let found = number(&value)?;
    let below = bounds.iter().map(literal).take_while(|bound| number(bound).is_some_and(|bound| bound <= found));
    Some(below.last().unwrap_or(Captured::Int(0)))
}

/// Returns the nearest multiple, the greater of two that are as near.
fn round(step: &Literal, value: Captured, field: &FieldDescriptor) -> Option<Captured> {
    if means_none(&value, field) {
        return Some(value);
    }
    match (&value, step) {
        (Captured::Int(value), Literal::Int(step)) if *step > 0 => {
            let step = i128::from(*step);
            Some(Captured::Int((value + step / 2).div_euclid(step) * step))
        }
        (value, step) => {
            let (value, step) = (number(value)?, number(&literal(step))?);
            Some(Captured::Float((value / step).round() * step))
        }
    }
}

fn truncate(length: u32, unit: Unit, value: Captured) -> Captured {
    let Captured::Text(text) = value else { return value };
    let length = length as usize;
    let mut size = 0;
    let end = text.char_indices().find_map(|(at, char)| {
        size += match unit {
            Unit::Bytes => char.len_utf8(),
            Unit::Chars => 1,
            Unit::Utf16 => char.len_utf16(),
        };
        (size > length).then_some(at)
    });
    Captured::Text(text[..end.unwrap_or(text.len())].to_owned())
}
