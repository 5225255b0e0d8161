//! What holds for every text: no panic, cleaning twice is cleaning once, no planted secret is left.
#![cfg(feature = "redact")]

mod redact_support;

use redact_support::{expanded, redactor};
use std::panic::{AssertUnwindSafe, catch_unwind};
use telemetry_core::redact::{Counts, Granularity, Machine, Options, OwnDetector, Redactor};

/// What texts are put together from: all that means something to a detector, and what stands around it.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", "\n", "\t", "a", "word", "Word", "7", "42", "1.2.3.4", "10.0.0.1", "version ", "v", ".", ",", ":", ";",
    "=", "==", "/", "//", "\\", "\\\\", "\"", "'", "`", "(", ")", "[", "]", "{", "}", "<", ">", "|", "@", "#", "?", "&",
    "%", "~", "+", "-", "--", "_", "*", "$", "://", "https://", "file://", "C:\\", "/home/", "/home/me/", "..", "./",
    "node_modules", "/node_modules/", "x.rs", "a@b.co", "me@", "@example.org", "fe80::1", "::", "password", "password=",
    "password: ", "token", "\"token\":\"", "key=", "--password ", "Bearer ", "Basic ", "dXNlcjpwYXNzdzByZA==", "curl -u ",
    "-----BEGIN PRIVATE KEY-----", "-----END", "-----", "eyJ{20}", ".eyJ{20}", "ghp_", "{36}", "AKIA{BASE16}", "xoxb-",
    "sk-", "SG.", "hvs.", "8Q~", "123456789:A{34}", "{hex32}", "-us12", "mmustermann", "zeppelin", "/home/mmustermann",
    "D:\\Temp Files", "TICKET-1", "<path>", "<email>", "<too-long>", "<", "path>", "[email]", "ü", "ß", "日本", "🎉",
    "“", "”", "«", "»", "「", "→", "%2F", "%2Fhome%2Fme", "%5C", "%40", "-I/", "/Users/me ", "a@b.co:", "C:\\a\\b ",
    "\u{7f}", "\u{0}", "\u{feff}", "\u{2028}", "null", "pwd:", "/usr/bin", "src/main.rs", "and/or", ";Password=",
];

/// A dice that falls the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % count
    }

    fn pieces(&mut self, most: usize) -> Vec<String> {
        let count = 1 + self.below(most);
        (0..count).map(|_| expanded(PIECES[self.below(PIECES.len())])).collect()
    }
}

/// Returns what is wrong about the cleaning of a text, if anything is.
fn fault(redactor: &Redactor, text: &str) -> Option<String> {
    let clean = |text: &str| {
        let (mut out, mut counts) = (String::from("before "), Counts::default());
        let is_hit = redactor.redact_into(text, &mut out, &mut counts);
        (is_hit, out, counts)
    };
    let Ok((is_hit, out, counts)) = catch_unwind(AssertUnwindSafe(|| clean(text))) else {
        return Some("it panics".to_owned());
    };
    let once = out.strip_prefix("before ")?;
    if !is_hit {
        return (!once.is_empty() || counts.total() > 0).then(|| "a clean text leaves a trace".to_owned());
    }
    let (is_hit_again, out, _) = clean(once);
    let twice = out.strip_prefix("before ").filter(|_| is_hit_again).unwrap_or(once);
    (twice != once).then(|| format!("once:  {once:?}\n  twice: {twice:?}"))
}

/// Takes pieces away as long as the fault stays, and returns the smallest text with it.
fn smallest(redactor: &Redactor, mut pieces: Vec<String>) -> String {
    let mut at = 0;
    while at < pieces.len() {
        let mut fewer = pieces.clone();
        fewer.remove(at);
        if fault(redactor, &fewer.concat()).is_some() {
            pieces = fewer;
            at = 0;
        } else {
            at += 1;
        }
    }
    pieces.concat()
}

/// Throws texts at a redactor.
#[track_caller]
fn throw(redactor: &Redactor, seed: u64, texts: usize) {
    let mut dice = Dice(seed);
    for _ in 0..texts {
        let pieces = dice.pieces(12);
        if fault(redactor, &pieces.concat()).is_some() {
            let text = smallest(redactor, pieces);
            panic!("seed {seed}: {text:?}\n  {}", fault(redactor, &text).unwrap_or_default());
        }
    }
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    throw(&redactor(), 1, 30_000);
}

#[test]
fn so_it_is_by_lines_by_values_with_patterns_and_when_cut() {
    let machine = Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin" };
    let own =
        [OwnDetector { label: "ticket", pattern: r"TICKET-\d+" }, OwnDetector { label: "digits", pattern: "[0-9]+" }];
    let base = Options { marker: "<{label}>", machine, keep_after: &["node_modules"], ..Options::DEFAULT };
    let variants = [
        Options { granularity: Granularity::Line, ..base },
        Options { granularity: Granularity::Value, ..base },
        Options { max_bytes: 24, ..base },
        Options { max_bytes: 60, granularity: Granularity::Line, ..base },
        Options { own: &own, ..base },
        Options { marker: "x@{label}.org", ..base },
        Options { detectors: &base.detectors[28..34], ..base },
    ];
    for (seed, options) in (2..).zip(&variants) {
        throw(&Redactor::new(options).expect("the options are right"), seed, 8_000);
    }
}

#[test]
fn no_planted_secret_is_left() {
    let secrets: Vec<String> = include_str!("redact/secrets.txt")
        .lines()
        .skip_while(|line| *line != "# Tokens of known form")
        .take_while(|line| *line != "# Connection strings and headers")
        .filter_map(|line| line.strip_prefix("- "))
        .filter(|line| !line.contains(['=', ' ', '⏎', ':', ',']))
        .map(expanded)
        .collect();
    assert!(secrets.len() > 40, "{}", secrets.len());
    let (redactor, mut dice) = (redactor(), Dice(7));
    for _ in 0..20_000 {
        let secret = &secrets[dice.below(secrets.len())];
        let secret = secret.trim_start_matches("x-").trim_end_matches('.');
        let border = ["\n", " ", "\t", "\"", "'", "(", ",", "=", ":", ">", "[", "|", "ü"];
        let (left, right) = (border[dice.below(border.len())], border[dice.below(border.len())]);
        let around = [dice.pieces(6).concat(), dice.pieces(6).concat()];
        if around.iter().any(|text| text.contains(secret)) {
            continue;
        }
        let text = [&around[0], left, secret, right, &around[1]].concat();
        let cleaned = redactor.redact(&text);
        assert!(!cleaned.contains(secret), "{secret}\n  {text:?}\n  {cleaned:?}");
    }
}
