//! Nobody calls this.

use crate::Size;
use telemetry_core::Event;

/// A part broke.
#[derive(Event)]
#[telemetry(catalog = crate::CATALOG, purpose = health, consent = error, destinations(store))]
pub struct PartBroken {
    #[telemetry(flatten)]
    pub size: Size,
}

/// Nobody calls this.
#[must_use]
pub fn dead() -> u8 {
    7
}
