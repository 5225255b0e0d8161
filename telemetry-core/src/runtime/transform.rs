//! What happens to a recorded value before it leaves: the limits of its field, then its transforms.
//!
//! Nothing here leaves raw when it should not: a hash without a key, text without a redactor, an origin without a
//! transform leave nothing, which is counted.

mod limits;
mod members;
mod patterns;

pub use limits::{admit, may_be_missing};
pub use members::members;
pub(crate) use members::own_members;
pub use patterns::Patterns;

use crate::leaving::{self, Hash, Means, cut};
use crate::length::first_part;
use crate::runtime::digest;
use crate::runtime::keys::Keys;
use crate::runtime::{Loss, Losses, Value, json};
use crate::{Detail, Encoding, FieldDescriptor, Transform, Unit, ValueOrigin};
use std::borrow::Cow;

/// Cleans text.
pub trait Redact {
    /// Returns the cleaned text; `None` where there is nothing to clean.
    fn redact(&mut self, text: &str) -> Option<String>;

    /// Returns whether the keys of maps are cleaned as well.
    fn redacts_keys(&self) -> bool {
        true
    }
}

/// What transforms need beside the value and its field.
pub struct Context<'c> {
    /// The present, in milliseconds since 1970.
    pub now: i64,
    /// Where the value comes from, where its transform depends on that.
    pub origin: Option<ValueOrigin>,
    /// The keys of this machine; without them nothing leaves of what is to be hashed with one.
    pub keys: Option<&'c mut Keys>,
    /// What cleans text; without it nothing leaves of what is to be cleaned.
    pub redactor: Option<&'c mut dyn Redact>,
    /// The compiled expressions of fields.
    pub patterns: &'c mut Patterns,
    /// Where losses are counted.
    pub losses: &'c mut Losses,
}

/// Returns what leaves of a recorded value: what its field admits, after all transforms.
///
/// Where `None` comes back for a field that [must be there](may_be_missing), the event is no longer what its schema
/// says, and must not be sent.
///
/// ```
/// use telemetry_core::runtime::transform::{Context, Patterns, sent};
/// use telemetry_core::runtime::{Loss, Losses, Value};
/// use telemetry_core::{Class, Detail, FieldClass, FieldDescriptor, Literal, Transform, ValueType};
///
/// let class = FieldClass::built_in(Class::Technical);
/// let field = FieldDescriptor {
///     transforms: &[Transform::Bucket(&[Literal::Int(1), Literal::Int(10), Literal::Int(100)])],
///     details: &[Detail::Max(Literal::Int(50))],
///     ..FieldDescriptor::plain("files", "How many files were built.", class, ValueType::Count)
/// };
/// let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
/// let mut context = Context {
///     now: 0,
///     origin: None,
///     keys: None,
///     redactor: None,
///     patterns: &mut patterns,
///     losses: &mut losses,
/// };
/// assert_eq!(sent(Value::Count(42), &field, &mut context), Some(Value::Int(10)));
/// assert_eq!(sent(Value::Count(500), &field, &mut context), Some(Value::Int(10)));
/// assert_eq!(losses.count(Loss::Clamped), 1);
/// ```
pub fn sent<'a>(value: Value<'a>, field: &FieldDescriptor, context: &mut Context<'_>) -> Option<Value<'a>> {
    let admitted = admit(value, field, context)?;
    field.transforms.iter().try_fold(admitted, |value, transform| apply(transform, value, field, context))
}

/// Applies one transform to a value that its field [admits](admit). Collections are changed item by item, except that
/// they are counted as a whole.
pub fn apply<'a>(
    transform: &Transform,
    value: Value<'a>,
    field: &FieldDescriptor,
    context: &mut Context<'_>,
) -> Option<Value<'a>> {
    if let Transform::ByOrigin(parts) = transform {
        let known = context.origin.is_some_and(|origin| parts.iter().any(|(of, _)| *of == origin));
        if !known {
            context.losses.add(Loss::NoOrigin, text_bytes(&value));
            return None;
        }
    }
    leaving::apply(transform, value, field, context)
}

impl<'a> Means<'a> for Context<'_> {
    fn hash(
        &mut self,
        hash: &Hash,
        encoding: Encoding,
        value: &Value<'a>,
        field: &FieldDescriptor,
    ) -> Option<Value<'a>> {
        let text = text_of(value);
        let hash = self.hash_text(hash, encoding, text.as_bytes(), field.name);
        if hash.is_none() {
            self.losses.add(Loss::NotHashed, text.len());
        }
        hash.map(|hash| Value::Text(Cow::Owned(hash)))
    }

    fn redact(&mut self, value: Value<'a>, field: &FieldDescriptor) -> Option<Value<'a>> {
        let Some(redactor) = self.redactor.as_deref_mut() else {
            self.losses.add(Loss::NotRedacted, text_bytes(&value));
            return None;
        };
        Some(cleaned(value, longest(field), redactor, self.losses))
    }

    fn origin(&mut self) -> Option<ValueOrigin> {
        self.origin
    }
}

impl Context<'_> {
    fn hash_text(&mut self, hash: &Hash, encoding: Encoding, text: &[u8], field: &'static str) -> Option<String> {
        match hash {
            Hash::Keyed(scope, rotate) => {
                let keys = self.keys.as_deref_mut()?;
                keys.hash(field, *scope, *rotate, encoding, text, self.now).map(str::to_owned)
            }
            Hash::Plain(algorithm, prefix) => {
                let digest = digest::plain(algorithm, prefix.unwrap_or_default(), text)?;
                Some(digest::text(&digest, encoding))
            }
        }
    }
}

/// Returns the text that is hashed: a number as JSON writes it.
fn text_of<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::Text(text) | Value::Json(text) => Cow::Borrowed(text),
        value => Cow::Owned(json::text(value)),
    }
}

/// Returns how many bytes of text are in a value, those of keys and JSON counted.
pub(crate) fn text_bytes(value: &Value<'_>) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) => 0,
        Value::Text(text) | Value::Json(text) => text.len(),
        Value::List(items) => items.iter().map(text_bytes).sum(),
        Value::Map(entries) => entries.iter().map(|(key, item)| key.len() + text_bytes(item)).sum(),
    }
}

/// Returns the greatest length that a field declares, which markers of the redactor must not pass.
fn longest(field: &FieldDescriptor) -> usize {
    let declared = |detail: &Detail| if let Detail::MaxLength(length) = detail { Some(*length as usize) } else { None };
    field.details.iter().find_map(declared).unwrap_or(usize::MAX)
}

/// Returns a value of a field with all its texts cleaned; nothing where there is no redactor.
pub(crate) fn clean<'a>(value: Value<'a>, field: &FieldDescriptor, context: &mut Context<'_>) -> Option<Value<'a>> {
    context.redact(value, field)
}

/// Returns a value with all its texts cleaned; numbers are never cleaned.
fn cleaned<'a>(value: Value<'a>, longest: usize, redactor: &mut dyn Redact, losses: &mut Losses) -> Value<'a> {
    match value {
        Value::Text(text) => Value::Text(cleaned_text(text, longest, redactor, losses)),
        // Of what is no JSON after all, the text is cleaned: it leaves as a text.
        Value::Json(text) => match json::parse(&text) {
            Some(parsed) => Value::Json(Cow::Owned(json::text(&cleaned(parsed, longest, redactor, losses)))),
            None => Value::Text(cleaned_text(text, longest, redactor, losses)),
        },
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| cleaned(item, longest, redactor, losses)).collect())
        }
        Value::Map(entries) => Value::Map(cleaned_entries(entries, longest, redactor, losses)),
        value @ (Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_)) => value,
    }
}

fn cleaned_text<'a>(
    text: Cow<'a, str>,
    longest: usize,
    redactor: &mut dyn Redact,
    losses: &mut Losses,
) -> Cow<'a, str> {
    let text = redactor.redact(&text).map_or(text, Cow::Owned);
    let part = first_part(&text, longest, Unit::Chars).len();
    if part < text.len() {
        losses.add(Loss::TooLong, text.len() - part);
    }
    cut(text, part)
}

type Entries<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// Cleans keys and values. Two keys can become one: the first stays.
fn cleaned_entries<'a>(
    entries: Entries<'a>,
    longest: usize,
    redactor: &mut dyn Redact,
    losses: &mut Losses,
) -> Entries<'a> {
    let mut kept = Entries::with_capacity(entries.len());
    let mut changed = false;
    for (key, item) in entries {
        let clean = redactor.redact(&key).filter(|_| redactor.redacts_keys());
        changed |= clean.is_some();
        let key = clean.map_or(key, Cow::Owned);
        kept.push((key, cleaned(item, longest, redactor, losses)));
    }
    if changed {
        let mut seen = std::collections::HashSet::with_capacity(kept.len());
        kept.retain(|(key, item)| {
            let is_new = seen.insert(key.clone());
            if !is_new {
                losses.collide(key, text_bytes(item));
            }
            is_new
        });
    }
    kept
}
