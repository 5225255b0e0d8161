//! How many of an event are sent: a share, no more than so many, one of a burst, one of equal ones.

use super::{Duration, Entries, List, Text, Written};
use serde::Deserialize;

/// How many of an event are sent at most. The page says it, and the program holds it: it may send fewer, never more.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "flow section", deny_unknown_fields, default)]
pub struct FlowDecl {
    /// Sends only a share of the events: `{ one_in: 100 }`.
    pub sample: Written<SampleDecl>,
    /// The most that are sent in a day or a month, wherever they go: `{ per_day: 50 }`.
    pub quota: Written<QuotaDecl>,
    /// The most that are sent to a destination, by its name: `{ store: { per_day: 50 } }`.
    pub quota_at: Written<Entries<QuotaDecl>>,
    /// Of events that come in a burst only one is sent: `{ by: [project], quiet: PT1S, longest: PT10S }`.
    pub debounce: Written<DebounceDecl>,
    /// Of equal events the first is sent, and then one for all others: `{ by: [code], within: PT1H }`.
    pub repeats: Written<RepeatsDecl>,
}

/// The share of the events that is sent.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "sample", deny_unknown_fields, default)]
pub struct SampleDecl {
    /// Of so many events one is sent; at least 2.
    pub one_in: Written<u32>,
    /// What chooses it; `chance` when absent.
    pub by: Written<SampleBy>,
}

/// What chooses the events that are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "way of sampling", rename_all = "kebab-case")]
pub enum SampleBy {
    /// Chance, for each event.
    Chance,
    /// The session: all of its events are sent, or none.
    Session,
    /// The count since the program started: the first is sent, and then each so-many-th.
    Count,
}

/// The most that are sent in a time. Days and months are those of UTC, and are counted over restarts of the program.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "quota", deny_unknown_fields, default)]
pub struct QuotaDecl {
    /// The most in a day.
    pub per_day: Written<u32>,
    /// The most in a month of the calendar.
    pub per_month: Written<u32>,
}

/// Of events that come in a burst only one is sent.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "debounce", deny_unknown_fields, default)]
pub struct DebounceDecl {
    /// The fields that tell bursts apart; without them all events are of one.
    pub by: List<Text>,
    /// A burst is over when there was none for so long: an ISO 8601 duration such as `PT1S`.
    pub quiet: Written<Duration>,
    /// It is over, too, when it has lasted so long.
    pub longest: Written<Duration>,
    /// Which of its events is sent; `last` when absent.
    pub sends: Written<OfBurst>,
    /// The destinations on whose way it holds; all of the event when absent.
    pub destinations: List<Text>,
}

/// One event of a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "event of a burst", rename_all = "kebab-case")]
pub enum OfBurst {
    /// The first, at once.
    First,
    /// The last, once the burst is over.
    Last,
}

/// Of equal events the first is sent, and then one for all others.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "repeats section", deny_unknown_fields, default)]
pub struct RepeatsDecl {
    /// The fields that make events equal; without them all are.
    pub by: List<Text>,
    /// How long equal events are counted, from the first on: an ISO 8601 duration such as `PT1H`.
    pub within: Written<Duration>,
    /// A field of type `count` that says how many events one stands for.
    pub number: Written<Text>,
    /// The destinations on whose way it holds; all of the event when absent.
    pub destinations: List<Text>,
}
