//! Durations, versions, days and counts have a grammar.

use telemetry_core::Event;

use telemetry_core::Hmac;

/// A page was opened.
#[derive(Event)]
#[telemetry(
    purpose = product,
    consent = usage,
    version = 0,
    since = "v1",
    expires = "31.3.2027",
    retention = "90 days",
    changed = ["soon", "It counts."],
    changed = ["1.0.0"]
)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, since = 1, expires = 2027, retention = "P0D", consent_version = "two", max_length = -1)]
    links: u64,
    /// Its title.
    #[telemetry(identifier, hmac(key = install, rotate = "monthly"))]
    title: Hmac<String>,
    /// How many words it has.
    #[telemetry(technical, max = ten)]
    words: u64,
    /// How many lines it has.
    #[telemetry(technical, max_length = 99999999999)]
    lines: u64,
}

fn main() {}
