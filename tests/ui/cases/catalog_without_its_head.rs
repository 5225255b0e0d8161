//! A catalog says its id, title, version and description.

use telemetry_core::catalog;

catalog! {
    title: "Web shop",
    version: 1,
}

fn main() {}
