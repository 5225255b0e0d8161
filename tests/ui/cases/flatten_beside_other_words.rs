//! A group says `flatten`, and nothing else.

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
    #[telemetry(flatten, technical)]
    size: Size,
    #[telemetry(flatten(prefx = "a_"))]
    other: Size,
    #[telemetry(flatten(prefix = "b_", name = "x"))]
    third: Size,
    #[telemetry(flatten(prefix = "c "), flatten)]
    fourth: Size,
}

fn main() {}
