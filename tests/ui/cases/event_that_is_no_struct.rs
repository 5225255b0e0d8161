//! An event is a struct, a vocabulary an enum.

use telemetry_core::{Event, FieldEnum, Fields};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
enum PageOpened {
    /// From a link.
    Link,
}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
union PageClosed {
    links: u64,
}

/// How large it is.
#[derive(Fields)]
union Size {
    links: u64,
}

/// How it was opened.
#[derive(FieldEnum)]
struct Way;

/// How it was closed.
#[derive(FieldEnum)]
union End {
    links: u64,
}

fn is_event<E: Event>() {}
fn is_group<F: Fields>() {}
fn is_vocabulary<V: FieldEnum>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_event::<PageOpened>();
    is_event::<PageClosed>();
    is_group::<Size>();
    is_vocabulary::<Way>();
    is_vocabulary::<End>();
}

fn main() {}
