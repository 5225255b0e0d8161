//! A key is written once.

use telemetry_core::catalog;

catalog! {
    catalog: web-shop,
    title: "Web shop",
    title: "Shop",
}

fn main() {}
