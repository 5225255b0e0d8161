//! A constant is a field: it has a name, a value, a class and a description.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
#[telemetry(constant(value = 3, technical, description = "Which schema."))]
#[telemetry(constant(name = "schema", technical, description = "Which schema."))]
#[telemetry(constant(name = "form", value = "long", description = "Which form."))]
#[telemetry(constant(name = "way", value = "link", technical))]
#[telemetry(constant(name = "end", value = b"key", technical, description = "Which end."))]
#[telemetry(constant(name = "place", value = "here", technical, descripton = "Which place."))]
struct PageOpened {}

fn main() {}
