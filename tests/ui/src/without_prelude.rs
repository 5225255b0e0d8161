//! No prelude, and names of the user's own for all that expansions could mean.

#![no_implicit_prelude]
// They are only here to be met by mistake.
#![allow(non_camel_case_types, dead_code, missing_debug_implementations)]

use ::telemetry_core::{Event, FieldEnum, Fields, catalog};

macro_rules! taken {
    ($($name:ident)*) => { $(
        /// A name that is taken.
        pub struct $name;
    )* };
}

taken! { Option String Result Vec Box Some None Ok Err Sized Clone Default usize u8 str self_ telemetry_core }

/// A module that is no crate.
pub mod core {}

/// A module that is no crate.
pub mod std {}

catalog! {
    catalog: own-names,
    title: "Own names",
    version: "1.0.0",
    description: "What a crate records that has names of its own.",
    destinations: { store: { ceiling: technical, consent: usage, retention: P90D } },
}

/// A page was opened.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
pub struct PageOpened {
    /// How it was found.
    #[telemetry(technical)]
    pub way: Way,
    /// How long it took, where that is known.
    #[telemetry(technical, min = 0)]
    pub took: ::core::option::Option<i64>,
    /// How large it is.
    #[telemetry(flatten(prefix = "page_"))]
    pub size: Size,
    /// Where it was opened.
    #[telemetry(flatten)]
    pub place: Place,
}

/// How a page was found.
#[derive(FieldEnum)]
pub enum Way {
    /// Through a search.
    #[telemetry(code = 1)]
    Search,
    /// Any other.
    #[telemetry(code = 2, fallback)]
    Other,
}

/// How large a page is.
#[derive(Fields)]
pub struct Size {
    /// How many links go out of it.
    #[telemetry(technical)]
    pub links: u64,
}

/// Where a page was opened.
#[derive(Fields)]
#[telemetry(tag = "place", technical)]
pub enum Place {
    /// In a tab.
    Tab {
        /// Which from the left.
        #[telemetry(technical)]
        number: u32,
    },
    /// In a window.
    Window,
}
