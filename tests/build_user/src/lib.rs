//! A lamp, and what it may record about its use.

#![deny(warnings, missing_docs)]

pub mod telemetry;

use telemetry_core::Event;

/// The lamp got too warm and switched itself off.
///
/// Declared here and not in `telemetry/`: both ways meet in one catalog, and the compiler holds this against it.
#[derive(Event)]
#[telemetry(catalog = telemetry::CATALOG, purpose = health, consent = error, owner = "light", destinations(home))]
pub struct LampOverheated {
    /// How warm it was.
    #[telemetry(technical, unit = "°C", min = 0, max = 200)]
    pub temperature: u8,
}
