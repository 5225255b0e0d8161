//! What tells apart is an identifier.

use telemetry_core::Event;

use telemetry_core::{Id, Uuid};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Tells pages apart.
    #[telemetry(technical)]
    page: Uuid,
    /// Tells windows apart.
    #[telemetry(interaction)]
    window: Id,
}

fn main() {}
