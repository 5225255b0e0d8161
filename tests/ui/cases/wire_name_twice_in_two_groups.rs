//! Two groups bring a field of one name.

use telemetry_core::{Event, Fields};

/// How large it is.
#[derive(Fields)]
struct Size {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// What it links to.
#[derive(Fields)]
struct Targets {
    /// How many links go out.
    #[telemetry(technical, wire = "links")]
    out: u64,
}

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    #[telemetry(flatten)]
    size: Size,
    #[telemetry(flatten)]
    targets: Targets,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageClosed {
    #[telemetry(flatten(prefix = "before_"))]
    before: Size,
    #[telemetry(flatten)]
    after: Size,
}

fn main() {}
