//! Conditions and prefixes are written as in catalogs.

use telemetry_core::{Event, Fields};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, condition = preview, prefix = { by: 3, values: { preview: [a] } })]
struct PageOpened {
    /// How many links it has.
    #[telemetry(technical, condition = { any: [{}, { channel: [[preview]] }] })]
    links: u64,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, prefix = preview)]
struct PageClosed {}

/// What is known of the editor.
#[derive(Fields)]
#[telemetry(common = "editor", condition = { not: [] })]
struct Editor {}

fn main() {
    let _ = (PageOpened { links: 1 }, PageClosed {}, <Editor as telemetry_core::CommonSet>::COMMON);
}
