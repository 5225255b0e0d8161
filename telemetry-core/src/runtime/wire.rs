//! What an event looks like for one destination: its names, its keys, its values, and what the sender adds.
//!
//! [`shape`] takes the fields that a destination may see, after consent, filter and transforms, and returns them as its
//! wire demands, in this order: values that say nothing, booleans, flattening, keys, keys that meet, long values. It never
//! breaks a character, and what it leaves out or cuts is counted to the byte: the text that came in is the text that is
//! kept and the text that is counted.

pub(crate) mod ids;
mod keys;
mod long;
mod names;
mod stamps;
mod values;

pub use ids::Ids;
pub(crate) use keys::key;
pub use names::{event_name, prefixed};
pub use stamps::{Moments, stamp};

use crate::rules::{BooleanForm, WireRules};
use crate::runtime::transform::text_bytes;
use crate::runtime::{ItemField, Kind, Loss, Losses, Value};
use crate::{Detail, FieldDescriptor};

/// Makes fields what the wire of a destination demands.
///
/// ```
/// use telemetry_core::Unit;
/// use telemetry_core::rules::{Collision, KeyRules, LongValueRules, Over, WireRules};
/// use telemetry_core::runtime::{ItemField, Kind, Loss, Losses, Value, wire};
///
/// let keys = KeyRules { replace: &[(".", "_")], exempt: &[], collision: Collision::Last, max_length: None };
/// let long = LongValueRules {
///     max_length: 4,
///     unit: Unit::Chars,
///     over: Over::Split,
///     suffix: Some("_{n:02}"),
///     max_parts: Some(2),
/// };
/// let rules = WireRules { keys, values: Some(long), ..WireRules::DEFAULT };
/// let text = Value::Text("one two three".into());
/// let mut fields = vec![ItemField::plain("a.b", Kind::Property, text)];
/// let mut losses = Losses::default();
/// wire::shape(&mut fields, &rules, &mut losses);
///
/// let shaped: Vec<_> = fields.iter().map(|field| (&*field.key, &field.value)).collect();
/// assert_eq!(shaped, [("a_b", &Value::Text("one ".into())), ("a_b_02", &Value::Text("two ".into()))]);
/// assert_eq!(losses.bytes(Loss::Cut), 5);
/// ```
pub fn shape(fields: &mut Vec<ItemField<'_>>, rules: &WireRules, losses: &mut Losses) {
    values::write(fields, rules, losses);
    keys::write(fields, &rules.keys, losses);
    if let Some(long) = &rules.values {
        long::cut(fields, long, &rules.keys, losses);
    }
}

/// Keeps what a destination takes that takes numbers alone: numbers, codes, and booleans as 0 and 1. It stands before
/// [`shape`].
///
/// ```
/// use telemetry_core::runtime::{ItemField, Kind, Losses, Value, wire};
///
/// let field = |key: &'static str, value| ItemField::plain(key, Kind::Property, value);
/// let mut fields = vec![field("ok", Value::Bool(true)), field("name", Value::Text("ada".into()))];
/// let mut losses = Losses::default();
/// wire::only_numbers(&mut fields, &mut losses);
/// assert_eq!(fields, [ItemField::plain("ok", Kind::Measurement, Value::Int(1))]);
/// assert_eq!(losses.to_string(), "not_a_number: 1 (3 bytes)");
/// ```
pub fn only_numbers(fields: &mut Vec<ItemField<'_>>, losses: &mut Losses) {
    fields.retain_mut(|field| {
        let is_number = match &field.value {
            Value::Bool(value) => {
                field.value = Value::Int((*value).into());
                true
            }
            Value::Int(_) | Value::Count(_) | Value::Float(_) => true,
            Value::Null | Value::Text(_) | Value::Json(_) | Value::List(_) | Value::Map(_) => false,
        };
        if is_number && field.kind == Kind::Property {
            field.kind = Kind::Measurement;
        }
        if !is_number {
            losses.add(Loss::NotANumber, text_bytes(&field.value));
        }
        is_number
    });
}

/// Returns where a value stands: where its field says, otherwise numbers among the measurements and all else among the
/// properties. A boolean is a number where the destination writes it as one.
#[must_use]
pub fn kind_of(field: &FieldDescriptor, value: &Value<'_>, booleans: BooleanForm) -> Kind {
    let declared = field.details.iter().find_map(|detail| match detail {
        Detail::Kind("property") => Some(Kind::Property),
        Detail::Kind("measurement") => Some(Kind::Measurement),
        Detail::Kind("identity") => Some(Kind::Identity),
        Detail::Kind("tag") => Some(Kind::Tag),
        _ => None,
    });
    declared.unwrap_or_else(|| kind_of_value(value, booleans))
}

fn kind_of_value(value: &Value<'_>, booleans: BooleanForm) -> Kind {
    match value {
        Value::Int(_) | Value::Count(_) | Value::Float(_) => Kind::Measurement,
        Value::Bool(_) if booleans == BooleanForm::Number => Kind::Measurement,
        Value::Bool(_) | Value::Null | Value::Text(_) | Value::Json(_) | Value::List(_) | Value::Map(_) => {
            Kind::Property
        }
    }
}
