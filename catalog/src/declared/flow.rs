//! How many of an event are sent: a share, and no more than so many.

use super::{Entries, Written};
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
