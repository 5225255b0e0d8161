//! An unknown word is answered with the nearest one and with all.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, maximum = 10, min_lenght = 3, colour)]
    links: u64,
}

fn main() {}
