//! How two values become one: pure functions over values, which aggregation calls for each field.
//!
//! What cannot become part of another is counted: as [`Loss::WrongType`] where numbers are added or compared and it is
//! none, or where it does not fit into a map; as [`Loss::TooMany`] where a union has as many members as it may.

use crate::runtime::flow::key::same_bits;
use crate::runtime::{Loss, Losses, Value};
use std::borrow::Cow;

/// What becomes of a field when events are made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// The sum of its numbers; of booleans how often it was true.
    Sum,
    /// The last value.
    Replace,
    /// All that is in its lists, each value once, in the order of their first appearance. A value that is no list counts
    /// as a list of one. Of maps all keys, each with its last value.
    Union,
    /// The least of its numbers.
    Min,
    /// The greatest of its numbers.
    Max,
    /// In how many events it had a value.
    Count,
}

impl Combine {
    /// Returns what a first value is before others come; nothing where it does not count.
    pub(super) fn first(self, value: Value<'_>, members: usize, losses: &mut Losses) -> Option<Value<'static>> {
        match (self, value) {
            (Self::Replace, value) => Some(value.into_owned()),
            (_, Value::Null) => None,
            (Self::Count, _) => Some(Value::Count(1)),
            (Self::Sum | Self::Min | Self::Max, value) => {
                let number = Number::of(&value, losses)?;
                Some(number.written_like(&value))
            }
            (Self::Union, value) => {
                let mut union = if matches!(value, Value::Map(_)) { Value::Map(vec![]) } else { Value::List(vec![]) };
                unite(&mut union, value, members, losses);
                Some(union)
            }
        }
    }

    /// Makes a value part of what was made of those before.
    pub(super) fn join(self, all: &mut Value<'static>, value: Value<'_>, members: usize, losses: &mut Losses) {
        match (self, value) {
            (Self::Replace, value) => {
                // Mostly it is the same again, which then costs no memory.
                if !is_same(all, &value) {
                    *all = value.into_owned();
                }
            }
            (_, Value::Null) => {}
            (Self::Count, _) => {
                if let Value::Count(number) = all {
                    *number = number.saturating_add(1);
                }
            }
            (Self::Union, value) => unite(all, value, members, losses),
            (Self::Sum, value) => calculate(all, &value, Number::plus, losses),
            (Self::Min, value) => calculate(all, &value, Number::lesser, losses),
            (Self::Max, value) => calculate(all, &value, Number::greater, losses),
        }
    }
}

fn calculate(all: &mut Value<'_>, value: &Value<'_>, with: fn(Number, Number) -> Number, losses: &mut Losses) {
    if let (Some(one), Some(other)) = (Number::of(all, losses), Number::of(value, losses)) {
        *all = with(one, other).written_like(all);
    }
}

/// A number, whole as long as it can be.
#[derive(Clone, Copy)]
enum Number {
    Whole(i128),
    Float(f64),
}

impl Number {
    /// Returns the number that a value is. What is not a number, of those of floats, says nothing and is left out.
    fn of(value: &Value<'_>, losses: &mut Losses) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(Self::Whole(i128::from(*value))),
            Value::Int(number) => Some(Self::Whole(i128::from(*number))),
            Value::Count(number) => Some(Self::Whole(i128::from(*number))),
            Value::Float(number) => (!number.is_nan()).then_some(Self::Float(*number)),
            Value::Null | Value::Text(_) | Value::Json(_) | Value::List(_) | Value::Map(_) => {
                losses.add(Loss::WrongType, 0);
                None
            }
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => Self::Whole(one + other),
            // An infinity of the other sign would make it no number, and is left out like what is none.
            (one, other) if (one.float() + other.float()).is_nan() => one,
            (one, other) => Self::Float(one.float() + other.float()),
        }
    }

    fn lesser(self, other: Self) -> Self {
        if other.is_below(self) { other } else { self }
    }

    fn greater(self, other: Self) -> Self {
        if self.is_below(other) { other } else { self }
    }

    fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one < other,
            (one, other) => one.float() < other.float(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "beside a float a whole number is one too")]
    fn float(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Returns the value, as another is written where it can be. What is too large for any becomes the nearest that is
    /// not.
    fn written_like(self, like: &Value<'_>) -> Value<'static> {
        match self {
            Self::Float(number) => Value::Float(number),
            Self::Whole(_) if matches!(like, Value::Float(_)) => Value::Float(self.float()),
            Self::Whole(number) => match (like, i64::try_from(number), u64::try_from(number)) {
                (Value::Int(_), Ok(number), _) | (_, Ok(number), Err(_)) => Value::Int(number),
                (_, _, Ok(number)) => Value::Count(number),
                (_, Err(_), Err(_)) if number < 0 => Value::Int(i64::MIN),
                (_, Err(_), Err(_)) => Value::Count(u64::MAX),
            },
        }
    }
}

/// Adds to a union what is not in it.
fn unite(union: &mut Value<'static>, value: Value<'_>, most: usize, losses: &mut Losses) {
    match (union, value) {
        (Value::Map(all), Value::Map(entries)) => {
            for (key, value) in entries {
                match all.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, before)) => *before = value.into_owned(),
                    None => push(all, || (Cow::Owned(key.into_owned()), value.into_owned()), most, losses),
                }
            }
        }
        (Value::List(all), Value::List(values)) => values.into_iter().for_each(|value| add(all, value, most, losses)),
        (Value::List(all), value) => add(all, value, most, losses),
        (_, _) => losses.add(Loss::WrongType, 0),
    }
}

fn add(all: &mut Vec<Value<'static>>, value: Value<'_>, most: usize, losses: &mut Losses) {
    if !all.iter().any(|known| is_same(known, &value)) {
        push(all, || value.into_owned(), most, losses);
    }
}

fn push<T>(all: &mut Vec<T>, member: impl FnOnce() -> T, most: usize, losses: &mut Losses) {
    if all.len() < most {
        all.push(member());
    } else {
        losses.add(Loss::TooMany, 0);
    }
}

/// Returns whether two values are one member of a union: unlike in arithmetic, what is no number is one.
fn is_same(one: &Value<'_>, other: &Value<'_>) -> bool {
    match (one, other) {
        (Value::Float(one), Value::Float(other)) => same_bits(*one) == same_bits(*other),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::Combine;
    use crate::runtime::Value::{Bool, Count, Float, Int, Null};
    use crate::runtime::{Loss, Losses, Value};

    fn text(text: &'static str) -> Value<'static> {
        Value::Text(text.into())
    }

    fn list(texts: &[&'static str]) -> Value<'static> {
        Value::List(texts.iter().map(|word| text(word)).collect())
    }

    fn map(entries: &[(&'static str, i64)]) -> Value<'static> {
        Value::Map(entries.iter().map(|(key, number)| ((*key).into(), Int(*number))).collect())
    }

    /// Joins values, unions of at most three, and compares what they become and what was lost.
    fn check(combine: Combine, values: &[Value<'static>], expected: Option<&Value<'static>>, lost: (u64, u64)) {
        let (mut all, mut counted) = (None, Losses::default());
        for value in values.iter().cloned() {
            match &mut all {
                None => all = combine.first(value, 3, &mut counted),
                Some(all) => combine.join(all, value, 3, &mut counted),
            }
        }
        // As text, in which what is no number is equal to itself.
        assert_eq!(format!("{:?}", all.as_ref()), format!("{expected:?}"), "{combine:?} of {values:?}");
        assert_eq!((counted.count(Loss::WrongType), counted.count(Loss::TooMany)), lost, "{combine:?} of {values:?}");
    }

    #[test]
    fn numbers_are_added() {
        let sum = |values: &[Value<'static>], expected| check(Combine::Sum, values, Some(&expected), (0, 0));
        sum(&[Count(1), Count(2)], Count(3));
        sum(&[Int(1), Int(-3)], Int(-2));
        sum(&[Int(1), Count(u64::MAX)], Count(u64::MAX));
        sum(&[Count(5), Int(-7)], Int(-2));
        sum(&[Count(u64::MAX), Count(1), Int(-1)], Count(u64::MAX - 1));
        sum(&[Int(i64::MIN), Int(-1)], Int(i64::MIN));
        sum(&[Int(i64::MAX), Int(1)], Count(1 << 63));
        sum(&[Int(1), Float(0.5)], Float(1.5));
        sum(&[Float(0.5), Float(f64::NAN), Null, Int(2)], Float(2.5));
        sum(&[Float(f64::INFINITY), Float(f64::NEG_INFINITY)], Float(f64::INFINITY));
        sum(&[Bool(true), Bool(false), Bool(true)], Count(2));
        check(Combine::Sum, &[Null, Float(f64::NAN)], None, (0, 0));
        check(Combine::Sum, &[text("1"), Count(2), list(&[])], Some(&Count(2)), (2, 0));
    }

    #[test]
    fn ends_are_kept() {
        let check_ends = |values: &[Value<'static>], min, max| {
            check(Combine::Min, values, Some(&min), (0, 0));
            check(Combine::Max, values, Some(&max), (0, 0));
        };
        check_ends(&[Count(3)], Count(3), Count(3));
        check_ends(&[Int(3), Int(-1), Int(2)], Int(-1), Int(3));
        check_ends(&[Float(f64::NAN), Float(1.5), Count(1), Count(2)], Float(1.0), Float(2.0));
        check_ends(&[Int(i64::MIN), Count(u64::MAX)], Int(i64::MIN), Count(u64::MAX));
        check_ends(&[Float(f64::NEG_INFINITY), Null, Int(0)], Float(f64::NEG_INFINITY), Float(0.0));
        check(Combine::Max, &[text("a"), text("b")], None, (2, 0));
    }

    #[test]
    fn sets_are_united_up_to_their_bound() {
        let union = |values: &[Value<'static>], expected, lost| check(Combine::Union, values, Some(&expected), lost);
        union(&[list(&["a", "a"]), list(&["b", "a"])], list(&["a", "b"]), (0, 0));
        union(&[text("a"), Null, text("b"), list(&["c"])], list(&["a", "b", "c"]), (0, 0));
        union(&[list(&["a", "b"]), list(&["c", "d", "b", "e"])], list(&["a", "b", "c"]), (0, 2));
        union(&[Float(f64::NAN), Float(f64::NAN)], Value::List(vec![Float(f64::NAN)]), (0, 0));
        union(&[map(&[("a", 1)]), map(&[("b", 2), ("a", 3)])], map(&[("a", 3), ("b", 2)]), (0, 0));
        union(&[map(&[("a", 1), ("b", 1), ("c", 1), ("d", 1)])], map(&[("a", 1), ("b", 1), ("c", 1)]), (0, 1));
        union(&[map(&[]), text("a")], map(&[]), (1, 0));
    }

    #[test]
    fn the_last_stays_and_values_are_counted() {
        check(Combine::Replace, &[Int(1), text("a")], Some(&text("a")), (0, 0));
        check(Combine::Replace, &[Int(1), Null], Some(&Null), (0, 0));
        check(Combine::Count, &[Null, text("a"), Null, Int(1)], Some(&Count(2)), (0, 0));
        check(Combine::Count, &[Null], None, (0, 0));
    }
}
