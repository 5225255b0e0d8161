//! Words with a closed list name it.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = products, consent = useage, origin = browser, state = deprecatd)]
#[telemetry(purpose("speed", extends = helth))]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, kind = metric, source = user, identifies = sesion, supply = late, consent = always)]
    links: u64,
}

fn main() {}
