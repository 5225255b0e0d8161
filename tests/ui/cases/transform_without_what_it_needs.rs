//! A transform says its key, its length, its bounds.

use telemetry_core::Event;

use telemetry_core::{Bucketed, ByOrigin, Hmac, Rounded, Truncated};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its title.
    #[telemetry(identifier, hmac(rotate = "P90D"))]
    title: Hmac<String>,
    /// Its author.
    #[telemetry(identifier, hmac)]
    author: Hmac<String>,
    /// Its beginning.
    #[telemetry(content, truncate(unit = chars))]
    beginning: Truncated<String>,
    /// Its size.
    #[telemetry(technical, bucket)]
    size: Bucketed<u64>,
    /// Its height.
    #[telemetry(technical, bucket = [])]
    height: Bucketed<u64>,
    /// Its width.
    #[telemetry(technical, bucket = [10, 5])]
    width: Bucketed<u64>,
    /// Its age.
    #[telemetry(technical, round)]
    age: Rounded<u64>,
    /// Its command.
    #[telemetry(content, by_origin())]
    command: ByOrigin<String>,
    /// Its end.
    #[telemetry(content, drop)]
    end: String,
}

fn main() {}
