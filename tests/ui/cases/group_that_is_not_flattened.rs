//! A group is flattened, and an event is no field.

use telemetry_core::{Event, Fields};

/// How large it is.
#[derive(Fields)]
struct Size {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// How large it is.
    #[telemetry(technical)]
    size: Size,
    /// How it was opened before.
    #[telemetry(technical)]
    before: PageClosed,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageClosed {}

fn main() {}
