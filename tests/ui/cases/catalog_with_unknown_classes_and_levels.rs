//! Ceilings and levels are known words.

use telemetry_core::catalog;

catalog! {
    catalog: web-shop,
    title: "Web shop",
    version: "1.4.0",
    description: "What the shop records.",
    destinations: {
        warehouse: { ceiling: interactions, consent: usage },
        archive: { ceiling: content, consent: useage },
        attic: { consent: usage },
    },
}

fn main() {}
