//! Reject cases: `reject/RULE/CASE.yaml`, or a folder of files, and `CASE.txt` with the exact findings.
//!
//! A case without a head is checked as one more file of the catalog in `catalog/src/rules/frame.yaml`. The name of a
//! case states its claim. `BLESS=1 cargo test -p whole-line-tests --test reject` rewrites the findings; read them.

use std::path::{Path, PathBuf};
use whole_line_tests::{case, golden};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns all cases, each with the rule it is a case of.
fn cases() -> Vec<(String, PathBuf)> {
    let rules = case::list(&folder("reject")).into_iter().filter(|path| path.is_dir());
    let of_rule = |rule: PathBuf| case::list(&rule).into_iter().map(move |path| (case::name(&rule), path));
    let is_case = |path: &Path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml");
    rules.flat_map(of_rule).filter(|(_, path)| is_case(path)).collect()
}

fn check(rule: &str, path: &Path) -> Result<(), String> {
    let sources = case::sources(case::read(path));
    let checked = case::checked(&sources);
    if !checked.diagnostics.iter().any(|diagnostic| diagnostic.rule.name == rule) {
        let found = checked.diagnostics.to_text(&sources);
        return Err(format!("{} is not found by `{rule}`:\n{found}", path.display()));
    }
    if checked.catalog.is_some() == checked.diagnostics.has_errors() {
        return Err(format!("{}: a catalog is there exactly when there is no error", path.display()));
    }
    golden::compare(&path.with_extension("txt"), &checked.diagnostics.to_text(&sources))
}

#[test]
fn each_case_is_found_as_its_golden_says() {
    golden::report(&cases().iter().filter_map(|(rule, path)| check(rule, path).err()).collect::<Vec<_>>());
}

#[test]
fn each_golden_belongs_to_a_case() {
    let stray =
        case::list(&folder("reject")).into_iter().filter(|path| path.is_dir()).flat_map(|rule| case::list(&rule));
    let stray = stray.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let stray = stray.filter(|path| !path.with_extension("yaml").exists() && !path.with_extension("").is_dir());
    golden::report(&stray.map(|path| path.display().to_string()).collect::<Vec<_>>());
}

#[test]
fn no_case_says_anything_twice() {
    let mut failures = Vec::new();
    for (_, path) in cases() {
        let checked = case::checked(&case::sources(case::read(&path)));
        let said: Vec<_> =
            checked.diagnostics.iter().map(|found| (found.span, found.rule.name, &found.message)).collect();
        if said.windows(2).any(|pair| pair[0] == pair[1]) {
            failures.push(path.display().to_string());
        }
        if !said.is_sorted_by_key(|(span, ..)| *span) {
            failures.push(format!("{} is not in the order of the source", path.display()));
        }
    }
    golden::report(&failures);
}

#[test]
fn each_level_of_the_format_rejects_an_unknown_key() {
    let goldens = case::list(&folder("reject/unknown-key")).into_iter();
    let goldens = goldens.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let said: String = goldens.map(|path| std::fs::read_to_string(path).expect("a golden is text")).collect();
    let mut missing = Vec::new();
    for path in case::list(&folder("../catalog/src/declared")) {
        let code = std::fs::read_to_string(&path).expect("code is text");
        for rest in code.split("#[serde(rename = \"").skip(1) {
            let (name, rest) = rest.split_once('"').expect("a name ends");
            if rest.starts_with(", deny_unknown_fields")
                && !["has", "have"].iter().any(|have| said.contains(&format!("{name} {have} no key `")))
            {
                missing.push(format!("no case of an unknown key of: {name}"));
            }
        }
    }
    golden::report(&missing);
}

#[test]
fn accepted_cases_have_no_findings() {
    let check = |path: PathBuf| {
        let sources = case::sources(case::read(&path));
        let checked = case::checked(&sources);
        let clean = checked.diagnostics.is_empty() && checked.catalog.is_some();
        (!clean).then(|| format!("{}:\n{}", path.display(), checked.diagnostics.to_text(&sources)))
    };
    let cases = case::list(&folder("accept")).into_iter();
    let cases = cases.filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml"));
    golden::report(&cases.filter_map(check).collect::<Vec<_>>());
}
