//! Copilot Chat's four destinations: `cargo run -p four-systems --example copilot_chat`.

use four_systems::{Threads, copilot_chat};

fn main() {
    print!("{}", copilot_chat::tell(Threads::OfTheRuntime));
}
