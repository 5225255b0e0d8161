//! The name of a type proves nothing: what it is decides.

use telemetry_core::Event;

type Name = String;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// What it says at the top.
    #[telemetry(technical)]
    title: Name,
}

fn main() {}
