//! An own class says its rank and what it is treated as.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(class("odd"))]
    links: u64,
    /// How many words it has.
    #[telemetry(class("odd", rank = 300, treat_as = technical))]
    words: u64,
    /// How many lines it has.
    #[telemetry(class("odd", rank = 15, treat_as = tecnical))]
    lines: u64,
}

fn main() {}
