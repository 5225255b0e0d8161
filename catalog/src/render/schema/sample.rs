//! Values that a schema accepts: declared examples where what leaves still looks like them, made-up values otherwise.
//!
//! Nothing is random: a value depends on its field alone. A text that must match an expression is made from the
//! expression and tried; where that fails, there is no sample, never a wrong one.

use super::Context;
use super::field::{enum_codes, enum_texts, stamp_shape};
use super::object::{Content, Key, Slot};
use super::pattern::Pattern;
use super::shape::{Number, Shape, TextShape};
use crate::model::{Encoding, Field, Literal};
use crate::render::json::Json;
use crate::text_kind::{TextKind, matches_whole};

/// A value of a sample.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sample {
    Literal(Literal),
    List(Vec<Sample>),
    Object(Vec<(String, Sample)>),
}

/// The SHA-256 of `sample`, in both encodings.
const HEX: &str = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";
const BASE64: &str = "ryvb4aqbbsHireHWlPQfxxqDHQJo6YkVYhE9imKt0b8=";
/// Longer texts are not made up.
const LONGEST: u32 = 4096;

impl Sample {
    pub(super) fn write(&self, json: &mut Json) {
        match self {
            Self::Literal(literal) => json.literal(literal),
            Self::List(items) => json.line_array(|json| items.iter().for_each(|item| item.write(json))),
            Self::Object(members) => {
                json.object(|json| members.iter().for_each(|(key, value)| value.write(json.key(key))));
            }
        }
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Literal(Literal::Text(text.into()))
    }

    pub(super) fn int(number: i64) -> Self {
        Self::Literal(Literal::Int(number))
    }
}

/// Writes those declared examples that look like what leaves.
pub(super) fn write_examples(json: &mut Json, field: &Field, shape: &Shape<'_>) {
    let mut samples = field.examples().iter().filter_map(|example| like(shape, example)).peekable();
    if samples.peek().is_some() {
        json.key("examples").line_array(|json| samples.for_each(|sample| sample.write(json)));
    }
}

/// Returns an object with all its properties, if each that must be there has a sample.
pub(super) fn of_slots(context: &Context<'_>, slots: &[Slot<'_>]) -> Option<Sample> {
    let mut members = Vec::with_capacity(slots.len());
    for slot in slots {
        let name = match &slot.key {
            Key::Name(name) => Some(&**name),
            Key::Pattern(names) => names.sample.as_deref().filter(|_| names.most != Some(0)),
        };
        match (name, of_content(context, &slot.content)) {
            (Some(name), Some(sample)) => members.push((name.to_owned(), sample)),
            _ if slot.required => return None,
            _ => {}
        }
    }
    Some(Sample::Object(members))
}

fn of_content(context: &Context<'_>, held: &Content<'_>) -> Option<Sample> {
    match held {
        Content::Field(field) => of_field(field, &context.shape(field)),
        Content::OneOf(fields) => fields.first().and_then(|field| of_field(field, &context.shape(field))),
        Content::Entry(field) => match context.shape(field) {
            Shape::Map { item, .. } => of_field(field, &item),
            _ => None,
        },
        Content::Part(_) => None,
        Content::Tag(_, variant) => Some(Sample::text(variant.name())),
        Content::Stamp(stamp) => make(&stamp_shape(context, stamp.of())),
    }
}

fn of_field(field: &Field, shape: &Shape<'_>) -> Option<Sample> {
    field.examples().iter().find_map(|example| like(shape, example)).or_else(|| make(shape))
}

/// Returns a declared example in the shape of what leaves, if it has it. Examples of collections are single items.
fn like(shape: &Shape<'_>, example: &Literal) -> Option<Sample> {
    match shape {
        Shape::List { max: Some(0), .. } | Shape::Map { max: Some(0), .. } => None,
        Shape::List { item, .. } => Some(Sample::List(vec![like(item, example)?])),
        Shape::Map { item, .. } => Some(Sample::Object(vec![("key".to_owned(), like(item, example)?)])),
        Shape::AnyOf(shapes) => shapes.iter().find_map(|(_, shape)| like(shape, example)),
        single => fits(single, example).then(|| Sample::Literal(example.clone())),
    }
}

/// Returns whether a single value has a shape.
fn fits(shape: &Shape<'_>, value: &Literal) -> bool {
    let same = |other: &Literal| match (value.number(), other.number()) {
        (Some(value), Some(other)) => value.total_cmp(&other).is_eq(),
        _ => value == other,
    };
    match (shape, value) {
        (Shape::Any, _) | (Shape::Bool, Literal::Bool(_)) => true,
        (Shape::Choice(values), _) => values.iter().any(same),
        (Shape::Words(words), Literal::Text(text)) => words.iter().any(|word| **word == **text),
        (Shape::Enum(values), Literal::Text(text)) => enum_texts(values).any(|word| *word == **text),
        (Shape::Codes(values), Literal::Int(number)) => enum_codes(values).any(|code| code == *number),
        (Shape::Number(number), Literal::Int(_) | Literal::Float(_)) => {
            number.none.as_ref().is_some_and(same) || is_within(number, value)
        }
        (Shape::Text(shape), Literal::Text(text)) => is_text_of(*shape, text),
        (Shape::Hash { encoding, length }, Literal::Text(text)) => is_hash(*encoding, *length, text),
        _ => false,
    }
}

fn is_within(limits: &Number, value: &Literal) -> bool {
    let Some(number) = value.number() else { return false };
    let above = limits.min.as_ref().and_then(Literal::number).is_none_or(|min| number >= min);
    let below = limits.max.as_ref().and_then(Literal::number).is_none_or(|max| number <= max);
    let whole = !limits.whole || matches!(value, Literal::Int(_));
    let multiple = match (&limits.multiple_of, value) {
        (None, _) => true,
        (Some(Literal::Int(step)), Literal::Int(value)) => value.checked_rem(*step) == Some(0),
        _ => false,
    };
    above && below && whole && multiple
}

fn is_text_of(shape: TextShape<'_>, text: &str) -> bool {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let long_enough = shape.min.is_none_or(|min| length >= min) && shape.max.is_none_or(|max| length <= max);
    long_enough && shape.kind.holds(text) && shape.pattern.is_none_or(|pattern| matches_whole(pattern, text))
}

fn is_hash(encoding: Encoding, length: u32, text: &str) -> bool {
    let digit = |byte: u8| match encoding {
        Encoding::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        Encoding::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'),
    };
    let digits = if encoding == Encoding::Base64 && length == 44 { text.strip_suffix('=') } else { Some(text) };
    text.len() == length as usize && digits.is_some_and(|digits| digits.bytes().all(digit))
}

/// Makes a value up.
fn make(shape: &Shape<'_>) -> Option<Sample> {
    match shape {
        Shape::Any => Some(Sample::Object(Vec::new())),
        Shape::Bool => Some(Sample::Literal(Literal::Bool(true))),
        Shape::Choice(values) => values.last().cloned().map(Sample::Literal),
        Shape::Words(words) => words.first().map(|word| Sample::text(word)),
        Shape::Enum(values) => enum_texts(values).next().map(Sample::text),
        Shape::Codes(values) => enum_codes(values).next().map(Sample::int),
        Shape::Number(number) => make_number(number).map(Sample::Literal),
        Shape::Text(text) => make_text(*text).map(|text| Sample::text(&text)),
        Shape::Hash { encoding: Encoding::Hex, length } => HEX.get(..*length as usize).map(Sample::text),
        Shape::Hash { encoding: Encoding::Base64, length } => BASE64.get(..*length as usize).map(Sample::text),
        Shape::List { item, max, .. } => {
            let item = Some(item).filter(|_| *max != Some(0)).and_then(|item| make(item));
            Some(Sample::List(item.into_iter().collect()))
        }
        Shape::Map { item, max } => {
            let item = Some(item).filter(|_| *max != Some(0)).and_then(|item| make(item));
            Some(Sample::Object(item.map(|item| ("key".to_owned(), item)).into_iter().collect()))
        }
        Shape::AnyOf(shapes) => shapes.iter().find_map(|(_, shape)| make(shape)),
    }
}

fn make_number(number: &Number) -> Option<Literal> {
    let ones = [number.multiple_of.clone(), Some(Literal::Int(1)), Some(Literal::Int(0))];
    let candidates = ones.into_iter().chain([number.min.clone(), number.max.clone(), number.none.clone()]);
    let middle = match (number.min.as_ref().and_then(Literal::number), number.max.as_ref().and_then(Literal::number)) {
        (Some(min), Some(max)) if !number.whole => Some(Literal::Float(f64::midpoint(min, max))),
        _ => None,
    };
    let shape = Shape::Number(number.clone());
    candidates.chain([middle]).flatten().find(|candidate| fits(&shape, candidate))
}

fn make_text(shape: TextShape<'_>) -> Option<String> {
    let text = match (shape.pattern, shape.kind) {
        (Some(pattern), _) => Pattern::translate(pattern)?.sample,
        (None, TextKind::Free) => "text".to_owned(),
        (None, TextKind::Timestamp) => "2026-01-31T12:00:00Z".to_owned(),
        (None, TextKind::Date) => "2026-01-31".to_owned(),
        (None, TextKind::Uuid) => "6ba7b810-9dad-41d1-80b4-00c04fd430c8".to_owned(),
        (None, TextKind::Version) => "1.0.0".to_owned(),
        (None, TextKind::Path) => "src/main.rs".to_owned(),
        (None, TextKind::Url) => "https://example.org/".to_owned(),
        (None, TextKind::Email) => "user@example.org".to_owned(),
        (None, TextKind::Ip) => "192.0.2.1".to_owned(),
    };
    [resized(&text, shape)?, text].into_iter().find(|text| is_text_of(shape, text))
}

/// Returns a text with letters added or taken away, so that its length is allowed.
fn resized(text: &str, shape: TextShape<'_>) -> Option<String> {
    let length = text.chars().count();
    let least = shape.min.filter(|min| *min <= LONGEST).map_or(0, |min| min as usize);
    if shape.min.is_some_and(|min| min > LONGEST) {
        return None;
    }
    let most = shape.max.map_or(usize::MAX, |max| max as usize);
    let fill = std::iter::repeat_n('x', least.saturating_sub(length));
    Some(text.chars().chain(fill).take(most).collect())
}
