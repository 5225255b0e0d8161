//! What leaves of a field: its type, closed by its vocabulary, limited, and changed by its transforms.
//!
//! A shape is the meaning that the schema writes down and that samples are made from; it knows no JSON.

use crate::model::{AllowList, Encoding, EnumType, Field, Literal, Text, Transform, Type, Unit};
use crate::text_kind::TextKind;

/// What a value that leaves can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape<'a> {
    /// Any JSON value.
    Any,
    /// True or false.
    Bool,
    /// One of these values.
    Choice(Vec<Literal>),
    /// One of these texts.
    Words(Vec<&'a str>),
    /// The text of an enum's value.
    Enum(&'a EnumType),
    /// The code of an enum's value.
    Codes(&'a EnumType),
    /// A number.
    Number(Number),
    /// A text.
    Text(TextShape<'a>),
    /// The first characters of a hash.
    Hash { encoding: Encoding, length: u32 },
    /// Several values.
    List { item: Box<Shape<'a>>, unique: bool, max: Option<u32> },
    /// Values by text keys.
    Map { item: Box<Shape<'a>>, max: Option<u32> },
    /// One of several shapes, each with the origin of such values where that decides.
    AnyOf(Vec<(Option<Text>, Shape<'a>)>),
}

/// A number within limits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Number {
    pub(super) whole: bool,
    pub(super) min: Option<Literal>,
    pub(super) max: Option<Literal>,
    /// The value is a multiple of this.
    pub(super) multiple_of: Option<Literal>,
    /// A number beside the limits that means "none".
    pub(super) none: Option<Literal>,
}

/// A text within limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextShape<'a> {
    pub(super) kind: TextKind,
    pub(super) min: Option<u32>,
    pub(super) max: Option<u32>,
    pub(super) pattern: Option<&'a str>,
}

/// Returns what leaves of a field. A text that means "none" leaves as it is, whatever happens to the others.
pub(super) fn sent(field: &Field) -> Shape<'_> {
    let changed = |shape, transform| apply(shape, transform, field.none());
    let sent = field.transforms().iter().fold(declared(field, field.ty()), changed);
    match (sent, field.none()) {
        (Shape::AnyOf(mut shapes), Some(none @ Literal::Text(_))) => {
            shapes.push((None, Shape::Choice(vec![none.clone()])));
            Shape::AnyOf(shapes)
        }
        (Shape::Words(words), Some(Literal::Text(none))) if words.contains(&&**none) => Shape::Words(words),
        (sent, Some(none @ Literal::Text(_))) => {
            Shape::AnyOf(vec![(None, sent), (None, Shape::Choice(vec![none.clone()]))])
        }
        (sent, _) => sent,
    }
}

/// Returns whether the value leaves from each of its origins.
pub(super) fn leaves_always(field: &Field) -> bool {
    fn always(transform: &Transform) -> bool {
        match transform {
            Transform::ByOrigin(origins) => origins.iter().all(|(_, transform)| always(transform)),
            transform => *transform != Transform::Drop,
        }
    }
    field.transforms().iter().all(always)
}

/// Returns what the program records, before transforms.
fn declared<'a>(field: &'a Field, ty: &'a Type) -> Shape<'a> {
    let limits = field.limits();
    match ty {
        Type::List(item) | Type::Set(item) => Shape::List {
            item: Box::new(declared(field, item)),
            unique: matches!(ty, Type::Set(_)),
            max: limits.max_items(),
        },
        Type::Map(item) => Shape::Map { item: Box::new(declared(field, item)), max: limits.max_items() },
        ty => {
            let constant = field.constant().map(|constant| Shape::Choice(vec![sent_constant(field, constant)]));
            let allowed = field.allow().map(|allow| Shape::Words(words(allow)));
            constant.or(allowed).unwrap_or_else(|| single(field, ty))
        }
    }
}

/// Returns the wire text or the code of a constant that names an enum's value, and any other constant as it is.
fn sent_constant(field: &Field, constant: &Literal) -> Literal {
    let named = |values: &'_ EnumType| {
        let value =
            values.values().iter().find(|value| matches!(constant, Literal::Text(text) if **text == *value.name()))?;
        let coded = field.transforms().contains(&Transform::Encode);
        Some(match value.code().filter(|_| coded) {
            Some(code) => Literal::Int(code),
            None => Literal::Text(value.wire().into()),
        })
    };
    field.values().and_then(named).unwrap_or_else(|| constant.clone())
}

fn words(allow: &AllowList) -> Vec<&str> {
    let fallback = Some(allow.fallback()).filter(|fallback| allow.values().iter().all(|value| **value != **fallback));
    allow.values().iter().map(|value| &**value).chain(fallback).collect()
}

fn single<'a>(field: &'a Field, ty: &Type) -> Shape<'a> {
    match ty {
        Type::Bool => Shape::Bool,
        Type::Enum => field.values().map_or(Shape::Words(Vec::new()), Shape::Enum),
        Type::Count => Shape::Number(number(field, true, Some(0))),
        Type::Int => Shape::Number(number(field, true, None)),
        Type::Float => Shape::Number(number(field, false, None)),
        // Whole in `ms`, broken in `s`: the unit is free, so both are numbers.
        Type::Duration => Shape::Number(number(field, false, Some(0))),
        Type::Timestamp
        | Type::Date
        | Type::Uuid
        | Type::Version
        | Type::Path
        | Type::Url
        | Type::Email
        | Type::Ip
        | Type::String
        | Type::Id
        | Type::Error
        | Type::Stack
        | Type::Hostname
        | Type::Username
        | Type::Secret => TextKind::of(ty).map_or(Shape::Any, |kind| text(field, kind)),
        // Collections do not nest, so an item is none.
        Type::Json | Type::List(_) | Type::Set(_) | Type::Map(_) => Shape::Any,
    }
}

fn number(field: &Field, whole: bool, least: Option<i64>) -> Number {
    let limits = field.limits();
    Number {
        whole,
        min: limits.min().cloned().or(least.map(Literal::Int)),
        max: limits.max().cloned(),
        multiple_of: None,
        none: field.none().cloned(),
    }
}

fn text(field: &Field, kind: TextKind) -> Shape<'_> {
    let limits = field.limits();
    let (min, max, pattern) = (limits.min_length(), limits.max_length(), limits.pattern());
    Shape::Text(TextShape { kind, min, max, pattern })
}

/// Returns what a transform makes of a shape. Collections are changed item by item, except that they are counted. What means
/// "none" is never changed.
fn apply<'a>(shape: Shape<'a>, transform: &Transform, none: Option<&Literal>) -> Shape<'a> {
    match (shape, transform) {
        (shape, Transform::ByOrigin(origins)) => by_origin(&shape, origins, none),
        (Shape::AnyOf(shapes), transform) => {
            Shape::AnyOf(shapes.into_iter().map(|(from, shape)| (from, apply(shape, transform, none))).collect())
        }
        (shape, Transform::CountOnly) => count(&shape, none),
        (shape, Transform::Keep | Transform::Drop) => shape,
        (Shape::List { item, unique, max }, transform) => {
            // Two items that differ may be sent as one and the same text or number.
            let injective = matches!(transform, Transform::Hmac { .. } | Transform::Hash { .. } | Transform::Encode);
            Shape::List { item: Box::new(apply(*item, transform, none)), unique: unique && injective, max }
        }
        (Shape::Map { item, max }, transform) => Shape::Map { item: Box::new(apply(*item, transform, none)), max },
        (_, Transform::Hmac { encoding, .. } | Transform::Hash { encoding, .. }) => {
            Shape::Hash { encoding: *encoding, length: hash_length(*encoding) }
        }
        (Shape::Choice(values), Transform::Bucket(bounds)) => {
            changed_choice(&values, none, |value| bucket_of(value, bounds))
        }
        (Shape::Choice(values), Transform::Round(step)) => {
            changed_choice(&values, none, |value| nearest_multiple(value, step))
        }
        (shape, Transform::Bucket(bounds)) => bucket(&shape, bounds),
        (shape, Transform::Round(step)) => round(shape, step),
        (shape, Transform::Truncate { length, unit }) => truncate(shape, *length, *unit),
        (shape, Transform::Redact) => redact(shape),
        (shape, Transform::Encode) => encode(shape),
    }
}

/// Returns what becomes of each of some numbers, which stays what it is where it means "none".
fn changed_choice<'a>(values: &[Literal], none: Option<&Literal>, change: impl Fn(&Literal) -> Literal) -> Shape<'a> {
    let is_none = |value: &Literal| none.is_some_and(|none| none.number() == value.number());
    let changed = values.iter().map(|value| if is_none(value) { value.clone() } else { change(value) });
    Shape::Choice(each_once(changed))
}

/// Returns numbers without those that were there before.
fn each_once(numbers: impl Iterator<Item = Literal>) -> Vec<Literal> {
    let mut once: Vec<Literal> = Vec::new();
    for value in numbers {
        if once.iter().all(|earlier| earlier.number() != value.number()) {
            once.push(value);
        }
    }
    once
}

/// Returns the lower bound of the range that a number lies in.
fn bucket_of(number: &Literal, bounds: &[Literal]) -> Literal {
    let below = |bound: &&Literal| bound.number() <= number.number();
    bounds.iter().rev().find(below).cloned().unwrap_or(Literal::Int(0))
}

/// Returns how many characters a hash of 256 bits has.
fn hash_length(encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Hex => 64,
        Encoding::Base64 => 44,
    }
}

fn by_origin<'a>(shape: &Shape<'a>, origins: &[(Text, Transform)], none: Option<&Literal>) -> Shape<'a> {
    let sent = origins.iter().filter(|(_, transform)| *transform != Transform::Drop);
    Shape::AnyOf(
        sent.map(|(origin, transform)| (Some(origin.clone()), apply(shape.clone(), transform, none))).collect(),
    )
}

fn count<'a>(shape: &Shape<'a>, none: Option<&Literal>) -> Shape<'a> {
    let (min, max) = match shape {
        Shape::Text(text) => (text.min, text.max),
        Shape::List { max, .. } | Shape::Map { max, .. } => (None, *max),
        _ => (None, None),
    };
    let literal = |number: u32| Literal::Int(number.into());
    let min = Some(min.map_or(Literal::Int(0), literal));
    // Later transforms leave a count that means "none" as it is.
    let none = none.filter(|none| none.number().is_some()).cloned();
    Shape::Number(Number { whole: true, min, max: max.map(literal), none, ..Number::default() })
}

/// Returns the lower bounds of ranges, and 0 for what lies below them all, where something can.
fn bucket<'a>(shape: &Shape<'a>, bounds: &[Literal]) -> Shape<'a> {
    let (min, none) = match shape {
        Shape::Number(number) => (number.min.as_ref().and_then(Literal::number), number.none.clone()),
        _ => (None, None),
    };
    let first = bounds.first().and_then(Literal::number);
    let below = first.is_none_or(|first| min.is_none_or(|min| min < first));
    let zero = below.then_some(Literal::Int(0));
    Shape::Choice(each_once(none.into_iter().chain(zero).chain(bounds.iter().cloned())))
}

fn round<'a>(shape: Shape<'a>, step: &Literal) -> Shape<'a> {
    match shape {
        Shape::Number(number) => {
            let nearest = |limit: Literal| nearest_multiple(&limit, step);
            // Where the step is no whole number, the product is seldom the multiple that arithmetic without
            // rounding would give, and validators would refuse it.
            let exact = matches!(step, Literal::Int(step) if *step > 0);
            Shape::Number(Number {
                min: number.min.map(nearest),
                max: number.max.map(nearest),
                multiple_of: exact.then(|| step.clone()),
                whole: number.whole && exact,
                none: number.none,
            })
        }
        shape => shape,
    }
}

/// Returns the multiple of `step` that is nearest to a number.
fn nearest_multiple(number: &Literal, step: &Literal) -> Literal {
    match (number, step) {
        (Literal::Int(number), Literal::Int(step)) if *step > 0 => {
            let below = number.div_euclid(*step).saturating_mul(*step);
            let above = below.saturating_add(*step);
            let rest = number.saturating_sub(below);
            Literal::Int(if rest >= above.saturating_sub(*number) { above } else { below })
        }
        (number, step) => match (number.number(), step.number()) {
            (Some(number), Some(step)) if step > 0.0 => Literal::Float((number / step).round() * step),
            _ => number.clone(),
        },
    }
}

/// Returns the first part of a text. A length in bytes or UTF-16 units is at least as many characters short.
fn truncate(shape: Shape<'_>, length: u32, unit: Unit) -> Shape<'_> {
    match shape {
        Shape::Text(text) => Shape::Text(TextShape {
            kind: TextKind::Free,
            min: text.min.filter(|_| unit == Unit::Chars).map(|min| min.min(length)),
            max: Some(text.max.map_or(length, |max| max.min(length))),
            pattern: None,
        }),
        Shape::Hash { encoding, length: whole } => Shape::Hash { encoding, length: whole.min(length) },
        Shape::Words(words) => Shape::Words(shortened(words, length as usize, unit)),
        shape => shape,
    }
}

fn shortened(words: Vec<&str>, length: usize, unit: Unit) -> Vec<&str> {
    let mut shortened: Vec<&str> = Vec::with_capacity(words.len());
    for word in words {
        let word = first_part(word, length, unit);
        if !shortened.contains(&word) {
            shortened.push(word);
        }
    }
    shortened
}

fn first_part(word: &str, length: usize, unit: Unit) -> &str {
    let mut size = 0;
    for (at, char) in word.char_indices() {
        size += match unit {
            Unit::Bytes => char.len_utf8(),
            Unit::Chars => 1,
            Unit::Utf16 => char.len_utf16(),
        };
        if size > length {
            return &word[..at];
        }
    }
    word
}

/// Returns a text whose parts may have been replaced by markers; only its greatest length still holds.
fn redact(shape: Shape<'_>) -> Shape<'_> {
    match shape {
        Shape::Text(text) => Shape::Text(TextShape { kind: TextKind::Free, min: None, max: text.max, pattern: None }),
        shape => shape,
    }
}

fn encode(shape: Shape<'_>) -> Shape<'_> {
    match shape {
        Shape::Enum(values) => Shape::Codes(values),
        shape => shape,
    }
}
