//! A transform of a type is in the attribute too.

use telemetry_core::Event;

use std::time::Duration;
use telemetry_core::{Bucketed, ByOrigin, Counted, Hashed, Hmac, Redacted, Rounded, Truncated};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its title.
    #[telemetry(content)]
    title: Hmac<String>,
    /// Its author.
    #[telemetry(content)]
    author: Hashed<String>,
    /// Its size.
    #[telemetry(technical)]
    size: Bucketed<u64>,
    /// How long it took.
    #[telemetry(technical)]
    took: Rounded<Duration>,
    /// Its beginning.
    #[telemetry(content, redact)]
    beginning: Truncated<Redacted<String>>,
    /// Its files.
    #[telemetry(technical)]
    files: Counted<Vec<String>>,
    /// Its command.
    #[telemetry(content)]
    command: ByOrigin<String>,
}

fn main() {}
