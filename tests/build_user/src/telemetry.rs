//! What the lamp may record. Made from `telemetry/` when the program is built.

include!(concat!(env!("OUT_DIR"), "/telemetry.rs"));
