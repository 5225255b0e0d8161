//! A descriptor is one constant, so that a type with parameters has none.

use telemetry_core::{Event, FieldEnum, Fields};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened<T> {
    /// How many links it has.
    #[telemetry(technical)]
    links: T,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageClosed<'a> {
    /// What it says at the top.
    #[telemetry(content)]
    title: &'a str,
}

/// How large it is.
#[derive(Fields)]
struct Size<const N: usize> {
    /// How many links it has.
    #[telemetry(technical)]
    links: u64,
}

/// How it was opened.
#[derive(FieldEnum)]
enum Way<'a> {
    /// From a link.
    Link(&'a str),
}

fn is_event<E: Event>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_event::<PageOpened<u64>>();
    is_event::<PageClosed<'static>>();
}

fn main() {}
