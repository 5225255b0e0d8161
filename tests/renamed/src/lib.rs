//! A crate whose dependency has another name: no expansion names `telemetry_core`, which is not known here.

use telemetry::{Event, FieldEnum, Fields, catalog};

catalog! {
    crate = telemetry,
    catalog: renamed,
    title: "Renamed",
    version: "1.0.0",
    description: "What a crate records that calls the framework otherwise.",
    destinations: { store: { ceiling: technical, consent: usage, retention: P90D } },
}

/// A page was opened.
#[derive(Event)]
#[telemetry(crate = telemetry, catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
pub struct PageOpened {
    /// How it was found.
    #[telemetry(technical)]
    pub way: Way,
    /// How large it is.
    #[telemetry(flatten)]
    pub size: Size,
}

/// How a page was found.
#[derive(FieldEnum)]
#[telemetry(crate = ::telemetry)]
pub enum Way {
    /// Through a search.
    Search,
}

/// How large a page is.
#[derive(Fields)]
#[telemetry(crate = telemetry)]
pub struct Size {
    /// How many links go out of it.
    #[telemetry(technical)]
    pub links: u64,
}

#[cfg(test)]
mod tests {
    use super::{PageOpened, Size, Way};
    use telemetry::json::to_json;

    #[test]
    fn an_event_of_a_renamed_dependency_is_encoded() {
        let event = PageOpened { way: Way::Search, size: Size { links: 3 } };
        assert_eq!(to_json(&event), r#"{"event":"page_opened","version":1,"fields":{"way":"search","links":3}}"#);
    }
}
