//! JSON Schemas of whole catalogs, held against two validators that share no code.
//!
//! A case is a folder below `schema_cases` with a `catalog.yaml`. Each file in `valid` is an event that its schema
//! accepts, each in `invalid` one that it refuses; those in `destinations/<name>` are held against the schemas of
//! that destination. The examples of the `catalog` crate are cases without instances. Every failure is reported.

mod validators;

use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::{self, SchemaOptions};
use telemetry_catalog::{CheckOptions, check, load};
use validators::{Formats, Validator, both};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema_cases");
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalog/examples");
const BUNDLE: &str = "bundle.schema.json";

/// A catalog that is a case.
struct Case {
    name: String,
    folder: PathBuf,
    catalog: Catalog,
}

/// The schemas of a case, in the canonical form or that of a destination, by file name.
struct Schemas {
    /// What a failure names.
    name: String,
    files: BTreeMap<String, Value>,
}

impl Schemas {
    fn of(case: &Case, destination: Option<&str>, privacy_keyword: bool) -> Self {
        let destination = destination.map(str::to_owned);
        let name = destination.as_ref().map_or_else(|| case.name.clone(), |to| format!("{} for {to}", case.name));
        let options = SchemaOptions { events: true, bundle: true, destination, privacy_keyword };
        let files = render::schema(&case.catalog, &options);
        let files = files.iter().map(|(path, text)| {
            let file = path.rsplit('/').next().expect("a path has a last part").to_owned();
            let value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            assert!(text.ends_with("}\n"), "{name}: {path} ends with a line end");
            (file, value)
        });
        Self { files: files.collect(), name }
    }

    /// Returns the schemas in every form that the case has.
    fn all(case: &Case) -> Vec<Self> {
        let destinations = case.catalog.destinations().iter().map(|to| Some(to.name()));
        destinations.chain([None]).map(|destination| Self::of(case, destination, true)).collect()
    }

    /// Returns the schemas of single events.
    fn events(&self) -> impl Iterator<Item = (&str, &Value)> {
        let events =
            self.files.iter().filter(|(file, _)| !matches!(file.as_str(), BUNDLE | "privacy.vocabulary.schema.json"));
        events.map(|(file, schema)| (file.as_str(), schema))
    }

    /// Returns the schema of the event that an instance says it is.
    fn of_event(&self, instance: &Value) -> Option<&Value> {
        let name = instance.get("event")?;
        let named = |schema: &Value| {
            let names = &schema["properties"]["event"];
            names["const"] == *name || names["enum"].as_array().is_some_and(|names| names.contains(name))
        };
        self.events().map(|(_, schema)| schema).find(|schema| named(schema))
    }
}

/// Returns all cases, by name.
fn cases() -> Vec<Case> {
    let mut folders = subfolders(Path::new(CASES));
    folders.extend(subfolders(Path::new(EXAMPLES)));
    assert!(folders.len() > 5, "the cases are found");
    let cases = folders.into_iter().map(|folder| {
        let sources = load(&folder).unwrap_or_else(|error| panic!("{error}"));
        let checked = check(&sources, &CheckOptions { today: None });
        let findings = || checked.diagnostics.iter().map(|finding| finding.to_text(&sources)).collect::<String>();
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let Some(catalog) = checked.catalog else { panic!("{name}: {}", findings()) };
        Case { name, folder, catalog }
    });
    cases.collect()
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// Returns the instances in a folder, by name.
fn instances(folder: &Path) -> BTreeMap<String, Value> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    let instance = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.display().to_string(), value)
    };
    files.map(instance).collect()
}

/// Fails with all failures of a test.
fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// Holds an instance against a schema in both validators.
fn hold(name: &str, validators: &[Validator], instance: &Value, accepted: bool, failures: &mut Vec<String>) {
    for validator in validators {
        if validator.accepts(instance) != accepted {
            let verdict = if accepted { "refuses" } else { "accepts" };
            failures.push(format!("{name}: {} {verdict} {instance}", validator.name()));
        }
    }
}

#[test]
fn every_document_is_valid_against_the_meta_schema() {
    let mut failures = Vec::new();
    for case in &cases() {
        for schemas in Schemas::all(case) {
            for (file, schema) in &schemas.files {
                for fault in validators::meta_faults(schema) {
                    failures.push(format!("{}: {file}: {fault}", schemas.name));
                }
            }
        }
    }
    report(&failures);
}

#[test]
fn instances_are_accepted_and_refused() {
    let mut failures = Vec::new();
    let mut held = 0;
    for case in &cases() {
        let canonical = std::iter::once((None, case.folder.clone()));
        let destinations = case.catalog.destinations().iter().map(|to| {
            let name = to.name();
            (Some(name), case.folder.join("destinations").join(name))
        });
        for (destination, folder) in canonical.chain(destinations) {
            if !folder.join("valid").is_dir() && !folder.join("invalid").is_dir() {
                continue;
            }
            let schemas = Schemas::of(case, destination, true);
            let bundle = both(&schemas.files[BUNDLE], Formats::Noted);
            for (verdict, accepted) in [("valid", true), ("invalid", false)] {
                for (name, instance) in &instances(&folder.join(verdict)) {
                    held += 1;
                    hold(&format!("{name}: the bundle"), &bundle, instance, accepted, &mut failures);
                    match schemas.of_event(instance) {
                        Some(schema) => hold(name, &both(schema, Formats::Noted), instance, accepted, &mut failures),
                        None if accepted => failures.push(format!("{name}: no event has this name")),
                        None => {}
                    }
                }
            }
        }
    }
    assert!(held > 100, "the instances are found");
    report(&failures);
}

#[test]
fn samples_are_accepted_and_broken_samples_refused() {
    let mut failures = Vec::new();
    for case in &cases() {
        for schemas in Schemas::all(case) {
            let bundle = both(&schemas.files[BUNDLE], Formats::Asserted);
            for (file, schema) in schemas.events() {
                let name = format!("{}: {file}", schemas.name);
                let validators = both(schema, Formats::Asserted);
                let Some(samples) = schema["examples"].as_array() else {
                    failures.push(format!("{name}: no sample"));
                    continue;
                };
                for sample in samples {
                    hold(&name, &validators, sample, true, &mut failures);
                    hold(&format!("{name}: the bundle"), &bundle, sample, true, &mut failures);
                    for (how, broken) in broken(schema, sample) {
                        hold(&format!("{name}: {how}"), &validators, &broken, false, &mut failures);
                    }
                }
            }
        }
    }
    report(&failures);
}

#[test]
fn samples_of_an_event_are_the_examples_of_its_schema() {
    let mut held = 0;
    for case in &cases() {
        let schemas = Schemas::of(case, None, true);
        for event in case.catalog.events() {
            let samples = render::samples(&case.catalog, event);
            assert!(event.is_recorded() || samples.is_empty(), "{}: {} is not recorded", case.name, event.name());
            for sample in samples {
                let value: Value = serde_json::from_str(&sample.json).expect("a sample is JSON");
                let schema = schemas.of_event(&value).expect("a sample says which event it is");
                let examples = schema["examples"].as_array().expect("its schema has examples");
                assert!(examples.contains(&value), "{}: {value}", case.name);
                held += 1;
            }
        }
    }
    assert!(held > 100, "only {held} samples");
}

/// Returns a sample with something removed, added or changed.
fn broken(schema: &Value, sample: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for part in ["fields", "common", "stamps"] {
        let Some(members) = sample.get(part).and_then(Value::as_object) else { continue };
        let changed = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
            let mut broken = sample.clone();
            change(broken[part].as_object_mut().expect("it is an object"));
            broken
        };
        let added = changed(&|members| drop(members.insert("never declared".to_owned(), Value::Null)));
        all.push((format!("a member added to {part}"), added));
        let object = &schema["properties"][part];
        for name in object["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            all.push((format!("{part}.{name} removed"), changed(&|members| drop(members.remove(name)))));
        }
        for name in members.keys() {
            // Where any JSON value may stand, nothing is of another type.
            let holds_any = object["properties"].get(name).is_some_and(|field| {
                ["type", "enum", "const", "anyOf", "$ref"].iter().all(|keyword| field.get(keyword).is_none())
            });
            if object["properties"].get(name).is_some() && !holds_any {
                let other = serde_json::json!([[["of another type"]]]);
                let broken = changed(&|members| drop(members.insert(name.clone(), other.clone())));
                all.push((format!("{part}.{name} of another type"), broken));
            }
        }
    }
    all
}

#[test]
fn examples_of_fields_are_accepted_by_them() {
    let mut failures = Vec::new();
    // Events share fields, and to make a validator ready takes its time.
    let mut held = HashSet::new();
    for case in &cases() {
        for schemas in Schemas::all(case) {
            for (file, schema) in schemas.events() {
                walk(schema, &mut |schema| {
                    // The samples of whole events have a test of their own.
                    if schema.get("$id").is_some() || !held.insert(schema.to_string()) {
                        return;
                    }
                    for example in schema.get("examples").and_then(Value::as_array).into_iter().flatten() {
                        let name = format!("{}: {file}", schemas.name);
                        hold(&name, &both(schema, Formats::Asserted), example, true, &mut failures);
                    }
                });
            }
        }
    }
    report(&failures);
}

/// Calls a function with every object of a document that is a schema, or looks like one.
fn walk(value: &Value, visit: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            visit(value);
            let below =
                members.iter().filter(|(key, _)| !matches!(key.as_str(), "examples" | "x-privacy" | "const" | "enum"));
            below.for_each(|(_, below)| walk(below, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn privacy_facts_are_what_the_vocabulary_describes() {
    let mut failures = Vec::new();
    let mut facts = 0;
    for case in &cases() {
        let vocabulary = &Schemas::of(case, None, true).files["privacy.vocabulary.schema.json"];
        let validators = both(vocabulary, Formats::Noted);
        for schemas in Schemas::all(case) {
            for (file, schema) in schemas.events().chain([(BUNDLE, &schemas.files[BUNDLE])]) {
                walk(schema, &mut |schema| {
                    if schema.get("x-privacy").is_some() {
                        facts += 1;
                        let name = format!("{}: {file}", schemas.name);
                        hold(&name, &validators, schema, true, &mut failures);
                    }
                });
            }
        }
    }
    assert!(facts > 100, "the facts are found");
    report(&failures);
}

#[test]
fn privacy_facts_can_be_left_out() {
    for case in &cases() {
        let schemas = Schemas::of(case, None, false);
        assert!(!schemas.files.contains_key("privacy.vocabulary.schema.json"), "{}", schemas.name);
        for (file, schema) in &schemas.files {
            walk(schema, &mut |schema| assert!(schema.get("x-privacy").is_none(), "{}: {file}", schemas.name));
        }
    }
}

#[test]
fn every_document_says_which_it_is() {
    let mut ids = BTreeMap::new();
    for case in &cases() {
        for schemas in Schemas::all(case) {
            for (file, schema) in &schemas.files {
                let name = format!("{}: {file}", schemas.name);
                assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
                let id = schema["$id"].as_str().unwrap_or_else(|| panic!("{name} has an $id"));
                assert!(id.starts_with(case.catalog.schemas()), "{name}: {id}");
                for keyword in ["title", "description"] {
                    assert!(schema[keyword].as_str().is_some_and(|text| !text.is_empty()), "{name}: {keyword}");
                }
                let vocabulary = file.starts_with("privacy.");
                let earlier = ids.insert(id.to_owned(), name.clone());
                assert!(earlier.is_none() || vocabulary, "{name} and {earlier:?} are both {id}");
            }
        }
    }
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap_or_else(|| panic!("there is a case `{name}`"))
}

#[test]
fn what_events_share_stands_once_in_the_bundle() {
    let schemas = Schemas::of(&case("enums"), None, true);
    let definitions = &schemas.files[BUNDLE]["$defs"];
    let reference = serde_json::json!({ "$ref": "#/$defs/field:outcome" });
    for event in ["chosen", "ended"] {
        assert_eq!(definitions[event]["properties"]["fields"]["properties"]["outcome"], reference);
    }
    assert_eq!(definitions["field:outcome"]["enum"], serde_json::json!(["done", "failed", "other"]));
    let schemas = Schemas::of(&case("common_sets"), None, true);
    let reference = serde_json::json!({ "$ref": "#/$defs/common:lab_only.machine.staff" });
    let definitions = &schemas.files[BUNDLE]["$defs"];
    assert_eq!(definitions["opened"]["properties"]["common"], reference);
}

#[test]
fn a_file_of_one_event_refers_to_no_other() {
    for case in &cases() {
        for (file, schema) in Schemas::of(case, None, true).events() {
            walk(schema, &mut |schema| assert!(schema.get("$ref").is_none_or(|name| !name.is_string()), "{file}"));
        }
    }
}

#[test]
fn a_destination_s_schema_says_how_private_its_part_is() {
    let class = |destination| {
        let schemas = Schemas::of(&case("wires"), destination, true);
        schemas.files["sent.schema.json"]["x-privacy"]["class"].clone()
    };
    assert_eq!(class(None), "content");
    assert_eq!(class(Some("insights")), "content");
    assert_eq!(class(Some("numbers")), "technical");
}

#[test]
fn a_second_rendering_is_the_same() {
    for case in &cases() {
        let options = SchemaOptions { events: true, bundle: true, destination: None, privacy_keyword: true };
        assert_eq!(render::schema(&case.catalog, &options), render::schema(&case.catalog, &options), "{}", case.name);
    }
}

#[test]
fn an_unknown_destination_has_no_schema() {
    let case = &cases()[0];
    assert!(Schemas::of(case, Some("nowhere"), true).files.is_empty());
}
