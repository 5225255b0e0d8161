//! A library with a catalog of its own. Nobody records its events; what others use is its group and its vocabulary.

#![forbid(unsafe_code)]

pub mod never_called;

use telemetry_core::{Event, FieldEnum, Fields};

telemetry_core::catalog! {
    catalog: parts,
    title: "Parts",
    version: "1.0.0",
    description: "What the library records.",
    destinations: { store: { ceiling: interaction, consent: usage, retention: P90D } },
}

/// How large something is.
#[derive(Fields)]
pub struct Size {
    /// How many lines it has.
    #[telemetry(technical)]
    pub lines: u64,
    /// How many bytes it has.
    #[telemetry(technical, bucket = [1_000, 1_000_000])]
    pub bytes: telemetry_core::Bucketed<u64>,
}

/// How something ended.
#[derive(Clone, Copy, FieldEnum)]
pub enum Outcome {
    /// It worked.
    Done,
    /// It did not work.
    Failed,
}

/// A part was used.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
pub struct PartUsed {
    /// How its use ended.
    #[telemetry(technical)]
    pub outcome: Outcome,
}

/// Says hello.
#[must_use]
pub fn hello() -> &'static str {
    "hello"
}
