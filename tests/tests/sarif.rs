//! Findings in SARIF, read by models that were made from the official schema. What the command line prints is kept in its
//! cases.

mod checkers;

use checkers::{python, run};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn what_is_printed_as_sarif_is_what_its_schema_demands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_dir(root.join("../telemetry-cli/tests/cases")).expect("there are cases");
    let printed = cases.flatten().map(|case| case.path()).filter(|case| {
        fs::read_to_string(case.join("command")).is_ok_and(|command| command.contains("--format sarif"))
    });
    let files: Vec<_> = printed.map(|case| case.join("stdout")).collect();
    assert!(files.len() >= 3, "{files:?}");
    let said = run(Command::new(python()).arg(root.join("paper_cases/sarif.py")).args(&files));
    assert_eq!(said.trim(), format!("{} files, with results", files.len()));
}
