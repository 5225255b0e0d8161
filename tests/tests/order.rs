//! The order of files and of keys means nothing: however a catalog is shuffled, split and merged, it resolves to the
//! same model, and every rendered file has the same bytes.
//!
//! Lists keep their order, since for some (columns, caps, transforms) it is the meaning. The catalogs are read and
//! written by a YAML library that shares no code with ours, so the test also says that two readers agree on them.

use serde_yaml::{Mapping, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::{Catalog, DocsStyle};
use telemetry_catalog::{CheckOptions, Files, SourceFile, Sources, check, load, render};
use telemetry_docs_gen::{PageOptions, SiteOptions, markdown, site};

/// How often each catalog is shuffled anew.
const ROUNDS: u64 = 12;

/// Sections whose entries may stand in different files.
const SECTIONS: &[&str] =
    &["owners", "purposes", "classes", "facts", "grants", "destinations", "fields", "groups", "common", "events"];

#[test]
fn the_order_of_files_and_keys_changes_no_output() {
    let folders = example_folders();
    assert!(!folders.is_empty(), "catalog/examples holds catalogs");
    for folder in folders {
        let written = resolve(&load(&folder).expect("an example can be read"), "as it is written");
        let rendered = render_all(&written);
        let whole = merge(&folder);
        for seed in 1..=ROUNDS {
            let what = format!("{}, shuffled with seed {seed}", folder.display());
            let shuffled = resolve(&shuffle(&whole, seed), &what);
            assert!(shuffled == written, "{what}: the model differs");
            let found = render_all(&shuffled);
            for (path, expected) in rendered.iter() {
                assert_eq!(Some(expected), found.get(path), "{what}: {path} differs");
            }
            assert_eq!(rendered.len(), found.len(), "{what}: there are other files");
        }
    }
}

fn example_folders() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/examples");
    let mut folders: Vec<_> =
        fs::read_dir(examples).expect("there are examples").flatten().map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn resolve(sources: &Sources, what: &str) -> Catalog {
    let checked = check(sources, &CheckOptions::default());
    checked.catalog.unwrap_or_else(|| panic!("{what}: {}", checked.diagnostics.to_text(sources)))
}

const SCHEMAS: render::SchemaOptions =
    render::SchemaOptions { events: true, bundle: true, destination: None, privacy_keyword: true };

fn render_all(catalog: &Catalog) -> Files {
    let mut files = render::rust(catalog, &render::RustOptions::default());
    files.append(render::schema(catalog, &SCHEMAS));
    for style in DocsStyle::ALL {
        let file = Some(format!("{style}.md"));
        files.append(markdown(catalog, &PageOptions { style: Some(*style), file, ..PageOptions::default() }));
    }
    files.append(site(catalog, &SiteOptions::default()));
    files
}

/// Reads all files of a folder as one mapping.
fn merge(folder: &Path) -> Mapping {
    let mut whole = Mapping::new();
    let sources = load(folder).expect("an example can be read");
    for (_, file) in sources.iter() {
        let content: Mapping = serde_yaml::from_str(file.text()).expect("an example is YAML");
        for (key, value) in content {
            match (whole.get_mut(&key), value) {
                (Some(Value::Mapping(there)), Value::Mapping(more)) => there.extend(more),
                (Some(Value::Sequence(there)), Value::Sequence(more)) => there.extend(more),
                (None, value) => drop(whole.insert(key, value)),
                (Some(there), value) => panic!("{key:?} is written twice: {there:?} and {value:?}"),
            }
        }
    }
    whole
}

/// Shuffles all keys, and deals the entries of all sections to one to five files with other names.
fn shuffle(whole: &Mapping, seed: u64) -> Sources {
    let mut random = Random(seed);
    let count = 1 + random.below(5);
    let mut files: Vec<BTreeMap<String, Vec<(Value, Value)>>> = vec![BTreeMap::new(); count];
    let head = random.below(count);
    let mut texts = vec![Vec::new(); count];
    for (key, value) in shuffled(whole, &mut random) {
        match value {
            Value::Mapping(entries) if key.as_str().is_some_and(|key| SECTIONS.contains(&key)) => {
                let name = key.as_str().expect("keys are text").to_owned();
                for entry in entries {
                    files[random.below(count)].entry(name.clone()).or_default().push(entry);
                }
            }
            value => texts[head].push((key, value)),
        }
    }
    let named = files.into_iter().zip(texts).enumerate().filter_map(|(index, (sections, mut pairs))| {
        let sections =
            sections.into_iter().map(|(name, entries)| (name.into(), Value::Mapping(entries.into_iter().collect())));
        pairs.extend(sections);
        random.shuffle(&mut pairs);
        let text = serde_yaml::to_string(&pairs.into_iter().collect::<Mapping>()).expect("a mapping can be written");
        (text.trim() != "{}").then(|| SourceFile::new(format!("{}{index}.yaml", random.below(100)), text))
    });
    Sources::new(named.collect())
}

fn shuffled(mapping: &Mapping, random: &mut Random) -> Vec<(Value, Value)> {
    let mut pairs: Vec<_> = mapping.iter().map(|(key, value)| (key.clone(), shuffled_value(value, random))).collect();
    random.shuffle(&mut pairs);
    pairs
}

fn shuffled_value(value: &Value, random: &mut Random) -> Value {
    match value {
        Value::Mapping(mapping) => Value::Mapping(shuffled(mapping, random).into_iter().collect()),
        Value::Sequence(items) => Value::Sequence(items.iter().map(|item| shuffled_value(item, random)).collect()),
        other => other.clone(),
    }
}

/// The same numbers in every run: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a usize")
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
