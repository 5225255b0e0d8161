//! A field belongs to a twin of its event.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(
    purpose = product,
    consent = usage,
    twin(name = "opened_text", description = "With its text.", destinations(store), carries = ["links", "linkz"])
)]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
    /// What it says.
    #[telemetry(content, twin = "opened_txt")]
    text: String,
}

fn main() {}
