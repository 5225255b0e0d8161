//! What is missing is a derive, and the compiler says so.

use telemetry_core::{Event, FieldEnum, Fields};

struct PageOpened;

enum Way {
    Link,
}

fn is_event<E: Event>() {}
fn is_group<F: Fields>() {}
fn is_vocabulary<V: FieldEnum>() {}

fn all() {
    is_event::<PageOpened>();
    is_group::<PageOpened>();
    is_vocabulary::<Way>();
}

fn main() {}
