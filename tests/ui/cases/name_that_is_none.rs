//! Names survive everywhere.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(name = "page opened", wire = "page\topened", purpose = product, consent = usage)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, name = "")]
    links: u64,
    /// How many words it has.
    #[telemetry(technical, name = "12")]
    words: u64,
    /// How many lines it has.
    #[telemetry(technical, wire = "a<b")]
    lines: u64,
}

fn main() {}
