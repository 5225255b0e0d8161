//! Programs that a compiler and a linker made, in all the ways in which records could get lost on the way to users:
//! optimised, stripped, with link-time optimisation, with sections collected, linked statically or by somebody else.
//! The crates stand in `tests/programs`; cargo builds them into the folder of test data.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use telemetry_catalog::program::{Program, ProgramError, read};

/// What the program `app` holds: its own event, those of a library that nobody calls, and another version's.
const APP: [&str; 4] =
    ["app 1.0.0: app_started", "parts 1.0.0: part_broken", "parts 1.0.0: part_used", "parts 2.0.0: part_used"];
const PLUGIN: [&str; 3] = ["parts 1.0.0: part_broken", "parts 1.0.0: part_used", "plugin 1.0.0: plugin_loaded"];
const BUNDLE: [&str; 3] = ["bundle 1.0.0: bundle_used", "parts 1.0.0: part_broken", "parts 1.0.0: part_used"];
const PARTS: [&str; 2] = ["parts 1.0.0: part_broken", "parts 1.0.0: part_used"];

/// Builds in a folder of its own, so that tests wait for no lock; returns the folder of the results.
fn build(case: &str, profile: &str, arguments: &[&str], flags: &[&str]) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs").join(case);
    let mut command = Command::new(env::var_os("CARGO").expect("cargo runs the tests"));
    command.args(arguments).args(["--offline", "--locked", "--quiet", "--profile", profile, "--target-dir"]);
    command.arg(&target).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("programs"));
    if !flags.is_empty() {
        command.arg("--").args(flags);
    }
    // What the outer build is told is not what these are built with.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_PROFILE_DEV_DEBUG", "CARGO_BUILD_TARGET"] {
        command.env_remove(variable);
    }
    let output = command.output().expect("cargo can be run");
    assert!(output.status.success(), "{case}: {}", String::from_utf8_lossy(&output.stderr));
    target.join(if profile == "dev" { "debug" } else { profile })
}

fn inspect(path: &Path) -> Result<Program, ProgramError> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&path.file_name().expect("a file has a name").to_string_lossy(), &bytes)
}

/// Returns the events of a program, each with the package it is from.
fn events(path: &Path) -> BTreeSet<String> {
    let program = inspect(path).unwrap_or_else(|error| panic!("{error}"));
    let mut events = BTreeSet::new();
    for catalog in program.catalogs().expect("the records fit together") {
        let (package, version) = catalog.package();
        let sources = catalog.sources();
        let checked = telemetry_catalog::check(&sources, &telemetry_catalog::CheckOptions::default());
        let catalog = checked.catalog.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(&sources)));
        events.extend(catalog.events().iter().map(|event| format!("{package} {version}: {}", event.name())));
    }
    events
}

fn assert_events(path: &Path, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|event| (*event).to_owned()).collect();
    assert_eq!(events(path), expected, "{}", path.display());
}

/// Returns what a tool says, or nothing where it is not installed.
fn run(tool: &str, arguments: &[&str], files: &[&Path]) -> Option<Output> {
    let output = Command::new(tool).args(arguments).args(files).output().ok();
    if output.is_none() {
        println!("skipped: {tool} is not installed");
    }
    output
}

fn executable(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn shared(folder: &Path) -> PathBuf {
    folder.join(format!("{}plugin{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX))
}

fn static_library(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "bundle.lib" } else { "libbundle.a" })
}

/// Holds all that was built in one profile.
fn assert_all(folder: &Path) {
    assert_events(&executable(folder, "app"), &APP);
    assert_events(&shared(folder), &PLUGIN);
    assert_events(&static_library(folder), &BUNDLE);
}

/// A crate that only a manifest names is not linked: nothing of it ships, and the reason is said.
fn assert_silent(folder: &Path) {
    let error = inspect(&executable(folder, "silent")).expect_err("nothing is linked");
    assert!(error.message().ends_with("holds no telemetry records"), "{error}");
    assert!(error.help().contains("write `use that_crate as _;` in the program"), "{error}");
}

#[test]
fn a_debug_build_keeps_its_records() {
    let folder = build("dev", "dev", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_events(&folder.join("libparts.rlib"), &PARTS);
    assert_silent(&folder);
}

#[test]
fn a_release_build_keeps_its_records() {
    let folder = build("release", "release", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_events(&folder.join("libparts.rlib"), &PARTS);
    assert_silent(&folder);
    linked_by_somebody_else(&folder);
    stripped_afterwards(&folder);
}

#[test]
fn thin_link_time_optimisation_keeps_the_records() {
    let folder = build("thin", "thin", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_bitcode(&folder);
}

#[test]
fn the_smallest_build_keeps_its_records() {
    let folder = build("smallest", "smallest", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_bitcode(&folder);
    stripped_afterwards(&folder);
}

/// With link-time optimisation an rlib holds no machine code yet.
fn assert_bitcode(folder: &Path) {
    let error = inspect(&folder.join("libparts.rlib")).expect_err("there are no sections yet");
    assert!(error.help().contains("only LLVM bitcode"), "{error}");
}

/// Links the static library as a program in C does.
fn linked_by_somebody_else(folder: &Path) {
    let source = folder.join("main.c");
    fs::write(&source, "int bundle_number(void); int main(void) { return bundle_number() - 5; }\n")
        .expect("it is written");
    let library = static_library(folder);
    let link = |name: &str, before: &[&str], after: &[&str]| {
        let program = executable(folder, name);
        let mut command = Command::new("gcc");
        command.arg(&source).args(before).arg(&library).args(after).args(["-lpthread", "-ldl", "-lm", "-o"]);
        let output = command.arg(&program).output().ok()?;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Some(program)
    };
    if !cfg!(target_os = "linux") {
        return;
    }
    let Some(whole) = link("whole", &["-Wl,--gc-sections,--whole-archive"], &["-Wl,--no-whole-archive"]) else {
        return println!("skipped: gcc is not installed");
    };
    assert_events(&whole, &BUNDLE);
    // Members that nothing refers to are left out without a word; this is why the help names `--whole-archive`.
    let pulled = link("pulled", &[], &[]).expect("gcc is there");
    let found = events(&pulled);
    assert!(found.len() < BUNDLE.len(), "a linker that pulls everything needs no help any more: {found:?}");
}

/// Strips what is built, in the ways of distributions.
fn stripped_afterwards(folder: &Path) {
    if !cfg!(target_os = "linux") {
        return;
    }
    for (tool, arguments) in [("strip", &["-s"][..]), ("strip", &["--strip-unneeded"]), ("objcopy", &["--strip-all"])] {
        for (file, expected) in [(executable(folder, "app"), &APP[..]), (shared(folder), &PLUGIN)] {
            let stripped = file.with_extension("stripped");
            fs::copy(&file, &stripped).expect("a file can be copied");
            if let Some(output) = run(tool, arguments, &[&stripped]) {
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                assert_events(&stripped, expected);
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn static_programs_and_other_linkers_keep_the_records() {
    let gold = run("ld.gold", &["--version"], &[]).is_some();
    let ways: [(&str, &[&str], bool); 3] = [
        ("static", &["-Ctarget-feature=+crt-static"], true),
        ("bfd", &["-Clink-arg=-fuse-ld=bfd", "-Clink-arg=-Wl,--gc-sections,-z,start-stop-gc"], true),
        ("gold", &["-Clink-arg=-fuse-ld=gold", "-Clink-arg=-Wl,--gc-sections,--icf=all"], gold),
    ];
    for (way, flags, _) in ways.iter().filter(|(_, _, installed)| *installed) {
        let folder = build(way, "release", &["rustc", "-p", "app"], flags);
        assert_events(&executable(&folder, "app"), &APP);
    }
}
