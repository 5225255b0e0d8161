//! A code is never used again.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
#[telemetry(retired_codes = [4])]
enum Way {
    /// From a search.
    #[telemetry(code = 1)]
    Search,
    /// From a link.
    #[telemetry(code = 1)]
    Link,
    /// From a mail.
    #[telemetry(code = 4)]
    Mail,
    /// From a file.
    #[telemetry(code = 99999999999999999999)]
    File,
}

fn main() {}
