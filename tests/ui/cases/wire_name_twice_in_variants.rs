//! A case may not bring what the event or the tag is called.

use telemetry_core::{Event, Fields};

/// How large it is.
#[derive(Fields)]
struct Size {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// How it was opened.
#[derive(Fields)]
#[telemetry(tag = "way", technical)]
enum Way {
    /// From a search.
    Search {
        /// How many were found.
        #[telemetry(technical)]
        found: u64,
        /// What else was found.
        #[telemetry(technical, wire = "found")]
        others: u64,
        #[telemetry(flatten)]
        size: Size,
        /// How many links were found.
        #[telemetry(technical)]
        links: u64,
    },
    /// From a link.
    Link {
        /// How many were found, which is no clash with another case.
        #[telemetry(technical)]
        found: u64,
        /// Which way.
        #[telemetry(technical)]
        way: u64,
    },
}

/// How it was closed.
#[derive(Fields)]
#[telemetry(tag = "end", technical)]
enum End {
    /// By a key.
    Key {
        /// How many keys were pressed.
        #[telemetry(technical)]
        count: u64,
    },
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageClosed {
    /// How many pages are open.
    #[telemetry(technical)]
    count: u64,
    #[telemetry(flatten)]
    end: End,
}

fn main() {}
