//! All faults of a type are reported at once, those of words and those of types.

use telemetry_core::Event;

use telemetry_core::Url;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product)]
struct PageOpened {
    /// How many links it has.
    links: u64,
    #[telemetry(technical)]
    words: u64,
    /// Its address.
    #[telemetry(restricted)]
    address: Url,
    /// How many lines it has.
    #[telemetry(technical, wire = "words", since = "v1")]
    lines: u64,
}

fn is_event<E: Event>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_event::<PageOpened>();
}

fn main() {}
