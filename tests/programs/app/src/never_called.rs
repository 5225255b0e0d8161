//! Nobody calls this, and the compiler may say so: it ships nevertheless, and is listed.

#![allow(dead_code, reason = "events of dead code are what is tested")]

use telemetry_core::{Event, FieldEnum, Hmac, Url};

/// A page was fetched.
#[derive(Event)]
#[telemetry(catalog = crate::events::CATALOG, purpose = health, consent = usage, owner = "editor", destinations(store))]
struct PageFetched {
    /// Keyed hash of its address.
    #[telemetry(
        identifier,
        hmac(key = install, rotate = "P90D"),
        identifies = project,
        lifetime = "P90D",
        made = "Keyed hash; the key never leaves."
    )]
    address: Hmac<Url>,
    /// The ways in which it was fetched.
    #[telemetry(technical)]
    ways: Vec<Way>,
}

/// How a page is fetched.
#[derive(FieldEnum)]
enum Way {
    /// From the network.
    Network,
    /// From the disk.
    Disk,
}
