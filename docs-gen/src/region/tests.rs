//! Where markers count, and what is said of those that do not fit.

use super::{Language, RegionState, regions};
use crate::page::PageOptions;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::{CheckOptions, Sources, check};

fn catalog(version: &str) -> Catalog {
    let yaml = format!(
        "catalog: lantern\ntitle: Lantern\nversion: {version}\ndescription: What Lantern records.\n\
         destinations: {{ home: {{ ceiling: technical, consent: usage }} }}\nowners: {{ core: {{}} }}\n\
         never: [file contents]\nevents:\n  lit:\n    description: A lamp was lit.\n    owner: core\n    \
         purpose: product\n    consent: usage\n    destinations: [home]\n    fields:\n      \
         bright: {{ type: bool, class: technical, description: Whether it is bright. }}\n"
    );
    let checked = check(&Sources::from_text("telemetry.yaml", &yaml), &CheckOptions { today: None });
    checked.catalog.expect("the catalog has no errors")
}

fn render(text: &str, language: Language) -> (String, Vec<RegionState>) {
    let updated = regions(&catalog("1.0.0"), text, language, &PageOptions::default()).expect("the markers fit");
    (updated.text, updated.regions.iter().map(|region| region.state).collect())
}

/// Renders the one region of a text; what is before and after it must be there still.
#[track_caller]
fn check_around(before: &str, after: &str) {
    let (text, states) = render(&format!("{before}{after}"), Language::Markdown);
    assert_eq!(states, [RegionState::Empty]);
    let inside = text.strip_prefix(before).and_then(|text| text.strip_suffix(after));
    let inside = inside.expect("what is outside of the region stays");
    assert!(inside.contains("- file contents"), "{inside:?}");
    let ending = if before.ends_with("\r\n") { "\r\n" } else { &before[before.len() - 1..] };
    let other = inside.replace(ending, "");
    assert!(!other.contains(['\r', '\n']), "lines end in {ending:?}: {inside:?}");
    let again = render(&text, Language::Markdown);
    assert_eq!(again, (text.clone(), vec![RegionState::UpToDate]));
}

#[test]
fn what_is_outside_stays_to_the_byte() {
    check_around("# Mine\n<!-- telemetry:begin never -->\n", "<!-- telemetry:end -->\nend \t\n");
    check_around("<!-- telemetry:begin never -->\n", "<!-- telemetry:end -->");
    check_around("\u{feff}<!-- telemetry:begin never -->\r\n", "<!-- telemetry:end -->\r\n\r\nno line feed");
    check_around("a\r\n  <!--telemetry:begin   never-->\t\r\n", "  <!--telemetry:end-->\n");
    check_around("a\r<!-- telemetry:begin never -->\r", "<!-- telemetry:end -->\rb\0c");
    check_around("a\n\n{/* telemetry:begin never */}\n", "{/* telemetry:end */}\n");
}

#[test]
fn markers_in_code_are_text() {
    let region = "<!-- telemetry:begin never -->\n<!-- telemetry:end -->\n";
    let quoted = region.replace('<', "> <");
    for text in [
        format!("```html\n{region}```\n"),
        format!("~~~~\n```\n{region}~~~\n~~~~\n"),
        format!("- list\n\n  ```\n{region}  ```\n"),
        format!("1. ```\n{region}   ```\n"),
        format!("> ```\n{quoted}> ```\n"),
        format!("```\n{region}"),
        "    <!-- telemetry:begin never -->\n".to_owned(),
        "\t<!-- telemetry:end -->\n".to_owned(),
        "Write `<!-- telemetry:begin events -->` there.\n".to_owned(),
    ] {
        assert_eq!(render(&text, Language::Markdown), (text.clone(), Vec::new()));
    }
    let text = format!("```\n{region}```\n{region}");
    assert_eq!(render(&text, Language::Markdown).1, [RegionState::Empty]);
}

#[test]
fn a_region_is_known_from_one_that_was_edited() {
    let empty = "<!-- telemetry:begin never -->\n<!-- telemetry:end -->\n";
    let (made, _) = render(empty, Language::Markdown);
    let later = regions(&catalog("2.0.0"), &made, Language::Markdown, &PageOptions::default()).expect("it fits");
    assert_eq!(later.regions[0].state, RegionState::OutOfDate);
    let edited = made.replace("- file contents", "- file contents\n- names");
    assert_eq!(render(&edited, Language::Markdown), (made.clone(), vec![RegionState::Edited]));
    let other_lines = made.replace('\n', "\r\n");
    assert_eq!(render(&other_lines, Language::Markdown), (other_lines.clone(), vec![RegionState::UpToDate]));
    let mixed = made.replacen("-->\n", "-->\r\n", 1);
    assert_eq!(render(&mixed, Language::Markdown).1, [RegionState::OutOfDate]);
    let by_hand = "<!-- telemetry:begin never -->\nOurs.\n<!-- telemetry:end -->\n";
    assert_eq!(render(by_hand, Language::Markdown).1, [RegionState::Edited]);
}

#[test]
fn a_part_without_anything_to_say_is_empty() {
    let empty = "<!-- telemetry:begin removed -->\n<!-- telemetry:end -->\n";
    assert_eq!(render(empty, Language::Markdown), (empty.to_owned(), vec![RegionState::UpToDate]));
}

#[test]
fn links_lead_to_places_of_the_file() {
    let events = "<!-- telemetry:begin events -->\n<!-- telemetry:end -->\n";
    let classes = "<!-- telemetry:begin classes -->\n<!-- telemetry:end -->\n";
    let alone = render(events, Language::Markdown).0;
    assert!(alone.contains("class technical") && !alone.contains("](#"), "{alone}");
    let both = render(&format!("{events}{classes}"), Language::Markdown).0;
    assert!(both.contains("class [technical](#class-technical)"), "{both}");
    assert!(!both.contains("](#destination-home)"), "{both}");
}

#[test]
fn html_holds_html() {
    let (text, _) = render("<p>\n<!-- telemetry:begin never -->\n<!-- telemetry:end -->\n", Language::Html);
    assert!(text.contains("<ul>\n<li>file contents"), "{text}");
}

#[track_caller]
fn check_fault(text: &str, language: Language, expected: &[&str]) {
    let faults =
        regions(&catalog("1.0.0"), text, language, &PageOptions::default()).expect_err("the markers do not fit");
    let said: Vec<_> = faults.iter().map(|it| format!("{}:{}: {}", it.line, it.column, it.message)).collect();
    assert_eq!(said, expected);
    assert!(faults.iter().all(|fault| fault.help.contains(['`', ' '])), "{faults:?}");
}

#[test]
fn markers_that_do_not_fit_are_faults() {
    let check = |text: &str, expected: &[&str]| check_fault(text, Language::Markdown, expected);
    check("a\n<!-- telemetry:begin never -->\n", &["2:1: the region of `never` does not end"]);
    check("\u{feff} <!-- telemetry:end -->\n", &["1:2: a region ends that has not begun"]);
    check(
        "<!-- telemetry:begin never -->\n<!-- telemetry:begin events -->\n<!-- telemetry:end -->\n",
        &["2:1: a region begins inside of that of `never`, line 1"],
    );
    check("<!-- telemetry:begin evnts -->\n<!-- telemetry:end -->\n", &["1:22: `evnts` is not a part of the page"]);
    check("<!-- telemetry:begin -->\n<!-- telemetry:end -->\n", &["1:1: a region begins that names no part"]);
    check("<!-- telemetry:start never -->\n", &["1:1: `telemetry:start never` is not a marker"]);
    check("text <!-- telemetry:end -->\n", &["1:6: a marker is not alone on its line"]);
    check("<!-- telemetry:begin never --> text\n", &["1:1: a marker is not alone on its line"]);
    check("<!-- telemetry:begin never\n", &["1:1: a marker is not alone on its line"]);
    check(
        "<!-- telemetry:begin never -->\n{/* telemetry:end */}\n",
        &["2:1: the region of line 1 ends in another form of marker"],
    );
}

#[test]
fn a_part_stands_in_a_file_once() {
    let both = |a: &str, b: &str| {
        format!(
            "<!-- telemetry:begin {a} -->\n<!-- telemetry:end -->\n<!-- telemetry:begin {b} -->\n<!-- telemetry:end -->\n"
        )
    };
    let check = |a: &str, b: &str, expected: &str| check_fault(&both(a, b), Language::Markdown, &[expected]);
    check("never", "never", "3:22: the region of `never` is there already, line 1");
    check("page", "classes", "3:22: `classes` is a part of `page`, and both are here; the other one begins in line 1");
    check(
        "common",
        "collected",
        "3:22: `common` is a part of `collected`, and both are here; the other one begins in line 1",
    );
}

#[test]
fn mdx_takes_its_own_markers_alone() {
    check_fault("<!-- telemetry:begin never -->\n", Language::Mdx, &["1:1: MDX knows no comments of HTML"]);
    let (text, states) = render("{/* telemetry:begin never */}\n{/* telemetry:end */}\n", Language::Mdx);
    assert_eq!(states, [RegionState::Empty]);
    assert!(text.contains("\n{/* Made from catalog lantern 1.0.0 "), "{text}");
}

#[test]
fn a_line_of_mdbook_is_a_region() {
    let (text, states) = render("# A\r\n\r\n  {{#telemetry never}}\r\nend", Language::MdBook);
    assert_eq!(states, [RegionState::Empty]);
    assert!(text.starts_with("# A\r\n\r\n  \r\n- file contents"), "{text:?}");
    assert!(text.ends_with("\r\n\r\nend") && !text.contains("Made from"), "{text:?}");
    for text in [
        "`{{#telemetry never}}`\n",
        "    {{#telemetry never}}\n",
        "```\n{{#telemetry never}}\n```\n",
        "\\{{#telemetry never}}\n",
        "{{#telemetry-of-others never}}\n",
        "{{#include never}}\n",
    ] {
        assert_eq!(render(text, Language::MdBook), (text.to_owned(), Vec::new()));
    }
    assert_eq!(render("{{#telemetry never}}\n", Language::Markdown).1, []);
}

#[test]
fn a_line_of_mdbook_that_does_not_fit_is_a_fault() {
    let check = |text: &str, expected: &[&str]| check_fault(text, Language::MdBook, expected);
    check("{{#telemetry evnts}}\n", &["1:14: `evnts` is not a part of the page"]);
    check("{{#telemetry}}\n", &["1:1: a region begins that names no part"]);
    check("See {{#telemetry never}}\n", &["1:5: a marker is not alone on its line"]);
    check("{{#telemetry never\n", &["1:1: a marker is not alone on its line"]);
    check("{{#telemetry never}}\n{{#telemetry never}}\n", &["2:14: the region of `never` is there already, line 1"]);
    check(
        "<!-- telemetry:begin never -->\n{{#telemetry events}}\n<!-- telemetry:end -->\n",
        &["2:1: a region begins inside of that of `never`, line 1"],
    );
}
