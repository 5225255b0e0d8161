//! What is restricted is never sent.

use telemetry_core::Event;

/// Someone paid.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Paid {
    /// The number of the card.
    #[telemetry(restricted)]
    card: String,
    /// The sum.
    #[telemetry(class = restricted)]
    sum: u64,
    /// The currency.
    #[telemetry(class("money", rank = 65, treat_as = restricted))]
    currency: u64,
}

fn main() {}
