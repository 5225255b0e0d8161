//! An alias hides the transform, and shows the type that is transformed.

use telemetry_core::{Event, Hmac, Url};

type Keyed<T> = Hmac<T>;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Keyed hash of its address.
    #[telemetry(identifier)]
    address: Keyed<Url>,
}

fn main() {}
