//! A plain hash can be guessed, so that it lowers nothing.

use telemetry_core::Event;

use telemetry_core::{Hashed, Url, Version};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its address, hashed.
    #[telemetry(identifier, hash)]
    address: Hashed<Url>,
    /// Its number, hashed.
    #[telemetry(technical, hash(algorithm = blake3))]
    number: Hashed<Version>,
}

fn main() {}
