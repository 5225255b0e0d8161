//! Two fields of a struct are called the same.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, constant(name = "schema", value = 3, technical, description = "Which."))]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
    /// How many links go out.
    #[telemetry(technical, wire = "links")]
    out: u64,
    /// How many links go in.
    #[telemetry(technical, name = "links", wire = "in")]
    inward: u64,
    /// How it is laid out.
    #[telemetry(technical)]
    schema: u64,
}

fn main() {}
