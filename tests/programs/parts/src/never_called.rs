//! Nobody calls this.

/// Nobody calls this.
#[must_use]
pub fn dead() -> u8 {
    7
}

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"part_broken","package":"parts","version":"1.0.0","module":"parts::never_called","at":"src/never_called.rs:9","is":{"description":"A part broke.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
