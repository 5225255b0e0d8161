//! A type that is not known to be private or not is no field.

use telemetry_core::Event;

/// Where something is.
struct Point;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// Where it was touched.
    #[telemetry(technical)]
    touched: Point,
    /// Where else it was touched.
    #[telemetry(technical)]
    others: Option<Vec<Point>>,
    /// What it says at the top.
    #[telemetry(content)]
    title: &'static str,
    /// How many links it has.
    #[telemetry(technical)]
    links: u128,
}

fn main() {}
