//! One value stands for all others.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
enum Way {
    /// From a search.
    #[telemetry(fallback)]
    Search,
    /// From a link.
    #[telemetry(fallback)]
    Link,
}

fn main() {}
