//! A catalog is written in the notation of catalogs.

use telemetry_core::catalog;

catalog! {
    catalog: web-shop,
    title: "Web shop",
    version: "1.4.0",
    description: "What the shop records.",
    owners: [web],
    destinations: { warehouse: content },
}

fn main() {}
