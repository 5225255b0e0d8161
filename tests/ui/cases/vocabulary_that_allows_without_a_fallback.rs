//! An allow list needs a value for all other texts.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
#[telemetry(allow, reason = "They are public.")]
enum Way {
    /// From a search.
    Search,
}

/// How it was closed.
#[derive(FieldEnum)]
#[telemetry(reason = "They are public.", approver = "Ann")]
enum End {
    /// By a key.
    Key,
}

fn main() {}
