//! Destinations, owner, purposes and grants are those of the catalog.

use telemetry_core::{Event, catalog};

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

/// A page was opened.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    purpose("looks", extends = product),
    consent = usage,
    owner = "app",
    grant = "enhanced",
    destinations(warehouse, werehouse)
)]
struct PageOpened {}

/// A page was closed.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose("speed", extends = health), consent = usage, owner = "web", destinations(archive))]
struct PageClosed {
    /// How it was closed.
    #[telemetry(technical, purpose("loks", extends = health), grant = "more", destinations("achive"))]
    way: u64,
}

fn main() {}
