//! A shared library with events, its own and those of a library.

use parts as _;
use telemetry_core::Event;

telemetry_core::catalog! {
    catalog: plugin,
    title: "Plugin",
    version: "1.0.0",
    description: "What the plugin records.",
}

/// The plugin was loaded.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations())]
pub struct PluginLoaded {
    /// How many plugins were loaded before it.
    #[telemetry(technical)]
    pub before: u64,
}
