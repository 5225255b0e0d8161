//! A field has no class by default.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// How many links it has.
    links: u64,
    /// How long it took.
    #[telemetry(max = 10)]
    took: u64,
}

fn main() {}
