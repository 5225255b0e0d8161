//! A word is said once.

use telemetry_core::{Event, FieldEnum};

use telemetry_core::{Hmac, Truncated};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, owner = "web")]
#[telemetry(consent = usage, owner = "app", since = "1.0.0", since = "1.1.0")]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, interaction, max = 10, max = 20)]
    links: u64,
    /// Its title.
    #[telemetry(identifier, hmac(key = install, key = session, rotate = "P90D", rotate = "P1Y"))]
    title: Hmac<String>,
    /// Its beginning.
    #[telemetry(content, truncate(length = 3, unit = chars, unit = bytes))]
    beginning: Truncated<String>,
}

/// How it was opened.
#[derive(FieldEnum)]
#[telemetry(retired_codes = [4], retired_codes = [5], allow, allow)]
enum Way {
    /// From a search.
    #[telemetry(name = "search", name = "find", code = 1, code = 2)]
    Search,
    /// Any other.
    #[telemetry(fallback, fallback)]
    Other,
}

fn main() {}
