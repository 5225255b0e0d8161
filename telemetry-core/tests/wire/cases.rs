//! Wire rules, by cases that are data: `rules`, `fields`, and what is expected of them.

use crate::describe;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;
use telemetry_core::runtime::{Losses, wire};

/// Returns what becomes of the fields of a case.
fn outcome(case: &Json) -> Json {
    let rules = describe::rules(&case["rules"]);
    let mut fields = describe::fields(&case["fields"], &rules);
    let mut losses = Losses::default();
    if case["only_numbers"] == true {
        wire::only_numbers(&mut fields, &mut losses);
    }
    wire::shape(&mut fields, &rules, &mut losses);
    let mut outcome = describe::written(&fields);
    outcome["losses"] = json!(losses.to_string());
    outcome
}

/// Holds the cases of a file; `BLESS=1` writes what they expect.
fn check(path: &Path) {
    let text = fs::read_to_string(path).expect("a case file can be read");
    let mut cases: Vec<Json> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let bless = std::env::var_os("BLESS").is_some();
    for case in &mut cases {
        let outcome = outcome(case);
        if bless {
            case["expected"] = outcome;
        } else {
            assert_eq!(outcome, case["expected"], "{}: {}", path.display(), case["name"]);
        }
    }
    if bless {
        let text = serde_json::to_string_pretty(&cases).expect("cases are JSON");
        fs::write(path, text + "\n").expect("a case file can be written");
    }
}

#[test]
fn wires_get_what_their_rules_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/cases");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        check(&path);
    }
}
