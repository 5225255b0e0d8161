//! A static library with an event, for programs in other languages.

use parts as _;

/// Returns a number.
#[unsafe(no_mangle)]
pub extern "C" fn bundle_number() -> i32 {
    i32::try_from(parts::hello().len()).unwrap_or(0)
}

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"bundle_used","package":"bundle","version":"1.0.0","module":"bundle","at":"src/lib.rs:11","is":{"description":"The bundle was used.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
