//! A program that depends on `telemetry-core`, names it, and declares nothing.

use telemetry_core as _;

fn main() {
    println!("hello");
}
