//! The built command, run as a user runs it.
//!
//! A case is a folder below `cases/`: `command` holds one command a line, run in a fresh folder that holds a copy of
//! `input/`, in which a file `app.records` becomes the program `app` with these records, and `app.crate` the one that
//! cargo builds of a crate of `tests/programs`; `stdout`, `stderr` and `status` are those of the last one; `tree`, where
//! it is there, lists the files that the folder holds in the end, and `output/`, where it is there, holds those of the
//! folder `generated`. `BLESS=1 cargo test -p telemetry-cli --test cli` rewrites the expectations; review the diff. Times
//! and sizes are written as `#`.

mod folder;

use folder::{Folder, files};
use serde_json::Value;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).expect("there are cases").map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// Splits a command into words; single quotes hold spaces together, `< FILE` names the standard input.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Replaces what differs from run to run: times, and sizes of what renderers make.
fn normalised(text: &str) -> String {
    let mut result = String::new();
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let is_measure = |at: usize| {
            let unit = words.get(at + 1).map(|unit| unit.trim_end());
            words[at].parse::<f64>().is_ok() && matches!(unit, Some("ms" | "s" | "B" | "kB" | "MB"))
        };
        let mut kept = Vec::new();
        let mut at = 0;
        while at < words.len() {
            // The unit goes too: what takes milliseconds here takes seconds elsewhere.
            kept.push(if is_measure(at) { "#" } else { words[at] });
            at += if is_measure(at) { 2 } else { 1 };
        }
        if kept.len() < words.len() {
            result.push_str(kept.join(" ").trim_end());
            result.push('\n');
        } else {
            result.push_str(line);
        }
    }
    result.replace('\\', "/")
}

/// Compares with a file of a case, or rewrites it.
fn compare(case: &Path, name: &str, found: &str, faults: &mut Vec<String>) {
    let path = case.join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("an expectation can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        faults.push(format!("{}:\nexpected:\n{expected}\nfound:\n{found}", path.display()));
    }
}

#[test]
fn cases_print_what_they_should() {
    let mut faults = Vec::new();
    for case in cases() {
        let folder = Folder::of_case(&case);
        let commands = fs::read_to_string(case.join("command")).expect("a case has a command");
        let mut last = None;
        for line in commands.lines() {
            let words = words(line);
            assert_eq!(words[0], "telemetry", "{}", case.display());
            let (arguments, input) = match words.iter().position(|word| word == "<") {
                Some(at) => (&words[1..at], fs::read_to_string(folder.0.join(&words[at + 1])).expect("input")),
                None => (&words[1..], String::new()),
            };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            last = Some(folder.run_with(&arguments, &input));
        }
        let output = last.expect("a case has a command");
        compare(&case, "stdout", &normalised(&String::from_utf8_lossy(&output.stdout)), &mut faults);
        compare(&case, "stderr", &normalised(&String::from_utf8_lossy(&output.stderr)), &mut faults);
        compare(&case, "status", &format!("{}\n", output.status.code().unwrap_or(-1)), &mut faults);
        if case.join("tree").exists() {
            compare(&case, "tree", &folder.tree(), &mut faults);
        }
        for path in files(&case.join("output")) {
            let found = fs::read_to_string(folder.0.join("generated").join(&path)).unwrap_or_default();
            compare(&case.join("output"), &path, &found, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Returns the case with faults of both weights, in two files.
fn faulty() -> Folder {
    Folder::of_case(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check_json"))
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the output is JSON")
}

#[test]
fn all_formats_report_the_same_findings() {
    let folder = faulty();
    let json = json(&folder.run(&["check", "catalog", "--format", "json"]));
    let sarif = self::json(&folder.run(&["check", "catalog", "--format", "sarif"]));
    let github = String::from_utf8(folder.run(&["check", "catalog", "--format", "github"]).stdout).expect("text");
    let text = String::from_utf8(folder.run(&["check", "catalog"]).stdout).expect("text");
    let findings = json["findings"].as_array().expect("findings are a list");
    let results = sarif["runs"][0]["results"].as_array().expect("results are a list");
    assert!(!findings.is_empty());
    assert_eq!(findings.len(), results.len());
    assert_eq!(findings.len(), github.lines().count());
    for (finding, (result, line)) in findings.iter().zip(results.iter().zip(github.lines())) {
        let rule = finding["rule"].as_str().expect("a finding has a rule");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(result["ruleId"], rule);
        assert_eq!(region["startLine"], finding["start"]["line"]);
        assert_eq!(region["startColumn"], finding["start"]["column"]);
        assert_eq!(region["endColumn"], finding["end"]["column"]);
        assert!(line.contains(&format!("title={rule}::")), "{line}");
        assert!(line.contains(&format!("line={}", finding["start"]["line"])), "{line}");
        assert!(text.contains(&format!("[{rule}]: {}", finding["message"].as_str().expect("a message"))), "{text}");
    }
}

#[test]
fn bytes_of_json_findings_are_the_place_itself() {
    let folder = faulty();
    let json = json(&folder.run(&["check", "catalog", "--format", "json"]));
    for finding in json["findings"].as_array().expect("findings are a list") {
        let file = finding["file"].as_str().expect("a finding has a file");
        let text = fs::read(folder.0.join(file)).expect("the file is there");
        let byte = |key: &str| usize::try_from(finding[key]["byte"].as_u64().expect("a byte")).expect("small");
        let covered = std::str::from_utf8(&text[byte("start")..byte("end")]).expect("whole characters");
        let before = std::str::from_utf8(&text[..byte("start")]).expect("whole characters");
        assert!(!covered.is_empty());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        assert_eq!(
            (finding["start"]["line"].as_u64(), finding["start"]["column"].as_u64()),
            (Some(line as u64), Some(column as u64))
        );
    }
}

/// The properties that the SARIF 2.1.0 specification requires, and those that code scanning services ask for.
#[test]
fn sarif_has_what_the_specification_requires() {
    let folder = faulty();
    let log = json(&folder.run(&["check", "catalog", "--format", "sarif"]));
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-2.1.0.json")));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "telemetry");
    let rules = driver["rules"].as_array().expect("rules are a list");
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        assert!(matches!(rule["defaultConfiguration"]["level"].as_str(), Some("error" | "warning")), "{rule}");
    }
    let mut fingerprints = Vec::new();
    for result in run["results"].as_array().expect("results are a list") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].is_string());
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
        for location in [&result["locations"], &result["relatedLocations"]] {
            for location in location.as_array().into_iter().flatten() {
                let physical = &location["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().expect("a location has a file");
                assert!(!uri.contains([' ', '\\', '<']), "{uri}");
                let region = &physical["region"];
                let number = |key: &str| region[key].as_u64().expect("a region has numbers");
                assert!(number("startLine") >= 1 && number("startColumn") >= 1);
                assert!((number("endLine"), number("endColumn")) >= (number("startLine"), number("startColumn")));
            }
        }
        fingerprints.push(result["partialFingerprints"].to_string());
    }
    let count = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), count, "two findings have one fingerprint");
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = faulty();
    let prints = |folder: &Folder| -> Vec<String> {
        let log = json(&folder.run(&["check", "catalog", "--format", "sarif"]));
        let results = log["runs"][0]["results"].as_array().expect("results are a list").clone();
        results.iter().map(|result| result["partialFingerprints"].to_string()).collect()
    };
    let before = prints(&folder);
    for path in files(&folder.0.join("catalog")) {
        let path = folder.0.join("catalog").join(path);
        let text = fs::read_to_string(&path).expect("a catalog can be read");
        fs::write(&path, format!("# One line more.\n{text}")).expect("a catalog can be written");
    }
    assert_eq!(prints(&folder), before);
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    let folder = faulty();
    let colored = |command: &mut Command| {
        let output = command.output().expect("the command runs");
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    assert!(!colored(&mut folder.command(&["check", "catalog"])), "a pipe is no terminal");
    assert!(colored(&mut folder.command(&["check", "catalog", "--color", "always"])));
    assert!(colored(folder.command(&["check", "catalog", "--color", "always"]).env("NO_COLOR", "1")), "a flag wins");
    assert!(!colored(&mut folder.command(&["check", "catalog", "--color", "never"])));
    assert!(!colored(folder.command(&["check", "catalog"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    for format in ["json", "sarif", "github"] {
        let output = folder.run(&["check", "catalog", "--color", "always", "--format", format]);
        assert!(!output.stdout.contains(&0x1b), "{format} is for machines");
    }
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let folder = Folder::new();
    folder.run(&["init"]);
    for arguments in [&["schema"][..], &["explain"], &["completions", "bash"], &["list", "fields"]] {
        let mut child = folder.command(arguments).stdin(Stdio::null()).spawn().expect("the command starts");
        drop(child.stdout.take());
        let mut text = String::new();
        child.stderr.take().expect("it is piped").read_to_string(&mut text).expect("it is text");
        assert!(!text.contains("panicked") && !text.contains("error"), "{arguments:?}: {text}");
        assert!(child.wait().expect("the command ends").success(), "{arguments:?}");
    }
}

#[test]
fn the_starter_is_written_once_and_has_no_findings() {
    let folder = Folder::new();
    assert!(folder.run(&["init"]).status.success());
    assert_eq!(folder.run(&["init"]).status.code(), Some(2));
    assert!(folder.run(&["init", "--force"]).status.success());
    let checked = folder.run(&["check", "--deny-warnings"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn generating_twice_touches_nothing() {
    let folder = Folder::new();
    folder.run(&["init"]);
    assert!(folder.run(&["generate"]).status.success());
    let times = |folder: &Folder| -> Vec<_> {
        let out = folder.0.join("generated");
        let time = |path: &String| fs::metadata(out.join(path)).and_then(|file| file.modified()).expect("a time");
        files(&out).iter().map(|path| (path.clone(), time(path))).collect()
    };
    let before = times(&folder);
    assert!(!before.is_empty());
    assert!(before.iter().all(|(path, _)| !path.contains(".tmp")));
    assert!(folder.run(&["generate"]).status.success());
    assert_eq!(times(&folder), before);
    assert!(folder.run(&["generate", "--check"]).status.success());
}

#[test]
fn a_check_for_drift_writes_nothing() {
    let folder = Folder::new();
    folder.run(&["init"]);
    let output = folder.run(&["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.0.join("generated").exists());
    assert!(String::from_utf8_lossy(&output.stderr).contains("run `telemetry generate`"));
}

#[test]
fn drift_is_shown_as_a_unified_diff() {
    let folder = Folder::new();
    folder.run(&["init"]);
    folder.run(&["generate"]);
    let page = folder.tree().lines().find(|path| path.contains("docs/")).expect("there is a page").to_owned();
    let text = fs::read_to_string(folder.0.join(&page)).expect("the page can be read");
    folder.write(&page, &format!("{text}by hand\n"));
    let output = folder.run(&["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    let diff = String::from_utf8(output.stdout).expect("text");
    assert!(diff.starts_with(&format!("--- {page}\n+++ {page}\n@@ -")), "{diff}");
    assert!(diff.ends_with("\n-by hand\n"), "{diff}");
    assert_eq!(diff.lines().filter(|line| line.starts_with('-')).count(), 2, "{diff}");
}

#[test]
fn a_file_that_is_read_only_stays() {
    let folder = Folder::new();
    folder.run(&["init"]);
    let text = "<!-- telemetry:begin events -->\n<!-- telemetry:end -->\n";
    folder.write("README.md", text);
    let path = folder.0.join("README.md");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is ours");
    let output = folder.run(&["docs", "update", "README.md"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("cannot write README.md: it is read-only\nhelp: make the file writable"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
}

#[test]
fn what_is_not_ours_stays_in_the_folder() {
    let folder = Folder::new();
    folder.run(&["init"]);
    folder.run(&["generate"]);
    folder.write("generated/notes.txt", "mine");
    folder.run(&["generate"]);
    assert!(folder.tree().contains("generated/notes.txt\n"));
    assert!(folder.run(&["generate", "--check"]).status.success());
}

#[test]
fn every_command_shows_examples() {
    let folder = Folder::new();
    for command in ["init", "check", "generate", "inspect", "list", "explain", "schema", "completions"] {
        let output = folder.run(&[command, "--help"]);
        assert!(output.status.success());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("Examples:\n  telemetry ") || text.contains("Examples:\n  cat "), "{command}: {text}");
    }
}

#[test]
fn every_shell_gets_completions() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = folder.run(&["completions", shell]);
        assert!(output.status.success());
        let script = String::from_utf8_lossy(&output.stdout);
        assert!(script.contains("generate"), "{shell}");
        // The scripts of other shells know no words of arguments.
        assert!(script.contains("missing-class") || !matches!(shell, "bash" | "zsh"), "{shell}");
    }
}

#[test]
fn every_rule_has_a_page() {
    let folder = Folder::new();
    let all = String::from_utf8(folder.run(&["explain"]).stdout).expect("text");
    assert!(all.lines().count() > 50);
    for line in all.lines() {
        let rule = line.split_whitespace().next().expect("a rule has a name");
        let output = folder.run(&["explain", rule]);
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).starts_with(&format!("{rule} (")), "{rule}");
    }
}

/// Cuts, repeats and overwrites parts of a catalog, the same way in every run.
fn mutated(catalog: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).expect("small")).expect("small")
    };
    let mut bytes = catalog.to_vec();
    for _ in 0..=next(4) {
        let start = next(bytes.len());
        let end = (start + next(40)).min(bytes.len());
        match next(4) {
            0 => drop(bytes.drain(start..end)),
            1 => bytes.splice(start..start, bytes[start..end].to_vec()).for_each(drop),
            2 => bytes.splice(start..end, [b"\t:{[\r\n\"'\xc3\xbc\xff#&*|>"[next(16)]]).for_each(drop),
            _ => bytes.splice(start..start, "ü«\u{feff}".bytes()).for_each(drop),
        }
    }
    bytes
}

#[test]
fn no_input_makes_a_report_panic() {
    let folder = Folder::new();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check_clean/input/shop.yaml");
    let catalog = fs::read(case).expect("the catalog is there");
    for seed in 0..200 {
        let input = mutated(&catalog, seed);
        for format in ["text", "json", "sarif", "github"] {
            let output = folder.run_with_bytes(&["check", "-", "--format", format], &input);
            let error = String::from_utf8_lossy(&output.stderr);
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 1)), "seed {seed}, {format}, {code:?}: {error}");
        }
    }
}

/// The readme shows the shapes for machines as they are: each block of JSON is the output of a case.
#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a readme");
    let mut parts = readme.split("```json\n");
    let mut expected = parts.next().expect("a text has a first part").to_owned();
    for (case, part) in ["check_json_one", "list_json"].into_iter().zip(parts) {
        let output = fs::read_to_string(root.join("tests/cases").join(case).join("stdout")).expect("a case has stdout");
        let rest = part.split_once("```").map_or("", |(_, rest)| rest);
        expected.push_str(&format!("```json\n{output}```{rest}"));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &expected).expect("the readme can be written");
    }
    assert!(readme == expected, "README.md does not show what is printed; BLESS=1 rewrites it");
}

/// mdBook looks for a program of this name; it is the subcommand.
#[test]
fn mdbook_finds_its_own_program() {
    let program = env!("CARGO_BIN_EXE_mdbook-telemetry");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/docs_mdbook");
    let folder = Folder::of_case(&case);
    let book = fs::File::open(folder.0.join("book.json")).expect("there is a book");
    let output = Command::new(program).current_dir(&folder.0).stdin(book).output().expect("the program starts");
    assert!(output.status.success());
    let expected = fs::read_to_string(case.join("stdout")).expect("a case has stdout");
    assert_eq!(normalised(&String::from_utf8_lossy(&output.stdout)), expected);
    for (arguments, code) in [(&["supports", "html"][..], 0), (&["--help"], 0), (&["nonsense"], 2)] {
        let status = Command::new(program).args(arguments).output().expect("the program starts").status;
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn no_input_makes_the_preprocessor_panic() {
    let folder = Folder::of_case(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/docs_mdbook"));
    let book = fs::read(folder.0.join("book.json")).expect("there is a book");
    for seed in 0..200 {
        let output = folder.run_with_bytes(&["docs", "mdbook"], &mutated(&book, seed));
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0..=2)), "seed {seed}: {error}");
    }
}
