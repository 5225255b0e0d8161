//! What became of what was recorded. Nothing is lost without a reason and a count.

use std::fmt;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// Why an event did not reach a destination.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// All reasons.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$name),*];

            /// Returns the word that `status` prints.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

reasons! {
    /// The level was too low for the destination when it was recorded.
    Consent = "consent";
    /// A permission was missing when it was recorded.
    Grant = "grant";
    /// A condition of the catalog did not hold, or asked for a fact that is not known.
    Condition = "condition";
    /// It goes to no destination that was set up.
    Nowhere = "nowhere";
    /// Sampling left it out.
    Sampled = "sampled";
    /// Its quota was used up; or it declares one and the program keeps no counts of it.
    Quota = "quota";
    /// The memory for what waits was full.
    Full = "full";
    /// It alone is larger than the destination, or the queue, takes.
    TooLarge = "too-large";
    /// What is left of it would not be what its schema says.
    Incomplete = "incomplete";
    /// The destination will never take it.
    Refused = "refused";
    /// The sender ended in a panic while it had it.
    Panicked = "panicked";
    /// Consent was withdrawn while it waited.
    Withdrawn = "withdrawn";
    /// The user deleted what waited.
    Cleared = "cleared";
    /// It equals one that was just sent.
    Repeated = "repeated";
    /// It came while telemetry itself was at work.
    Recursive = "recursive";
    /// The time to wait for common fields, or for the end of the program, was over.
    Deadline = "deadline";
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// How many events were dropped, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    counts: [u64; Reason::ALL.len()],
}

impl Dropped {
    /// Returns how many were dropped for a reason.
    #[must_use]
    pub fn count(&self, reason: Reason) -> u64 {
        self.counts[reason as usize]
    }

    /// Returns how many were dropped in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Returns the reasons for which some were dropped, and how many.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, u64)> {
        Reason::ALL.into_iter().zip(self.counts).filter(|(_, count)| *count > 0)
    }

    pub(crate) fn add(&mut self, reason: Reason, count: u64) {
        self.counts[reason as usize] += count;
    }
}

/// What became of all events, at one moment: `recorded == routed + dropped.total() + waiting`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many were recorded. Those that consent refused at once were not.
    pub recorded: u64,
    /// How many were handed on to destinations.
    pub routed: u64,
    /// How many were dropped before.
    pub dropped: Dropped,
    /// How many wait to be handed on.
    pub waiting: u64,
    /// What became of them at each destination.
    pub destinations: Vec<DestinationAccount>,
}

/// What became of the events of one destination, at one moment: `recorded == sent + dropped.total() + waiting`.
///
/// A twin of an event counts as an event of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestinationAccount {
    /// The name of the destination.
    pub name: &'static str,
    /// Which further copy it is of what goes to the destination, where it is one.
    pub copy: Option<&'static str>,
    /// How many were recorded for it.
    pub recorded: u64,
    /// How many it took.
    pub sent: u64,
    /// How many were dropped.
    pub dropped: Dropped,
    /// How many wait to be sent, those that are being sent included.
    pub waiting: u64,
    /// What its sender had trouble with when it last sent something, such as `the server answers 503`.
    pub trouble: Option<String>,
}

impl Account {
    /// Returns whether everything that was recorded is accounted for. It always is: tests and simulations ask.
    #[must_use]
    pub fn balances(&self) -> bool {
        let whole = self.recorded == self.routed + self.dropped.total() + self.waiting;
        whole && self.destinations.iter().all(|each| each.recorded == each.sent + each.dropped.total() + each.waiting)
    }
}
