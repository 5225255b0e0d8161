//! Fields and variants that are only there under a condition: the compiler decides before the derive looks.

use telemetry_core::{Event, FieldEnum, Fields};

/// A page was opened.
#[derive(Debug, Event)]
#[telemetry(purpose = product, consent = usage)]
pub struct PageOpened {
    /// On each platform that there is.
    #[cfg(any(unix, not(unix)))]
    #[telemetry(technical)]
    pub links: u64,
    /// On none: it would be below its floor, and its name is taken.
    #[cfg(any())]
    #[telemetry(technical, wire = "links")]
    pub address: String,
    /// How it was found.
    #[cfg_attr(all(), telemetry(technical))]
    #[cfg_attr(any(), telemetry(personal))]
    pub way: Way,
    #[cfg(any())]
    pub nothing: Nothing,
    /// Where it was opened.
    #[telemetry(flatten)]
    pub place: Place,
}

/// How a page was found.
#[derive(Debug, FieldEnum)]
pub enum Way {
    /// Through a search.
    #[telemetry(code = 1)]
    Search,
    /// On no platform: its code is taken.
    #[cfg(any())]
    #[telemetry(code = 1)]
    Mail,
    /// Through a link.
    #[cfg(any(unix, not(unix)))]
    #[telemetry(code = 2)]
    Link,
}

/// Where a page was opened.
#[derive(Debug, Fields)]
#[telemetry(tag = "place", technical)]
pub enum Place {
    /// On no platform.
    #[cfg(any())]
    Moon(Nothing),
    /// In a tab.
    Tab {
        /// On no platform.
        #[cfg(any())]
        nothing: Nothing,
        /// Which from the left.
        #[telemetry(technical)]
        number: u32,
    },
}
