//! A lamp that is switched on, and records it.

#![deny(warnings)]

use build_user::telemetry::{LampLit, Mode};
use telemetry_core::json::to_json;

fn main() {
    let event = LampLit { mode: Mode::Dim, dark_minutes: Some(90) };
    println!("{}", to_json(&event));
}
