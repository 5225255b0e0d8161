//! What an event may cost the thread that records it, in instructions: times depend on what else a machine does, these on
//! the compiler alone. `tests/bench/record` measures; here a change that makes recording dearer fails. What a record may
//! allocate, nothing, is held in `tests/runtime/tests/allocations.rs`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What each case of `tests/bench/record` may take. A compiler that needs a few more is a reason to raise a limit, and a
/// feature that everybody pays for is none.
const LIMITS: &[(&str, f64)] = &[
    // What JSON by hand takes on the same event is 1,400; this is the limit that was set before there was a runtime.
    ("record", 1200.0),
    // A comparison, and whatever the loop around it does: eight without the loop, were it not measured with it.
    ("refused", 40.0),
    ("refused, not even made", 20.0),
    // One look into a table of sixteen, and a comparison of the value.
    ("keyed hash, a known value", 155.0),
];

/// Builds what measures, without what it compares with.
fn bench() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("record-bench");
    let mut command = Command::new(env::var_os("CARGO").expect("cargo runs the tests"));
    command.args(["build", "--locked", "--quiet", "--release", "--no-default-features", "--target-dir"]);
    command.arg(&target).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/record"));
    // What the outer build is told is not what this is built with.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(variable);
    }
    let output = command.output().expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("release/record-bench")
}

#[test]
fn an_event_takes_no_more_instructions_than_it_may() {
    let can_count = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    if !can_count || Command::new("valgrind").arg("--version").output().is_err() {
        return eprintln!("skipped: `valgrind` is not here, or cannot count on this platform; install it");
    }
    let bench = bench();
    for (case, limit) in LIMITS {
        let output = Command::new(&bench).args(["instructions", case]).output().expect("it was built");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let counted = text.lines().find_map(|line| line.strip_prefix(case)?.trim().parse::<f64>().ok());
        let counted = counted.unwrap_or_else(|| panic!("`{case}` was not counted:\n{text}"));
        assert!(counted <= *limit, "`{case}` takes {counted} instructions; it may take {limit}");
    }
}

#[test]
fn every_limit_is_one_of_a_case() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/record/src/ours.rs");
    let source = fs::read_to_string(file).expect("the cases are there");
    for (case, _) in LIMITS {
        assert!(source.contains(&format!("\"{case}\"")), "`{case}` is no case of tests/bench/record");
    }
}
