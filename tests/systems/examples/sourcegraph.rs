//! Sourcegraph's browser extension and the export of an instance: `cargo run -p four-systems --example sourcegraph`.

use four_systems::{Threads, sourcegraph};

fn main() {
    print!("{}", sourcegraph::tell(Threads::OfTheRuntime));
    print!("{}", sourcegraph::export::tell(Threads::OfTheRuntime));
}
