//! What the editor records, declared in Rust alone.

use std::path::PathBuf;
use telemetry_core::{Bucketed, Event, FieldEnum, Hmac};

telemetry_core::catalog! {
    catalog: quill,
    title: "Quill",
    version: "1.4.0",
    description: "What the Quill editor records, and why.",
    destinations: { store: { ceiling: identifier, consent: usage, retention: P90D, region: EU } },
    never: ["file contents", "file names"],
}

/// A build of the open project ended.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store), since = "1.4.0")]
#[telemetry(when = "After each build, whether it worked or not.")]
pub struct BuildFinished {
    /// How the build ended.
    #[telemetry(technical)]
    pub outcome: Outcome,
    /// How many files were built.
    #[telemetry(technical, bucket = [1, 10, 100])]
    pub files: Bucketed<u64>,
    /// Tells projects apart.
    #[telemetry(identifier, identifies = project, hmac(key = install, rotate = "P90D"))]
    pub project: Hmac<PathBuf>, // a raw `PathBuf` does not compile here: a path is at least `content`
}

/// How the build ended.
#[derive(FieldEnum)]
pub enum Outcome {
    /// No diagnostics.
    Clean,
    /// Warnings only.
    Warned,
    /// At least one error.
    Failed,
}
