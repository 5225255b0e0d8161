//! Events, fields and values say what they are.

use telemetry_core::{Event, FieldEnum};

#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    #[telemetry(technical)]
    links: u64,
    ///
    #[telemetry(technical)]
    words: u64,
    #[telemetry(technical, description = "  ")]
    lines: u64,
}

#[derive(FieldEnum)]
enum Way {
    Search,
    /// From a link.
    Link,
}

fn main() {}
