//! What this project costs the thread that records.

use crate::case::{Case, turns};
use crate::event::{Nowhere, builder, event, events};
use sha2::block_api::compress256;
use telemetry_core::redact::{Counts, Machine, Options, Redactor};
use telemetry_core::runtime::keys::{Keys, MemoryKeys};
use telemetry_core::runtime::{Clock, MachineClock, Telemetry};
use telemetry_core::{Consent, Encoding, KeyScope};

/// Returns all cases.
pub fn cases() -> Vec<Case> {
    let mut cases = vec![record(), refused(), refused_closure()];
    cases.extend([clock(), blocks()]);
    cases.extend([keyed_hash("keyed hash, a new value", 64), keyed_hash("keyed hash, a known value", 1), redacted()]);
    cases
}

fn stepped(level: Consent) -> Telemetry {
    builder(level).destination("store", Nowhere).stepped().build().expect("the catalog has the destination")
}

fn record() -> Case {
    let telemetry = stepped(Consent::Usage);
    let (emptied, mut events) = (telemetry.clone(), turns(events()));
    Case::new("record", move || telemetry.record(events())).resting(move || {
        let account = emptied.flush(std::time::Duration::from_secs(60));
        assert_eq!(account.recorded, account.destinations[0].sent, "nothing is lost");
    })
}

fn refused() -> Case {
    let (telemetry, mut events) = (stepped(Consent::Off), turns(events()));
    Case::new("refused", move || telemetry.record(events()))
}

fn refused_closure() -> Case {
    let telemetry = stepped(Consent::Off);
    let mut number = 0;
    Case::new("refused, not even made", move || {
        number += 1;
        telemetry.record_with(|| event(number));
    })
}

/// What recording cannot do without: the standard library has no clock that costs less.
fn clock() -> Case {
    let clock = MachineClock::new();
    Case::new("floor: asking the clock", move || clock.wall())
}

/// What a new hash cannot do without: HMAC takes two blocks.
fn blocks() -> Case {
    let mut state = [1; 8];
    Case::new("floor: two blocks of SHA-256", move || {
        compress256(&mut state, &[[2; 64]]);
        compress256(&mut state, &[[3; 64]]);
        state[0]
    })
}

/// Hashes values in turns. The last sixteen are remembered, of which two may fall on one place.
fn keyed_hash(name: &'static str, count: u64) -> Case {
    let mut keys = Keys::new("bench", MemoryKeys::default());
    let mut values = turns((0..count).map(|number| format!("/home/ada/work/novel-{number:02}")).collect());
    Case::new(name, move || {
        let hash = keys.hash("project", KeyScope::Install, Some("P90D"), Encoding::Hex, values().as_bytes(), 1);
        hash.map(str::len)
    })
}

fn redacted() -> Case {
    let machine = Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin.example.org" };
    let redactor = Redactor::new(&Options { machine, ..Options::DEFAULT }).expect("the options are right");
    let texts = ["opened from the welcome view", "Rust language server", "main.rs could not be read: denied"];
    let (mut out, mut counts) = (String::with_capacity(1024), Counts::default());
    Case::new("three short texts redacted", move || {
        for text in texts {
            out.clear();
            redactor.redact_into(std::hint::black_box(text), &mut out, &mut counts);
        }
        out.len()
    })
}
