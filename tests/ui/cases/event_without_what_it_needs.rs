//! An event says why it is recorded, and at which level it is sent.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(consent = usage)]
struct PageClosed {
    /// How many links it has.
    #[telemetry(technical, purpose = product)]
    links: u64,
}

/// A page was left.
#[derive(Event)]
#[telemetry(purpose = product)]
struct PageLeft;

fn main() {}
