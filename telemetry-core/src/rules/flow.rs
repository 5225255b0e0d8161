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
    /// Which event of a burst goes on.
    pub debounce: Option<BurstRules>,
    /// How equal events are told once.
    pub repeats: Option<EqualRules>,
}

impl FlowRules {
    /// What holds where a catalog says nothing: all go on.
    pub const DEFAULT: Self = Self { sample: None, quota: None, quota_at: &[], debounce: None, repeats: None };
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

/// Which event of a burst goes on to a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurstRules {
    /// The fields that tell bursts apart, by their declared names.
    pub by: &'static [&'static str],
    /// A burst is over when there was none for so long, as an ISO 8601 duration,
    pub quiet: &'static str,
    /// or when it has lasted so long.
    pub longest: &'static str,
    /// Which of its events goes on.
    pub sends: OfBurst,
    /// The destinations on whose way it holds; all when empty.
    pub destinations: &'static [&'static str],
}

/// One event of a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfBurst {
    /// The first, at once.
    First,
    /// The last, once the burst is over.
    Last,
}

/// How equal events are told once to a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EqualRules {
    /// The fields that make events equal, by their declared names; all are when empty.
    pub by: &'static [&'static str],
    /// How long equal events are counted, from the first on, as an ISO 8601 duration.
    pub within: &'static str,
    /// The field that says how many events one stands for.
    pub number: Option<&'static str>,
    /// The destinations on whose way it holds; all when empty.
    pub destinations: &'static [&'static str],
}
