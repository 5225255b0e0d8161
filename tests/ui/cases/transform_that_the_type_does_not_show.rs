//! A transform is in the type too.

use telemetry_core::Event;

use telemetry_core::{Hashed, Hmac, Truncated, Redacted};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its title.
    #[telemetry(content, hmac(key = install, rotate = "P90D"))]
    title: String,
    /// Its size.
    #[telemetry(technical, bucket = [1, 10])]
    size: u64,
    /// Its author.
    #[telemetry(content, hmac(key = install, rotate = "P90D"))]
    author: Hashed<String>,
    /// Its beginning.
    #[telemetry(content, truncate(length = 3), redact)]
    beginning: Truncated<Redacted<String>>,
    /// Its end.
    #[telemetry(content, redact)]
    end: Option<Hmac<String>>,
}

fn main() {}
