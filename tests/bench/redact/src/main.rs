//! Measures the redactor: nanoseconds per string and per byte, medians over rounds that take turns, beside floors.
//!
//!     cargo run --release --manifest-path tests/bench/redact/Cargo.toml
//!
//! Built for the oldest processor of the platform, as a user's program is. With a number as argument, so many rounds.
//! The floors do less: `memchr` looks for one byte, `memcpy` for none, and the `RegexSet` finds that there is a hit of
//! the usual detectors, neither where nor how long.

use std::hint::black_box;
use std::time::Instant;
use telemetry_core::redact::{Counts, Machine, Options, Redactor};

/// What the machine's own names cost is measured by itself.
const MACHINE: Machine<'static> =
    Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin.example.org" };

/// The usual detectors, as patterns.
const PATTERNS: [&str; 12] = [
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{4,}",
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
    r"gh[pousr]_[A-Za-z0-9]{36}",
    r"AIza[A-Za-z0-9_-]{35}",
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
    r"sk-[A-Za-z0-9-]{20,}",
    r#"(?i)(?:password|passwd|pwd|secret|token|api_?key)["']?\s*[:=]"#,
    r"[a-zA-Z][a-zA-Z0-9+.-]+://\S+",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    r"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b",
    r"(?:^|[\s(\[{=:,])(?:[A-Za-z]:)?[/\\][\w.@-]+[/\\]",
];

const PROSE: &str = "The extension could not be activated because the language server stopped before it was ready. ";
const NUMBERS: &str = "The server stopped after 35 ms and 3 attempts, which is more than the 20 ms of version 1.2.3 allow. ";
const TRACE: &str = "at Object.readFile (/home/me/app/node_modules/fs-extra/lib/index.js:12:34) in main.ts; ";

struct Case {
    name: &'static str,
    bytes: usize,
    run: Box<dyn FnMut()>,
}

fn text(line: &str, length: usize) -> String {
    line.chars().cycle().take(length).collect()
}

/// Returns prose with an address at three quarters.
fn dirty(length: usize) -> String {
    let mut dirty = text(PROSE, length);
    let at = length * 3 / 4 - 10;
    dirty.replace_range(at..at + 19, " alice@example.org ");
    dirty
}

fn redactor(machine: Machine<'_>) -> Redactor {
    Redactor::new(&Options { machine, keep_after: &["node_modules"], ..Options::DEFAULT }).expect("the options are right")
}

fn redacting(name: &'static str, machine: Machine<'static>, texts: Vec<String>) -> Case {
    let (redactor, mut out, mut counts) = (redactor(machine), String::with_capacity(65_536), Counts::default());
    let bytes = texts.iter().map(String::len).sum();
    let run = move || {
        for text in &texts {
            out.clear();
            black_box(redactor.redact_into(black_box(text), &mut out, &mut counts));
            black_box(&out);
        }
    };
    Case { name, bytes, run: Box::new(run) }
}

fn floor(name: &'static str, text: String, mut look: impl FnMut(&str) -> bool + 'static) -> Case {
    Case { name, bytes: text.len(), run: Box::new(move || _ = black_box(look(black_box(&text)))) }
}

fn cases() -> Vec<Case> {
    let unknown = Machine::UNKNOWN;
    let one = |length| vec![text(PROSE, length)];
    let three = || {
        vec!["opened from the welcome view".to_owned(), "Rust language server".to_owned(), "main.rs could not be read: denied".to_owned()]
    };
    let three_dirty = || {
        vec!["opened from the welcome view".to_owned(), "Rust language server".to_owned(), "open /home/me/notes.txt: denied".to_owned()]
    };
    let mut cases = vec![
        redacting("clean, 40 B", unknown, one(40)),
        redacting("clean, 200 B", unknown, one(200)),
        redacting("clean, 4096 B", unknown, one(4096)),
        redacting("clean, 40 B, with the machine's names", MACHINE, one(40)),
        redacting("clean, 4096 B, with the machine's names", MACHINE, one(4096)),
        redacting("clean with numbers, 40 B", unknown, vec![text(NUMBERS, 40)]),
        redacting("clean with numbers, 4096 B", unknown, vec![text(NUMBERS, 4096)]),
        redacting("one address, 40 B", unknown, vec![dirty(40)]),
        redacting("one address, 200 B", unknown, vec![dirty(200)]),
        redacting("one address, 4096 B", unknown, vec![dirty(4096)]),
        redacting("stack trace, all paths, 4096 B", unknown, vec![text(TRACE, 4096)]),
        redacting("three short strings, one suspect", MACHINE, three()),
        redacting("three short strings, one hit", MACHINE, three_dirty()),
    ];
    for length in [40, 200, 4096] {
        let set = regex::RegexSet::new(PATTERNS).expect("the patterns are right");
        let mut copy = String::with_capacity(length);
        cases.push(floor("floor: memchr of one byte", text(PROSE, length), |text| {
            memchr::memchr(b'@', text.as_bytes()).is_some()
        }));
        cases.push(floor("floor: memcpy", text(PROSE, length), move |text| {
            copy.clear();
            copy.push_str(text);
            black_box(&copy).is_empty()
        }));
        cases.push(floor("other: RegexSet of 12 patterns, clean", text(PROSE, length), move |text| set.is_match(text)));
    }
    cases
}

/// Returns the nanoseconds of one run, over so many that the clock does not matter.
fn round(case: &mut Case) -> f64 {
    let runs = (400_000 / (case.bytes + 100)).max(20);
    let begin = Instant::now();
    for _ in 0..runs {
        (case.run)();
    }
    begin.elapsed().as_secs_f64() * 1e9 / runs as f64
}

fn main() {
    let rounds = std::env::args().nth(1).and_then(|rounds| rounds.parse().ok()).unwrap_or(101);
    let mut cases = cases();
    let mut times = vec![Vec::with_capacity(rounds); cases.len()];
    for _ in 0..rounds {
        for (case, times) in cases.iter_mut().zip(&mut times) {
            times.push(round(case));
        }
    }
    println!("{:<44} {:>6} {:>10} {:>8}", "what", "bytes", "ns", "ns/B");
    for (case, mut times) in cases.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!("{:<44} {:>6} {:>10.1} {:>8.3}", case.name, case.bytes, median, median / case.bytes as f64);
    }
}
