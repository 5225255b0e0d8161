//! A transform fits the type of its field, and what the transforms before it leave.

use std::collections::BTreeSet;
use std::path::PathBuf;
use telemetry_core::{Bucketed, ByOrigin, Counted, Event, FieldEnum, Hashed, Hmac, Redacted, Rounded, Truncated, Uuid};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Its title.
    #[telemetry(technical, bucket = [1, 10])]
    title: Bucketed<String>,
    /// Its place.
    #[telemetry(technical, hash(algorithm = sha256))]
    place: Hashed<u64>,
    /// Its folder.
    #[telemetry(identifier, identifies = project, hmac(key = install, rotate = "P90D"), redact)]
    folder: Redacted<Hmac<PathBuf>>,
    /// How it was opened.
    #[telemetry(interaction, redact)]
    way: Redacted<Way>,
    /// The numbers of its parts.
    #[telemetry(technical, round = 10)]
    parts: Rounded<BTreeSet<u64>>,
    /// Its id.
    #[telemetry(technical, count_only)]
    id: Counted<Uuid>,
    /// Its command.
    #[telemetry(content, by_origin(builtin(keep), user(bucket = [1])))]
    command: ByOrigin<String>,
    /// Its beginning, which is right.
    #[telemetry(content, redact, truncate(length = 10, unit = chars))]
    beginning: Truncated<Redacted<String>>,
}

/// A way.
#[derive(FieldEnum)]
enum Way {
    /// By a key.
    Key,
    /// By a menu.
    Menu,
}

fn main() {}
