//! A group is checked where it is declared.

use telemetry_core::Fields;

/// Where the page lies.
#[derive(Fields)]
struct Place {
    /// The folder.
    #[telemetry(technical)]
    folder: String,
    /// The file.
    #[telemetry(interaction)]
    file: String,
}

/// How it was opened.
#[derive(Fields)]
#[telemetry(tag = "way", technical)]
enum Way {
    /// From a search.
    Search {
        /// What was searched for.
        #[telemetry(technical)]
        words: String,
    },
    /// From a link.
    Link {
        /// What the link said.
        #[telemetry(technical)]
        text: String,
    },
}

fn main() {}
