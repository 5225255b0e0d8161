//! Programs that a compiler and a linker made, in all the ways in which records could get lost on the way to users:
//! optimised, stripped, with link-time optimisation, with sections collected, linked statically or by somebody else.
//! The crates stand in `tests/programs` and declare their events as users do; cargo builds them into the folder of test
//! data. What each program says is the same in every build, and stands in `tests/goldens/programs`.

#[path = "built/document.rs"]
mod document;
#[path = "built/elsewhere.rs"]
mod elsewhere;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use telemetry_catalog::program::{Program, ProgramError, read};
use telemetry_catalog::{CheckOptions, check};
use whole_line_tests::golden;

/// How many bytes two programs may differ by that hold the same: names of symbols are among them.
const NOISE: u64 = 1024;

/// Builds in a folder of its own, so that tests wait for no lock; returns the folder of the results.
fn build(case: &str, profile: &str, arguments: &[&str], flags: &[&str]) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs").join(case);
    let mut command = Command::new(env::var_os("CARGO").expect("cargo runs the tests"));
    command.args(arguments).args(["--locked", "--quiet", "--profile", profile, "--target-dir"]);
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

/// Reads a program under the name that it has everywhere.
fn inspect(path: &Path) -> Result<Program, ProgramError> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read("program", &bytes)
}

/// Returns all that a program says: its catalogs, and what the rules find in them.
fn said(path: &Path) -> String {
    let program = inspect(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    for catalog in program.catalogs().expect("the records fit together") {
        let sources = catalog.sources();
        let findings = check(&sources, &CheckOptions::default()).diagnostics.to_text(&sources);
        text.push_str(&format!("{}{findings}---\n", catalog.to_yaml()));
    }
    text
}

/// Holds what a program says against the golden of its crate.
fn assert_says(path: &Path, name: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/programs").join(name).with_extension("yaml");
    if let Err(difference) = golden::compare(&golden, &said(path)) {
        panic!("{}: {difference}", path.display());
    }
}

/// Holds what a running program says of itself against the golden, in a build of its own beside the one without.
fn assert_registered(case: &str, profile: &str) {
    let folder = build(case, profile, &["build", "-p", "app", "--features", "registry"], &[]);
    let program = executable(&folder, "app");
    assert_program(&program);
    let stripped = program.with_extension("stripped");
    fs::copy(&program, &stripped).expect("a file can be copied");
    if cfg!(target_os = "linux") && run("strip", &["-s"], &[&stripped]).is_some() {
        assert_program(&stripped);
    }
}

/// Holds what a program with a registry says: in its file, and when it runs.
fn assert_program(program: &Path) {
    assert_says(program, "app");
    for (argument, ending) in [("--telemetry-catalog", "txt"), ("--telemetry-catalog=json", "json")] {
        let output = Command::new(program).arg(argument).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/programs/registry").with_extension(ending);
        if let Err(difference) = golden::compare(&golden, &String::from_utf8_lossy(&output.stdout)) {
            panic!("{}: {difference}", program.display());
        }
    }
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
    assert_says(&executable(folder, "app"), "app");
    assert_says(&shared(folder), "plugin");
    assert_says(&static_library(folder), "bundle");
    assert_quiet(folder);
}

/// A program that declares nothing has no section, and is as large as one that does not know us.
fn assert_quiet(folder: &Path) {
    let error = inspect(&executable(folder, "quiet")).expect_err("nothing is declared");
    assert!(error.message().ends_with("holds no telemetry records"), "{error}");
    let size = |name| fs::metadata(executable(folder, name)).expect("it is built").len();
    let (quiet, bare) = (size("quiet"), size("bare"));
    assert!(quiet.abs_diff(bare) <= NOISE, "{}: {quiet} bytes, and {bare} without us", folder.display());
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
    assert_says(&folder.join("libparts.rlib"), "parts");
    assert_silent(&folder);
    assert_registered("dev", "dev");
}

#[test]
fn a_release_build_keeps_its_records() {
    let folder = build("release", "release", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_says(&folder.join("libparts.rlib"), "parts");
    assert_silent(&folder);
    document::assert_true(&executable(&folder, "app"));
    linked_by_somebody_else(&folder);
    stripped_afterwards(&folder);
    assert_registered("release", "release");
}

#[test]
fn thin_link_time_optimisation_keeps_the_records() {
    let folder = build("thin", "thin", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_bitcode(&folder);
    assert_registered("thin", "thin");
}

#[test]
fn the_smallest_build_keeps_its_records() {
    let folder = build("smallest", "smallest", &["build", "--workspace"], &[]);
    assert_all(&folder);
    assert_bitcode(&folder);
    stripped_afterwards(&folder);
    assert_registered("smallest", "smallest");
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
    assert_says(&whole, "bundle");
    // Members that nothing refers to are left out without a word; this is why the help names `--whole-archive`.
    let pulled = link("pulled", &[], &[]).expect("gcc is there");
    let error = inspect(&pulled).expect_err("a linker that pulls everything needs no help any more");
    assert!(error.message().ends_with("names a vocabulary that is not in the file"), "{error}");
    assert!(error.help().ends_with("another linker linked a static library, that needs `--whole-archive`"), "{error}");
}

/// Strips what is built, in the ways of distributions.
fn stripped_afterwards(folder: &Path) {
    if !cfg!(target_os = "linux") {
        return;
    }
    for (tool, arguments) in [("strip", &["-s"][..]), ("strip", &["--strip-unneeded"]), ("objcopy", &["--strip-all"])] {
        for (file, name) in [(executable(folder, "app"), "app"), (shared(folder), "plugin")] {
            let stripped = file.with_extension("stripped");
            fs::copy(&file, &stripped).expect("a file can be copied");
            if let Some(output) = run(tool, arguments, &[&stripped]) {
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                assert_says(&stripped, name);
            }
        }
    }
}

/// The builds above use the linker that the compiler brings along: lld on x86-64 Linux.
#[cfg(target_os = "linux")]
#[test]
fn static_programs_and_other_linkers_keep_the_records() {
    let gold = run("ld.gold", &["--version"], &[]).is_some();
    let lld = run("ld.lld", &["--version"], &[]).is_some();
    let ways: [(&str, &[&str], bool); 4] = [
        ("static", &["-Ctarget-feature=+crt-static"], true),
        ("bfd", &["-Clink-arg=-fuse-ld=bfd", "-Clink-arg=-Wl,--gc-sections,-z,start-stop-gc"], true),
        ("gold", &["-Clink-arg=-fuse-ld=gold", "-Clink-arg=-Wl,--gc-sections,--icf=all"], gold),
        ("lld", &["-Clink-arg=-fuse-ld=lld", "-Clink-arg=-Wl,--gc-sections,--icf=all"], lld),
    ];
    for (way, flags, _) in ways.iter().filter(|(_, _, installed)| *installed) {
        // One folder: what the program is made of is built once.
        println!("{way}");
        let folder = build("linkers", "release", &["rustc", "-p", "app", "--features", "registry"], flags);
        assert_program(&executable(&folder, "app"));
    }
}
