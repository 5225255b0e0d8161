//! The catalog of the editor, and an event that says nearly all that an event can say.

use parts::{Outcome, Size};
use telemetry_core::{Event, Fields, Uuid};

telemetry_core::catalog! {
    catalog: app,
    title: "App",
    version: "1.4.0",
    description: "What the editor records.",
    source: "https://example.org/app/blob/{revision}/{path}#L{line}",
    revision: "v1.4.0",
    owners: { editor: { contact: "editor@example.org" } },
    classes: { customer: { rank: 35, treat_as: diagnostic, title: Customer, description: "Names a customer." } },
    grants: { enhanced: { description: "May send texts.", how: "By a setting." } },
    facts: { channel: { description: "The channel of the release.", values: { preview: "Preview.", stable: "Stable." } } },
    destinations: {
        store: { ceiling: customer, consent: usage, retention: P90D },
        "in-house": { ceiling: content, consent: usage, retention: P30D },
    },
    never: ["file names"],
}

/// A file was opened.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    purpose = product,
    consent = usage,
    owner = "editor",
    destinations(store),
    since = "1.2.0",
    when = "After the file is shown.",
    condition = { channel: preview },
    constant(name = "shape", value = 2, class = technical, description = "The shape of the event."),
    twin(
        name = "file_opened_text",
        description = "With the text that was searched for.",
        destinations("in-house"),
        grant = "enhanced",
        carries = ["message_count"]
    ),
    unsent = { path: { type: path, class: content, description: "Where the file is.", transform: [drop] } }
)]
pub struct FileOpened {
    /// How it ended.
    #[telemetry(technical)]
    pub outcome: Outcome,
    #[telemetry(flatten(prefix = "file_"))]
    pub file: Size,
    #[telemetry(flatten)]
    pub from: From,
    /// How many messages were shown.
    #[telemetry(technical, max = 1000)]
    pub message_count: u64,
    /// The text that was searched for.
    #[telemetry(content, twin = "file_opened_text", grant = "enhanced")]
    pub text: Option<String>,
    /// Tells customers apart.
    #[telemetry(
        class("customer", rank = 35, treat_as = diagnostic),
        identifies = account,
        lifetime = "P90D",
        made = "Random, when the licence is made."
    )]
    pub customer: Uuid,
}

/// Where the file was opened from.
#[allow(dead_code, reason = "one form is recorded")]
#[derive(Fields)]
#[telemetry(tag = "from", technical)]
pub enum From {
    /// From the list of recent files.
    Recent {
        /// Its place in the list.
        #[telemetry(technical)]
        place: u64,
    },
    /// From a dialog.
    Dialog,
}
