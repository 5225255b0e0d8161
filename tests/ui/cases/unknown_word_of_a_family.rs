//! A family of fields knows its own words.

use telemetry_core::Event;

use telemetry_core::Family;

/// A project was checked.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Checked {
    /// How often each code was reported.
    #[telemetry(technical, name = "{code}_count", family(placeholder = "code", describe = "A code.", max = 10))]
    code_count: Family<u64>,
}

fn main() {}
