//! Reject cases: `reject/RULE/CASE.yaml`, or a folder of files (those called `program…` are what a program declares, and `recorded…` where a source tree records events), and `CASE.txt` with the exact findings.
//!
//! A case without a head is checked as one more file of the catalog in `catalog/src/rules/frame.yaml`. The name of a
//! case states its claim. `BLESS=1 cargo test -p whole-line-tests --test reject` rewrites the findings; read them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use telemetry_catalog::{load, rules};
use whole_line_tests::{case, golden};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns all cases, each with the rule it is a case of.
fn cases() -> Vec<(String, PathBuf)> {
    let rules = case::list(&folder("reject")).into_iter().filter(|path| path.is_dir());
    let of_rule = |rule: PathBuf| case::list(&rule).into_iter().map(move |path| (case::name(&rule), path));
    let is_case = |path: &Path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml");
    rules.flat_map(of_rule).filter(|(_, path)| is_case(path)).collect()
}

fn check(rule: &str, path: &Path) -> Result<(), String> {
    let files = case::read(path);
    let compared = files.iter().any(|(name, _)| name.starts_with("program"));
    let (sources, catalog, diagnostics) = case::found(files);
    if !diagnostics.iter().any(|diagnostic| diagnostic.rule.name == rule) {
        let found = diagnostics.to_text(&sources);
        return Err(format!("{} is not found by `{rule}`:\n{found}", path.display()));
    }
    // Two catalogs without errors may differ.
    if !compared && catalog.is_some() == diagnostics.has_errors() {
        return Err(format!("{}: a catalog is there exactly when there is no error", path.display()));
    }
    golden::compare(&path.with_extension("txt"), &diagnostics.to_text(&sources))
}

#[test]
fn each_case_is_found_as_its_golden_says() {
    golden::report(&cases().iter().filter_map(|(rule, path)| check(rule, path).err()).collect::<Vec<_>>());
}

#[test]
fn each_golden_belongs_to_a_case() {
    let stray =
        case::list(&folder("reject")).into_iter().filter(|path| path.is_dir()).flat_map(|rule| case::list(&rule));
    let stray = stray.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let stray = stray.filter(|path| !path.with_extension("yaml").exists() && !path.with_extension("").is_dir());
    golden::report(&stray.map(|path| path.display().to_string()).collect::<Vec<_>>());
}

#[test]
fn no_case_says_anything_twice() {
    let mut failures = Vec::new();
    for (_, path) in cases() {
        let (_, _, diagnostics) = case::found(case::read(&path));
        let said: Vec<_> = diagnostics.iter().map(|found| (found.span, found.rule.name, &found.message)).collect();
        if said.windows(2).any(|pair| pair[0] == pair[1]) {
            failures.push(path.display().to_string());
        }
        if !said.is_sorted_by_key(|(span, ..)| *span) {
            failures.push(format!("{} is not in the order of the source", path.display()));
        }
    }
    golden::report(&failures);
}

#[test]
fn each_level_of_the_format_rejects_an_unknown_key() {
    let goldens = case::list(&folder("reject/unknown-key")).into_iter();
    let goldens = goldens.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    // Policies are no catalogs, and have a case of their own.
    let goldens = goldens.chain([folder("paper_cases/faulty-policy.txt")]);
    let said: String = goldens.map(|path| fs::read_to_string(path).expect("a golden is text")).collect();
    let mut missing = Vec::new();
    for path in case::list(&folder("../catalog/src/declared")) {
        let code = fs::read_to_string(&path).expect("code is text");
        for rest in code.split("#[serde(rename = \"").skip(1) {
            let (name, rest) = rest.split_once('"').expect("a name ends");
            if rest.starts_with(", deny_unknown_fields")
                && !["has", "have"].iter().any(|have| said.contains(&format!("{name} {have} no key `")))
            {
                missing.push(format!("no case of an unknown key of: {name}"));
            }
        }
    }
    golden::report(&missing);
}

#[test]
fn accepted_cases_have_no_findings() {
    let check = |path: PathBuf| {
        let (sources, catalog, diagnostics) = case::found(case::read(&path));
        let clean = diagnostics.is_empty() && catalog.is_some();
        (!clean).then(|| format!("{}:\n{}", path.display(), diagnostics.to_text(&sources)))
    };
    let cases = case::list(&folder("accept")).into_iter();
    let cases = cases.filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml"));
    golden::report(&cases.filter_map(check).collect::<Vec<_>>());
}

/// Returns what is found in a generated file, which must be refused or read without taking long.
fn generated(text: &str) -> (bool, Vec<&'static str>) {
    let start = Instant::now();
    let sources = case::sources(vec![("generated.yaml".to_owned(), text.as_bytes().to_vec())]);
    let checked = case::checked(&sources);
    let printed = checked.diagnostics.to_text(&sources).len();
    assert!(start.elapsed() < Duration::from_mins(1), "took {:?}", start.elapsed());
    let found = checked.diagnostics.iter().len();
    assert!(printed <= (found + 1) * 2048, "{printed} bytes were printed for {found} findings");
    (checked.catalog.is_some(), checked.diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect())
}

#[test]
fn nesting_ten_thousand_deep_is_refused_in_one_finding() {
    const DEPTH: usize = 10_000;
    let mut steps = String::new();
    (0..DEPTH).for_each(|level| steps.push_str(&format!("{}a:\n", " ".repeat(level))));
    let texts = [
        format!("never: {}", "[".repeat(DEPTH)),
        format!("never: {}x{}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("events: {}", "{a: ".repeat(DEPTH)),
        format!("never:\n  {}x", "- ".repeat(DEPTH)),
        steps,
    ];
    for text in texts {
        assert_eq!(generated(&text), (false, vec!["too-deep"]), "{}…", &text[..20]);
    }
    assert_eq!(generated(&format!("{}x", "? ".repeat(DEPTH))), (false, vec!["wrong-shape"]));
}

#[test]
fn aliases_of_aliases_are_refused_before_they_grow() {
    let mut text = "never:\n  - &a0 [x]\n".to_owned();
    (1..1000).for_each(|level| text.push_str(&format!("  - &a{level} [{}]\n", format!("*a{},", level - 1).repeat(9))));
    assert_eq!(generated(&text), (false, vec!["anchor"]));
}

#[test]
fn a_hundred_thousand_fields_of_one_event_are_accepted() {
    let mut text = "events:\n  opened:\n    description: Something was opened.\n    purpose: product\n".to_owned();
    text.push_str("    consent: usage\n    destinations: [store]\n    fields:\n");
    for field in 0..100_000 {
        text.push_str(&format!("      f{field}: {{ type: count, class: technical, description: Some number. }}\n"));
    }
    assert_eq!(generated(&text), (true, vec![]));
}

#[test]
fn twenty_thousand_faults_are_all_found() {
    let mut text = "fields:\n".to_owned();
    (0..20_000).for_each(|field| text.push_str(&format!("  f{field}: {{ type: uuid, description: Some id. }}\n")));
    let (usable, found) = generated(&text);
    assert!(!usable);
    assert_eq!(found, vec!["missing-class"; 20_000]);
}

#[test]
fn one_line_of_a_megabyte_is_printed_around_its_fault() {
    let contents: Vec<_> = (0..60_000).map(|index| format!("\"file contents {index}\"")).collect();
    let contents = contents.join(", ");
    let text = format!("never: [{contents}]\neventz: {{}}\n");
    assert_eq!(generated(&text), (false, vec!["unknown-key"]));
    let text = format!("never: [{contents}, {{}}]\n");
    assert_eq!(generated(&text), (false, vec!["wrong-shape"]));
}

/// A folder that is deleted at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
        self
    }

    /// Returns what loading it says, with the folder's own path left out.
    fn refused(&self) -> String {
        let said = load(&self.0).expect_err("this cannot be loaded").to_string();
        said.replace(&self.0.display().to_string(), "FOLDER").replace('\\', "/")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_not_there_is_named() {
    let said = load(Path::new("no/such/catalog.yaml")).expect_err("this is not there").to_string();
    assert!(said.starts_with("cannot read no/such/catalog.yaml: "), "{said}");
}

#[test]
fn a_folder_without_a_catalog_says_how_to_begin_one() {
    let said = Folder::new("without-a-catalog").with("notes.txt", "events: {}").with(".hidden.yaml", "").refused();
    assert!(said.starts_with("FOLDER holds no catalog: "), "{said}");
    assert!(said.contains("`telemetry init`"), "{said}");
}

#[test]
fn files_of_inner_folders_belong_to_the_catalog() {
    let folder = Folder::new("inner").with("app.yaml", rules::FRAME).with("a/b/c.yml", "events: {}");
    let sources = load(&folder.0).expect("both can be read");
    assert_eq!(sources.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = Folder::new("loop").with("app.yaml", rules::FRAME).with("inner/more.yaml", "events: {}");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("inner/again")).expect("a link can be made");
    std::os::unix::fs::symlink("itself", folder.0.join("itself")).expect("a link can be made");
    assert_eq!(load(&folder.0).expect("a loop is no fault").len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_named() {
    let folder = Folder::new("dangling").with("app.yaml", rules::FRAME);
    std::os::unix::fs::symlink("gone.yaml", folder.0.join("link.yaml")).expect("a link can be made");
    assert!(folder.refused().starts_with("cannot read FOLDER/link.yaml: "), "{}", folder.refused());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("forbidden").with("app.yaml", rules::FRAME);
    let file = folder.0.join("app.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).expect("a mode can be set");
    // The administrator may read everything.
    if fs::read(&file).is_err() {
        assert!(folder.refused().starts_with("cannot read FOLDER/app.yaml: "), "{}", folder.refused());
    }
}
