//! Every kind of word, transform and type once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use telemetry_core::{
    Bucketed, ByOrigin, Counted, ErrorText, Event, Family, FieldEnum, Fields, Hashed, Hmac, Public, Redacted, Rounded,
    Truncated, Url, Uuid, catalog,
};

catalog! {
    catalog: all-words,
    title: "All words",
    version: "2.1.0",
    description: "A crate that uses everything.",
    owners: { web: { contact: "web@example.org" } },
    purposes: { speed: { extends: health, title: "To be fast." } },
    grants: { enhanced: { description: "More is sent." } },
    destinations: {
        store: { ceiling: identifier, consent: usage, retention: P90D },
        archive: { ceiling: personal, consent: extended, grant: enhanced, retention: P30D },
    },
}

/// A page was opened.
///
/// This paragraph is for readers of the code.
#[derive(Debug, Event)]
#[telemetry(catalog = CATALOG, name = "page.opened", wire = "po", version = 2, purpose = product)]
#[telemetry(purpose("speed", extends = health), consent = usage, owner = "web", destinations(store, archive))]
#[telemetry(since = "1.0.0", expires = "2030-01-31", retention = "P30D", origin = client, state = active)]
#[telemetry(code = ["src/page.rs"], reviews = ["https://example.org/1"], changed = ["1.2.0", "It counts links."])]
#[telemetry(constant(name = "schema", value = 2, technical, description = "The version of what is sent."))]
#[telemetry(twin(name = "page.text", description = "With its text.", destinations(archive), carries = ["links"]))]
#[telemetry(unsent = { title: { type: string, class: content, description: "What stands at its top." } })]
pub struct PageOpened {
    /// How many links go out of it.
    #[telemetry(technical, min = 0, max = 1000, unit = "links", none = 0)]
    pub links: u64,
    /// Tells pages apart.
    #[telemetry(identifier, identifies = session, lifetime = "session", made = "Random.", destinations(store))]
    pub page: Uuid,
    /// Keyed hash of its address.
    #[telemetry(identifier, hmac(key = install, rotate = "P90D", encoding = base64), purpose = security)]
    pub address: Option<Hmac<Url>>,
    /// Plain hash of a public name.
    #[telemetry(identifier, hash(algorithm = blake3, prefix = "page:"))]
    pub package: Hashed<Public>,
    /// In which range its size lies.
    #[telemetry(technical, bucket = [1, 10, 100])]
    pub size: Bucketed<u64>,
    /// How long it took.
    #[telemetry(technical, round = 10, unit = "ms")]
    pub took: Rounded<Duration>,
    /// What went wrong.
    #[telemetry(diagnostic, redact, truncate(length = 80, unit = bytes), destinations(archive))]
    pub message: Option<Truncated<Redacted<ErrorText>>>,
    /// How many files it has.
    #[telemetry(technical, count_only)]
    pub files: Counted<Vec<PathBuf>>,
    /// Which command opened it.
    #[telemetry(identifier, by_origin(builtin(keep), user(hmac(key = session))))]
    pub command: ByOrigin<String>,
    /// How it was found.
    #[telemetry(class("habit", rank = 25, treat_as = interaction), encode)]
    pub way: Way,
    /// Sizes by published crate.
    #[telemetry(technical)]
    pub sizes: BTreeMap<Public, u64>,
    /// How often each code was reported.
    #[telemetry(technical, name = "{code}_count", family(placeholder = "code", description = "A code.", max = 9))]
    pub counts: Family<u64>,
    /// What it says.
    #[telemetry(content, twin = "page.text")]
    pub text: String,
    /// Where it was opened.
    #[telemetry(flatten)]
    pub place: Place,
    /// How large it was before.
    #[telemetry(flatten(prefix = "before_"))]
    pub before: Size,
}

/// How a page was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FieldEnum)]
#[telemetry(retired_codes = [3])]
pub enum Way {
    /// Through a search.
    #[telemetry(code = 1)]
    Search,
    /// Any other.
    #[telemetry(code = -1, wire = "else", fallback)]
    Other,
}

/// Where a page was opened.
#[derive(Debug, Fields)]
#[telemetry(tag = "place", technical)]
pub enum Place {
    /// In a tab.
    #[telemetry(name = "a_tab", constant(name = "kind", value = "t", technical, description = "A short form."))]
    Tab {
        /// Which from the left.
        #[telemetry(technical)]
        number: u32,
        /// How large the tab is.
        #[telemetry(flatten(prefix = "tab_"))]
        size: Size,
    },
    /// In a window.
    Window,
}

/// How large something is.
#[derive(Debug, Fields)]
#[telemetry(catalog = CATALOG)]
pub struct Size {
    /// How many lines it has.
    #[telemetry(technical)]
    pub lines: u64,
}
