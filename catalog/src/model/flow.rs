//! How many of an event are sent.

use super::{Duration, OfBurst, SampleBy, Text, resolved};

resolved! {
    /// How many of an event are sent at most.
    pub struct Flow {
        /// Returns the share that is sent.
        val sample: Option<Sample>;
        /// Returns how many are sent in a time, wherever they go.
        val quota: Option<Quota>;
        /// Returns how many are sent to a destination in a time, by its name.
        by_ref quota_at: Vec<(Text, Quota)> => [(Text, Quota)];
        /// Returns which event of a burst is sent.
        opt debounce: Option<Box<Debounce>> => Debounce;
        /// Returns how equal events are told once.
        opt repeats: Option<Box<Repeats>> => Repeats;
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

resolved! {
    /// Which event of a burst is sent.
    pub struct Debounce {
        /// Returns the names of the fields that tell bursts apart, in the order of the catalog.
        by_ref by: Vec<Text> => [Text];
        /// Returns for how long there is none when a burst is over.
        by_ref quiet: Duration => Duration;
        /// Returns how long a burst lasts at most.
        by_ref longest: Duration => Duration;
        /// Returns which of its events is sent.
        val sends: OfBurst;
        /// Returns the destinations on whose way it holds, by name; all when empty.
        by_ref destinations: Vec<Text> => [Text];
    }
}

resolved! {
    /// How equal events are told once.
    pub struct Repeats {
        /// Returns the names of the fields that make events equal, in the order of the catalog; all are when empty.
        by_ref by: Vec<Text> => [Text];
        /// Returns how long equal events are counted.
        by_ref within: Duration => Duration;
        /// Returns the field that says how many events one stands for.
        opt number: Option<Text> => str;
        /// Returns the destinations on whose way it holds, by name; all when empty.
        by_ref destinations: Vec<Text> => [Text];
    }
}
