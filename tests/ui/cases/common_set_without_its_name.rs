//! Only a set of common fields goes to destinations.

use telemetry_core::Fields;

/// Of each event.
#[derive(Fields)]
#[telemetry(destinations(store), overrides = [os])]
struct Base {
    /// The system.
    #[telemetry(technical)]
    system: u64,
}

fn main() {}
