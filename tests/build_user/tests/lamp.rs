//! The program that a user builds records what its catalog declares.

use std::process::Command;

#[test]
fn switching_the_lamp_on_records_one_event() {
    let output = Command::new(env!("CARGO_BIN_EXE_build-user")).output().expect("the program runs");
    assert!(output.status.success());
    let recorded = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    assert_eq!(recorded, "{\"event\":\"lamp_lit\",\"version\":1,\"fields\":{\"dark_minutes\":90,\"mode\":\"dim\"}}\n");
}
