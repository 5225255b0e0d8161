//! Reading what was recorded.

use super::{CODED_WORD, COUNT, DURATION, END, FALSE, FLOAT, INT, JSON, LENGTH, LIST, MAP, NULL, ORIGIN, TEXT, TRUE};
use crate::runtime::Value;
use crate::runtime::plain::Plain;
use crate::runtime::plan::PlannedField;
use crate::{Class, Detail, FieldClass, FieldDescriptor, Transform, ValueOrigin, ValueType};
use std::borrow::Cow;

/// What a value is read as that no field declares.
pub(crate) const UNDECLARED: FieldDescriptor =
    FieldDescriptor::plain("", "", FieldClass::built_in(Class::Technical), ValueType::String);

/// A value that was recorded, and what must be known of it to apply its field's transforms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recorded<'t> {
    pub(crate) value: Value<'t>,
    /// Where it came from, if it says so and all its parts say the same.
    pub(crate) origin: Option<ValueOrigin>,
    /// Whether it was counted while it was recorded.
    pub(crate) is_counted: bool,
}

/// Reads a tape from its beginning.
#[derive(Clone)]
pub(crate) struct Reader<'t> {
    rest: &'t [u8],
}

impl<'t> Reader<'t> {
    pub(crate) fn new(tape: &'t [u8]) -> Self {
        Self { rest: tape }
    }

    /// Returns the number of the next field. What stands before it is none: it is passed over.
    #[inline]
    pub(crate) fn field(&mut self) -> Option<u32> {
        loop {
            match self.rest {
                [low, high, rest @ ..] if low % 2 == 1 => {
                    self.rest = rest;
                    return Some(u32::from(u16::from_le_bytes([*low, *high]) / 2));
                }
                [] => return None,
                _ => self.pass_over(),
            }
        }
    }

    /// Returns whether the field ends here, and goes to its end where it does not: it wrote more than one value.
    #[inline]
    pub(crate) fn is_at_end_of_field(&mut self) -> bool {
        let is_at_end = |reader: &Self| reader.rest.first().is_none_or(|next| next % 2 == 1);
        let is_whole = is_at_end(self);
        while !is_at_end(self) {
            self.pass_over();
        }
        is_whole
    }

    /// Passes over a value that no field declares, or over all that is left where it is not one.
    #[cold]
    fn pass_over(&mut self) {
        if let [NULL, rest @ ..] = self.rest {
            self.rest = rest;
        } else if self.value(&UNDECLARED).is_none() {
            self.rest = &[];
        }
    }

    /// Returns the value of the field whose number was returned last; `None` for one that was left out.
    pub(crate) fn value(&mut self, field: &FieldDescriptor) -> Option<Recorded<'t>> {
        let mut parts = Parts { field, origin: Origin::Unknown, is_counted: false };
        let value = self.part(&mut parts);
        let origin = if let Origin::Is(origin) = parts.origin { Some(origin) } else { None };
        Some(Recorded { value: value?, origin, is_counted: parts.is_counted })
    }

    /// Passes over a value that leaves as it is; stays where this one does not, and says so.
    pub(crate) fn plain(&mut self, plain: Plain) -> bool {
        let length = match (plain, self.rest) {
            (Plain::Bool, [FALSE | TRUE, ..]) => 1,
            (Plain::Count, [COUNT, ..])
            | (Plain::Int, [INT | COUNT, ..])
            | (Plain::Float, [INT | COUNT | FLOAT, ..]) => 9,
            (Plain::Text(_) | Plain::Word(_), [TEXT, a, b, c, d, rest @ ..]) => {
                let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
                match rest.get(..length) {
                    Some(text) if plain.takes(text) => 5 + length,
                    _ => return false,
                }
            }
            _ => return false,
        };
        self.rest.get(length..).is_some_and(|rest| {
            self.rest = rest;
            true
        })
    }

    /// Returns what was passed over since another reader of the same tape.
    pub(crate) fn since(&self, before: &Self) -> &'t [u8] {
        &before.rest[..before.rest.len() - self.rest.len()]
    }

    fn take<const LENGTH: usize>(&mut self) -> Option<[u8; LENGTH]> {
        let (head, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*head)
    }

    fn text(&mut self) -> Option<&'t str> {
        let length = u32::from_le_bytes(self.take()?) as usize;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(text).ok()
    }

    /// Returns a text behind its tag.
    fn tagged_text(&mut self) -> Option<&'t str> {
        self.take::<1>()?;
        self.text()
    }

    fn part(&mut self, parts: &mut Parts<'_>) -> Option<Value<'t>> {
        let [tag] = self.take()?;
        Some(match tag {
            FALSE | TRUE => Value::Bool(tag == TRUE),
            INT => Value::Int(i64::from_le_bytes(self.take()?)),
            COUNT => Value::Count(u64::from_le_bytes(self.take()?)),
            FLOAT => Value::Float(f64::from_le_bytes(self.take()?)),
            TEXT => Value::Text(Cow::Borrowed(self.text()?)),
            JSON => Value::Json(Cow::Borrowed(self.text()?)),
            DURATION => parts.duration(u64::from_le_bytes(self.take()?)),
            CODED_WORD => {
                let (code, text) = (i64::from_le_bytes(self.take()?), self.tagged_text()?);
                if parts.is_encoded() { Value::Int(code) } else { Value::Text(Cow::Borrowed(text)) }
            }
            LENGTH => {
                parts.is_counted = true;
                Value::Count(u64::from_le_bytes(self.take()?))
            }
            ORIGIN => {
                let [origin] = self.take()?;
                parts.came_from(origin);
                return self.part(parts);
            }
            LIST => return self.list(parts),
            MAP => return self.map(parts),
            _ => return None,
        })
    }

    fn list(&mut self, parts: &mut Parts<'_>) -> Option<Value<'t>> {
        let mut items = Vec::new();
        while *self.rest.first()? != END {
            items.extend(self.part(parts));
        }
        self.take::<1>()?;
        Some(Value::List(items))
    }

    fn map(&mut self, parts: &mut Parts<'_>) -> Option<Value<'t>> {
        let mut entries = Vec::new();
        while *self.rest.first()? != END {
            let key = Cow::Borrowed(self.tagged_text()?);
            entries.extend(self.part(parts).map(|item| (key, item)));
        }
        self.take::<1>()?;
        Some(Value::Map(entries))
    }
}

/// What the parts of a value say of the whole.
struct Parts<'f> {
    field: &'f FieldDescriptor,
    origin: Origin,
    is_counted: bool,
}

enum Origin {
    Unknown,
    Is(ValueOrigin),
    /// Parts of one value came from different places: none of them is treated as what it is not.
    Mixed,
}

impl Parts<'_> {
    fn is_encoded(&self) -> bool {
        self.field.transforms.iter().any(|transform| matches!(transform, Transform::Encode))
    }

    fn came_from(&mut self, origin: u8) {
        let found = [ValueOrigin::Builtin, ValueOrigin::Extension, ValueOrigin::Workspace, ValueOrigin::User];
        let found = found.into_iter().find(|known| *known as u8 == origin);
        self.origin = match (&self.origin, found) {
            (Origin::Unknown, Some(found)) => Origin::Is(found),
            (Origin::Is(known), Some(found)) if *known == found => Origin::Is(found),
            _ => Origin::Mixed,
        };
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds with a fraction are written as a number")]
    fn duration<'t>(&self, nanos: u64) -> Value<'t> {
        let unit = self.field.details.iter().find_map(|detail| match detail {
            Detail::Unit(unit) => Some(*unit),
            _ => None,
        });
        match unit {
            Some("s") if nanos % 1_000_000_000 >= 1_000_000 => Value::Float(nanos as f64 / 1e9),
            Some("s") => Value::Count(nanos / 1_000_000_000),
            Some("us") => Value::Count(nanos / 1000),
            Some("ns") => Value::Count(nanos),
            _ => Value::Count(nanos / 1_000_000),
        }
    }
}

impl<'t> Reader<'t> {
    /// Returns the fields with the bytes that they take, their numbers included.
    pub(crate) fn parts(mut self, fields: &[PlannedField]) -> impl Iterator<Item = (u32, &'t [u8])> + use<'t, '_> {
        std::iter::from_fn(move || {
            let before = self.clone();
            let number = self.field()?;
            self.value(fields.get(number as usize)?.field);
            Some((number, self.since(&before)))
        })
    }
}
