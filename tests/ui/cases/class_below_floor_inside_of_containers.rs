//! A container has the floor of what it holds.

use telemetry_core::Event;

use std::collections::BTreeSet;

/// A search ended.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Searched {
    /// What was searched for.
    #[telemetry(interaction)]
    words: Option<Vec<String>>,
    /// What was found.
    #[telemetry(technical)]
    found: BTreeSet<std::path::PathBuf>,
}

fn main() {}
