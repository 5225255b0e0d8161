//! The path of `telemetry-core` is one.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(crate = telemetry, purpose = product, consent = usage)]
struct PageOpened {}

fn main() {}
