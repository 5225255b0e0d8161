//! A group brings a field that stands beside it.

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
    #[telemetry(flatten)]
    size: Size,
    /// How many links were followed.
    #[telemetry(technical)]
    links: u64,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, constant(name = "links", value = 3, technical, description = "Three."))]
struct PageClosed {
    #[telemetry(flatten)]
    size: Size,
}

fn main() {}
