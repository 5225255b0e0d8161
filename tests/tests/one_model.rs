//! Both front-ends meet in one model: what a catalog means is what the program says whose Rust is generated from it.

use std::fs;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::Catalog;
use telemetry_catalog::{CheckOptions, Sources, check, load, program};
// Linked for what it holds: the modules that are generated from the examples.
use whole_line_tests as _;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns what sources mean, which must be something.
fn meaning(name: &str, sources: &Sources) -> Catalog {
    let checked = check(sources, &CheckOptions::default());
    checked.catalog.unwrap_or_else(|| panic!("{name}:\n{}", checked.diagnostics.to_text(sources)))
}

/// Compares the catalogs of a program with those that its modules were generated from.
fn compare(program: &Path, expected: &[(String, Catalog)]) {
    let bytes = fs::read(program).expect("a program that was built can be read");
    let program = program::read("the program", &bytes).unwrap_or_else(|error| panic!("{error}"));
    let shipped = program.catalogs().unwrap_or_else(|error| panic!("{error}"));
    for (name, expected) in expected {
        let of_id = shipped.iter().find(|catalog| catalog.id() == expected.id());
        let shipped = of_id.unwrap_or_else(|| panic!("{name}: `{}` is not in the program", expected.id()));
        let shipped = meaning(name, &shipped.sources());
        assert_same(name, expected, &shipped);
    }
}

/// Compares two catalogs, and shows of a difference only where it is.
fn assert_same(name: &str, expected: &Catalog, found: &Catalog) {
    if expected == found {
        return;
    }
    let (expected, found) = (format!("{expected:#?}"), format!("{found:#?}"));
    let differs = |(one, other): &(&str, &str)| {
        one != other && !one.trim_start().starts_with("line: ") && !one.trim_start().starts_with("path: ")
    };
    let lines: Vec<(&str, &str)> = expected.lines().zip(found.lines()).collect();
    let at = lines.iter().position(differs).unwrap_or(0);
    let context: Vec<String> = lines[at.saturating_sub(40)..(at + 6).min(lines.len())]
        .iter()
        .map(|(one, other)| if one == other { format!("  {one}") } else { format!("- {one}\n+ {other}") })
        .collect();
    panic!("{name}: the catalog (-) and the program (+) differ\n{}", context.join("\n"));
}

#[test]
fn a_program_means_what_the_examples_mean_that_it_was_generated_from() {
    let paths = [
        "catalog/examples/continue",
        "catalog/examples/copilot-chat",
        "catalog/examples/oso",
        "catalog/examples/sourcegraph",
        "tests/rust_cases/everything",
        "tests/rust_cases/names",
        // Not generated: written by hand on Rust types, for the front page.
        "tests/readme",
    ];
    let expected = paths.map(|path| {
        let path = root().join(path);
        // The folder of a case holds its expectations too.
        let path = if path.join("expected.rs").exists() { path.join("catalog.yaml") } else { path };
        let sources = load(&path).unwrap_or_else(|error| panic!("{error}"));
        (path.display().to_string(), meaning(&path.display().to_string(), &sources))
    });
    compare(&std::env::current_exe().expect("a test has a program"), &expected);
}
