//! A twin knows its own words.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, twin(name = "opened_text", description = "With its text.", carry = ["links"]))]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

fn main() {}
