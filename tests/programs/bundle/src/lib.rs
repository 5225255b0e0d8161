//! A static library with events, for programs in other languages.

use telemetry_core::Event;

telemetry_core::catalog! {
    catalog: bundle,
    title: "Bundle",
    version: "1.0.0",
    description: "What the library records.",
}

/// The bundle was used.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations())]
pub struct BundleUsed {
    /// How its use ended.
    #[telemetry(technical)]
    pub outcome: parts::Outcome,
}

/// Returns a number.
#[unsafe(no_mangle)]
pub extern "C" fn bundle_number() -> i32 {
    i32::try_from(parts::hello().len()).unwrap_or(0)
}
