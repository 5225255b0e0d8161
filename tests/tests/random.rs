//! Random catalogs: valid, the same for the same number, and together all that the format can say.

use serde_json::Value;
use std::collections::BTreeSet;
use telemetry_catalog::{Sources, format};
use whole_line_tests::{case, golden, random};

/// How many catalogs are made.
const CATALOGS: u64 = 300;

/// Keys that the generator does not reach, and why.
const UNREACHED: &[(&str, &str)] = &[("own-text.file", "a random catalog is one text, without files beside it")];

#[test]
fn random_catalogs_are_valid() {
    let faults = (0..CATALOGS).filter_map(|seed| {
        let yaml = random::catalog(seed);
        assert_eq!(yaml, random::catalog(seed), "one number, one catalog: {seed}");
        let sources = Sources::from_text("catalog.yaml", &yaml);
        let checked = case::checked(&sources);
        checked.catalog.is_none().then(|| format!("{seed}: {}\n{yaml}", checked.diagnostics.to_text(&sources)))
    });
    golden::report(&faults.take(3).collect::<Vec<_>>());
}

#[test]
fn random_catalogs_say_all_that_the_format_can_say() {
    let schema = format::schema();
    let mut seen = BTreeSet::new();
    for seed in 0..CATALOGS {
        let yaml = random::catalog(seed);
        let catalog: Value = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{seed}: {error}\n{yaml}"));
        visit(&schema, "catalog", &schema, &catalog, &mut seen);
    }
    let mut all = BTreeSet::new();
    keys("catalog", &schema, &mut all);
    for (name, definition) in schema["$defs"].as_object().expect("the format has definitions") {
        keys(name, definition, &mut all);
    }
    assert!(all.len() > 150, "the keys of the format are found");
    let is_known = |key: &&String| UNREACHED.iter().any(|(known, _)| known == key);
    let missing: Vec<String> = all.difference(&seen).filter(|key| !is_known(key)).cloned().collect();
    golden::report(&missing);
    let reached = UNREACHED.iter().filter(|(key, _)| seen.contains(*key) || !all.contains(*key));
    golden::report(&reached.map(|(key, _)| format!("{key} is reached: take it off the list")).collect::<Vec<_>>());
}

/// Adds the keys of one definition.
fn keys(name: &str, definition: &Value, all: &mut BTreeSet<String>) {
    let properties = definition["properties"].as_object().into_iter().flatten();
    all.extend(properties.map(|(key, _)| format!("{name}.{key}")));
}

/// Notes every key of a value, by the definition that has it.
fn visit(root: &Value, name: &str, schema: &Value, value: &Value, seen: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap_or(target);
        visit(root, name, &root["$defs"][name], value, seen);
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
        for part in schema[keyword].as_array().into_iter().flatten() {
            visit(root, name, part, value, seen);
        }
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(property) => {
                seen.insert(format!("{name}.{key}"));
                visit(root, name, property, value, seen);
            }
            None => visit(root, name, &schema["additionalProperties"], value, seen),
        }
    }
    for item in value.as_array().into_iter().flatten() {
        visit(root, name, &schema["items"], item, seen);
    }
}
