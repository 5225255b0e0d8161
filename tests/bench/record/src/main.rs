//! Measures what recording an event of eight fields costs, beside what others cost on the same event.
//!
//!     cargo run --release --manifest-path tests/bench/record/Cargo.toml -- WHAT
//!
//! `times [ROUNDS] [CASE]`: nanoseconds, median and least of rounds that take turns, and allocations; `instructions
//! [CASE]`: by callgrind, the difference of two counts, and allocations; `calls`: system calls of the recording thread, by
//! strace; `threads`: several that record at once; `sending [ROUNDS]`: CPU time behind recording, median and least; `burst`:
//! what is lost of 100,000 events, and memory. Without a word everything. On Linux, which tells what a thread has used.
//! With `--features glean` Glean is measured too, which takes minutes to compile.
//!
//! A new hash needs SHA-256, for which callgrind has none of a processor's own instructions: its count is ten times what
//! is done in truth, and still shows what changes.

mod case;
mod event;
#[cfg(feature = "glean")]
mod glean;
#[cfg(feature = "others")]
mod others;
mod ours;
mod sending;
#[cfg(feature = "others")]
mod server;

use case::Case;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// How often a case is done in one round: what is recorded meanwhile fits the buffers.
const TIMES: u64 = 2_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|number| number.parse::<u64>().ok());
    match arguments.first().map(String::as_str) {
        Some("times") => times(number(1).unwrap_or(41), arguments.get(2).map(String::as_str)),
        Some("instructions") => instructions(arguments.get(1).map(String::as_str)),
        Some("calls") => calls(),
        Some("threads") => threads(),
        Some("sending") => sending(number(1).unwrap_or(9)),
        Some("burst") => sending::burst(),
        Some("count") => count(&arguments[1], number(2).unwrap_or(TIMES)),
        _ => {
            times(41, None);
            instructions(None);
            calls();
            threads();
            sending(9);
            // Memory is a process's own.
            let _ = Command::new(this()).arg("burst").status();
        }
    }
}

fn this() -> std::path::PathBuf {
    env::current_exe().expect("the system knows the program")
}

fn cases() -> Vec<Case> {
    let mut cases = ours::cases();
    #[cfg(feature = "others")]
    cases.splice(1..1, others::cases());
    #[cfg(feature = "glean")]
    cases.insert(1, glean::case());
    cases.extend(sending::ways().into_iter().map(sending::Way::case));
    cases
}

/// Returns the cases, or one alone, where it is named.
fn chosen(only: Option<&str>) -> Vec<Case> {
    cases().into_iter().filter(|case| only.is_none_or(|only| only == case.name)).collect()
}

/// Prints the median nanoseconds of each case, and its allocations; of one alone, where it is named.
fn times(rounds: u64, only: Option<&str>) {
    let mut cases = chosen(only);
    let mut nanos = vec![Vec::new(); cases.len()];
    for _ in 0..rounds {
        for (case, nanos) in cases.iter_mut().zip(&mut nanos) {
            case.ready(TIMES);
            let start = Instant::now();
            case.measured(TIMES);
            nanos.push(start.elapsed().as_nanos() as f64 / TIMES as f64);
            case.rest();
        }
    }
    println!("{:<34} {:>8} {:>8} {:>12}", "what", "ns", "best", "allocations");
    for (case, mut nanos) in cases.iter_mut().zip(nanos) {
        nanos.sort_by(f64::total_cmp);
        let allocations = allocations(case);
        println!("{:<34} {:>8.1} {:>8.1} {allocations:>12.2}", case.name, nanos[nanos.len() / 2], nanos[0]);
    }
}

/// Returns how many allocations a case takes each time.
fn allocations(case: &mut Case) -> f64 {
    case.ready(TIMES);
    let count = allocation_counter::measure(|| case.measured(TIMES)).count_total;
    case.rest();
    count as f64 / TIMES as f64
}

/// Does one case so many times, for what watches this process. What is done only once is done before.
fn count(name: &str, times: u64) {
    let mut cases = cases();
    let case = cases.iter_mut().find(|case| case.name == name).expect("there is such a case");
    for _ in 0..2 {
        case.ready(2 * TIMES);
        case.measured(2 * TIMES);
        case.rest();
    }
    case.ready(times);
    case.measured(times);
}

/// Prints how many instructions each case takes, and how many allocations; of one alone, where it is named.
fn instructions(only: Option<&str>) {
    println!("{:<34} {:>12} {:>12}", "what", "instructions", "allocations");
    for mut case in chosen(only) {
        for _ in 0..2 {
            allocations(&mut case);
        }
        let (name, allocations) = (case.name, allocations(&mut case));
        let counts = [TIMES, 2 * TIMES].map(|times| collected(name, times));
        match counts {
            [Some(one), Some(two)] => {
                println!("{name:<34} {:>12.0} {allocations:>12.2}", (two - one) as f64 / TIMES as f64);
            }
            _ => return println!("callgrind cannot be run: install `valgrind`"),
        }
    }
}

fn collected(name: &str, times: u64) -> Option<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*Case*measured*"]);
    let output = command.arg(this()).args(["count", name, &times.to_string()]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// Prints how many system calls recording makes.
fn calls() {
    let counts = [TIMES, 2 * TIMES].map(|times| called("record", times));
    match counts {
        [Some(one), Some(two)] => println!("system calls in {TIMES} records: {}", two.saturating_sub(one)),
        _ => println!("system calls cannot be counted: install `strace`"),
    }
}

fn called(name: &str, times: u64) -> Option<usize> {
    let file = env::temp_dir().join(format!("record-bench-{}", std::process::id()));
    let mut command = Command::new("strace");
    let status = command.arg("-o").arg(&file).arg(this()).args(["count", name, &times.to_string()]).status().ok()?;
    let text = fs::read_to_string(&file).ok()?;
    let _ = fs::remove_file(file);
    status.success().then(|| text.lines().count())
}

fn threads() {
    println!("{:<10} {:>14} {:>14} {:>8}", "threads", "events/s", "CPU ns/event", "dropped");
    for threads in [1, 2, 4, 8] {
        let (rate, cpu, dropped) = sending::together(threads);
        println!("{threads:<10} {rate:>14.0} {cpu:>14.1} {dropped:>8}");
    }
}

fn sending(rounds: u64) {
    let ways = sending::ways();
    let mut nanos = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        ways.iter().zip(&mut nanos).for_each(|(way, nanos)| nanos.push(way.round()));
    }
    println!("{:<34} {:>12} {:>8}", "sent", "CPU ns/event", "best");
    for (way, mut nanos) in ways.iter().zip(nanos) {
        nanos.sort_by(f64::total_cmp);
        println!("{:<34} {:>12.0} {:>8.0}", way.name, nanos[nanos.len() / 2], nanos[0]);
    }
}
