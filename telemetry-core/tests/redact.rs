//! The redactor, on cases that are data: see the head of `redact/paths.txt`.
#![cfg(feature = "redact")]

mod redact_support;

use redact_support::{expanded, redactor};
use telemetry_core::Detector;
use telemetry_core::redact::{Counts, Granularity, Machine, Options, OwnDetector, Redactor, Root};

const FILES: [(&str, &str); 4] = [
    ("paths", include_str!("redact/paths.txt")),
    ("addresses", include_str!("redact/addresses.txt")),
    ("secrets", include_str!("redact/secrets.txt")),
    ("clean", include_str!("redact/clean.txt")),
];

/// Returns the texts of the cases and what becomes of them.
fn cases() -> Vec<(String, String, String)> {
    let mut cases = Vec::new();
    for (file, text) in FILES {
        let mut input = None;
        for (index, line) in text.lines().enumerate() {
            let place = format!("{file}.txt:{}", index + 1);
            match line.split_at_checked(2) {
                Some(("- ", rest)) => input = Some(expanded(rest)),
                Some(("+ ", rest)) => cases.push((place, input.take().expect("a text stands before"), expanded(rest))),
                Some(("= ", rest)) => cases.push((place, expanded(rest), expanded(rest))),
                _ => assert!(line.is_empty() || line.starts_with('#'), "{place}: what is `{line}`?"),
            }
        }
    }
    cases
}

/// Returns how often each label of a redactor stands in a cleaned text.
fn labels_in(redactor: &Redactor, text: &str) -> Vec<(String, u64)> {
    let count = |label: &str| text.matches(&format!("<{label}>")).count() as u64;
    let mut labels: Vec<(String, u64)> = redactor.labels().map(|label| (label.to_owned(), count(label))).collect();
    labels.retain(|(_, count)| *count > 0);
    labels.sort();
    labels
}

#[test]
fn each_case_becomes_what_it_says_and_stays_that() {
    let redactor = redactor();
    let mut faults = Vec::new();
    for (place, input, expected) in cases() {
        let (mut out, mut counts) = (String::new(), Counts::default());
        let is_hit = redactor.redact_into(&input, &mut out, &mut counts);
        let cleaned = if is_hit { &out } else { &input };
        if *cleaned != expected {
            faults.push(format!("{place}: {input}\n  expected {expected}\n  became   {cleaned}"));
        }
        assert_eq!(is_hit, input != *cleaned, "{place}: a hit is a change, and no hit is none");
        let counted: Vec<(String, u64)> =
            counts.by_label().into_iter().map(|(label, count)| (label.to_owned(), count)).collect();
        if is_hit {
            assert_eq!(counted, labels_in(&redactor, cleaned), "{place}");
        }
        assert_eq!(redactor.redact(cleaned), *cleaned, "{place}: again");
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_detector_has_cases_and_there_are_many() {
    let all = cases();
    assert!(all.len() >= 250, "{}", all.len());
    for detector in Detector::ALL {
        let marker = format!("<{detector}>");
        assert!(all.iter().any(|(_, _, expected)| expected.contains(&marker)), "{detector} has no case");
    }
}

/// Holds options and a text against what it becomes.
#[track_caller]
fn check(options: &Options<'_>, text: &str, expected: &str) {
    let redactor = Redactor::new(options).expect("the options are right");
    assert_eq!(redactor.redact(text), expected);
    assert_eq!(redactor.redact(expected), expected, "again");
}

const DEFAULT: Options<'static> = Options::DEFAULT;

#[test]
fn only_the_detectors_that_are_named_run() {
    let options = Options { detectors: &[Detector::Email], ..DEFAULT };
    check(&options, "a@b.co in /home/me/x at 10.0.0.1", "<REDACTED: email> in /home/me/x at 10.0.0.1");
    let options = Options { detectors: &[Detector::Path], ..DEFAULT };
    check(&options, "https://example.org/a/b.c /a/b", "https://example.org/a/b.c <REDACTED: path>");
    check(&Options { detectors: &[], ..DEFAULT }, "a@b.co in /home/me/x", "a@b.co in /home/me/x");
}

#[test]
fn where_hits_overlap_the_first_detector_speaks_for_all() {
    let text = "password=a@b.co";
    let options = Options { detectors: &[Detector::Email, Detector::GenericSecret], ..DEFAULT };
    check(&options, text, "password=<REDACTED: email>");
    let options = Options { detectors: &[Detector::GenericSecret, Detector::Email], ..DEFAULT };
    check(&options, text, "password=<REDACTED: generic-secret>");
}

#[test]
fn a_hit_removes_what_matched_or_its_line_or_all() {
    let text = "one\r\ntwo a@b.co 10.0.0.1\r\nthree\nfour /a/b";
    let with = |granularity| Options { granularity, ..DEFAULT };
    check(
        &with(Granularity::Match),
        text,
        "one\r\ntwo <REDACTED: email> <REDACTED: ip>\r\nthree\nfour <REDACTED: path>",
    );
    check(&with(Granularity::Line), text, "one\r\n<REDACTED: email>\r\nthree\n<REDACTED: path>");
    check(&with(Granularity::Value), text, "<REDACTED: email>");
}

#[test]
fn detectors_of_a_catalog_run_over_every_text() {
    let own = [
        OwnDetector { label: "ticket", pattern: r"TICKET-\d+" },
        OwnDetector { label: "project", pattern: "(?i)project [a-z]+" },
    ];
    check(&Options { own: &own, ..DEFAULT }, "see TICKET-17", "see <REDACTED: ticket>");
    check(&Options { own: &own, ..DEFAULT }, "it is Project manhattan", "it is <REDACTED: project>");
    check(&Options { own: &own, ..DEFAULT }, "/home/TICKET-1/x", "<REDACTED: path>");
    check(&Options { own: &own, ..DEFAULT }, "nothing", "nothing");
}

#[test]
fn the_marker_is_the_catalogs_own() {
    check(&Options { marker: "[{label}]", ..DEFAULT }, "a@b.co x", "[email] x");
    check(&Options { marker: "***", ..DEFAULT }, "a@b.co /a/b", "*** ***");
    check(&Options { marker: "«{label}»", ..DEFAULT }, "ü a@b.co", "ü «email»");
    // Even one that would be found itself.
    check(&Options { marker: "x@{label}.org", ..DEFAULT }, "to a@b.co", "to x@email.org");
    check(&Options { marker: "/redacted/{label}", ..DEFAULT }, "to a@b.co", "to /redacted/email");
}

#[test]
fn roots_are_replaced_whether_paths_are_or_not() {
    let roots = [Root { label: "home", folder: "/home/me/" }, Root { label: "absent", folder: "" }];
    let options = Options { detectors: &[], roots: &roots, ..DEFAULT };
    check(&options, "in /home/me/x and /home/men/x", "in <REDACTED: home>/x and /home/men/x");
    let machine = Machine { user: "root", home: "/root", host: "localhost" };
    check(&Options { machine, ..DEFAULT }, "root of localhost: /root", "root of localhost: <REDACTED: home>");
    check(&Options { machine, ..DEFAULT }, "/root/x y", "<REDACTED: home> y");
}

#[test]
fn keys_are_cleaned_unless_the_catalog_trusts_them() {
    let (mut out, mut counts) = (String::new(), Counts::default());
    let redactor = Redactor::new(&DEFAULT).expect("the options are right");
    assert!(redactor.redact_key_into("/home/me/a.rs", &mut out, &mut counts));
    assert_eq!((&*out, counts.of("path")), ("<REDACTED: path>", 1));
    let redactor = Redactor::new(&Options { keys: false, ..DEFAULT }).expect("the options are right");
    assert!(!redactor.redact_key_into("/home/me/a.rs", &mut out, &mut counts));
}

#[test]
fn a_text_that_is_too_long_is_cut_at_a_character_and_marked() {
    let options = Options { max_bytes: 16, ..DEFAULT };
    check(&options, "sixteen bytes ok", "sixteen bytes ok");
    check(&options, "sixteen bytes oks", "sixteen bytes ok<REDACTED: too-long>");
    check(&options, "fifteen bytes oü and more", "fifteen bytes o<REDACTED: too-long>");
    // The address lies on the border: nothing is left of it, though only its first half is inside.
    check(&options, "write to alice@example.org now", "write to <REDACTED: too-long>");
    // What markers make longer is cut as well.
    check(&options, "a@b.co a@b.co", "<REDACTED: too-long>");
    check(
        &Options { max_bytes: 40, ..DEFAULT },
        "a@b.co a@b.co a@b.co",
        "<REDACTED: email> <REDACTED: email> <REDACTED: too-long>",
    );
    check(&Options { max_bytes: 0, ..DEFAULT }, "x", "<REDACTED: too-long>");
    let redactor = Redactor::new(&options).expect("the options are right");
    let mut counts = Counts::default();
    assert!(redactor.redact_into(&"x".repeat(10_000_000), &mut String::new(), &mut counts));
    assert_eq!(counts.by_label(), [("too-long", 1)]);
}

#[test]
fn counts_add_up() {
    let redactor = Redactor::new(&DEFAULT).expect("the options are right");
    let (mut counts, mut more, mut out) = (Counts::default(), Counts::default(), String::new());
    assert!(redactor.redact_into("a@b.co a@b.co 10.0.0.1", &mut out, &mut counts));
    assert!(redactor.redact_into("a@b.co /a/b", &mut out, &mut more));
    counts.add(&more);
    assert_eq!(counts.by_label(), [("email", 3), ("ip", 1), ("path", 1)]);
    assert_eq!((counts.of("ip"), counts.of("url"), counts.total()), (1, 0, 5));
}

/// Holds options against why no redactor can be made of them.
#[track_caller]
fn refused(options: &Options<'_>, expected: &str) {
    assert_eq!(Redactor::new(options).err().map(|error| error.to_string()).as_deref(), Some(expected));
}

#[test]
fn options_that_make_no_redactor_say_why() {
    refused(
        &Options { own: &[OwnDetector { label: "ticket", pattern: "(" }], ..DEFAULT },
        "the pattern of the detector `ticket` is not understood: unclosed group\nhelp: the syntax is that of the crate \
         `regex`, without look-around and back-references",
    );
    let marker = |marker: &str| {
        format!(
            "the marker `{marker}` cannot be told from text\nhelp: write three characters or more on one line, the \
             first of them before `{{label}}`, such as `<REDACTED: {{label}}>`"
        )
    };
    refused(&Options { marker: "x", ..DEFAULT }, &marker("x"));
    refused(&Options { marker: "{label}!", ..DEFAULT }, &marker("{label}!"));
    refused(
        &Options { detectors: &[Detector::Ip, Detector::Ip], ..DEFAULT },
        "the detector `ip` stands twice\nhelp: remove one",
    );
    refused(
        &Options { roots: &[Root { label: "home", folder: "me" }], ..DEFAULT },
        "the root `home` is `me`, which is no whole path\nhelp: write the folder from the root of the disk on; a name is \
         hidden by `machine.user`, `machine.host` or a detector of your own",
    );
}

#[test]
fn one_redactor_serves_all_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Redactor>();
    let redactor = redactor();
    let clean = |_: usize| redactor.redact("a@b.co").into_owned();
    let together: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|thread| scope.spawn(move || clean(thread))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it does not panic")).collect()
    });
    assert_eq!(together, ["<email>"; 4]);
}
