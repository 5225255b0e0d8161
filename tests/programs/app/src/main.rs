//! A program with an event of its own, and with two versions of one library.

// Nothing of this version is called; it is named, and so linked.
use parts_2 as _;

fn main() {
    println!("{}", parts::hello());
}

record::record!(
    r#"{"telemetry":1,"declares":"event","name":"app_started","package":"app","version":"1.0.0","module":"app","at":"src/main.rs:10","is":{"description":"The program started.","purpose":"product","consent":"usage","destinations":[],"fields":{"count":{"type":"count","class":"technical","description":"How many there were."}}}}"#
);
