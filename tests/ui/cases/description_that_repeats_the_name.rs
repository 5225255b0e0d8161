//! A description says what the name does not.

use telemetry_core::Event;

/// Page opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Link count
    #[telemetry(technical)]
    link_count: u64,
}

fn main() {}
