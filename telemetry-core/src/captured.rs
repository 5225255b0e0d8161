//! A field's value on the heap, its transforms applied: what the JSON form is written from.
//!
//! What needs a key (`hmac`), a digest (`hash`) or the redactor (`redact`) cannot be computed here; it is left out or
//! replaced by a placeholder, never written raw.

use crate::json::Withheld;
use crate::leaving::{Hash, Means, Value, apply};
use crate::length::first_part;
use crate::{
    Detail, Encode, Encoder, Encoding, FieldDescriptor, Place, Transform, TransformKind, Unit, ValueDescriptor,
    ValueOrigin,
};
use core::time::Duration;
use std::borrow::Cow;

/// Takes one value of a field.
pub(crate) struct Capture {
    field: &'static FieldDescriptor,
    /// The transforms that are still to come, the last one first to be met.
    transforms: &'static [Transform],
    withheld: Withheld,
    /// The collections that are open, each with the key that waits for its value.
    open: Vec<(Value<'static>, Option<Cow<'static, str>>)>,
    value: Option<Value<'static>>,
}

impl Capture {
    /// Begins with the value of a field.
    pub(crate) fn new(field: &'static FieldDescriptor, withheld: Withheld) -> Self {
        Self { field, transforms: field.transforms, withheld, open: Vec::new(), value: None }
    }

    /// Returns the value, if there is one that may be shown.
    pub(crate) fn finish(self) -> Option<Value<'static>> {
        self.value
    }

    fn push(&mut self, value: Value<'static>) {
        match self.open.last_mut() {
            None => self.value = Some(value),
            Some((Value::Map(entries), key)) => entries.extend(key.take().map(|key| (key, value))),
            Some((Value::List(items), _)) => items.push(value),
            Some(_) => {}
        }
    }

    fn close(&mut self) {
        if let Some((value, _)) = self.open.pop() {
            self.push(value);
        }
    }

    /// Returns the value of `raw` after all transforms that it brings itself.
    fn inner(&self, raw: &dyn Encode, transforms: &'static [Transform]) -> Option<Value<'static>> {
        let mut inner = Self { transforms, open: Vec::new(), value: None, ..*self };
        raw.encode(&mut inner);
        inner.value
    }

    fn push_changed(&mut self, transform: &Transform, value: Option<Value<'static>>) {
        if let Some(value) = value.and_then(|value| apply(transform, value, self.field, &mut self.withheld)) {
            self.push(value);
        }
    }
}

impl Encoder for Capture {
    fn field(&mut self, _: &Place<'_>, _: &'static FieldDescriptor) -> bool {
        false
    }

    fn bool(&mut self, value: bool) {
        self.push(Value::Bool(value));
    }

    fn i64(&mut self, value: i64) {
        self.push(Value::Int(value));
    }

    fn u64(&mut self, value: u64) {
        self.push(Value::Count(value));
    }

    fn f64(&mut self, value: f64) {
        if value.is_finite() {
            self.push(Value::Float(value));
        }
    }

    fn str(&mut self, value: &str) {
        self.push(Value::Text(Cow::Owned(value.to_owned())));
    }

    fn json(&mut self, value: &str) {
        self.push(Value::Json(Cow::Owned(value.to_owned())));
    }

    fn duration(&mut self, value: Duration) {
        let whole = |number: u128| Value::Count(u64::try_from(number).unwrap_or(u64::MAX));
        self.push(match self.field.unit() {
            Some("s") if value.subsec_millis() > 0 => Value::Float(value.as_secs_f64()),
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
        self.open.push((Value::List(Vec::new()), None));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self) {
        self.open.push((Value::Map(Vec::new()), None));
    }

    fn key(&mut self, key: &str) {
        if let Some((_, waiting)) = self.open.last_mut() {
            *waiting = Some(Cow::Owned(key.to_owned()));
        }
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn transformed(&mut self, kind: TransformKind, raw: &dyn Encode) {
        // A value whose transform is not declared is not shown: the derive refuses such a field.
        let Some(at) = self.transforms.iter().rposition(|transform| transform.kind() == kind) else { return };
        let value = self.inner(raw, &self.transforms[..at]);
        self.push_changed(&self.transforms[at], value);
    }

    fn by_origin(&mut self, origin: ValueOrigin, raw: &dyn Encode) {
        let is_by_origin = |transform: &Transform| matches!(transform, Transform::ByOrigin(_));
        let Some(at) = self.transforms.iter().rposition(is_by_origin) else { return };
        let Transform::ByOrigin(parts) = &self.transforms[at] else { return };
        let Some((_, transform)) = parts.iter().find(|(of, _)| *of == origin) else { return };
        let value = self.inner(raw, &self.transforms[..at]);
        self.push_changed(transform, value);
    }
}

/// What the plain encoder has: nothing, or placeholders.
impl Means<'static> for Withheld {
    fn hash(
        &mut self,
        _: &Hash,
        encoding: Encoding,
        _: &Value<'static>,
        _: &FieldDescriptor,
    ) -> Option<Value<'static>> {
        self.placeholder(|| digest_of_zeros(encoding))
    }

    fn redact(&mut self, value: Value<'static>, field: &FieldDescriptor) -> Option<Value<'static>> {
        let longest = |detail: &Detail| if let Detail::MaxLength(most) = detail { Some(*most as usize) } else { None };
        redacted(value, *self, field.details.iter().find_map(longest).unwrap_or(usize::MAX))
    }

    fn origin(&mut self) -> Option<ValueOrigin> {
        None
    }
}

/// Returns a value in which no text is raw, and none longer than its field declares. Where there are no placeholders, keys
/// cannot leave either.
fn redacted(value: Value<'static>, withheld: Withheld, longest: usize) -> Option<Value<'static>> {
    match value {
        Value::List(items) => {
            Some(Value::List(items.into_iter().filter_map(|item| redacted(item, withheld, longest)).collect()))
        }
        Value::Map(entries) => {
            let entry = |(key, item)| Some((key, redacted(item, withheld, longest)?));
            Some(Value::Map(entries.into_iter().filter_map(entry).collect()))
        }
        Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) if withheld == Withheld::Placeholder => {
            Some(value)
        }
        _ => withheld.placeholder(|| first_part("<redacted>", longest, Unit::Chars).to_owned()),
    }
}

fn digest_of_zeros(encoding: Encoding) -> String {
    match encoding {
        Encoding::Hex => "0".repeat(64),
        Encoding::Base64 => format!("{}=", "A".repeat(43)),
    }
}
