//! A value of a vocabulary holds nothing.

use telemetry_core::FieldEnum;

/// How it was opened.
#[derive(FieldEnum)]
enum Way {
    /// From a search.
    Search { words: u64 },
    /// From a link.
    Link(u64),
    /// From a mail.
    Mail,
}

fn is_vocabulary<V: FieldEnum>() {}

fn use_of_a_faulty_type_is_no_second_fault() {
    is_vocabulary::<Way>();
}

fn main() {}
