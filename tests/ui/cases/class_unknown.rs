//! A class is one of the list, and the nearest is named.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(techincal)]
    links: u64,
    /// How many words it has.
    #[telemetry(class = anonymous)]
    words: u64,
    /// How many lines it has.
    #[telemetry(class = "interactions")]
    lines: u64,
}

fn main() {}
