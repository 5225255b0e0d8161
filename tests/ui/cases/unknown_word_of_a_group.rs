//! A group knows few words.

use telemetry_core::Fields;

/// How large it is.
#[derive(Fields)]
#[telemetry(nam = "size", purpose = product)]
struct Size {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

fn main() {}
