//! Fields need names.

use telemetry_core::{Event, Fields};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened(u64);

/// How large it is.
#[derive(Fields)]
struct Size(u64, u64);

/// How it was opened.
#[derive(Fields)]
#[telemetry(tag = "way", technical)]
enum Way {
    /// From a link.
    Link(u64),
}

fn is_event<E: Event>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_event::<PageOpened>();
}

fn main() {}
