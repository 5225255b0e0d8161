//! Prefixes of nested groups can make one name.

use telemetry_core::{Event, Fields};

/// How large it is.
#[derive(Fields)]
struct Size {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// Before and after.
#[derive(Fields)]
struct Sizes {
    #[telemetry(flatten(prefix = "before_"))]
    before: Size,
}

/// A page was edited.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageEdited {
    #[telemetry(flatten(prefix = "old_"))]
    sizes: Sizes,
    #[telemetry(flatten(prefix = "old_before_"))]
    size: Size,
    #[telemetry(flatten(prefix = "new_"))]
    new: Size,
}

fn main() {}
