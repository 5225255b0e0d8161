//! A process that was forked off leaves what it inherited to its parent, and waits for none of the parent's threads.
#![cfg(unix)]

use fork::{Fork, fork, waitpid_nohang};
use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use telemetry_core::runtime::consent::Inputs;
use telemetry_core::runtime::console::Host;
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::runtime::{Account, Telemetry};
use telemetry_core::{Consent, Event};

telemetry_core::catalog! {
    catalog: quill,
    title: "Quill",
    version: "1.0.0",
    description: "What Quill records.",
    destinations: { store: { ceiling: technical, consent: usage } },
}

/// A file was saved.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
struct Saved {
    /// How many lines it has.
    #[telemetry(technical)]
    lines: u64,
}

/// A file was closed.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
struct Closed {}

/// Longer than any machine takes for a child that waits for nothing: one that hangs hangs for ever.
const PATIENCE: Duration = Duration::from_mins(2);

/// Does all that a child may try, and says with its exit code whether each call did nothing.
fn child(telemetry: &Telemetry) -> i32 {
    telemetry.record(&Saved { lines: 1_000_000 });
    // No thread recorded this one before: it has no plan.
    telemetry.record(&Closed {});
    let is_idle = [
        !telemetry.step(),
        telemetry.flush(PATIENCE) == Account::default(),
        telemetry.clear() == 0,
        telemetry.forget().is_err(),
        telemetry.set_inputs(|inputs| inputs.ci = true) == 0,
        telemetry.preview(&Closed {}).copies.is_empty(),
        telemetry.shutdown(PATIENCE).account == Account::default(),
        telemetry.decision().level == Consent::Off,
        telemetry.choose(Consent::Usage) == Ok(0),
        telemetry.remember_notice() == Ok(()),
        telemetry.host("quill").status().decision.level == Consent::Off,
    ];
    i32::from(!is_idle.iter().all(|is_idle| *is_idle))
}

/// Returns the exit code of a child, or nothing if it hangs.
fn code_of(pid: i32) -> Option<i32> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if let Ok(Some(status)) = waitpid_nohang(pid) {
            return Some(status);
        }
        sleep(Duration::from_millis(1));
    }
    None
}

#[test]
fn a_child_sends_nothing_of_its_parent_and_waits_for_nobody() {
    let folder = runtime_tests::folder("forked");
    let file = folder.join("events.jsonl");
    let lines = JsonLines::append(&file).expect("the folder can be written to");
    let telemetry = Telemetry::builder(&CATALOG)
        .inputs(Inputs::default())
        .destination("store", lines)
        .tick(Duration::from_millis(1))
        .build()
        .expect("the catalog has the destination");
    telemetry.choose(Consent::Usage).expect("nothing is kept");
    let is_over = AtomicBool::new(false);
    let codes: Vec<_> = scope(|scope| {
        // They hold locks at the moment of a fork, now and then.
        for _ in 0..3 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    telemetry.record(&Saved { lines: 3 });
                    let _ = telemetry.account();
                    sleep(Duration::from_micros(50));
                }
            });
        }
        let fork_one = |_| match fork() {
            Ok(Fork::Child) => exit(child(&telemetry)),
            Ok(Fork::Parent(pid)) => code_of(pid),
            Err(error) => panic!("no process can be forked: {error}"),
        };
        let codes = (0..100).map(fork_one).collect();
        is_over.store(true, Ordering::Relaxed);
        codes
    });
    assert_eq!(codes, [Some(0); 100]);
    let left = telemetry.shutdown(PATIENCE);
    assert!(left.account.balances());
    let sent = left.account.destinations[0].sent;
    let arrived = std::fs::read_to_string(&file).expect("it was written");
    assert_eq!((arrived.lines().count() as u64, left.lost), (sent, 0));
    assert!(!arrived.contains("1000000") && !arrived.contains("closed"), "a child sent something");
}
