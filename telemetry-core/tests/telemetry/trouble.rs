//! Bad input, and surroundings that fail: nothing crashes, nothing is lost without a count.

use crate::behaviour::{base, host, saved};
use crate::declared::{Account, Badly, Base, Extreme, Notes, Sly};
use crate::oracle::{hold, hush};
use crate::world::{Time, World, shown};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::transform::Redact;
use telemetry_core::runtime::{Batch, Builder, Item, LaneOptions, Loss, Outcome, Reason, Sender, Telemetry};
use telemetry_core::{Consent, Json};

/// A sender that does something to its own telemetry while it sends, and then answers.
struct Meddler {
    telemetry: Arc<OnceLock<Telemetry>>,
    act: fn(&Telemetry),
    script: Vec<Outcome>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Sender for Meddler {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        entry.push(0);
        hold(&self.seen).push(shown(item));
    }

    fn send(&mut self, _: &Batch<'_>) -> Outcome {
        if self.script.is_empty() {
            return Outcome::Accepted;
        }
        self.telemetry.get().into_iter().for_each(self.act);
        self.script.remove(0)
    }

    fn trouble(&self) -> Option<String> {
        (!self.script.is_empty()).then(|| format!("{} more faults to come", self.script.len()))
    }
}

/// Sets telemetry up with such a sender at one destination.
fn meddled(destination: &'static str, act: fn(&Telemetry), script: &[Outcome]) -> (World, Arc<Mutex<Vec<String>>>) {
    let (telemetry, seen) = (Arc::new(OnceLock::new()), Arc::new(Mutex::new(Vec::new())));
    let sender = Meddler { telemetry: Arc::clone(&telemetry), act, script: script.to_vec(), seen: Arc::clone(&seen) };
    let world = World::without(&[destination], |builder| builder.destination(destination, sender));
    assert!(telemetry.set(world.telemetry.clone()).is_ok());
    (world, seen)
}

/// Returns how many events of a destination were dropped for a reason.
fn dropped(telemetry: &Telemetry, destination: &str, reason: Reason) -> u64 {
    let account = telemetry.account();
    assert!(account.balances(), "{account:#?}");
    let of = account.destinations.iter().filter(|each| each.name == destination);
    of.map(|each| each.dropped.count(reason)).sum()
}

const LATER: Outcome = Outcome::Later { after: None };

#[test]
fn what_a_sender_records_is_dropped_and_counted() {
    let (world, seen) = meddled("store", |telemetry| telemetry.record(&saved(2)), &[Outcome::Accepted]);
    world.telemetry.record(&saved(1));
    world.settle();
    assert_eq!(world.telemetry.account().dropped.count(Reason::Recursive), 1);
    assert_eq!(hold(&seen).len(), 1);
}

#[test]
fn the_account_says_what_a_sender_has_trouble_with_until_it_has_none() {
    let refused = Outcome::Refused("\u{1b}x".repeat(300));
    let (world, _) = meddled("store", |_| (), &[LATER, refused]);
    let trouble = || {
        let account = world.telemetry.flush(Duration::from_secs(1));
        world.time.pass(600_000);
        let of = account.destinations.iter().find(|each| each.name == "store");
        of.and_then(|each| each.trouble.clone())
    };
    assert_eq!(trouble(), None, "nothing was sent yet");
    world.telemetry.record(&saved(1));
    assert_eq!(trouble().as_deref(), Some("1 more faults to come"));
    assert_eq!(
        trouble(),
        Some(" x".repeat(100)),
        "the reason of a refusal, in so many characters, none of which rules"
    );
    world.telemetry.record(&saved(2));
    assert_eq!(trouble(), None);
}

#[test]
fn consent_withdrawn_while_a_request_is_in_flight_ends_its_retries() {
    let off = |telemetry: &Telemetry| drop(telemetry.choose(Consent::Off));
    let (world, seen) = meddled("store", off, &[LATER]);
    world.telemetry.record(&saved(1));
    world.settle();
    world.telemetry.choose(Consent::Usage).expect("kept");
    world.settle();
    assert_eq!((hold(&seen).len(), dropped(&world.telemetry, "store", Reason::Withdrawn)), (1, 1));
}

#[test]
fn consent_withdrawn_and_given_again_while_a_request_is_in_flight_ends_its_retries_too() {
    let act = |telemetry: &Telemetry| {
        drop(telemetry.choose(Consent::Off));
        drop(telemetry.choose(Consent::Usage));
    };
    let (world, seen) = meddled("store", act, &[LATER]);
    world.telemetry.record(&saved(1));
    world.settle();
    world.settle();
    assert_eq!((hold(&seen).len(), dropped(&world.telemetry, "store", Reason::Withdrawn)), (1, 1));
}

#[test]
fn what_flies_where_the_catalog_keeps_it_comes_back_and_waits() {
    let off = |telemetry: &Telemetry| drop(telemetry.choose(Consent::Off));
    let partly = Outcome::Partly { retry: vec![0], refused: vec![] };
    for outcome in [LATER, partly, Outcome::Partly { retry: vec![0, 0, 7], refused: vec![] }] {
        let (world, seen) = meddled("keeper", off, &[outcome]);
        world.telemetry.record(&saved(1));
        world.settle();
        world.settle();
        assert_eq!(hold(&seen).len(), 1, "nothing is sent without consent");
        world.telemetry.choose(Consent::Usage).expect("kept");
        world.settle();
        assert_eq!(hold(&seen).len(), 2);
    }
}

#[test]
fn another_permission_that_is_taken_back_does_not_touch_what_flies() {
    let revoke = |telemetry: &Telemetry| drop(telemetry.revoke("lasting"));
    let (world, seen) = meddled("store", revoke, &[LATER]);
    world.telemetry.grant("lasting").expect("kept");
    world.telemetry.record(&saved(1));
    world.settle();
    world.settle();
    assert_eq!((hold(&seen).len(), dropped(&world.telemetry, "store", Reason::Withdrawn)), (2, 0));
}

#[test]
fn what_is_cleared_while_it_flies_does_not_come_back() {
    let clear = |telemetry: &Telemetry| assert_eq!(telemetry.clear(), 1, "what waits for common fields");
    let (world, seen) = meddled("store", clear, &[LATER]);
    world.telemetry.record(&saved(1));
    world.settle();
    world.settle();
    assert_eq!((hold(&seen).len(), dropped(&world.telemetry, "store", Reason::Cleared)), (1, 1));
}

#[test]
fn a_sender_may_ask_and_say_everything() {
    let act = |telemetry: &Telemetry| {
        let _ = (telemetry.account(), telemetry.losses(), telemetry.decision(), telemetry.step());
        telemetry.set_common(&base(None));
        telemetry.set_fact("channel", "preview").expect("known");
        telemetry.set_inputs(|inputs| inputs.ci = true);
        let _ = telemetry.shutdown(Duration::ZERO);
    };
    let (world, seen) = meddled("store", act, &[LATER]);
    world.telemetry.record(&saved(1));
    world.settle();
    assert_eq!(hold(&seen).len(), 1);
    assert!(world.telemetry.account().balances());
}

#[test]
fn a_sender_that_has_events_sent_while_it_sends_does_not_wait_for_itself() {
    let again = |telemetry: &Telemetry| {
        let _ = (telemetry.step(), telemetry.flush(Duration::from_secs(1)));
    };
    let (world, seen) = meddled("store", again, &[Outcome::Accepted]);
    // More than one batch: something waits while the first is sent.
    (0..1000).for_each(|serial| world.telemetry.record(&saved(serial)));
    world.settle();
    assert_eq!((hold(&seen).len(), world.telemetry.account().waiting), (1000, 0));
    assert!(world.telemetry.account().balances());
}

#[test]
fn a_provider_that_panics_costs_its_set_and_no_more() {
    hush();
    let panics = |builder: Builder| builder.common_each(|| -> Base { panic!("scripted") });
    let world = World::with(panics);
    world.telemetry.record(&saved(1));
    world.settle();
    assert_eq!(world.values("keeper", &["serial", "build"]), ["Count(1)"]);
}

#[test]
fn types_written_by_hand_cost_their_event_or_their_field() {
    hush();
    let all =
        [Badly::Panics, Badly::Transforms, Badly::Begins, Badly::Ends, Badly::Nests, Badly::Nothing, Badly::Repeats];
    let world = World::with(|builder| builder);
    for (before, badly) in (0..).zip(all) {
        world.telemetry.record(&Sly { before, middle: Some(badly), after: 9 });
    }
    world.settle();
    assert_eq!(
        world.arrived().lines().collect::<Vec<_>>(),
        [
            "disk: sly before=1 after=9",
            "disk: sly before=2 after=9",
            "disk: sly before=3 after=9",
            "disk: sly before=4 after=9",
            "disk: sly before=5 after=9",
            "disk: sly before=6 after=9",
            "losses: wrong_type: 5",
            "dropped panicked: 1",
        ]
    );
}

fn extreme(text: &str) -> Extreme {
    Extreme { int: 0, count: 0, float: 0.0, text: text.to_owned(), anything: None }
}

#[test]
fn extreme_values_arrive_as_they_are() {
    let world = World::with(|builder| builder);
    // Lone surrogates are JSON, though no text of Rust's.
    let anything = Json::parse(r#"{"a":"\ud800","b":[1e999,"\u0000"]}"#);
    world.telemetry.record(&Extreme { int: i64::MIN, count: u64::MAX, float: f64::NAN, ..extreme("a\0b") });
    world.telemetry.record(&Extreme { int: i64::MAX, float: f64::NEG_INFINITY, anything, ..extreme("") });
    world.telemetry.record(&Extreme { float: -0.0, ..extreme("\u{202e}😀\u{feff}") });
    world.settle();
    let arrived = world.arrived();
    assert_eq!(
        arrived.lines().collect::<Vec<_>>(),
        [
            r#"disk: extreme int=-9223372036854775808 count=18446744073709551615 text="a\0b""#,
            r#"disk: extreme int=9223372036854775807 count=0 text="" anything={"a":"\ud800","b":[1e999,"\u0000"]}"#,
            r#"disk: extreme int=0 count=0 float=-0.0 text="\u{202e}😀\u{feff}""#,
            "losses: absent: 2",
        ]
    );
}

#[test]
fn texts_of_every_length_arrive_whole_where_room_ends_too() {
    let world = World::with(|builder| builder);
    let text: String = ('!'..='~').cycle().take(2100).collect();
    let texts: Vec<&str> = (0..80).chain(900..1100).chain(2000..2100).map(|length| &text[..length]).collect();
    for text in &texts {
        // A thread's first record has no room yet, and its next ones have what that left.
        std::thread::scope(|scope| scope.spawn(|| (0..3).for_each(|_| world.telemetry.record(&extreme(text)))).join())
            .expect("recording never panics");
        // Threads are told apart by nothing else.
        world.time.pass(1);
    }
    world.settle();
    let expected: Vec<String> = texts.iter().flat_map(|text| vec![format!("Text({text:?})"); 3]).collect();
    assert_eq!(world.values("disk", &["text"]), expected);
}

#[test]
fn of_ten_megabytes_a_first_part_is_recorded_and_the_rest_counted() {
    let world = World::with(|builder| builder);
    let text = "é".repeat(5 << 20);
    world.telemetry.record(&extreme(&text));
    let anything = Json::parse(&format!("\"{text}\""));
    world.telemetry.record(&Extreme { anything, ..extreme("short") });
    world.settle();
    let texts = world.values("disk", &["text", "anything"]);
    assert_eq!(
        texts.iter().map(String::len).collect::<Vec<_>>(),
        [524_288 + r#"Text("")"#.len(), r#"Text("short")"#.len()]
    );
    let lost = world.telemetry.losses();
    assert_eq!((lost.count(Loss::Cut), lost.bytes(Loss::Cut)), (2, 2 * (10 << 20) - 524_288 + 2));
}

#[test]
fn of_a_common_set_too_a_first_part_is_recorded_and_the_rest_counted() {
    let notes = |length: usize| Notes { text: "a".repeat(length) };
    let world = World::with(|builder| builder.common(&notes(524_288 + 3)));
    let lost = || (world.telemetry.losses().count(Loss::Cut), world.telemetry.losses().bytes(Loss::Cut));
    assert_eq!(lost(), (1, 3));
    world.telemetry.set_common(&notes(524_288));
    assert_eq!(lost(), (1, 3));
    world.telemetry.set_common(&notes(524_288 + 4));
    assert_eq!(lost(), (2, 7));
}

#[test]
fn what_finds_no_room_to_be_recorded_is_counted_exactly() {
    let world = World::with(|builder| builder.record_bytes(16 * 1000));
    for serial in 0..1000 {
        world.telemetry.record(&saved(serial));
    }
    world.telemetry.record(&extreme(&"x".repeat(2000)));
    let account = world.telemetry.account();
    let (full, large) = (account.dropped.count(Reason::Full), account.dropped.count(Reason::TooLarge));
    assert_eq!((account.recorded, account.waiting + full, large), (1001, 1000, 1));
    assert!(full > 0 && account.waiting > 100, "{account:#?}");
    world.settle();
    let stored = world.values("store", &["serial"]).len() as u64;
    assert_eq!(stored, account.waiting);
}

#[test]
fn a_full_queue_drops_the_oldest_and_keeps_its_cap() {
    let recorder = Recorder::new();
    let options = LaneOptions { queue_bytes: 4000, ..LaneOptions::default() };
    let world = World::without(&["store"], |builder| builder.destination_with("store", recorder.clone(), options));
    (0..100).for_each(|serial| world.telemetry.record(&saved(serial)));
    world.telemetry.step();
    let waiting =
        world.telemetry.account().destinations.iter().find(|each| each.name == "store").map(|each| each.waiting);
    let waiting = waiting.expect("the destination is there");
    assert!((10..=40).contains(&waiting), "{waiting} events in 4000 bytes");
    assert_eq!(dropped(&world.telemetry, "store", Reason::Full), 100 - waiting);
    world.settle();
    let last = recorder.items().last().map(shown);
    assert_eq!((recorder.items().len() as u64, last), (waiting, Some("saved serial=99 way=\"key\"".to_owned())));
}

#[test]
fn however_often_facts_and_common_fields_change_nothing_is_forgotten() {
    let world = World::with(|builder| builder.common_later::<Base>());
    for serial in 0..2000 {
        world.telemetry.record(&saved(serial));
        world.telemetry.set_common(&Base { build: serial, seen: None });
        world.telemetry.set_fact("managed", serial % 2 == 0).expect("known");
    }
    world.settle();
    let account = world.telemetry.account();
    assert_eq!((account.routed, account.dropped.total()), (2000, 0));
    // Each has what was known when it was recorded, not what came after.
    let found = world.values("keeper", &["serial", "build"]);
    let expected = (0..2000_u64).flat_map(|serial| [Some(serial), serial.checked_sub(1)]).flatten();
    assert_eq!(found, expected.map(|number| format!("Count({number})")).collect::<Vec<_>>());
}

/// A redactor that fails at one word.
struct Fragile;

impl Redact for Fragile {
    fn redact(&mut self, text: &str) -> Option<String> {
        assert!(text != "odd", "scripted");
        None
    }

    fn redacts_keys(&self) -> bool {
        false
    }
}

#[test]
fn a_redactor_that_panics_costs_one_event() {
    hush();
    let world = World::with(|builder| builder.redactor(Fragile));
    for text in ["odd", "even"] {
        world.telemetry.record(&crate::behaviour::failed(1, text));
    }
    world.settle();
    assert_eq!(world.values("errors", &["message"]), ["Text(\"even\")"]);
    assert_eq!(dropped(&world.telemetry, "errors", Reason::Panicked), 1);
}

#[test]
fn a_clock_that_is_set_back_changes_no_order() {
    let world = World::with(|builder| builder);
    for serial in 0..10 {
        world.telemetry.record(&saved(serial));
        world.time.jump(if serial % 3 == 0 { -100_000 } else { 70_000 });
    }
    world.settle();
    let expected: Vec<_> = (0..10).map(|serial| format!("Count({serial})")).collect();
    assert_eq!(world.values("store", &["serial"]), expected);
}

#[test]
fn a_program_that_ends_waits_for_no_common_fields() {
    let world = World::with(|builder| builder.common_later::<Account>());
    world.telemetry.record(&saved(1));
    let left = world.telemetry.shutdown(Duration::from_secs(1));
    assert_eq!((left.lost, world.values("patient", &["serial"]).len()), (0, 1));
}

#[test]
fn no_length_of_time_is_too_long() {
    let world = World::with(|builder| builder);
    world.telemetry.record(&saved(1));
    assert!(world.telemetry.flush(Duration::MAX).balances());
    assert!(world.telemetry.flush(Duration::from_millis(u64::MAX)).balances());
    assert_eq!(world.telemetry.shutdown(Duration::MAX).lost, 0);
    assert_eq!(world.values("store", &["serial"]).len(), 1);
}

#[test]
fn after_the_end_events_are_dropped_and_counted() {
    let world = World::with(|builder| builder);
    let _ = world.telemetry.shutdown(Duration::ZERO);
    world.telemetry.record(&saved(1));
    world.telemetry.set_common(&host());
    world.settle();
    assert_eq!(world.arrived(), "dropped deadline: 1\n");
}

#[test]
fn retries_go_out_when_the_destination_may_be_asked_again_not_a_whole_interval_later() {
    let (time, recorder) = (Time::new(), Recorder::answering([LATER]));
    let options = LaneOptions { interval: Duration::from_hours(1), ..LaneOptions::default() };
    let world = World::without(&["store"], |builder| {
        builder.clock(time.clone()).destination_with("store", recorder.clone(), options)
    });
    world.telemetry.record(&saved(1));
    let _ = world.telemetry.flush(Duration::ZERO);
    assert_eq!(recorder.items().len(), 0);
    // The first wait is two seconds at most.
    time.pass(2000);
    world.telemetry.step();
    assert_eq!(recorder.items().len(), 1);
}

/// Records an event when it is dropped.
struct Last(Telemetry, u64);

impl Drop for Last {
    fn drop(&mut self) {
        self.0.record(&saved(self.1));
    }
}

thread_local! {
    static LAST: std::cell::RefCell<Option<Last>> = const { std::cell::RefCell::new(None) };
}

#[test]
fn what_is_recorded_while_a_thread_panics_or_ends_arrives() {
    hush();
    let world = World::with(|builder| builder);
    let telemetry = world.telemetry.clone();
    let ended = std::thread::spawn(move || {
        LAST.with(|last| *last.borrow_mut() = Some(Last(telemetry.clone(), 1)));
        telemetry.record(&saved(0));
        let _last = Last(telemetry, 2);
        panic!("scripted")
    });
    assert!(ended.join().is_err());
    world.settle();
    let mut found = world.values("store", &["serial"]);
    let recursive = world.telemetry.account().dropped.count(Reason::Recursive);
    found.sort();
    // A thread that is ending can no longer tell whether telemetry itself is at work on it: its last events may be dropped.
    assert_eq!(found.len() as u64 + recursive, 3, "{found:?}");
    assert_eq!((found[0].as_str(), found[found.len() - 1].as_str()), ("Count(0)", "Count(2)"));
}
