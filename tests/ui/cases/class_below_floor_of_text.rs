//! What the user wrote is content, each field at its own class.

use telemetry_core::Event;

use std::path::PathBuf;
use telemetry_core::{Json, Url};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// What it says at the top.
    #[telemetry(technical)]
    title: String,
    /// Where it lies.
    #[telemetry(class = interaction)]
    path: PathBuf,
    /// Its address.
    #[telemetry(identifier)]
    address: Url,
    /// What else is known.
    #[telemetry(diagnostic)]
    other: Json,
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

fn main() {}
