//! What an event may cost, in instructions and allocations: times depend on what else a machine does, these on the compiler
//! alone. `tests/bench/record` measures; here a change that makes something dearer fails. That recording allocates nothing
//! is held in `tests/runtime/tests/allocations.rs` too, without what counts instructions.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What each case of `tests/bench/record` may take: instructions, and allocations. A compiler that needs a few more is a
/// reason to raise a limit, and a feature that everybody pays for is none.
const LIMITS: &[(&str, f64, f64)] = &[
    // What JSON by hand takes on the same event is 1,400; the limit that was set before there was a runtime was 1,200.
    ("record", 900.0, 0.0),
    // A comparison, and whatever the loop around it does: eight without the loop, were it not measured with it.
    ("refused", 40.0, 0.0),
    ("refused, not even made", 20.0, 0.0),
    // A comparison of the value with the last one; a third of it is the loop.
    ("keyed hash, a known value", 95.0, 0.0),
    // 6,750 of it are two blocks of SHA-256 without the processor's own instructions, which callgrind does not have.
    ("keyed hash, a new value", 7410.0, 0.0),
    ("three short texts redacted", 2085.0, 0.0),
    // What the sending thread does with an event: the bytes that wait, and the list of its fields while it is encoded.
    // 400 of it hold each field to one value, and know of each what was declared of it.
    ("to nowhere, not encoded", 7150.0, 2.1),
    ("JSON lines to nowhere", 9800.0, 2.1),
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
fn an_event_costs_no_more_than_it_may() {
    let can_count = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    if !can_count || Command::new("valgrind").arg("--version").output().is_err() {
        return eprintln!("skipped: `valgrind` is not here, or cannot count on this platform; install it");
    }
    let bench = bench();
    for (case, instructions, allocations) in LIMITS {
        let output = Command::new(&bench).args(["instructions", case]).output().expect("it was built");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let [counted, allocated] = counts(&text, case).unwrap_or_else(|| panic!("`{case}` was not counted:\n{text}"));
        assert!(counted <= *instructions, "`{case}` takes {counted} instructions; it may take {instructions}");
        assert!(allocated <= *allocations, "`{case}` takes {allocated} allocations; it may take {allocations}");
    }
}

/// Reads the two numbers behind the name of a case.
fn counts(text: &str, case: &str) -> Option<[f64; 2]> {
    let mut numbers = text.lines().find_map(|line| line.strip_prefix(case))?.split_whitespace();
    Some([numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?])
}

#[test]
fn every_limit_is_one_of_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/record/src");
    let source =
        ["ours.rs", "sending.rs"].map(|file| fs::read_to_string(folder.join(file)).expect("the cases are there"));
    for (case, ..) in LIMITS {
        assert!(source.concat().contains(&format!("\"{case}\"")), "`{case}` is no case of tests/bench/record");
    }
}
