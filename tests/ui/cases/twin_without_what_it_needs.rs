//! A twin has a name and says what differs.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
#[telemetry(twin(destinations(store)))]
#[telemetry(twin(name = "", description = ""))]
#[telemetry(twin(name = "page_opened", description = "The event itself."))]
#[telemetry(twin(name = "more", description = "With more."), twin(name = "more", description = "With even more."))]
struct PageOpened {}

fn main() {}
