//! What papers say of small catalogs: files of a catalog, a policy, and lines that a paper has.

use telemetry_catalog::model::{Catalog, Policy};
use telemetry_catalog::{CheckOptions, SourceFile, Sources, check, policy};
use telemetry_docs_gen::{Paper, paper};

const HEAD: &str = "\
catalog: lantern
title: Lantern
version: 1.0.0
description: What Lantern records, and why.
owners: { core: { contact: \"@lantern/core\" }, team: { contact: the lantern channel } }
destinations: { home: { ceiling: content, consent: usage, retention: P90D } }
grants: { prompts: { description: Sends what was asked. } }
";

fn catalog(files: &[(&str, &str)]) -> Catalog {
    let sources = Sources::new(files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect());
    let checked = check(&sources, &CheckOptions { today: None });
    checked.catalog.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(&sources)))
}

fn said(catalog: &Catalog, text: &str) -> Policy {
    let sources = Sources::from_text("policy.yaml", text);
    let checked = policy(&sources, catalog);
    checked.policy.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(&sources)))
}

/// Checks that a paper has these lines, in this order.
#[track_caller]
fn check_paper(kind: Paper, file: &str, files: &[(&str, &str)], policy: &str, lines: &[&str]) {
    let catalog = catalog(files);
    let paper = paper(&catalog, &said(&catalog, policy), kind);
    let text = paper.get(file).expect("the paper has this file");
    let mut rest = text.lines();
    for line in lines {
        assert!(rest.any(|other| other == *line), "`{line}` is not there, or not in its place:\n{text}");
    }
}

/// Returns a file with one event.
fn event(name: &str, more: &str) -> String {
    format!(
        "events:\n  {name}:\n    description: A lamp was lit.\n    purpose: product\n    consent: usage\n    \
         destinations: [home]\n{more}"
    )
}

#[test]
fn each_file_of_a_catalog_has_code_owners_with_or_without_events() {
    let owned = event("lit", "    owner: core\n");
    let without = event("unlit", "    owner: team\n");
    let files = [
        ("telemetry/catalog.yaml", HEAD),
        ("telemetry/lit.yaml", &owned),
        ("telemetry/unlit.yaml", &without),
        ("/elsewhere/own words.yaml", "never: [names]\n"),
    ];
    let outside = "# To be written: files whose path this format cannot hold, or that lie outside (1).";
    let lines = [
        outside,
        "/telemetry/catalog.yaml @lantern/privacy",
        "/telemetry/lit.yaml @lantern/core @lantern/privacy",
        "/telemetry/unlit.yaml @lantern/privacy",
    ];
    check_paper(Paper::CodeOwners, "CODEOWNERS.fragment", &files, "reviewers: [\"@lantern/privacy\"]\n", &lines);
    let nobody = "# To be written: files of the catalog for which neither policy nor catalog names anybody (2).";
    let lines = [outside, nobody, "/telemetry/lit.yaml @lantern/core"];
    check_paper(Paper::CodeOwners, "CODEOWNERS.fragment", &files, "{}\n", &lines);
}
