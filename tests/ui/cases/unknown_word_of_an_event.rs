//! An unknown word is answered with the nearest one and with all.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpos = product, consent = usage, destination(warehouse), colour = red)]
struct PageOpened {}

fn main() {}
