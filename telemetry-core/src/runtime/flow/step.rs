//! What becomes of an event at a stage, and what leaves one.

use crate::runtime::{ItemField, Kind, Part, Value};
use std::borrow::Cow;
use std::time::Duration;

/// The present, by two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970, by a clock that may jump either way.
    pub wall: i64,
    /// Milliseconds since some moment, by a clock that only goes forward.
    pub steady: u64,
}

/// What became of an event that a stage was given. The numbers add up: each event that was given is still held, was
/// dropped, or is one of those that went on.
#[must_use = "an event that is not passed on is lost without being counted"]
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// It goes on at once.
    Pass(T),
    /// It stays here, and goes on later, alone or as a part of another.
    Hold,
    /// So many events are dropped: this one, or earlier ones in whose place it stays here.
    Drop(Reason, u64),
    /// These go on, in this order. It is one of them or a part of one, or it stays here.
    Out(Vec<Left<T>>),
}

/// What goes on from a stage that held it.
#[derive(Clone, Debug, PartialEq)]
pub struct Left<T> {
    /// What goes on.
    pub item: T,
    /// How many events it stands for, itself counted.
    pub events: u64,
    /// Why it goes on now.
    pub why: Why,
}

/// Why something that was held goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// What it was held for is done: a time is over, or what was waited for is known.
    Ready,
    /// It gives its place to another, before its time.
    Early,
    /// What was waited for is not known, and the time for it is over.
    TimedOut,
    /// All that is held was asked for.
    Flushed,
}

/// Why an event was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The sample does not hold it.
    Sampled,
    /// There were as many of its kind today as there may be.
    QuotaOfDay,
    /// There were as many of its kind this month as there may be.
    QuotaOfMonth,
    /// How many there were of its kind cannot be known any more.
    QuotaUnknown,
    /// It was one of a burst of which another goes on.
    Debounced,
    /// Its message is one of those that are ignored.
    Ignored,
    /// More events wait than may.
    WaitingFull,
    /// It is larger than what may be held.
    TooLarge,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 8] = [
        Self::Sampled,
        Self::QuotaOfDay,
        Self::QuotaOfMonth,
        Self::QuotaUnknown,
        Self::Debounced,
        Self::Ignored,
        Self::WaitingFull,
        Self::TooLarge,
    ];

    /// Returns the word for it in accounts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sampled => "sampled",
            Self::QuotaOfDay => "quota_of_day",
            Self::QuotaOfMonth => "quota_of_month",
            Self::QuotaUnknown => "quota_unknown",
            Self::Debounced => "debounced",
            Self::Ignored => "ignored",
            Self::WaitingFull => "waiting_full",
            Self::TooLarge => "too_large",
        }
    }
}

impl<T> Left<T> {
    /// Makes one that stands for itself alone.
    pub(super) fn one(item: T, why: Why) -> Self {
        Self { item, events: 1, why }
    }
}

/// Makes a field of what a stage knows of an event: how many it stands for, or the rate at which it was sampled. Both are
/// about the program, not about its user, and stand among the numbers.
///
/// ```
/// use telemetry_core::runtime::Value;
/// use telemetry_core::runtime::flow::number_field;
///
/// assert_eq!(number_field("occurrences", Value::Count(12)).class.name, "technical");
/// ```
pub fn number_field<'a>(key: impl Into<Cow<'a, str>>, value: Value<'a>) -> ItemField<'a> {
    ItemField { part: Part::Stamp, ..ItemField::plain(key, Kind::Measurement, value) }
}

/// Returns the steady moment that lies so long after another; one that is never reached where there is no such.
pub(super) fn after(steady: u64, length: Duration) -> u64 {
    steady.saturating_add(u64::try_from(length.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Reason, after};
    use std::collections::BTreeSet;
    use std::time::Duration;

    #[test]
    fn reasons_have_names_of_their_own() {
        let names: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        assert_eq!(names.len(), Reason::ALL.len());
    }

    #[test]
    fn a_time_past_all_times_is_never() {
        assert_eq!(after(5, Duration::from_millis(7)), 12);
        assert_eq!(after(u64::MAX - 1, Duration::from_millis(7)), u64::MAX);
        assert_eq!(after(0, Duration::MAX), u64::MAX);
    }
}
