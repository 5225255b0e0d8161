//! Cases: small catalogs that are written as data.

use std::fs;
use std::path::Path;
use telemetry_catalog::model::{CallSites, Catalog, Date};
use telemetry_catalog::{CheckOptions, Checked, Diagnostics, SourceFile, Sources, check, compare, recorded, rules};

/// The day on which all cases are checked.
///
/// # Panics
///
/// Never: it is a day.
#[must_use]
pub fn today() -> Date {
    Date::parse("2026-07-01").expect("this is a day")
}

/// Returns the files of a case as one catalog. A case without a head is put beside [`rules::FRAME`].
#[must_use]
pub fn sources(files: Vec<(String, Vec<u8>)>) -> Sources {
    let framed = !files.iter().any(|(_, bytes)| has_head(bytes));
    let frame = framed.then(|| SourceFile::new("frame.yaml", rules::FRAME));
    let files = files.into_iter().map(|(path, bytes)| SourceFile::from_bytes(path, bytes));
    Sources::new(files.chain(frame).collect())
}

/// Returns whether a file has a part of the head: then it is not completed by the frame.
fn has_head(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let head = ["catalog:", "title:", "version:", "description:"];
    text.trim_start_matches('\u{feff}').lines().any(|line| head.iter().any(|key| line.starts_with(key)))
}

/// Checks the files of a case.
#[must_use]
pub fn checked(sources: &Sources) -> Checked {
    check(sources, &CheckOptions { today: Some(today()) })
}

/// Returns what is found in the files of a case. Those whose name starts with `program` are what a program declares, and
/// those whose name starts with `recorded` say where a source tree records its events.
///
/// # Panics
///
/// When a line of these is none.
#[must_use]
pub fn found(files: Vec<(String, Vec<u8>)>) -> (Sources, Option<Catalog>, Diagnostics) {
    let (shipped, written): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with("program"));
    if shipped.is_empty() {
        let (scanned, written): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|(path, _)| path.starts_with("recorded"));
        let sources = sources(written);
        let Checked { catalog, mut diagnostics } = checked(&sources);
        for (_, bytes) in &scanned {
            let sites = sites(&String::from_utf8_lossy(bytes));
            if let Some(catalog) = &catalog {
                recorded(&sources, catalog, &sites, &mut diagnostics);
            }
        }
        return (sources, catalog, diagnostics);
    }
    let options = CheckOptions { today: Some(today()) };
    let compared = compare(sources(written), sources(shipped), &options);
    (compared.sources, compared.declared, compared.diagnostics)
}

/// Reads lines such as `opened: src/main.rs:12`.
fn sites(text: &str) -> CallSites {
    let mut sites = CallSites::new();
    for line in text.lines() {
        let site = line.split_once(": ").and_then(|(event, site)| Some((event, site.rsplit_once(':')?)));
        let (event, (path, number)) = site.expect("a line names an event and a place");
        let number = number.parse().expect("a place has a line");
        sites.entry(event.to_owned()).or_default().push((path.to_owned(), number));
    }
    sites
}

/// Reads the files of a case: one file, or all files of a folder. Paths are file names.
///
/// # Panics
///
/// When a file cannot be read.
#[must_use]
pub fn read(path: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = if path.is_dir() { list(path) } else { vec![path.to_owned()] };
    let read = |path: &Path| fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    paths.iter().map(|path| (name(path), read(path))).collect()
}

/// Returns what a folder holds, sorted.
///
/// # Panics
///
/// When the folder cannot be read.
#[must_use]
pub fn list(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

/// Returns the last part of a path.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
