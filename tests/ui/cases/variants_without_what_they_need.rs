//! Variants are told apart by a field, which has a class.

use telemetry_core::Fields;

/// How it was opened.
#[derive(Fields)]
enum Way {
    /// From a search.
    Search,
}

/// How it was closed.
#[derive(Fields)]
#[telemetry(tag = "end")]
enum End {
    /// By a key.
    Key,
    #[telemetry(wire = "key")]
    Button,
}

fn is_group<F: Fields>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_group::<Way>();
    is_group::<End>();
}

fn main() {}
