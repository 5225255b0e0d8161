//! Official clients and protocol definitions, as other people's programs: installed once, run as processes.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Runs a script of `clients` with its interpreter, which is installed where it is not yet, and returns what it prints.
///
/// # Panics
///
/// When a package cannot be installed, or the script fails: without the official client there is no comparison.
#[must_use]
pub fn run(script: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut child = start(script, arguments);
    // A script that ends early closes its input; what it did says the status.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    let output = child.wait_with_output().expect("a child can be waited for");
    assert!(output.status.success(), "{script} failed");
    String::from_utf8(output.stdout).expect("scripts print text")
}

/// Starts a script, for those who talk with it.
///
/// # Panics
///
/// When a package cannot be installed, or the script cannot be started.
#[must_use]
pub fn start(script: &str, arguments: &[&str]) -> Child {
    let home = installed();
    let mut command = if Path::new(script).extension().is_some_and(|extension| extension == "js") {
        let mut node = Command::new("node");
        node.env("NODE_PATH", home.join("node_modules"));
        node
    } else {
        Command::new(home.join("venv/bin/python"))
    };
    command.arg(clients().join(script)).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    command.spawn().unwrap_or_else(|error| panic!("{script} cannot be started: {error}"))
}

/// Returns the folder of the scripts.
#[must_use]
pub fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

fn installed() -> &'static Path {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    HOME.get_or_init(|| {
        let target = std::env::current_exe().ok().and_then(|test| Some(test.ancestors().nth(3)?.to_owned()));
        let home = target.expect("tests lie below the target folder").join("tmp/official-clients");
        let status = Command::new(clients().join("install")).arg(&home).status().expect("there is a shell");
        assert!(status.success(), "the official clients cannot be installed; see tests/runtime/clients/install");
        home
    })
}

/// Returns every value of a JSON document under its path, `a.b.0`.
#[must_use]
pub fn flat(json: &Json) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    fill(&mut found, "", json);
    found
}

fn fill(found: &mut BTreeMap<String, String>, path: &str, json: &Json) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match json {
        Json::Object(members) if !members.is_empty() => {
            members.iter().for_each(|(key, value)| fill(found, &below(key), value));
        }
        Json::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(index, value)| fill(found, &below(&index.to_string()), value));
        }
        other => {
            found.insert(path.to_owned(), other.to_string());
        }
    }
}

/// Returns a line for each path under which two documents differ.
#[must_use]
pub fn differences(official: &BTreeMap<String, String>, ours: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut paths: Vec<_> = official.keys().chain(ours.keys()).collect();
    paths.sort();
    paths.dedup();
    let shown =
        |side: &BTreeMap<String, String>, path: &String| side.get(path).cloned().unwrap_or("nothing".to_owned());
    let differs = paths.into_iter().filter(|path| official.get(*path) != ours.get(*path));
    differs.map(|path| (path.clone(), format!("{} / {}", shown(official, path), shown(ours, path)))).collect()
}

/// Holds text against a golden file beside the tests, or writes it where `BLESS` is set.
///
/// # Panics
///
/// When they differ.
pub fn check_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).expect("goldens can be written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == text, "{name} differs; BLESS=1 rewrites it. Now:\n{text}");
}
