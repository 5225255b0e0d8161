//! A class of the catalog counts by its rank.

use telemetry_core::Event;

/// A search ended.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Searched {
    /// What was searched for.
    #[telemetry(class("query", rank = 45, treat_as = content))]
    words: String,
    /// In which file.
    #[telemetry(class("file", rank = 55, treat_as = content))]
    file: String,
}

fn main() {}
