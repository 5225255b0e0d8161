//! How many of an event go on, as its declaration says: what pages promise and feature `runtime` holds.

/// How many of an event go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowRules {
    /// The share that goes on; all when absent.
    pub sample: Option<SampleRules>,
    /// How many go on, wherever they go.
    pub quota: Option<QuotaRules>,
    /// How many leave for a destination, by its name.
    pub quota_at: &'static [(&'static str, QuotaRules)],
}

impl FlowRules {
    /// What holds where a catalog says nothing: all go on.
    pub const DEFAULT: Self = Self { sample: None, quota: None, quota_at: &[] };
}

/// Which share of an event goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleRules {
    /// Of so many, one goes on; at least 2.
    pub one_in: u32,
    /// What chooses it.
    pub by: SampleBy,
}

/// What chooses the share of an event that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleBy {
    /// Chance, for each event.
    Chance,
    /// The session: all of its events or none.
    Session,
    /// The count since the program started: the first, and then each so-many-th.
    Count,
}

/// How many of an event go on in a time. Both hold; days and months are those of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaRules {
    /// In a day.
    pub per_day: Option<u32>,
    /// In a month of the calendar.
    pub per_month: Option<u32>,
}

impl QuotaRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self { per_day: None, per_month: None };
}
