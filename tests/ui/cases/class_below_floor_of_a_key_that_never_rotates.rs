//! A key that is never changed lowers nothing.

use telemetry_core::Event;

use telemetry_core::{Hmac, Url, Version};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its address, hashed.
    #[telemetry(identifier, hmac(key = install))]
    address: Hmac<Url>,
    /// Its number, hashed.
    #[telemetry(technical, hmac(key = install, rotate = "P90D"))]
    number: Hmac<Version>,
}

fn main() {}
