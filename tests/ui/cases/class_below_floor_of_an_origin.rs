//! Each origin of a value counts.

use telemetry_core::Event;

use telemetry_core::ByOrigin;

/// A command was run.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct Ran {
    /// Which.
    #[telemetry(technical, by_origin(builtin(keep), user(hmac(key = install, rotate = "P90D"))))]
    command: ByOrigin<String>,
    /// From which file.
    #[telemetry(technical, by_origin(builtin(keep), workspace(keep)))]
    file: ByOrigin<String>,
}

fn main() {}
