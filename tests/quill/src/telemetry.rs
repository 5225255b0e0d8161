//! What Quill records, and why.

use std::path::PathBuf;
use telemetry_core::{Bucketed, ErrorText, Event, FieldEnum, Hmac, Redacted};

telemetry_core::catalog! {
    catalog: quill,
    title: "Quill",
    version: "1.4.0",
    description: "What Quill records, and why.",
    consent: { version: 1, default: local },
    destinations: {
        diary: { kind: local, title: "a diary on this machine", ceiling: diagnostic, consent: local },
        store: { title: "the Quill store", ceiling: identifier, consent: error, retention: P90D, region: EU },
    },
    never: ["file contents", "file names"],
}

/// Quill was started.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(diary, store), since = "1.0.0")]
#[telemetry(when = "At each start, unless it is about telemetry.")]
pub struct Started {
    /// What the user asked for.
    #[telemetry(interaction)]
    pub command: Command,
}

/// What the user asked for.
#[derive(FieldEnum)]
pub enum Command {
    /// To build a book.
    Build,
    /// Something that Quill does not know.
    Unknown,
}

/// A build of a book ended well.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(diary, store), since = "1.0.0")]
#[telemetry(when = "After each build that worked.")]
pub struct BuildFinished {
    /// How many chapters were built.
    #[telemetry(technical, bucket = [1, 10, 100])]
    pub chapters: Bucketed<u64>,
    /// Tells books apart.
    #[telemetry(identifier, identifies = project, hmac(key = install, rotate = "P90D"))]
    pub book: Hmac<PathBuf>,
}

/// A build of a book failed.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = health, consent = error, destinations(diary, store), since = "1.2.0")]
#[telemetry(when = "After each build that failed.")]
pub struct BuildFailed {
    /// Which chapter it was, from 1.
    #[telemetry(technical)]
    pub chapter: u64,
    /// What went wrong. It stays in the diary.
    #[telemetry(diagnostic, redact, destinations(diary))]
    pub message: Redacted<ErrorText>,
}
