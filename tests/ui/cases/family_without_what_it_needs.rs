//! A family says what its names differ in, and how many there may be.

use telemetry_core::Event;

use telemetry_core::Family;

/// A project was checked.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Checked {
    /// How often each code was reported.
    #[telemetry(technical, name = "{code}_count", family(placeholder = "code"))]
    code_count: Family<u64>,
    /// How often each rule was broken.
    #[telemetry(technical, name = "rule_count", family(placeholder = "rule", description = "A rule.", max = 10))]
    rule_count: Family<u64>,
    /// How often each lint was broken.
    #[telemetry(technical, name = "{lint}_count", family(placeholder = "lint", description = "A lint.", max = 10))]
    lint_count: u64,
    /// How often each hint was given.
    #[telemetry(technical)]
    hint_count: Family<u64>,
    /// How often each mark was set.
    #[telemetry(technical, name = "{mark}_count", wire = "marks", family(placeholder = "mark", description = "A mark.", max = 10))]
    mark_count: Family<u64>,
}

fn main() {}
