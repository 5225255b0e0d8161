//! Keys of maps are free text, unless they are public.

use telemetry_core::Event;

use std::collections::BTreeMap;
use telemetry_core::Public;

/// A project was built.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Built {
    /// Sizes by target.
    #[telemetry(technical)]
    sizes: BTreeMap<String, u64>,
    /// Sizes by published crate.
    #[telemetry(technical)]
    crates: BTreeMap<Public, u64>,
}

fn main() {}
