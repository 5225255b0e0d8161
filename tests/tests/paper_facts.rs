//! What papers say of small catalogs: files of a catalog, a policy, and lines that a paper has.

use telemetry_catalog::model::{Catalog, Policy};
use telemetry_catalog::{CheckOptions, SourceFile, Sources, check, policy};
use telemetry_docs_gen::{Manifest, Paper, paper, privacy_manifest};

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

#[test]
fn a_data_review_says_what_fields_destinations_and_caps_ask_for() {
    let more = "    owner: core
    fields:
      prompt: { type: string, class: content, consent: extended, grant: prompts, description: What was asked. }
      again: { type: bool, class: technical, grant: prompts, description: Whether it was asked before. }
facts: { ci: { description: Whether nobody is there. }, preview: { description: Whether it is a preview. } }
consent: { caps: [{ condition: { ci: true }, level: off, reason: Nobody can choose. }] }
";
    let head = HEAD.replace("consent: usage,", "consent: usage, grant: prompts, condition: { preview: true },");
    let text = format!("{head}{}", event("lit", more));
    let lines = [
        "**From the catalog:** who agreed to `usage` or more: `lit`.",
        "**From the catalog:** of these only who gave the permission `prompts`: `lit.again`.",
        "**From the catalog:** of these only who agreed to `extended` or more and gave the permission `prompts`: `lit.prompt`.",
        "**From the catalog:** what home receives needs the permission `prompts`.",
        "**From the catalog:** home receives it under a condition on `preview`.",
        "**From the catalog:** fewer where what users chose is lowered, by `ci`.",
    ];
    check_paper(Paper::DataReview, "data-review.md", &[("catalog.yaml", &text)], "{}\n", &lines);
}

#[test]
fn a_notice_does_not_vouch_for_variables_of_a_program_that_it_does_not_know() {
    let text = format!("{HEAD}{}", event("lit", "    owner: core\n"));
    let lines = [
        "| What environment variables do | *to be written:* that the program heeds those that the notice names; one that records \
         with `telemetry-core` does |",
    ];
    check_paper(Paper::Notice, "notice.md", &[("catalog.yaml", &text)], "{}\n", &lines);
}

#[test]
fn a_manifest_that_says_otherwise_of_tracking_stays_and_is_told_of() {
    let text = format!(
        "{HEAD}{}",
        event(
            "lit",
            "    owner: core\n    fields:\n      on: { type: bool, class: technical, description: Whether it is on. }\n"
        )
    );
    let catalog = catalog(&[("catalog.yaml", &text)]);
    let types = "NSPrivacyCollectedDataType";
    let manifest = format!(
        "<plist><dict><key>NSPrivacyTracking</key><true/><key>{types}s</key><array><dict>\
         <key>{types}</key><string>{types}OtherDiagnosticData</string><key>{types}Tracking</key><true/>\
         <key>{types}Purposes</key><array><string>{types}PurposeOther</string></array></dict></array></dict></plist>"
    );
    let manifest = Manifest::parse(&manifest).expect("this is a manifest");
    let files = privacy_manifest(&catalog, &said(&catalog, "tracking: false\n"), Some(&manifest));
    let merged = files.get("PrivacyInfo.xcprivacy").expect("a manifest is written");
    assert!(merged.contains("<key>NSPrivacyTracking</key><true/>"), "{merged}");
    let purposes = format!(
        "<array><string>{types}PurposeOther</string>\n\t\t\t\t<string>{types}PurposeAnalytics</string>\n\t\t\t</array>"
    );
    assert!(merged.contains(&purposes), "{merged}");
    let sheet = files.get("PrivacyInfo.review.md").expect("a sheet is written");
    let told = "- `NSPrivacyTracking`: true\n- `NSPrivacyCollectedDataTypeTracking of OtherDiagnosticData`: true\n";
    assert!(sheet.contains(told), "{sheet}");
}

#[test]
fn a_policy_may_say_that_there_are_no_joint_controllers() {
    let text = format!(
        "{HEAD}{}",
        event(
            "lit",
            "    owner: core\n    fields:\n      on: { type: bool, class: technical, description: Whether it is on. }\n"
        )
    );
    let files = [("catalog.yaml", &*text)];
    for (policy, said) in [
        ("joint_controllers: []\n", "none *(from the policy)*"),
        ("joint_controllers: { name: Wick Ltd }\n", "Wick Ltd *(from the policy)*"),
        ("{}\n", "*to be written:* joint controllers, or that there are none"),
    ] {
        let line = format!("| Joint controllers (a) | {said} |");
        check_paper(Paper::Article30, "article-30.md", &files, policy, &[&line]);
    }
}
