//! How many of an event are sent.

use super::{SampleBy, Text, resolved};

resolved! {
    /// How many of an event are sent at most.
    pub struct Flow {
        /// Returns the share that is sent.
        val sample: Option<Sample>;
        /// Returns how many are sent in a time, wherever they go.
        val quota: Option<Quota>;
        /// Returns how many are sent to a destination in a time, by its name.
        by_ref quota_at: Vec<(Text, Quota)> => [(Text, Quota)];
    }
}

/// The share of an event that is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Of so many one is sent; at least 2.
    pub one_in: u32,
    /// What chooses it.
    pub by: SampleBy,
}

/// How many of an event are sent in a time: at least one of both is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// In a day.
    pub per_day: Option<u32>,
    /// In a month of the calendar.
    pub per_month: Option<u32>,
}
