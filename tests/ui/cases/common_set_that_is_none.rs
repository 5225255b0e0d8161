//! Only what says `common` is a common set.

use telemetry_core::{CommonSet, Fields};

/// How large a page is.
#[derive(Fields)]
struct Size {}

fn main() {
    let _ = Size::COMMON;
    let _ = <Size as CommonSet>::COMMON;
}
