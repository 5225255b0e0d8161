//! After a fault of writing the other words are read.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose product, consent = usage; owner = "web", version = "two")]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical max = 10)]
    links: u64,
    /// How many words it has.
    #[telemetry]
    words: u64,
    /// How many lines it has.
    #[telemetry = "technical"]
    lines: u64,
    /// How many letters it has.
    #[telemetry(technical, "interaction", unit: "letters", when = seldom)]
    letters: u64,
    /// How many images it has.
    #[telemetry(technical, redact = true, flatten = "x")]
    images: u64,
}

fn main() {}
