//! A library with events; nobody calls what is in its modules.

pub mod never_called;

/// Says hello.
#[must_use]
pub fn hello() -> &'static str {
    "hello"
}

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"part_used","package":"parts","version":"1.0.0","module":"parts","at":"src/lib.rs:11","is":{"description":"A part was used.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
