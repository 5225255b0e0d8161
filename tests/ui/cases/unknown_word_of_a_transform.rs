//! A transform knows its own words.

use telemetry_core::Event;

use telemetry_core::{ByOrigin, Hashed, Hmac, Truncated};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its title.
    #[telemetry(identifier, hmac(key = instal, rotat = "P90D", encoding = hexadecimal))]
    title: Hmac<String>,
    /// Its author.
    #[telemetry(content, hash(algorithm = md5, salt = "x"))]
    author: Hashed<String>,
    /// Its beginning.
    #[telemetry(content, truncate(lenght = 80, unit = words))]
    beginning: Truncated<String>,
    /// Its folder.
    #[telemetry(content, by_origin(built_in(keep), user(kep)))]
    folder: ByOrigin<String>,
    /// Its language.
    #[telemetry(content, hmca(key = install))]
    language: Hmac<String>,
}

fn main() {}
