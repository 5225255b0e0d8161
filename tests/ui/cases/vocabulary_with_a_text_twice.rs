//! A text on the wire stands for one value.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
enum Way {
    /// From a search.
    Search,
    /// From a link.
    #[telemetry(wire = "search")]
    Link,
    /// From a mail.
    #[telemetry(name = "search", wire = "mail")]
    Mail,
}

fn main() {}
