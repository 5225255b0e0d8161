//! What is found in Rust: a text and the lines on which an event is recorded, or a small tree and its files.

use super::{Record, Types};

fn saved() -> Types {
    Types { events: [("Saved".to_owned(), "saved".to_owned())].into(), ..Types::default() }
}

fn check(text: &str, lines: &[u32]) {
    let types = saved();
    let found: Vec<u32> = types.recorded("src/a.rs", text).into_iter().map(|record| record.line).collect();
    assert_eq!(found, lines, "{text}");
}

#[test]
fn what_makes_an_event_is_found() {
    check("Saved { a: 1 }.record();", &[1]);
    check("let event =\n telemetry::Saved { a: 1 };", &[2]);
    check("telemetry.record(&Saved);\nrecord(crate::Saved)", &[1, 2]);
    check("Saved.record(); Saved::new(1); Saved::builder()", &[1, 1, 1]);
    check("f(Saved::Form { a: 1 }, Saved::Other(2))", &[1, 1]);
    check("if x { Saved { a: 1 }.record() }", &[1]);
    check("match x { 1 => f(Saved { a: 1, ..base }), _ => Saved { a: 2 } }", &[1, 1]);
}

#[test]
fn what_names_an_event_is_not() {
    check("pub struct Saved { a: u8 } impl Saved { } impl Event for Saved { }", &[]);
    check("use a::Saved; fn make() -> Saved { todo() } fn take(saved: Saved) {}", &[]);
    check("match x { Saved { a } => 1, a::Saved::Form { .. } | y => 2 }", &[]);
    check("match x { Some(Saved { a }) => 1, Saved { a } if a > 1 => 2 } matches!(x, Saved { a, .. })", &[]);
    check("let Saved { a } = x; if let Saved { .. } = x {} while let m::Saved { .. } = x {}", &[]);
    check("// Saved { }\n/* Saved { } */ \"Saved { }\" r#\"Saved { }\"#", &[]);
    check("SavedAll { }; Saved::describe()", &[]);
    check("host.with_sample(Saved { a: 1 }); telemetry.preview(&m::Saved { a: 1 })", &[]);
    check("#[cfg(test)]\nmod tests { fn a() { Saved { a: 1 }.record() } }\nSaved {}", &[3]);
}

#[test]
fn what_does_not_end_is_read_to_the_end() {
    for text in ["Saved", "Saved {", "Saved::", "record(", "record(&", "&Saved", "#[cfg(test)] mod a {", "}}} Saved {}"]
    {
        saved().recorded("src/a.rs", text);
    }
}

#[test]
fn no_text_ends_the_search() {
    const PARTS: [&str; 28] = [
        "Saved",
        "record",
        "::",
        "{",
        "}",
        "(",
        "&",
        "\"",
        "'",
        "\\",
        "#",
        "r",
        "b",
        "/*",
        "*/",
        "//",
        "\n",
        "é",
        "🦀",
        "#[cfg(test)] mod a {",
        "name = ",
        "struct ",
        "=>",
        "\0",
        "use ",
        ",",
        ";",
        "mod a {",
    ];
    let mut types = saved();
    // Numbers that look random and are the same in each run.
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let text: String = (0..12)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                PARTS[usize::try_from(state >> 33).unwrap_or(0) % PARTS.len()]
            })
            .collect();
        let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        types.locate("src/a.rs", &text);
        assert!(types.recorded("src/a.rs", &text).iter().all(|record| record.line <= lines), "{text:?}");
    }
}

/// Checks in which files of a tree an event is recorded, and in which that cannot be told.
#[track_caller]
fn check_tree(files: &[(&str, &str)], sure: &[&str], unsure: &[&str]) {
    let mut types = saved();
    while files.iter().any(|(path, text)| types.locate(path, text)) {}
    let mut found = [Vec::new(), Vec::new()];
    for (path, text) in files {
        let records: Vec<Record<'_>> = types.recorded(path, text);
        for record in records {
            found[usize::from(record.unsure.is_some())].push(*path);
        }
    }
    assert_eq!(found, [sure, unsure], "{files:?}");
}

const FORM: (&str, &str) =
    ("src/form.rs", "pub struct Saved { a: u8 } fn f() { Saved { a: 1 }; self::Saved { a: 1 }; }");
const OWN: (&str, &str) = ("src/own.rs", "#[derive(Event)] pub struct Saved { a: u8 } fn f() { Saved { a: 1 }; }");

#[test]
fn a_type_of_the_same_name_in_another_module_is_no_event() {
    check_tree(&[FORM], &[], &[]);
    check_tree(&[FORM, OWN], &["src/own.rs"], &[]);
    check_tree(&[("src/b.rs", "struct Saved; impl Event for Saved {} fn f() { Saved {} }")], &["src/b.rs"], &[]);
    let check = |text, sure: &[&str]| check_tree(&[FORM, ("src/b.rs", text)], sure, &[]);
    check("use crate::form::Saved; fn f() { Saved { a: 1 } }", &[]);
    check("use crate::form; fn f() { form::Saved { a: 1 } }", &[]);
    check("use crate::{form::{Other, Saved}, own::Thing}; fn f() { Saved {} }", &[]);
    check("use super::form::{self}; fn f() { form::Saved {} }", &[]);
    check("use crate::telemetry::Saved; fn f() { Saved { a: 1 } }", &["src/b.rs"]);
    check("use crate::{form::{Other}, own::Saved}; fn f() { Saved {} }", &["src/b.rs"]);
    check("mod m { pub struct Saved {} fn f() { Saved {} } } fn g() { m::Saved {} }", &[]);
}

#[test]
fn what_hands_a_type_on_is_followed() {
    let (hands_on, further) =
        (("src/api.rs", "pub use crate::form::Saved;"), ("src/ui.rs", "pub use crate::api::Saved;"));
    check_tree(&[OWN, further, hands_on, ("src/b.rs", "fn f() { ui::Saved {} }"), FORM], &["src/own.rs"], &[]);
    check_tree(
        &[("src/api.rs", "pub use crate::form::Saved;"), ("src/b.rs", "fn f() { api::Saved {} }"), FORM],
        &[],
        &[],
    );
    check_tree(&[("src/b.rs", "fn f() { crate::Saved {} }"), FORM, ("src/lib.rs", "pub use form::Saved;")], &[], &[]);
}

#[test]
fn a_path_says_what_is_meant() {
    check("use crate::telemetry::Saved as Done; fn f() { Done { a: 1 }.record() }", &[1]);
    check("use std::process::Saved; fn f() { Saved::new(1) }", &[]);
    check("fn f() { std::process::Saved::new(1); Message::Saved { a: 1 }; m::Message::Saved(1); }", &[]);
}

#[test]
fn what_cannot_be_told_is_found_and_said() {
    check_tree(&[FORM, ("src/b.rs", "use crate::form::*; fn f() { Saved { a: 1 } }")], &[], &["src/b.rs"]);
    check_tree(&[FORM, ("src/b.rs", "fn f() { super::Saved { a: 1 } }")], &[], &["src/b.rs"]);
}
