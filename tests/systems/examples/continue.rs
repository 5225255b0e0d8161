//! Continue's client, and what Segment got of it: `cargo run -p four-systems --example continue`.

use four_systems::{Threads, continue_};

fn main() {
    print!("{}", continue_::tell(Threads::OfTheRuntime));
}
