//! No input panics `check`, and what it says is always well formed: arbitrary bytes, YAML-like text, damaged real
//! catalogs, and files made to hurt. Every input goes through [`probe`], which holds all invariants.

#[path = "robustness/damage.rs"]
mod damage;
#[path = "robustness/hostile.rs"]
mod hostile;

use damage::damage;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};
use std::fs;
use std::path::{Path, PathBuf};
use telemetry_catalog::{CheckOptions, Checked, Diagnostic, SourceFile, Sources, Span, check};

/// The same inputs in every run: a failure that comes and goes helps nobody. The fuzz target finds new ones.
fn config(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(0x7e1e), failure_persistence: None, ..Config::default() }
}

/// Checks files, and holds what must be true whatever is in them.
fn probe(sources: &Sources) -> Checked {
    let checked = check(sources, &CheckOptions::default());
    for diagnostic in &checked.diagnostics {
        assert_in_file(sources, diagnostic.span, diagnostic);
        for label in &diagnostic.labels {
            assert_in_file(sources, label.span, diagnostic);
        }
        assert!(!diagnostic.message.is_empty(), "a message says something: {diagnostic:?}");
        assert!(!diagnostic.help.is_empty(), "a finding says what to write instead: {diagnostic:?}");
        assert!(!diagnostic.message.contains('\n'), "a message is one line: {diagnostic:?}");
    }
    assert_sorted(&checked);
    let usable = checked.catalog.is_some();
    assert_ne!(usable, checked.diagnostics.has_errors(), "a catalog, or errors that say why there is none");
    let text = checked.diagnostics.to_text(sources);
    assert_eq!(text.is_empty(), checked.diagnostics.is_empty());
    let again = check(sources, &CheckOptions::default());
    assert_eq!(again.diagnostics, checked.diagnostics, "a second check finds the same");
    assert!(again.catalog == checked.catalog, "a second check resolves the same");
    checked
}

fn assert_in_file(sources: &Sources, span: Span, diagnostic: &Diagnostic) {
    let text = sources.file(span.file).text();
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && end <= text.len(), "a place lies in its file of {} bytes: {diagnostic:?}", text.len());
    assert!(
        text.is_char_boundary(start) && text.is_char_boundary(end),
        "a place starts and ends between characters: {diagnostic:?}"
    );
}

fn assert_sorted(checked: &Checked) {
    let list: Vec<_> = checked.diagnostics.iter().collect();
    for pair in list.windows(2) {
        assert!(pair[0].span <= pair[1].span, "findings stand in source order: {pair:?}");
        let [a, b] = [pair[0], pair[1]];
        assert!(
            (a.span, a.rule.name, &a.message) != (b.span, b.rule.name, &b.message),
            "a finding is said once: {a:?}"
        );
    }
}

fn probe_bytes(bytes: &[u8]) -> Checked {
    probe(&Sources::new(vec![SourceFile::from_bytes("input.yaml", bytes.to_vec())]))
}

fn probe_text(text: &str) -> Checked {
    probe_bytes(text.as_bytes())
}

/// `load` never gives this; there is no file in which a finding could have its place.
#[test]
fn no_file_at_all_is_no_catalog() {
    let checked = check(&Sources::new(Vec::new()), &CheckOptions::default());
    assert!(checked.catalog.is_none() && checked.diagnostics.is_empty());
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        probe_bytes(&bytes);
    }

    #[test]
    fn arbitrary_text_is_answered(text in "\\PC{0,120}") {
        probe_text(&text);
    }

    #[test]
    fn yaml_like_text_is_answered(text in yaml_like()) {
        probe_text(&text);
    }

    #[test]
    fn yaml_like_text_in_several_files_is_answered(texts in prop::collection::vec(yaml_like(), 1..5)) {
        let named = texts.iter().enumerate().map(|(index, text)| SourceFile::new(format!("{index}.yaml"), text.as_str()));
        probe(&Sources::new(named.collect()));
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn misplaced_keys_and_values_are_answered(tree in tree()) {
        probe_text(&tree);
        for section in ["events", "fields", "groups", "common", "destinations", "consent", "classes"] {
            probe_text(&format!("catalog: a\ntitle: A\nversion: 1.0.0\ndescription: B.\n{section}: {tree}\n"));
            probe_text(&format!("{SMALL}{section}: {{ a: {tree}, b: {tree} }}\n").replacen(&format!("\n{section}:"), "\nx:", 1));
        }
    }
}

/// Keys of the format, words of its vocabularies, and odd values.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "catalog", "version", "events", "fields", "groups", "common", "destinations", "purposes", "classes", "owners",
    "never", "docs", "type", "class", "purpose", "consent", "description", "values", "include", "use", "transform",
    "hmac", "bucket", "allow", "optional", "condition", "any", "all", "not", "wire", "limits", "since", "expires",
    "technical", "personal", "string", "enum", "list<string>", "map<string, int>", "1.0.0", "P90D", "2024-02-30",
    "true", "null", "~", "1e999", "-0", "0x7f", "18446744073709551616", "é", "[]", "\"\\ud800\"", "\"\\x41\"",
];

/// What YAML gives a meaning to, and what it refuses.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    ": ", ":", "- ", "? ", "[", "]", "{", "}", ", ", "# ", "| ", "> ", "|+1\n", "&a ", "*a", "!!str ", "<<", "%YAML 1.2\n",
    "---\n", "...\n", "\"", "'", "\\", "\t", "\r\n", "\r", " ",
    "\u{2028}", "\u{feff}", "\u{1f600}", "\0",
];

fn piece() -> impl Strategy<Value = &'static str> {
    prop_oneof![select(WORDS), select(MARKS)]
}

fn yaml_like() -> impl Strategy<Value = String> {
    let line = (0_usize..5, prop::collection::vec(piece(), 0..6))
        .prop_map(|(depth, pieces)| format!("{}{}\n", "  ".repeat(depth), pieces.concat()));
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.concat())
}

/// Well-formed YAML whose keys and words are those of the format, at places where most of them do not belong.
fn tree() -> impl Strategy<Value = String> {
    let word = select(WORDS).prop_map(str::to_owned);
    word.prop_recursive(7, 80, 8, |inner| {
        let pair = (select(WORDS), inner.clone()).prop_map(|(key, value)| format!("{key}: {value}"));
        prop_oneof![
            1 => prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            4 => prop::collection::vec(pair, 0..8).prop_map(|pairs| format!("{{ {} }}", pairs.join(", "))),
        ]
    })
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the YAML files below a folder, with their content, in the order of their paths.
fn yaml_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.flat_map(|entry| yaml_at(&entry.path())).collect();
    files.sort();
    files
}

fn yaml_at(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    if path.is_dir() {
        return yaml_files(path);
    }
    let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    if yaml { vec![(path.to_owned(), fs::read(path).expect("a file that is listed can be read"))] } else { Vec::new() }
}

/// The example catalogs: each a folder of files.
fn examples() -> Vec<Vec<(PathBuf, Vec<u8>)>> {
    let folder = repository().join("catalog/examples");
    let mut folders: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.iter().map(|folder| yaml_files(folder)).filter(|files| !files.is_empty()).collect()
}

fn sources_of(files: &[(PathBuf, Vec<u8>)]) -> Sources {
    Sources::new(files.iter().map(|(path, bytes)| SourceFile::from_bytes(path, bytes.clone())).collect())
}

#[test]
fn damaged_examples_are_answered() {
    let examples = examples();
    assert!(!examples.is_empty(), "catalog/examples holds catalogs");
    let damages = prop::collection::vec((any::<Index>(), damage()), 1..6);
    let strategy = (any::<Index>(), damages);
    let mut runner = proptest::test_runner::TestRunner::new(config(120));
    let result = runner.run(&strategy, |(which, damages)| {
        let mut files = which.get(&examples).clone();
        for (file, damage) in &damages {
            let file = file.index(files.len());
            damage.apply(&mut files[file].1);
        }
        probe(&sources_of(&files));
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

/// A catalog that uses much of the format in few lines.
const SMALL: &str = include_str!("robustness/small.yaml");

#[test]
fn the_small_catalog_is_clean() {
    let checked = probe_text(SMALL);
    assert!(checked.catalog.is_some() && checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
}

#[test]
fn a_catalog_truncated_anywhere_is_answered() {
    for end in 0..SMALL.len() {
        probe_bytes(&SMALL.as_bytes()[..end]);
    }
}

#[test]
fn a_catalog_with_any_one_line_deleted_or_doubled_is_answered() {
    let lines: Vec<&str> = SMALL.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        probe_text(&[&lines[..at], &lines[at + 1..]].concat().concat());
        probe_text(&[&lines[..=at], &lines[at..]].concat().concat());
    }
}

#[test]
fn a_catalog_with_any_one_value_replaced_is_answered() {
    let values = ["", "~", "[]", "{}", "[[a]]", "{a: {b: c}}", "-1", "1e999", "\"\"", "é\u{2028}", "any", "&a b", "*a"];
    let lines: Vec<&str> = SMALL.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let Some((key, _)) = lines[at].split_once(": ") else { continue };
        for value in values {
            let line = format!("{key}: {value}\n");
            probe_text(&[&lines[..at], &[line.as_str()][..], &lines[at + 1..]].concat().concat());
        }
    }
}

#[test]
fn foreign_yaml_is_refused_with_reasons() {
    let real = repository().join("../shared/real");
    let files = yaml_files(&real);
    if files.is_empty() {
        println!("skipped: {} is not there; it holds YAML of other systems", real.display());
    }
    for file in files {
        let checked = probe(&sources_of(&[file]));
        assert!(checked.catalog.is_none(), "a file of another system is not a catalog");
    }
}
