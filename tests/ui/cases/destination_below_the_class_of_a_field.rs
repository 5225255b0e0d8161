//! A destination receives no field above its ceiling.

use telemetry_core::{Event, Fields, catalog};

catalog! {
    catalog: web-shop,
    title: "Web shop",
    version: "1.4.0",
    description: "What the shop records.",
    owners: { web: { contact: "web@example.org" } },
    purposes: { speed: { extends: health, title: "To be fast." } },
    destinations: {
        warehouse: { ceiling: interaction, consent: usage, retention: P90D },
        archive: { ceiling: content, consent: usage, retention: P90D },
    },
}

/// Where the page lies.
#[derive(Fields)]
struct Place {
    /// The folder.
    #[telemetry(content)]
    folder: String,
}

/// A page was opened.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(warehouse, archive))]
struct PageOpened {
    /// What was searched for.
    #[telemetry(content)]
    query: String,
    /// What only the archive receives.
    #[telemetry(content, destinations(archive))]
    title: String,
    #[telemetry(flatten)]
    place: Place,
    /// From where.
    #[telemetry(personal)]
    address: std::net::IpAddr,
}

fn main() {}
