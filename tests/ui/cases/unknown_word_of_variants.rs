//! Variants know the words of the field that tells them apart.

use telemetry_core::Fields;

/// How it was opened.
#[derive(Fields)]
#[telemetry(tagg = "way", technical)]
enum Way {
    /// From a search.
    #[telemetry(nam = "find")]
    Search,
}

fn main() {}
