//! The catalog is a constant in scope.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(catalog = CATALOGUE, purpose = product, consent = usage, owner = "web", destinations(warehouse))]
struct PageOpened {}

fn main() {}
