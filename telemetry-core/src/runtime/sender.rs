//! The trait behind which all destinations stand.

use crate::runtime::Item;
use std::time::Duration;

/// What brings events to a destination.
///
/// A sender belongs to one sending thread, which calls it without haste: it may block, up to [`Batch::timeout`]. It
/// knows nothing of consent, classes or other destinations: what it is given may be sent. A sender that panics loses the
/// batch, which is counted; it is called again with the next.
pub trait Sender: Send {
    /// Appends one event, in the form of the destination, to `entry`. It is called anew when an event is sent again.
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>);

    /// Sends events that were encoded, and says what became of them.
    fn send(&mut self, batch: &Batch<'_>) -> Outcome;

    /// Returns what went wrong last and does still, such as `the server answers 503`: it is asked after each batch, and
    /// shown where the program says how its telemetry does. It names no key and nothing of an event.
    fn trouble(&self) -> Option<String> {
        None
    }
}

/// Events that are sent together.
#[derive(Clone, Debug)]
pub struct Batch<'a> {
    /// A random id, the same however often these events are sent together.
    pub id: [u8; 16],
    /// The encoded events, oldest first; at least one.
    pub entries: Vec<&'a [u8]>,
    /// How often these events were sent before.
    pub attempt: u32,
    /// The present, in milliseconds since 1970.
    pub sent: i64,
    /// How long sending may take in all.
    pub timeout: Duration,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All events arrived.
    Accepted,
    /// Some events arrived; others are named by their place in the batch.
    Partly {
        /// Those to be sent again.
        retry: Vec<usize>,
        /// Those that will never be taken.
        refused: Vec<usize>,
    },
    /// The batch is too large: it is sent again in halves, and a single event is dropped.
    TooLarge,
    /// None arrived, and they may later: the network, or a server in trouble.
    Later {
        /// How long the destination asks to wait.
        after: Option<Duration>,
    },
    /// None will ever be taken, for this reason.
    Refused(String),
}
