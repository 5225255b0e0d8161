//! What a failure wrote is diagnostic.

use telemetry_core::Event;

use telemetry_core::{ErrorText, Redacted, StackTrace};

/// A page could not be opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageFailed {
    /// What went wrong.
    #[telemetry(technical)]
    message: ErrorText,
    /// Where it went wrong.
    #[telemetry(identifier, redact)]
    stack: Redacted<StackTrace>,
}

fn main() {}
