//! The table of rules as a whole: sorted, named, and each with a page whose examples run.

use std::path::Path;
use telemetry_catalog::rules::{RULES, Rule, find};
use whole_line_tests::rule_page::{files, page, sections};
use whole_line_tests::{case, golden};

const HEADINGS: [&str; 5] = ["What it says", "Why", "Example", "Instead", "Allowing it"];

/// Runs a check over all rules and reports all failures at once.
fn each(check: impl Fn(&Rule) -> Result<(), String>) {
    let failures = RULES.iter().filter_map(|rule| check(rule).err().map(|fault| format!("{}: {fault}", rule.name)));
    golden::report(&failures.collect::<Vec<_>>());
}

/// Returns the names of the rules that find something in a section, and what they say.
fn findings(page: &str, heading: &str) -> Result<(Vec<&'static str>, String), String> {
    let section = sections(page).into_iter().find(|(title, _)| *title == heading).map(|(_, text)| text);
    let files = files(section.unwrap_or(""));
    if files.is_empty() {
        return Err(format!("no block of YAML under `{heading}`"));
    }
    let (sources, _, diagnostics) = case::found(files);
    let mut found: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
    found.dedup();
    Ok((found, diagnostics.to_text(&sources)))
}

#[test]
fn rules_are_sorted_and_unique() {
    let unsorted = RULES.windows(2).filter(|pair| pair[0].name >= pair[1].name);
    golden::report(&unsorted.map(|pair| format!("{} before {}", pair[0].name, pair[1].name)).collect::<Vec<_>>());
}

#[test]
fn each_rule_is_found_by_its_name() {
    each(|rule| find(rule.name).filter(|found| *found == rule).map(drop).ok_or("is not found".to_owned()));
}

#[test]
fn each_rule_is_a_file_of_its_name_and_each_file_is_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/src/rules");
    let names = case::list(&folder).iter().map(|path| case::name(path)).collect::<Vec<_>>();
    let files = names.iter().filter_map(|name| name.strip_suffix(".rs")).filter(|name| *name != "mod");
    let stray = files.filter(|name| find(&name.replace('_', "-")).is_none()).map(|name| format!("{name}.rs: no rule"));
    golden::report(&stray.collect::<Vec<_>>());
    each(|rule| {
        let kebab = rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let file = format!("{}.rs", rule.name.replace('-', "_"));
        if kebab && names.contains(&file) { Ok(()) } else { Err(format!("no file {file}")) }
    });
}

#[test]
fn each_page_begins_with_its_summary() {
    each(|rule| {
        let page = page(rule);
        let first = page.lines().next().unwrap_or("").to_owned();
        let mut letters = rule.summary.chars();
        let start = letters.next().map(char::to_uppercase).into_iter().flatten().collect::<String>();
        let sentence = format!("{start}{}.", letters.as_str());
        if first == sentence { Ok(()) } else { Err(format!("begins with `{first}`, not with `{sentence}`")) }
    });
}

#[test]
fn each_page_has_its_headings_in_order_and_text_below_each() {
    each(|rule| {
        let page = page(rule);
        let sections = sections(&page);
        let titles: Vec<&str> = sections.iter().map(|(title, _)| *title).collect();
        if titles != HEADINGS {
            return Err(format!("has the headings {titles:?}"));
        }
        let empty = sections.iter().find(|(_, text)| text.trim().is_empty());
        empty.map_or(Ok(()), |(title, _)| Err(format!("says nothing under `{title}`")))
    });
}

#[test]
fn each_example_is_found_by_its_rule_and_by_nothing_else() {
    each(|rule| {
        let (found, text) = findings(&page(rule), "Example")?;
        if found == [rule.name] { Ok(()) } else { Err(format!("the example is found by {found:?}\n{text}")) }
    });
}

#[test]
fn what_stands_instead_is_clean() {
    each(|rule| {
        let (found, text) = findings(&page(rule), "Instead")?;
        if found.is_empty() { Ok(()) } else { Err(format!("what stands instead is found\n{text}")) }
    });
}

#[test]
fn each_rule_has_a_reject_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reject");
    each(|rule| {
        let cases = folder.join(rule.name);
        if cases.is_dir() && !case::list(&cases).is_empty() { Ok(()) } else { Err("has no reject case".to_owned()) }
    });
}
