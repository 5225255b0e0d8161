//! `--scan` in a repository: links are pinned to what is checked out, and paths are those of the repository. Cases of
//! `cases/` hold the rest; a folder `.git` cannot lie there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const CATALOG: &str = "\
catalog: shop
title: Shop
version: 1.0.0
description: What the shop records.
source: https://shop.example/{revision}/{path}#L{line}
owners: { web: {} }
destinations: { store: { ceiling: technical, consent: usage } }
events:
  opened:
    description: The shop was opened.
    owner: web
    purpose: product
    consent: usage
    destinations: [store]
    fields: { quick: { type: bool, class: technical, description: Whether it was quick. } }
";
const ID: &str = "0123456789abcdef0123456789abcdef01234567";

/// Makes a folder of its own with files; one of an earlier run is replaced.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scan").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder
}

/// Runs the command in a folder; returns what it said and the page that it wrote.
fn generate(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_telemetry"));
    let command = command.args(["generate", "catalog.yaml", "docs"]).args(arguments).current_dir(folder);
    let output = command.output().expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    (said, fs::read_to_string(folder.join("generated/docs/data-collected.md")).expect("there is a page"))
}

fn check(name: &str, git: &[(&str, &str)], arguments: &[&str], link: &str) {
    let files =
        [("app/catalog.yaml", CATALOG), ("app/src/main.rs", "fn main() {\n    Opened { quick: true }.record();\n}\n")];
    let folder = folder(name, &[&files, git].concat());
    let (said, page) = generate(&folder.join("app"), &[&["--scan", "src"], arguments].concat());
    assert!(said.contains("scanned 1 file: 1 of 1 event recorded"), "{name}: {said}");
    assert!(page.contains(link), "{name}: {page}");
}

#[test]
fn links_are_pinned_to_what_is_checked_out() {
    let branch = ("refs/heads/main", format!("{ID}\n"));
    let path = "app/src/main.rs#L2";
    let at_id = format!("https://shop.example/{ID}/{path}");
    let own = [(".git/HEAD", "ref: refs/heads/main\n"), (".git/refs/heads/main", &*branch.1)];
    check("branch", &own, &[], &at_id);
    check("detached", &[(".git/HEAD", &branch.1)], &[], &at_id);
    let packed = format!("# pack-refs\n{} refs/heads/other\n{ID} refs/heads/main\n^{ID}\n", ID.replace('0', "1"));
    check("packed", &[(".git/HEAD", "ref: refs/heads/main\n"), (".git/packed-refs", &packed)], &[], &at_id);
    check("chosen", &own, &["--revision", "v1"], &format!("https://shop.example/v1/{path}"));
    let tree = [
        (".git", "gitdir: store/worktrees/w\n"),
        ("store/worktrees/w/HEAD", "ref: refs/heads/main\n"),
        ("store/worktrees/w/commondir", "../..\n"),
        ("store/refs/heads/main", &*branch.1),
    ];
    check("work-tree", &tree, &[], &at_id);
}

#[test]
fn what_git_does_not_say_is_not_made_up() {
    for (name, git) in [
        ("empty", &[(".git/HEAD", "")][..]),
        ("unborn", &[(".git/HEAD", "ref: refs/heads/main\n")]),
        ("outside", &[(".git/HEAD", "ref: ../../secret\n"), ("secret", ID)]),
        ("lost", &[(".git", "gitdir: nowhere\n")]),
    ] {
        check(name, git, &[], "https://shop.example/HEAD/app/src/main.rs#L2");
    }
}

#[test]
fn a_scan_takes_time_in_proportion_to_the_source() {
    let nested = "Opened { a: ".repeat(20_000);
    let files = [
        ("nested.rs", nested.clone()),
        ("path.rs", "Opened::".repeat(40_000)),
        ("closed.rs", format!("{}{}", "(Opened { a: 1 }".repeat(20_000), ")".repeat(20_000))),
        ("quotes.ts", "\"'`".repeat(100_000)),
        ("hashes.rs", format!("r{}", "#".repeat(200_000))),
        ("slashes.rs", "/*".repeat(100_000)),
        ("letters.rs", "'a".repeat(100_000)),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| (format!("src/{name}"), text.as_str())).collect();
    let files: Vec<_> =
        files.iter().map(|(name, text)| (name.as_str(), *text)).chain([("catalog.yaml", CATALOG)]).collect();
    let folder = folder("large", &files);
    let started = Instant::now();
    generate(&folder, &["--scan", "src"]);
    // A minute is for the machine, which needs less than a second; what is not linear would take many.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
