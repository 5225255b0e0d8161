//! A shared library with an event.

use parts as _;

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"plugin_loaded","package":"plugin","version":"1.0.0","module":"plugin","at":"src/lib.rs:5","is":{"description":"The plugin was loaded.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
