//! All catalogs of the repository that mean something: examples, cases, the examples on the pages of rules.

use crate::Case;
use std::path::{Path, PathBuf};
use telemetry_catalog::rules::RULES;
use telemetry_catalog::{SourceFile, Sources};
use whole_line_tests::{case, rule_page};

/// Returns all of them, by name.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = paths().iter().map(|path| read(path)).collect();
    for rule in RULES {
        let page = rule_page::page(rule);
        let instead = rule_page::sections(&page).into_iter().find(|(title, _)| *title == "Instead");
        let files = rule_page::files(instead.map_or("", |(_, text)| text));
        cases.push(case(format!("the page of {}", rule.name), files));
    }
    cases
}

fn paths() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = vec![
        root.join("catalog/src/format/minimal.yaml"),
        root.join("telemetry-cli/src/starter.yaml"),
        root.join("tests/build_user/telemetry"),
        root.join("tests/readme/catalog.yaml"),
    ];
    paths.extend(below(&root.join("catalog/examples")).filter(|path| path.is_dir()));
    paths.extend(below(&root.join("tests/accept")));
    paths.extend(below(&root.join("tests/model_cases")));
    for folder in ["page_cases", "rust_cases", "schema_cases"] {
        paths.extend(below(&root.join("tests").join(folder)).map(|path| path.join("catalog.yaml")));
    }
    paths
}

/// Returns what a folder holds, without hidden files and READMEs.
fn below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_case = |path: &PathBuf| !case::name(path).starts_with('.') && path.extension().is_none_or(|end| end != "md");
    case::list(folder).into_iter().filter(is_case)
}

fn read(path: &Path) -> Case {
    let files = case::read(path)
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "yaml"))
        .collect();
    case(path.display().to_string(), files)
}

fn case(name: String, mut files: Vec<(String, Vec<u8>)>) -> Case {
    // What a catalog is held against is no part of it.
    files.retain(|(name, _)| name != "program.yaml" && name != "recorded.yaml");
    let sources = case::sources(files);
    let files = sources.iter().map(|(_, file)| (file.path().display().to_string(), file.text().to_owned())).collect();
    Case { name, files }
}

/// Returns the files of a case as a catalog of another identifier: a program tells its catalogs apart by it.
pub(crate) fn renamed(files: &[(String, String)], id: &str) -> Sources {
    let file = |(path, text): &(String, String)| {
        let lines = text.split_inclusive('\n').map(|line| {
            let (mark, bare) = line.strip_prefix('\u{feff}').map_or(("", line), |bare| ("\u{feff}", bare));
            if bare.starts_with("catalog:") { format!("{mark}catalog: {id}\n") } else { line.to_owned() }
        });
        SourceFile::new(path, lines.collect::<String>())
    };
    Sources::new(files.iter().map(file).collect())
}
