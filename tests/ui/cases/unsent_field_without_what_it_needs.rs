//! A field that is not sent is declared too.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, unsent = { text: { type: string }, title: never, })]
struct PageOpened {}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, unsent = text)]
struct PageClosed {}

fn main() {}
