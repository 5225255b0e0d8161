//! The schema and the reference page of the catalog format agree with the parser, with each other and with the
//! catalogs that are there.

#[path = "format/table.rs"]
mod table;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use telemetry_catalog::{CheckOptions, SourceFile, Sources, check, format, policy};
use whole_line_tests::golden;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&format::schema()).expect("the schema is one")
}

/// Reads YAML as other tools do.
fn value(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the text is YAML")
}

/// Returns what the schema says against a text, a line for each fault.
fn faults(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value = value(text);
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Returns the rules that the parser and the model find broken.
fn findings(text: &str) -> Vec<&'static str> {
    let checked = check(&Sources::from_text("catalog.yaml", text), &CheckOptions { today: None });
    checked.diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect()
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => yaml_files(&path),
            path => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn the_reference_page_is_up_to_date() {
    let path = root().join("catalog/FORMAT.md");
    let page = format::reference();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let found = fs::read_to_string(&path).expect("the page is there");
    assert!(found == page, "catalog/FORMAT.md is not up to date; BLESS=1 cargo test -p whole-line-tests --test format");
}

#[test]
fn the_reference_page_of_policies_is_up_to_date() {
    let path = root().join("catalog/POLICY.md");
    let fault = golden::compare(&path, &format::policy_reference()).err();
    golden::report(&fault.into_iter().collect::<Vec<_>>());
}

#[test]
fn the_schemas_are_valid_against_their_meta_schema() {
    for schema in [format::schema(), format::policy_schema()] {
        assert!(jsonschema::meta::is_valid(&schema));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

/// Policies that the parser and an editor judge alike: whether each is accepted.
const POLICIES: [(&str, bool); 11] = [
    ("subjects: [users]", true),
    ("subjects: users", true),
    ("controller: { name: Acme, adress: x }", false),
    ("controler: {}", false),
    ("legal_bases: { product: consent }", true),
    ("legal_bases: { product: whim }", false),
    ("retention: 90 days", false),
    ("tracking: maybe", false),
    ("transfers: { store: { contry: US } }", false),
    ("notice: { command: [a] }", false),
    ("joint_controllers: [{ name: Acme }]", true),
];

#[test]
fn what_is_no_policy_is_refused_by_the_parser_and_by_editors() {
    let catalog = "catalog: notes\ntitle: Notes\nversion: 1.0.0\ndescription: What the notes record.\n\
                   destinations: { store: { ceiling: technical, consent: usage } }\n";
    let catalog = check(&Sources::from_text("catalog.yaml", catalog), &CheckOptions { today: None }).catalog;
    let catalog = catalog.expect("the catalog has no errors");
    let validator = jsonschema::draft202012::new(&format::policy_schema()).expect("the schema is one");
    let page = format::policy_reference();
    let starter = fs::read_to_string(root().join("telemetry-cli/src/policy.yaml")).expect("there is a starter");
    // Everything in the starter that is commented out, without the sign.
    let lines = starter
        .lines()
        .filter_map(|line| line.strip_prefix("# ").map_or(Some(line), |rest| is_key(rest).then_some(rest)));
    let whole = lines.collect::<Vec<_>>().join("\n");
    let whole = whole.replace("metrics:", "store:");
    assert!(whole.contains("\nnotice: "), "{whole}");
    let examples = blocks(&page).into_iter().filter(|block| !block.starts_with('#'));
    let good = examples.chain([&*starter, &*whole]).map(|text| (text, true));
    for (text, is_good) in POLICIES.into_iter().chain(good) {
        let checked = policy(&Sources::from_text("policy.yaml", text), &catalog);
        assert_eq!(checked.policy.is_some(), is_good, "{text}");
        let faults = faults(&validator, text);
        assert_eq!(faults.is_empty(), is_good, "{text}: {faults:?}");
    }
}

/// Returns whether a line of a comment is YAML rather than words: a key, or a line below one.
fn is_key(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or_default().trim();
    line.contains(':') && !key.is_empty() && key.chars().all(|char| char.is_ascii_lowercase() || char == '_')
}

#[test]
fn the_schema_is_the_same_from_run_to_run() {
    assert_eq!(format::schema().to_string(), format::schema().to_string());
    assert_eq!(format::reference(), format::reference());
}

#[test]
fn example_catalogs_are_valid_against_the_schema() {
    let validator = validator();
    let files = yaml_files(&root().join("catalog/examples"));
    for path in files {
        let text = fs::read_to_string(&path).expect("an example can be read");
        let faults = faults(&validator, &text);
        assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
    }
}

#[test]
fn examples_on_the_page_are_valid_and_the_whole_one_has_no_findings() {
    let page = format::reference();
    let validator = validator();
    let blocks = blocks(&page);
    assert!(blocks.len() > 1);
    for block in &blocks {
        let value = value(block);
        assert!(value.is_null() || validator.is_valid(&value), "{block}");
    }
    let whole = blocks.iter().find(|block| block.starts_with("catalog:")).expect("the page has a whole catalog");
    assert_eq!(findings(whole), Vec::<&str>::new());
}

/// Returns the YAML of a page, block by block.
fn blocks(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect()
}

/// The chapters' examples are files of one catalog.
#[test]
fn examples_of_the_chapters_have_no_errors_together() {
    let page = format::reference();
    let head = "catalog: notes\ntitle: Notes\nversion: 1.0.0\ndescription: What the notes record.\n";
    let chapters = blocks(&page).into_iter().filter(|block| !block.starts_with('#') && !block.starts_with("catalog:"));
    let files = chapters.chain([head]).enumerate();
    let sources = Sources::new(files.map(|(at, text)| SourceFile::new(format!("{at}.yaml"), text)).collect());
    assert!(sources.len() > 5);
    let checked = check(&sources, &CheckOptions { today: None });
    assert!(!checked.diagnostics.has_errors(), "{}", checked.diagnostics.to_text(&sources));
}

#[test]
fn every_link_of_a_page_has_its_heading() {
    for page in [format::reference(), format::policy_reference()] {
        let anchors: Vec<String> = page
            .lines()
            .filter_map(|line| line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")))
            .map(|heading| heading.to_lowercase().replace(' ', "-"))
            .collect();
        let unique: BTreeSet<&str> = anchors.iter().map(String::as_str).collect();
        assert_eq!(unique.len(), anchors.len(), "two headings have one anchor");
        let links = page.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap_or(""));
        for link in links {
            assert!(unique.contains(link), "nothing has the anchor `{link}`");
        }
    }
}

/// Cases: a folder of catalogs each of which the parser or the model refuses, and an editor must as well.
#[test]
fn what_the_parser_refuses_the_schema_refuses() {
    let validator = validator();
    let files = yaml_files(&root().join("tests/tests/format/refused"));
    assert!(files.len() >= 12);
    for path in files {
        let text = fs::read_to_string(&path).expect("a case can be read");
        assert!(!findings(&text).is_empty(), "{} has no findings", path.display());
        assert!(!faults(&validator, &text).is_empty(), "{} is valid against the schema", path.display());
    }
}

#[test]
fn what_the_parser_accepts_the_schema_accepts() {
    let validator = validator();
    let files = yaml_files(&root().join("tests/tests/format/accepted"));
    assert!(files.len() >= 2);
    for path in files {
        let text = fs::read_to_string(&path).expect("a case can be read");
        let sources = Sources::new(vec![SourceFile::new(&path, &*text)]);
        let checked = check(&sources, &CheckOptions { today: None });
        assert!(!checked.diagnostics.has_errors(), "{}", checked.diagnostics.to_text(&sources));
        let faults = faults(&validator, &text);
        assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
    }
}
