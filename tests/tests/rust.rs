//! The generated Rust modules: each case is a folder of `rust_cases` with the module that is expected of its catalog.
//! Those of the real catalogs stand in `goldens` (see `examples.rs`) and are looked at here too. All are compiled as
//! part of this package's library. `BLESS=1 cargo test -p whole-line-tests --test rust` rewrites the cases.

use std::path::{Path, PathBuf};
use std::process::Command;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::{RustOptions, rust};
use telemetry_catalog::{CheckOptions, check, load};
use whole_line_tests::golden;

/// The cases, each of which is a module of the library.
const CASES: [&str; 2] = ["everything", "names"];

/// The modules of the real catalogs.
const REAL: [&str; 4] = [
    "continue/rust/continue_.rs",
    "copilot-chat/rust/copilot_chat.rs",
    "oso/rust/oso_vscode.rs",
    "sourcegraph/rust/sourcegraph.rs",
];

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn expected(case: &str) -> PathBuf {
    here().join("rust_cases").join(case).join("expected.rs")
}

fn catalog(case: &str) -> Catalog {
    let written = here().join("rust_cases").join(case).join("catalog.yaml");
    let real = here().join("../catalog/examples").join(case);
    let sources = load(if written.exists() { &written } else { &real }).expect("the catalog can be read");
    let checked = check(&sources, &CheckOptions { today: None });
    let text = checked.diagnostics.to_text(&sources);
    checked.catalog.unwrap_or_else(|| panic!("{case}:\n{text}"))
}

fn module(case: &str, options: &RustOptions) -> String {
    let files = rust(&catalog(case), options);
    let (_, module) = files.iter().next().expect("there is one file");
    module.to_owned()
}

#[test]
fn every_module_is_the_expected_one() {
    let compare = |case: &&str| golden::compare(&expected(case), &module(case, &RustOptions::default())).err();
    golden::report(&CASES.iter().filter_map(compare).collect::<Vec<_>>());
}

#[test]
fn rustfmt_leaves_every_module_as_it_is() {
    let output = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--config", "max_width=100,use_small_heuristics=Default"])
        .args(CASES.map(expected))
        .args(REAL.map(|path| here().join("goldens").join(path)))
        .output()
        .expect("rustfmt comes with the toolchain");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn an_included_module_has_no_inner_doc_comment() {
    let module = module("oso", &RustOptions { included: true, ..RustOptions::default() });
    assert!(module.starts_with("// Made from catalog `oso"), "{module:.100}");
    assert!(!module.contains("//!"));
}

#[test]
fn the_file_has_the_name_of_the_catalog_unless_another_is_given() {
    let path = |options| rust(&catalog("names"), &options).iter().next().map(|(path, _)| path.to_owned());
    assert_eq!(path(RustOptions::default()).as_deref(), Some("odd_names.rs"));
    let options = RustOptions { file: Some("events.rs".to_owned()), ..RustOptions::default() };
    assert_eq!(path(options).as_deref(), Some("events.rs"));
}
