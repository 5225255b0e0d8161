//! The words of pages: the two files are YAML that a reader that is not ours reads alike, and the format knows every key.

use serde_yaml::Value;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use telemetry_catalog::STRINGS;
use telemetry_catalog::model::PageLanguage;
use telemetry_docs_gen::{strings, strings_file};
use whole_line_tests::golden;

/// Returns the keys and texts of a file, as a reader of YAML sees them.
fn read(language: PageLanguage) -> Vec<(String, String)> {
    let file: Value = serde_yaml::from_str(strings_file(language)).expect("the file is YAML");
    let entries = file.as_mapping().expect("the file is a mapping").iter();
    let text = |value: &Value| value.as_str().expect("keys and words are texts").to_owned();
    entries.map(|(key, words)| (text(key), text(words))).collect()
}

#[test]
fn the_files_are_yaml() {
    let ours: Vec<_> = strings().map(|(key, words)| (key.to_owned(), words.to_owned())).collect();
    assert_eq!(read(PageLanguage::En), ours);
    for language in PageLanguage::ALL {
        let keys = |read: &[(String, String)]| read.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&read(*language)), keys(&ours), "{language}");
    }
}

#[test]
fn words_hold_no_markup_and_start_with_a_letter() {
    for language in PageLanguage::ALL {
        for (key, words) in read(*language) {
            let is_plain = !words.contains(['<', '>', '{', '}', '|', '*', '_', '[', ']', '\\', '#', '&', '`']);
            assert!(is_plain && words.starts_with(char::is_alphabetic), "{language}: {key}: {words}");
            assert_eq!(words.trim(), words, "{language}: {key}");
        }
    }
}

#[test]
fn the_format_knows_every_key() {
    let mut keys: Vec<_> = strings().map(|(key, _)| key).collect();
    keys.sort_unstable();
    let pair = |keys: &[&str]| keys.iter().map(|key| format!("\"{key}\",")).collect::<Vec<_>>().join(" ");
    let lines: Vec<_> = keys.chunks(2).map(|keys| format!("    {}\n", pair(keys))).collect();
    let expected = format!(
        "//! The keys of our words on pages, which a catalog may replace by `docs.strings`.\n//!\n\
         //! Made from `docs-gen/src/strings/en.yaml` by `BLESS=1 cargo test -p whole-line-tests --test strings`. Do not \
         edit.\n\n\
         /// The keys of our words on pages, sorted; `docs-gen` prints the words, and a test holds the two lists together.\n\
         #[rustfmt::skip]\npub const STRINGS: [&str; {}] = [\n{}];\n",
        keys.len(),
        lines.concat()
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/src/resolve/strings.rs");
    golden::report(&golden::compare(&path, &expected).err().into_iter().collect::<Vec<_>>());
    assert!(STRINGS.is_sorted() && STRINGS.len() == keys.len(), "the list that was compiled is that of the file");
}

#[test]
fn every_word_in_the_code_has_a_key() {
    let known: HashSet<&str> = strings().map(|(_, english)| english).collect();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-gen/src");
    let files = fs::read_dir(&here).and_then(|files| Ok(files.chain(fs::read_dir(here.join("style"))?)));
    let mut found = 0;
    for file in files.expect("the code is there") {
        let path = file.expect("a folder can be listed").path();
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let code = fs::read_to_string(&path).expect("code is text");
        for rest in code.split("#[cfg(test)]").next().unwrap_or_default().split(".words(\"").skip(1) {
            let words =
                rest.split('"').next().unwrap_or_default().trim_matches([' ', '\n', ',', ';', ':', '.', '*', '(']);
            if words.chars().filter(char::is_ascii_alphabetic).count() > 1 {
                assert!(known.contains(words), "{}: `{words}` is not in en.yaml", path.display());
                found += 1;
            }
        }
    }
    assert!(found > 150, "only {found} words in the code");
}
