//! Files that are made to hurt: bombs, depth, length and number. What is bounded is the work, seen in the number and
//! the length of the findings: time is not measured, since a slow machine is not a fault.

use super::{SMALL, probe_text};
use telemetry_catalog::{CheckOptions, Checked, Diagnostics, Sources, check};

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let alias = format!("*a{}", level - 1);
        text += &format!("a{level}: &a{level} [{}]\n", vec![alias; 9].join(", "));
    }
    assert_found(&probe_text(&text), &["anchor"]);
}

#[test]
fn deep_nesting_is_refused_at_the_limit() {
    let deep = 10_000;
    let block: String = (0..deep).map(|depth| " ".repeat(depth % 2000) + "a:\n").collect();
    let texts = [
        format!("events: {}", "[".repeat(deep)),
        format!("events: {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("events: {}", "{a: ".repeat(deep)),
        "- ".repeat(deep),
        "? ".repeat(deep),
        (0..3000).map(|depth| " ".repeat(depth) + "a:\n").collect(),
        block,
    ];
    for text in &texts {
        let checked = probe_text(text);
        assert!(checked.diagnostics.iter().count() <= 2, "one refusal: {:#?}", checked.diagnostics);
        assert!(checked.catalog.is_none());
    }
    assert_found(&probe_text(&texts[1]), &["too-deep"]);
    assert_found(&probe_text(&texts[5]), &["too-deep"]);
}

#[test]
fn a_line_of_twenty_megabytes_is_answered() {
    let long = "x".repeat(20 << 20);
    let checked = probe_text(&format!("catalog: {long}"));
    let text = checked.diagnostics.to_text(&Sources::from_text("input.yaml", &format!("catalog: {long}")));
    assert!(text.len() < 10_000, "a message quotes a part of a long line, not {} bytes", text.len());
    for text in
        [format!("{long}: 1"), format!("events: {{ {long}: {long} }}"), format!("# {long}\n"), format!("\"{long}")]
    {
        assert!(probe_text(&text).diagnostics.iter().count() < 20);
    }
}

#[test]
fn a_million_keys_are_read_and_a_fault_behind_them_is_found() {
    let found = probe_once(&format!("owners: {{{}", keys(1_000_000, ", ")));
    let rules: Vec<_> = found.iter().map(|diagnostic| diagnostic.rule.name).collect();
    assert_eq!(rules, ["yaml-syntax"]);
}

#[test]
fn every_one_of_many_faults_is_reported_once() {
    let many = 10_000;
    for text in [
        keys(many, "\n"),
        format!("{{{}}}", keys(many, ", ")),
        "owners: {}\n".repeat(many + 1),
        format!("owners: {{{}}}", keys(many, ", ")),
    ] {
        let count = probe_once(&text).iter().count();
        assert!((many..many + 10).contains(&count), "{count} findings for {many} faulty keys");
    }
}

fn keys(many: usize, separator: &str) -> String {
    (0..many).fold(String::new(), |text, key| text + &format!("k{key}: {key}{separator}"))
}

/// Checks one large file once, and prints its findings.
fn probe_once(text: &str) -> Diagnostics {
    let sources = Sources::from_text("input.yaml", text);
    let checked = check(&sources, &CheckOptions::default());
    assert!(checked.diagnostics.to_text(&sources).len() < 1000 * checked.diagnostics.iter().count());
    checked.diagnostics
}

#[test]
fn very_long_names_are_answered() {
    let long = "n".repeat(1 << 20);
    let other = format!("{long}m");
    for (from, to) in [
        ("store", &long),
        ("workspace", &long),
        ("policy_loaded", &long),
        ("outcome", &long),
        ("size", &long),
        ("sensitive-name", &long),
        ("by-project", &long),
        ("channel", &long),
        ("enhanced", &long),
        ("E1", &long),
    ] {
        probe_text(&SMALL.replace(from, to));
        probe_text(&SMALL.replacen(from, to, 1).replacen(from, &other, 1));
    }
}

#[test]
fn control_characters_and_broken_escapes_are_answered() {
    let odd = [
        "\0",
        "\u{1}",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{200b}",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "\u{fffd}",
        "\u{10ffff}",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\U00110000\"",
        "\"\\0\"",
        "\"\\x\"",
        "\"\\L\\P\\N\\_\"",
        "\r",
        "a\rb",
        "\u{202e}",
    ];
    for text in odd {
        for at in SMALL.char_indices().map(|(at, _)| at).step_by(97) {
            probe_text(&[&SMALL[..at], text, &SMALL[at..]].concat());
        }
    }
}

fn assert_found(checked: &Checked, rules: &[&str]) {
    let found: Vec<_> = checked.diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
    assert_eq!(found, rules, "{:#?}", checked.diagnostics);
}
