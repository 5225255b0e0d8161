//! What a destination makes of shapes: its form of booleans, its lists, its longest text.

use super::shape::{Shape, TextShape};
use crate::model::{Accepts, BooleanForm, Destination, Literal, LongValues, OverLong, Unit};
use crate::text_kind::TextKind;

/// Returns a shape as it leaves for a destination.
pub(super) fn adapt<'a>(shape: Shape<'a>, destination: &Destination) -> Shape<'a> {
    let shape = match destination.wire().flatten() {
        Some(flatten) => flattened(shape, flatten.depth(), flatten.lists() != "native"),
        None => shape,
    };
    limited(shape, destination)
}

/// Writes lists as text where the destination wants that, and what lies too deep as JSON text.
fn flattened(shape: Shape<'_>, depth: u32, lists_are_text: bool) -> Shape<'_> {
    match shape {
        Shape::List { .. } if lists_are_text => free_text(),
        Shape::Map { .. } | Shape::Any if depth == 0 => free_text(),
        shape => shape,
    }
}

fn free_text<'a>() -> Shape<'a> {
    Shape::Text(TextShape { kind: TextKind::Free, min: None, max: None, pattern: None })
}

fn limited<'a>(shape: Shape<'a>, destination: &Destination) -> Shape<'a> {
    match shape {
        Shape::Bool => boolean(destination),
        Shape::List { item, unique, max } => Shape::List { item: Box::new(limited(*item, destination)), unique, max },
        Shape::Map { item, max } => Shape::Map { item: Box::new(limited(*item, destination)), max },
        Shape::AnyOf(shapes) => {
            Shape::AnyOf(shapes.into_iter().map(|(from, shape)| (from, limited(shape, destination))).collect())
        }
        Shape::Text(text) => match destination.wire().values() {
            Some(values) if exceeds(text, values) => {
                let max = Some(text.max.map_or(values.max_length(), |max| max.min(values.max_length())));
                // What is cut ends anywhere, so no expression holds for the whole of it.
                let cut = values.over() != OverLong::Drop;
                let pattern = text.pattern.filter(|_| !cut);
                let kind = if cut { TextKind::Free } else { text.kind };
                Shape::Text(TextShape { kind, max, pattern, min: text.min.map(|min| min.min(values.max_length())) })
            }
            _ => Shape::Text(text),
        },
        shape => shape,
    }
}

fn boolean<'a>(destination: &Destination) -> Shape<'a> {
    let as_number = destination.accepts() == Accepts::Numbers;
    match destination.wire().booleans() {
        BooleanForm::Native if !as_number => Shape::Bool,
        BooleanForm::Text if !as_number => Shape::Words(vec!["false", "true"]),
        BooleanForm::Native | BooleanForm::Text | BooleanForm::Number => {
            Shape::Choice(vec![Literal::Int(0), Literal::Int(1)])
        }
    }
}

/// Returns whether a text can be longer than the destination takes.
pub(super) fn exceeds(text: TextShape<'_>, values: &LongValues) -> bool {
    let most_per_char = match values.unit() {
        Unit::Bytes => 4,
        Unit::Chars => 1,
        Unit::Utf16 => 2,
    };
    let fixed = matches!(text.kind, TextKind::Date | TextKind::Uuid);
    !fixed && text.max.is_none_or(|max| max.saturating_mul(most_per_char) > values.max_length())
}

/// Returns an expression for the names of the further parts of a value, behind the name of the first.
pub(super) fn part_suffix(values: &LongValues) -> String {
    let mut ecma = String::new();
    let (before, placeholder, after) = split_suffix(values.suffix());
    super::pattern::push_literal(&mut ecma, before);
    match (placeholder, values.max_parts()) {
        (None, _) => {}
        (Some(width), Some(most)) if most <= MOST_LISTED => {
            let numbers: Vec<String> = (2..=most).map(|number| format!("{number:0width$}")).collect();
            ecma.push_str(&format!("(?:{})", numbers.join("|")));
        }
        (Some(_), _) => ecma.push_str("[0-9]+"),
    }
    super::pattern::push_literal(&mut ecma, after);
    ecma
}

/// Up to this many parts are listed one by one.
const MOST_LISTED: u32 = 16;

/// Splits `_{n:02}` into what stands before the number, its width, and what stands behind.
fn split_suffix(suffix: &str) -> (&str, Option<usize>, &str) {
    let Some((before, rest)) = suffix.split_once("{n") else { return (suffix, None, "") };
    let Some((width, after)) = rest.split_once('}') else { return (suffix, None, "") };
    (before, Some(width.trim_start_matches(':').parse().unwrap_or(1)), after)
}
