//! Types that nobody else sees, in private modules, with restricted visibility, and in the body of a function.

use telemetry_core::json::to_json;
use telemetry_core::{Event, FieldEnum, Fields};

mod inner {
    use super::{Event, FieldEnum, Fields};

    /// A page was opened.
    #[derive(Event)]
    #[telemetry(purpose = product, consent = usage)]
    pub(super) struct PageOpened {
        /// How it was found.
        #[telemetry(technical)]
        pub(super) way: Way,
        #[telemetry(flatten)]
        pub(in crate::private) size: Size,
    }

    /// How a page was found.
    #[derive(FieldEnum)]
    pub(super) enum Way {
        /// Through a search.
        Search,
    }

    /// How large a page is.
    #[derive(Fields)]
    pub(super) struct Size {
        /// How many links go out of it.
        #[telemetry(technical)]
        links: u64,
    }

    impl Size {
        pub(super) const fn new(links: u64) -> Self {
            Self { links }
        }
    }
}

/// Encodes an event of a private module.
#[must_use]
pub fn of_a_private_module() -> String {
    to_json(&inner::PageOpened { way: inner::Way::Search, size: inner::Size::new(3) })
}

/// Encodes an event that only this function knows, with a group and a vocabulary that are its own too.
#[must_use]
pub fn of_a_function() -> String {
    telemetry_core::catalog! {
        catalog: one-function,
        title: "One function",
        version: "1.0.0",
        description: "What a single function records.",
        destinations: { store: { ceiling: technical, consent: usage, retention: P90D } },
    }

    /// How a page was closed.
    #[derive(FieldEnum)]
    enum End {
        /// By a key.
        Key,
    }

    /// How large a page is.
    #[derive(Fields)]
    struct Size {
        /// How many links go out of it.
        #[telemetry(technical)]
        links: u64,
    }

    /// A page was closed.
    #[derive(Event)]
    #[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
    struct PageClosed {
        /// How it was closed.
        #[telemetry(technical)]
        end: End,
        #[telemetry(flatten)]
        size: Size,
    }

    to_json(&PageClosed { end: End::Key, size: Size { links: 4 } })
}
