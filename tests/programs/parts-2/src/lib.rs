//! The next version of the library.

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"part_used","package":"parts","version":"2.0.0","module":"parts","at":"src/lib.rs:3","is":{"description":"A part was used, once more.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
