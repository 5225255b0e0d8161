//! What is flattened is a group.

use telemetry_core::Event;

/// Where something is.
struct Point;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    #[telemetry(flatten)]
    touched: Point,
    #[telemetry(flatten)]
    links: u64,
}

fn main() {}
