//! An editor with two versions of one library. Its own events say all that an event can say.

#![forbid(unsafe_code)]

mod events;
mod never_called;

// Nothing of this version is called; it is named, and so linked.
use parts_2 as _;

fn main() {
    #[cfg(feature = "registry")]
    for argument in std::env::args() {
        match argument.as_str() {
            "--telemetry-catalog" => return print!("{}", telemetry_core::registry::to_text()),
            "--telemetry-catalog=json" => return print!("{}", telemetry_core::registry::to_json()),
            _ => {}
        }
    }
    let event = events::FileOpened {
        outcome: parts::Outcome::Done,
        file: parts::Size { lines: 12, bytes: telemetry_core::Bucketed::new(3_456) },
        from: events::From::Recent { place: 3 },
        message_count: 1,
        text: None,
        customer: telemetry_core::Uuid::from_u128(7),
    };
    println!("{}", telemetry_core::json::to_json(&event));
    println!("{}", parts::hello());
}
