//! The subcommands of the runtime, held against goldens of all that they print: what was typed, how it ended, what went
//! to the output and what to the faults. The host behind them is a fake that remembers and counts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use telemetry_core::Consent;
use telemetry_core::rules::{Cap, CatalogRules, ConsentRules, DestinationRules, FactRules, GrantRules, Withdrawal};
use telemetry_core::runtime::consent::{Choice, Facts, Inputs, Remembered, decide};
use telemetry_core::runtime::console::{
    self, Account, Changed, EventState, Exit, Host, Sample, SampleCopy, ShownEvent, Status,
};
use telemetry_core::runtime::notice::Recipient;
use whole_line_tests::golden;

const NOW: i64 = 1_763_743_452_000;

static RULES: CatalogRules = CatalogRules {
    title: "Quill",
    description: "What the Quill editor records, and why.",
    consent: ConsentRules { version: 2, ..ConsentRules::DEFAULT },
    grants: &[
        GrantRules {
            name: "prompts",
            description: "What was asked is sent.",
            how: None,
            on_withdrawal: Withdrawal::Drop,
        },
        GrantRules {
            name: "internal",
            description: "Events of the team are told apart.",
            how: None,
            on_withdrawal: Withdrawal::Drop,
        },
    ],
    ..CatalogRules::DEFAULT
};

static STORE: DestinationRules =
    DestinationRules { processor: Some("Quill Ltd"), retention: Some("P90D"), ..DestinationRules::DEFAULT };

/// The telemetry of a program that is not there.
struct Quill {
    rules: CatalogRules,
    inputs: Mutex<Inputs>,
    /// Says what goes wrong with whatever writes or reads.
    trouble: Option<&'static str>,
    is_empty: bool,
}

impl Quill {
    fn new(choice: Option<(Consent, u32)>) -> Self {
        let mut remembered = Remembered::default();
        if let Some((level, version)) = choice {
            remembered.choose(Choice { level, version, at: NOW });
        }
        Self {
            rules: RULES,
            inputs: Mutex::new(Inputs { remembered, ..Inputs::default() }),
            trouble: None,
            is_empty: false,
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Inputs)) -> Self {
        change(self.inputs.get_mut().expect("no test panics while it holds the inputs"));
        self
    }

    fn inputs(&self) -> Inputs {
        self.inputs.lock().expect("no test panics while it holds the inputs").clone()
    }

    fn works<T>(&self, value: T) -> Result<T, String> {
        self.trouble.map_or(Ok(value), |trouble| Err(trouble.to_owned()))
    }

    fn change(&self, deleted: u64, change: impl FnOnce(&mut Remembered)) -> Result<Changed, String> {
        self.works(())?;
        change(&mut self.inputs.lock().expect("no test panics while it holds the inputs").remembered);
        Ok(Changed { decision: self.status().decision, deleted })
    }
}

impl Host for Quill {
    fn command(&self) -> &'static str {
        "quill telemetry"
    }

    fn program(&self) -> &'static str {
        "quill"
    }

    fn rules(&self) -> &CatalogRules {
        &self.rules
    }

    fn recipients(&self) -> Vec<Recipient<'_>> {
        vec![Recipient { name: "store", consent: Consent::Usage, grant: None, rules: &STORE }]
    }

    fn status(&self) -> Status {
        let inputs = self.inputs();
        let account = |destination: &str, dropped: &[(&str, u64)]| Account {
            destination: destination.to_owned(),
            recorded: 12_000,
            sent: 11_900,
            waiting: 60,
            dropped: dropped.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect(),
            trouble: (destination == "team-log").then(|| "the server answers 503".to_owned()),
        };
        let accounts =
            vec![account("store", &[("sampled", 30), ("refused", 0), ("over quota", 10)]), account("team-log", &[])];
        Status {
            decision: decide(&inputs, &self.rules, &Facts::new(self.rules.facts)),
            remembered: inputs.remembered,
            trouble: self.trouble.map(str::to_owned),
            accounts: if self.is_empty { Vec::new() } else { accounts },
        }
    }

    fn choose(&self, level: Consent) -> Result<Changed, String> {
        let deleted = if level <= Consent::Local { 60 } else { 0 };
        self.change(deleted, |remembered| remembered.choose(Choice { level, version: 2, at: NOW }))
    }

    fn grant(&self, name: &str) -> Result<Changed, String> {
        self.change(0, |remembered| assert!(remembered.grants.give(name)))
    }

    fn revoke(&self, name: &str) -> Result<Changed, String> {
        self.change(1, |remembered| {
            remembered.grants.revoke(name);
        })
    }

    fn events(&self, most: usize) -> Result<Vec<ShownEvent>, String> {
        let event = |at: Option<&str>, state, body: &str| ShownEvent {
            at: at.map(str::to_owned),
            name: "build_finished".to_owned(),
            destination: "store".to_owned(),
            state,
            body: body.to_owned(),
        };
        let all = [
            event(Some("2025-11-21"), EventState::Kept, r#"{"event":"build_finished"}"#),
            event(
                Some("2025-11-21T16:44:12.000Z"),
                EventState::Sent,
                r#"{"event":"build_finished","fields":{"files":10}}"#,
            ),
            event(
                None,
                EventState::Waiting,
                "{\"event\":\"build_finished\",\"fields\":{\"text\":\"\u{1b}[2J\u{9b}31m\"}}",
            ),
        ];
        let shown = if self.is_empty { 0 } else { all.len().min(most) };
        self.works(all[all.len() - shown..].to_vec())
    }

    fn samples(&self) -> Result<Vec<Sample>, String> {
        let copy = |destination: &str, withheld: Option<&str>| SampleCopy {
            destination: destination.to_owned(),
            body: r#"{"files":10,"outcome":"clean"}"#.to_owned(),
            withheld: withheld.map(str::to_owned),
        };
        let sample = |event: &str, copies: Vec<SampleCopy>| Sample {
            event: event.to_owned(),
            description: "A build of the open project ended.".to_owned(),
            copies,
        };
        let all = vec![
            sample(
                "build_finished",
                vec![copy("store", None), copy("team-log", Some("it needs the permission internal"))],
            ),
            sample("build_started", Vec::new()),
        ];
        self.works(if self.is_empty { Vec::new() } else { all })
    }

    fn export(&self, _: &Path) -> Result<u64, String> {
        self.works(2)
    }

    fn clear(&self) -> Result<u64, String> {
        self.works(1)
    }

    fn forget(&self) -> Result<u64, String> {
        self.works(3)
    }
}

/// Runs each line against one host, and holds all that it printed against the golden of that name.
fn check(name: &str, host: &Quill, lines: &[&[&str]]) {
    let mut session = String::new();
    for words in lines {
        let (mut out, mut faults) = (Vec::new(), Vec::new());
        let exit = console::run(words, &mut out, &mut faults, host);
        session.push_str(&format!("$ quill telemetry {}", words.join(" ")).trim_end().replace('\u{1b}', "ESC"));
        session.push_str(&format!("\n{}", text(&out)));
        if !faults.is_empty() {
            session.push_str(&format!("-- faults\n{}", text(&faults)));
        }
        session.push_str(&format!("-- exit {}\n\n", exit.code()));
    }
    let path = PathBuf::from(format!("{}/tests/console/{name}.txt", env!("CARGO_MANIFEST_DIR")));
    golden::report(&golden::compare(&path, &session).err().into_iter().collect::<Vec<_>>());
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the console writes text")
}

#[test]
fn help_names_every_command() {
    check("help", &Quill::new(None), &[&["help"], &["--help"]]);
}

#[test]
fn status_says_what_holds_and_who_decided() {
    check("status", &Quill::new(Some((Consent::Usage, 2))), &[&[], &["status"]]);
    check("status-undecided", &Quill::new(None), &[&["status"]]);
    check("status-older-version", &Quill::new(Some((Consent::Error, 1))), &[&["status"]]);
    let tracked = Quill::new(Some((Consent::Usage, 2))).with(|inputs| {
        inputs.do_not_track = Some("1".to_owned());
        assert!(inputs.remembered.grants.give("prompts"));
    });
    check("status-do-not-track", &tracked, &[&["status"]]);
    let mut unreadable = Quill::new(None);
    unreadable.trouble = Some("`settings/telemetry`: line 2: `mood` is no key");
    unreadable.is_empty = true;
    check("status-unreadable", &unreadable, &[&["status"]]);
}

#[test]
fn status_says_which_cap_holds() {
    const FACTS: &[FactRules] = &[FactRules { name: "preview", description: "Whether it is one.", values: &[] }];
    const PREVIEW: telemetry_core::rules::Condition =
        telemetry_core::rules::Condition::Fact { name: "preview", values: &["true"] };
    let mut capped = Quill::new(Some((Consent::Extended, 2)));
    capped.rules.grants = &[];
    capped.rules.consent.caps =
        &[Cap { condition: None, level: Consent::Crash, reason: "Previews send crashes only." }];
    check("status-capped", &capped, &[&["status"]]);
    capped.rules.facts = FACTS;
    capped.rules.consent.caps = &[Cap { condition: Some(PREVIEW), level: Consent::Crash, reason: "Previews." }];
    check("status-unknown-fact", &capped, &[&["status"]]);
}

#[test]
fn decisions_are_kept_and_say_what_they_mean() {
    check(
        "decisions",
        &Quill::new(None),
        &[
            &["on"],
            &["grant", "prompts"],
            &["status"],
            &["on", "error"],
            &["local"],
            &["grant", "prompts"],
            &["revoke", "prompts"],
            &["off"],
        ],
    );
    let policy = Quill::new(None).with(|inputs| inputs.policy = Some(Consent::Error));
    check("decisions-under-a-policy", &policy, &[&["on", "extended"], &["local"]]);
    let tracked = Quill::new(None).with(|inputs| inputs.do_not_track = Some("1".to_owned()));
    check("decisions-untracked", &tracked, &[&["on"], &["local"], &["off"]]);
}

#[test]
fn events_are_shown_previewed_exported_and_deleted() {
    let lines: &[&[&str]] = &[
        &["show"],
        &["show", "1"],
        &["preview"],
        &["preview", "build_finished"],
        &["export", "events.jsonl"],
        &["clear"],
        &["forget"],
    ];
    check("events", &Quill::new(None), lines);
    let mut empty = Quill::new(None);
    empty.is_empty = true;
    check("events-none", &empty, &[&["show"], &["preview"], &["preview", "build_finished"]]);
}

#[test]
fn what_is_not_understood_is_answered_with_what_to_write() {
    check(
        "misused",
        &Quill::new(None),
        &[
            &["stats"],
            &["delete"],
            &["\u{1b}[2J"],
            &["on", "usge"],
            &["on", "all"],
            &["on", "off"],
            &["grant"],
            &["grant", "prompt"],
            &["revoke", "other"],
            &["show", "0"],
            &["show", "many"],
            &["preview", "build_finish"],
            &["export"],
            &["off", "now"],
            &["show", "1", "2"],
        ],
    );
    let mut without = Quill::new(None);
    without.rules.grants = &[];
    check("misused-without-permissions", &without, &[&["grant", "prompts"]]);
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut broken = Quill::new(Some((Consent::Usage, 2)));
    broken.trouble = Some("the disk is full");
    let lines: &[&[&str]] = &[
        &["on"],
        &["off"],
        &["grant", "prompts"],
        &["revoke", "prompts"],
        &["show"],
        &["preview"],
        &["export", "events.jsonl"],
        &["clear"],
        &["forget"],
    ];
    check("failed", &broken, lines);
}

/// Takes nothing, for the reason it has.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_left_has_seen_enough_and_a_full_disk_is_a_failure() {
    let check = |words: &[&str], kind, expected| {
        let exit = console::run(words, &mut Closed(kind), &mut Closed(kind), &Quill::new(None));
        assert_eq!(exit, expected, "{words:?} {kind:?}");
    };
    check(&["status"], io::ErrorKind::BrokenPipe, Exit::Done);
    check(&["status"], io::ErrorKind::StorageFull, Exit::Failed);
    check(&["stats"], io::ErrorKind::BrokenPipe, Exit::Misused);
    check(&["stats"], io::ErrorKind::StorageFull, Exit::Misused);
}

#[test]
fn every_golden_has_its_test() {
    let source = include_str!("console.rs");
    let goldens =
        fs::read_dir(format!("{}/tests/console", env!("CARGO_MANIFEST_DIR"))).expect("goldens are in the repository");
    for path in goldens.flatten().map(|entry| entry.path()) {
        let name = path.file_stem().expect("goldens are files").to_string_lossy().into_owned();
        assert!(source.contains(&format!("\"{name}\"")), "{name} is no test's any more: delete it");
    }
}
