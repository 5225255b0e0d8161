//! What the house promises and a text search can hold: who may depend on what, where the disk, the environment and the
//! YAML parser are known, and how a source file looks. Each failure says what to do about it.

use std::fs;
use std::path::{Path, PathBuf};

/// What each crate may depend on. A new line here is a decision: say in the crate's `Cargo.toml` what the dependency
/// is for, and in the commit what it costs to compile.
#[rustfmt::skip]
const ALLOWED: &[(&str, &[&str])] = &[
    ("telemetry-core", &[
        "blake3", "flate2", "getrandom", "inventory", "is_ci", "itoa", "regex", "regex-lite", "rusqlite", "sha2",
        "telemetry-derive", "ureq", "zmij",
    ]),
    ("telemetry-derive", &["heck", "proc-macro2", "quote", "syn"]),
    ("catalog", &[
        "granit-parser", "heck", "object", "regex-lite", "schemars", "serde", "serde_json", "strsim", "telemetry-core",
    ]),
    ("docs-gen", &["telemetry-catalog", "telemetry-core"]),
    ("telemetry-cli", &[
        "annotate-snippets", "anstream", "clap", "clap_complete", "ignore", "indicatif", "serde", "serde_json",
        "similar", "strsim", "telemetry-catalog", "telemetry-core", "telemetry-docs-gen", "terminal_size",
    ]),
    ("tests/build_user", &["telemetry-catalog", "telemetry-core"]),
    ("tests/quill", &["telemetry-core"]),
    ("tests/renamed", &["telemetry"]),
    ("tests/runtime", &["flate2", "fork", "serde_json", "telemetry-core"]),
    ("tests/systems", &["runtime-tests", "serde_json", "telemetry-catalog", "telemetry-core"]),
    ("tests/ui", &["telemetry-core"]),
];

/// Words that only some files may say, and why. A path that ends in `/` is a folder.
#[rustfmt::skip]
const KNOWN_IN: &[(&[&str], &[&str], &str)] = &[
    (&["std::fs", "fs::"],
        &["catalog/src/disk.rs", "catalog/src/files.rs", "telemetry-core/src/runtime/environment.rs",
            "telemetry-core/src/runtime/kept_file.rs", "telemetry-core/src/runtime/keys/",
            "telemetry-core/src/runtime/senders/"],
        "one file reads the disk and one writes it: go through `load` and `Files`; of the runtime, what is kept has its own"),
    (&["std::env", "env::var", "env::args", "env::current_dir"],
        &["catalog/src/build_script.rs", "telemetry-core/src/runtime/environment.rs", "telemetry-derive/src/declaration.rs"],
        "only build_script.rs and environment.rs know it, and the derive the package: take what you need as an option"),
    (&["SystemTime::now", "Instant::now"],
        &["catalog/src/build_script.rs", "telemetry-core/src/time.rs", "telemetry-core/src/runtime/clock.rs",
            "telemetry-core/src/runtime/senders/http/client.rs", "telemetry-core/src/runtime/threads.rs"],
        "only build scripts, recorded times, the runtime's clock and deadlines know it: take the time as an option"),
    (&["granit_parser"], &["catalog/src/yaml.rs"],
        "only yaml.rs knows the YAML parser: work on its tree"),
    (&["println!", "eprintln!", "print!", "eprint!"], &["catalog/src/build_script.rs"],
        "a library prints nothing: return a value, or push a diagnostic"),
];

/// What no library source says outside its tests.
#[rustfmt::skip]
const REFUSED: &[(&str, &str)] = &[
    (".unwrap()", "use `expect` with the promise that would be broken, or report what is wrong"),
    ("panic!(", "report what is wrong; input never ends the program"),
    ("todo!(", "finish it, or leave it out"),
    ("unimplemented!(", "finish it, or leave it out"),
    ("dbg!(", "remove it"),
    ("#[ignore", "a test that is not run protects nothing: fix it or delete it"),
    ("#[should_panic", "return an error and compare it"),
    ("unsafe {", "unsafe is forbidden; it stands in one place, in what the derive expands to"),
];

/// Lines of [`REFUSED`] that are argued for: file, and what the line holds.
#[rustfmt::skip]
const ARGUED: &[(&str, &str)] = &[
    // Runs at compile time of the user's crate: the only way for a const to say what is wrong.
    ("telemetry-core/src/message.rs", "panic!("),
    // Makes a span of the compiler's of one of the library's; it has one inside of a macro.
    ("telemetry-derive/src/declaration.rs", ".unwrap()"),
    // The getter of the catalog's key `unwrap`.
    ("catalog/src/render/notation/destination.rs", ".unwrap()"),
    // The getter of the catalog's key `unwrap`.
    ("docs-gen/src/destinations.rs", ".unwrap()"),
];

const LIBRARIES: &[&str] = &["telemetry-core/src", "telemetry-derive/src", "catalog/src", "docs-gen/src"];

/// No source file is longer.
const MOST_LINES: usize = 500;

/// Files that are longer for now, each with the length it may not exceed. The list only gets shorter.
const LONG: &[(&str, usize)] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the Rust files below a folder, as paths from the top of the repository, sorted.
fn rust_files(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).into_iter().flatten().flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(rust_files(&path));
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Returns the code lines of a file that are not comments, with their numbers, up to its module of tests.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// One dependency of a manifest: its name and whether a comment says what it is for.
struct Dependency {
    section: String,
    name: String,
    explained: bool,
}

/// Reads the dependency sections of a manifest. A comment speaks for the lines below it, up to a blank line.
fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let (mut section, mut explained) = (String::new(), false);
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
            explained = false;
        } else if line.is_empty() {
            explained = false;
        } else if line.starts_with('#') {
            explained = true;
        } else if section.ends_with("dependencies") && section != "workspace.dependencies" {
            let name = line.split(['=', '.', ' ']).next().unwrap_or(line).to_owned();
            found.push(Dependency { section: section.clone(), name, explained });
        }
    }
    found
}

#[test]
fn each_crate_depends_on_what_the_list_allows() {
    let mut faults = Vec::new();
    for (folder, allowed) in ALLOWED {
        let manifest = dependencies(&read(&format!("{folder}/Cargo.toml")));
        let mut names: Vec<_> = manifest.iter().filter(|found| found.section != "dev-dependencies").collect();
        names.sort_by(|a, b| a.name.cmp(&b.name));
        names.dedup_by(|a, b| a.name == b.name);
        for found in names.iter().filter(|found| !allowed.contains(&found.name.as_str())) {
            faults.push(format!(
                "{folder}/Cargo.toml: `{}` is not allowed; see ALLOWED in tests/tests/tidy.rs",
                found.name
            ));
        }
        for name in allowed.iter().filter(|name| names.iter().all(|found| found.name != **name)) {
            faults.push(format!("{folder}/Cargo.toml: `{name}` is allowed and not used; remove it from ALLOWED"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let mut faults = Vec::new();
    for folder in ALLOWED.iter().map(|(folder, _)| *folder).chain(["tests", "tests/fuzz"]) {
        let manifest = read(&format!("{folder}/Cargo.toml"));
        for found in dependencies(&manifest).iter().filter(|found| !found.explained) {
            faults.push(format!(
                "{folder}/Cargo.toml: write a comment line above `{}` that says why it is there",
                found.name
            ));
        }
    }
    assert_none(&faults);
}

/// The arrows of the house, held against what the sources say rather than what a manifest allows.
#[test]
fn no_arrow_of_the_house_points_back() {
    #[rustfmt::skip]
    let never: &[(&str, &[&str], &str)] = &[
        ("telemetry-core/src", &["telemetry_catalog::", "telemetry_docs_gen::", "serde", "syn::", "quote::"],
            "core depends on nothing but the derive"),
        ("telemetry-derive/src", &["telemetry_catalog::", "telemetry_docs_gen::", "std::fs"],
            "the derive depends on nothing of ours: attributes in, tokens out"),
        ("catalog/src", &["telemetry_docs_gen::", "clap::", "anstream::"],
            "catalog knows no pages and no command line"),
        ("docs-gen/src", &["serde_yaml::", "granit_parser::", "serde_json::", "std::fs", "clap::"],
            "docs-gen takes the model and returns `Files`"),
    ];
    let mut faults = Vec::new();
    for (folder, words, reason) in never {
        for path in rust_files(folder) {
            for (number, line) in code_lines(&read(&path)) {
                // Generated code names the crates it is compiled against: in text, never as a path of ours.
                let code = line.split('"').step_by(2).collect::<String>();
                if let Some(word) = words.iter().find(|word| code.contains(*word)) {
                    faults.push(format!("{path}:{number}: `{word}` does not belong here: {reason}"));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn one_file_reads_the_disk_and_one_knows_the_environment() {
    let mut faults = Vec::new();
    for path in LIBRARIES.iter().flat_map(|folder| rust_files(folder)) {
        let text = read(&path);
        for (words, homes, instead) in KNOWN_IN.iter().filter(|(_, homes, _)| !is_home(homes, &path)) {
            for (number, line) in code_lines(&text) {
                if let Some(word) = words.iter().find(|word| says(line, word)) {
                    faults.push(format!("{path}:{number}: `{word}` belongs to {}: {instead}", homes.join(" and ")));
                }
            }
        }
    }
    assert_none(&faults);
}

/// Returns whether a file is one of these, or lies in one of these folders.
fn is_home(homes: &[&str], path: &str) -> bool {
    homes.iter().any(|home| if home.ends_with('/') { path.starts_with(home) } else { path == *home })
}

/// Returns whether a line says a word, not as the end of a longer one.
fn says(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_'))
}

#[test]
fn libraries_break_no_promise_to_their_users() {
    let mut faults = Vec::new();
    for path in LIBRARIES.iter().flat_map(|folder| rust_files(folder)) {
        for (number, line) in code_lines(&read(&path)) {
            for (word, instead) in REFUSED.iter().filter(|(word, _)| line.contains(word)) {
                if !ARGUED.contains(&(path.as_str(), word)) {
                    faults.push(format!("{path}:{number}: `{word}` is not written here: {instead}"));
                }
            }
            if let Some(reason) = line.split(".expect(").nth(1).filter(|reason| reason.starts_with("\"\"")) {
                faults.push(format!("{path}:{number}: `.expect({reason}` names no promise: say what is always true"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn a_source_file_is_a_room_one_can_see_across() {
    let mut faults = Vec::new();
    let folders = LIBRARIES.iter().copied().chain(["telemetry-cli/src", "tests/src", "tests/tests"]);
    for path in folders.flat_map(rust_files) {
        let lines = read(&path).lines().count();
        let long = LONG.iter().find(|(known, _)| *known == path).map(|(_, most)| *most);
        if lines > long.unwrap_or(MOST_LINES) {
            faults.push(format!("{path}: {lines} lines; it is two rooms: give the second one a name"));
        } else if long.is_some() && lines <= MOST_LINES {
            faults.push(format!("{path}: {lines} lines; remove it from LONG"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_source_file_says_what_lives_in_it() {
    let folders = LIBRARIES.iter().copied().chain(["telemetry-cli/src", "tests/src", "tests/tests"]);
    let mut faults = Vec::new();
    for path in folders.flat_map(rust_files) {
        let text = read(&path);
        // A rule file is its page: `explain` prints the comment in it.
        let is_rule = text.contains("\nrule! {\n    /// ");
        if !text.starts_with("//! ") && !is_rule {
            faults
                .push(format!("{path}: open it with a `//!` line: what lives here, what may not enter, who calls it"));
        }
    }
    assert_none(&faults);
}
