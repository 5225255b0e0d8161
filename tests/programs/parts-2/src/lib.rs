//! The next version of the library. It has no catalog, and knows `telemetry-core` under another name.

use words::Event;

/// A part was used, once more.
#[derive(Event)]
#[telemetry(crate = words, purpose = product, consent = usage, destinations())]
pub struct PartUsed {
    /// How often it was used before.
    #[telemetry(technical)]
    pub before: u64,
}
