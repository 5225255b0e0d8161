//! A vocabulary and its values know few words.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
#[telemetry(retired_code = [1], class = technical)]
enum Way {
    /// From a search.
    #[telemetry(falback)]
    Search,
    /// From a link.
    #[telemetry(technical)]
    Link,
}

fn main() {}
