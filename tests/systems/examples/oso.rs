//! Oso's extension, and what Mixpanel got of it: `cargo run -p four-systems --example oso`.

use four_systems::{Threads, oso};

fn main() {
    let folder = std::env::temp_dir().join(format!("oso-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    print!("{}", oso::tell(Threads::OfTheRuntime, &folder));
    std::fs::remove_dir_all(&folder).expect("what was written can be removed");
}
