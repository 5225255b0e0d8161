//! What users see and decide of a running telemetry: the subcommands, previews, what waits, and what is forgotten.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use telemetry_core::runtime::consent::{Choice, Forget, Inputs, Memory, MemoryError, Remembered};
use telemetry_core::runtime::console::{self, EventState, Host};
use telemetry_core::runtime::keys::MemoryKeys;
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{Batch, Builder, Item, Outcome, Reason, Sender, Telemetry, Value};
use telemetry_core::{Consent, ErrorText, Event, Fields, Hmac, KeyScope, Redacted};

telemetry_core::catalog! {
    catalog: lamp,
    title: "Lamp",
    version: "1.0.0",
    description: "What the lamp records.",
    consent: { version: 2, default: usage },
    grants: { notes: { description: "What went wrong is sent." } },
    facts: { preview: { description: "Whether it is a preview." } },
    destinations: {
        diary: { kind: local, ceiling: diagnostic, consent: local, timestamps: none },
        home: { ceiling: identifier, consent: usage, timestamps: none },
        notes: { ceiling: diagnostic, consent: error, grant: notes, timestamps: none },
        lab: { ceiling: technical, consent: usage, condition: { preview: true }, timestamps: none },
    },
}

/// A lamp went out.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = health, consent = error, destinations(diary, home, notes, lab))]
struct WentOut {
    /// How long it burnt, in hours.
    #[telemetry(technical)]
    hours: u64,
    /// Tells rooms apart.
    #[telemetry(identifier, identifies = project, hmac(key = project, rotate = "P90D"), destinations(home))]
    room: Option<Hmac<PathBuf>>,
    /// What went wrong.
    #[telemetry(diagnostic, redact, destinations(diary, notes))]
    message: Redacted<ErrorText>,
}

/// What is known of the house.
#[derive(Fields)]
#[telemetry(common = "house", destinations(home))]
struct House {
    /// How many floors it has.
    #[telemetry(technical)]
    floors: u64,
}

fn went_out(hours: u64) -> WentOut {
    let room = Some(Hmac::new("/home/ada/attic".into()));
    WentOut { hours, room, message: Redacted::new(ErrorText::new("cannot open /home/ada/lamp")) }
}

/// A telemetry of somebody who decided.
fn telemetry(level: Consent, configure: impl FnOnce(Builder) -> Builder) -> Telemetry {
    let mut remembered = Remembered::default();
    remembered.choose(Choice { level, version: 2, at: 0 });
    let inputs = Inputs { remembered, ..Inputs::default() };
    let builder = Telemetry::builder(&CATALOG).inputs(inputs).common(&House { floors: 3 }).stepped();
    let telemetry = configure(builder).build().expect("all names are known");
    telemetry.enter(KeyScope::Project, Some("attic"));
    telemetry
}

fn with_all(builder: Builder) -> Builder {
    let names = CATALOG.destinations.iter().map(|destination| destination.name);
    names.fold(builder, |builder, name| builder.destination(name, Recorder::new()))
}

/// Returns what each destination would get, with what keeps it from it, keyed hashes as `HASH`.
fn previewed(telemetry: &Telemetry) -> Vec<String> {
    let text = |copy: &console::SampleCopy| {
        let body = match copy.body.split_once("\"room\":\"") {
            Some((before, after)) => format!("{before}\"room\":\"HASH{}", &after[64..]),
            None => copy.body.clone(),
        };
        format!("{}: {body} {}", copy.destination, copy.withheld.as_deref().unwrap_or("-"))
    };
    telemetry.preview(&went_out(7)).copies.iter().map(text).collect()
}

#[test]
fn a_preview_shows_what_each_destination_would_get_and_why_it_does_not() {
    let telemetry = telemetry(Consent::Error, with_all);
    let before = (telemetry.account(), telemetry.losses());
    let diary =
        r#"diary: {"event":"went_out","version":1,"fields":{"hours":7,"message":"cannot open <REDACTED: home>"}} -"#;
    let home = r#"home: {"event":"went_out","version":1,"fields":{"hours":7,"room":"HASH"},"common":{"floors":3}}"#;
    let notes =
        r#"notes: {"event":"went_out","version":1,"fields":{"hours":7,"message":"cannot open <REDACTED: home>"}}"#;
    let lab = r#"lab: {"event":"went_out","version":1,"fields":{"hours":7}}"#;
    let user_is_ada = std::env::var_os("HOME").is_some_and(|home| home == "/home/ada");
    let expected = |home_is: &str, notes_is: &str, lab_is: &str| {
        let all =
            [diary.to_owned(), format!("{home} {home_is}"), format!("{notes} {notes_is}"), format!("{lab} {lab_is}")];
        let path = if user_is_ada { "<REDACTED: home>" } else { "<REDACTED: path>" };
        all.map(|line| line.replace("<REDACTED: home>", path))
    };
    let level = "it needs the level `usage`";
    assert_eq!(previewed(&telemetry), expected(level, "it needs the permission `notes`", level));
    telemetry.choose(Consent::Usage).expect("it is kept in memory");
    telemetry.grant("notes").expect("it is kept in memory");
    assert_eq!(previewed(&telemetry), expected("-", "-", "a condition of the catalog does not hold"));
    telemetry.set_fact("preview", true).expect("the catalog has it");
    assert_eq!(previewed(&telemetry), expected("-", "-", "-"));
    // Nothing of it was counted.
    assert_eq!((telemetry.account(), telemetry.losses()), before);
}

#[test]
fn a_preview_makes_no_key_where_telemetry_is_off() {
    let room = |telemetry: &Telemetry| telemetry.preview(&went_out(1)).copies[1].body.clone();
    let keys = MemoryKeys::default();
    let quiet = telemetry(Consent::Off, |builder| with_all(builder.keys(keys.clone())));
    assert_ne!(room(&quiet), room(&quiet));
    let one = telemetry(Consent::Usage, |builder| with_all(builder.keys(keys.clone())));
    let other = telemetry(Consent::Usage, |builder| with_all(builder.keys(keys)));
    assert_eq!(room(&one), room(&other));
}

/// Writes events in a form of its own, which is JSON.
struct Own;

impl Sender for Own {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        entry.extend(format!("{{\"type\":\"{}\",\"id\":{}}}\n", item.name, item.id.len()).bytes());
    }

    fn send(&mut self, _: &Batch<'_>) -> Outcome {
        Outcome::Later { after: None }
    }
}

#[test]
fn a_preview_is_in_the_form_of_the_destination_where_that_is_json() {
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", Own));
    assert_eq!(telemetry.preview(&went_out(1)).copies[0].body, r#"{"type":"went_out","id":16}"#);
}

#[test]
fn what_waits_is_shown_and_cleared_and_counted() {
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", Own));
    (1..=3).for_each(|hours| telemetry.record(&went_out(hours)));
    let host = telemetry.host("lamp telemetry");
    let shown = host.events(2).expect("there is no store that could fail");
    let states: Vec<_> = shown.iter().map(|event| (event.name.as_str(), event.state, event.body.as_str())).collect();
    assert_eq!(states, [("went_out", EventState::Waiting, r#"{"type":"went_out","id":16}"#); 2]);
    assert_eq!(host.clear(), Ok(3));
    let home = &telemetry.account().destinations[0];
    assert_eq!((home.waiting, home.dropped.count(Reason::Cleared)), (0, 3));
    assert!(telemetry.account().balances());
}

/// Asks for a preview while it sends.
struct Curious(std::sync::Arc<Mutex<Option<Telemetry>>>);

impl Sender for Curious {
    fn encode(&mut self, _: &Item<'_>, entry: &mut Vec<u8>) {
        entry.extend(b"{}");
    }

    fn send(&mut self, _: &Batch<'_>) -> Outcome {
        let telemetry = self.0.lock().expect("nobody panics with it").take();
        let body = telemetry.map(|telemetry| telemetry.preview(&went_out(2)).copies.remove(0).body);
        assert!(body.is_some_and(|body| body.starts_with(r#"{"event":"went_out","#)));
        Outcome::Accepted
    }
}

#[test]
fn a_sender_that_asks_for_a_preview_does_not_wait_for_itself() {
    let place = std::sync::Arc::new(Mutex::new(None));
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", Curious(place.clone())));
    *place.lock().expect("nobody panics with it") = Some(telemetry.clone());
    telemetry.record(&went_out(1));
    assert_eq!(telemetry.flush(Duration::from_secs(1)).destinations[0].sent, 1);
}

/// Notices that the user clears while a batch is on its way, and fails then.
struct ClearedMeanwhile(std::sync::Arc<Mutex<Option<Telemetry>>>);

impl Sender for ClearedMeanwhile {
    fn encode(&mut self, _: &Item<'_>, entry: &mut Vec<u8>) {
        entry.push(0);
    }

    fn send(&mut self, _: &Batch<'_>) -> Outcome {
        let telemetry = self.0.lock().expect("nobody panics with it").take();
        assert_eq!(telemetry.map(|telemetry| telemetry.clear()), Some(0));
        Outcome::Later { after: None }
    }
}

#[test]
fn what_is_cleared_while_it_is_sent_does_not_come_back() {
    let place = std::sync::Arc::new(Mutex::new(None));
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", ClearedMeanwhile(place.clone())));
    *place.lock().expect("nobody panics with it") = Some(telemetry.clone());
    telemetry.record(&went_out(1));
    let account = telemetry.flush(Duration::from_secs(1));
    assert_eq!(account.destinations[0].dropped.count(Reason::Cleared), 1);
    assert!(account.balances() && account.destinations[0].waiting == 0);
}

fn room(item: &Item<'_>) -> Option<Value<'static>> {
    let item = item.clone().into_owned();
    item.fields.into_iter().find(|field| field.key == "room").map(|field| field.value)
}

#[test]
fn what_was_sent_before_it_was_forgotten_cannot_be_joined_with_what_comes() {
    let home = Recorder::new();
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", home.clone()));
    let send = || {
        telemetry.record(&went_out(1));
        let account = telemetry.flush(Duration::from_secs(1));
        assert!(account.balances());
    };
    send();
    send();
    telemetry.forget().expect("the keys are in memory");
    send();
    telemetry.enter(KeyScope::Project, Some("cellar"));
    send();
    telemetry.enter(KeyScope::Project, None);
    send();
    let rooms: Vec<_> = home.items().iter().map(room).collect();
    assert!(rooms[..4].iter().all(Option::is_some) && rooms[0] == rooms[1]);
    assert!(rooms[1] != rooms[2] && rooms[2] != rooms[3]);
    // Without a key the field stays at home.
    assert_eq!(rooms[4], None);
}

/// An id that cannot be deleted.
struct Stubborn;

impl Forget for Stubborn {
    fn forget(&self) -> Result<(), String> {
        Err("`id` is read-only".to_owned())
    }
}

#[test]
fn what_cannot_be_forgotten_is_said_and_the_rest_is_forgotten() {
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", Own));
    telemetry.record(&went_out(1));
    let host = telemetry.host("lamp telemetry").with_forget(&Stubborn);
    assert_eq!(host.forget(), Err("`id` is read-only".to_owned()));
    assert_eq!(telemetry.account().destinations[0].dropped.count(Reason::Cleared), 1);
}

/// Keeps what is remembered for as long as the test runs.
#[derive(Default)]
struct Kept(Mutex<Remembered>);

impl Memory for &'static Kept {
    fn load(&self) -> Result<Remembered, MemoryError> {
        Ok(self.0.lock().expect("nobody panics with it").clone())
    }

    fn save(&self, remembered: &Remembered) -> Result<(), MemoryError> {
        *self.0.lock().expect("nobody panics with it") = remembered.clone();
        Ok(())
    }
}

#[test]
fn a_permission_that_the_catalog_does_not_have_is_not_kept() {
    let kept: &'static Kept = Box::leak(Box::default());
    let telemetry = telemetry(Consent::Usage, |builder| with_all(builder.memory(kept)));
    let said = telemetry.grant("note").map_err(|error| error.to_string());
    assert_eq!(said, Err("the catalog has no permission `note`; it has `notes`".to_owned()));
    assert_eq!(kept.0.lock().expect("nobody panics with it").grants.iter().count(), 0);
}

#[test]
fn what_another_process_decided_holds_when_it_is_read() {
    let kept: &'static Kept = Box::leak(Box::default());
    let telemetry = telemetry(Consent::Usage, |builder| builder.memory(kept).destination("home", Own));
    telemetry.record(&went_out(1));
    let decide = |level| {
        let mut remembered = kept.0.lock().expect("nobody panics with it");
        remembered.choose(Choice { level, version: 2, at: 1 });
    };
    decide(Consent::Off);
    assert_eq!(
        (telemetry.decision().level, telemetry.recall(), telemetry.decision().level),
        (Consent::Usage, 1, Consent::Off)
    );
    decide(Consent::Usage);
    assert_eq!((telemetry.recall(), telemetry.decision().level), (0, Consent::Usage));
    assert!(telemetry.account().balances());
    assert_eq!(format!("{telemetry:?}"), r#"Telemetry { catalog: "lamp", level: Usage, .. }"#);
}

/// Takes its time between what it reads and what it keeps, and says how many decisions are kept at once.
#[derive(Default)]
struct Slow {
    kept: Kept,
    at_work: AtomicU64,
    most: AtomicU64,
}

impl Memory for &'static Slow {
    fn load(&self) -> Result<Remembered, MemoryError> {
        let at_work = self.at_work.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(at_work, Ordering::SeqCst);
        std::thread::yield_now();
        Ok(self.kept.0.lock().expect("nobody panics with it").clone())
    }

    fn save(&self, remembered: &Remembered) -> Result<(), MemoryError> {
        *self.kept.0.lock().expect("nobody panics with it") = remembered.clone();
        self.at_work.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }
}

#[test]
fn a_permission_given_at_the_same_time_does_not_bring_back_what_a_withdrawal_took() {
    let slow: &'static Slow = Box::leak(Box::default());
    let telemetry = telemetry(Consent::Usage, |builder| with_all(builder.memory(slow)));
    slow.at_work.store(0, Ordering::SeqCst);
    for _ in 0..100 {
        telemetry.choose(Consent::Usage).expect("it is kept in memory");
        std::thread::scope(|scope| {
            scope.spawn(|| telemetry.grant("notes"));
            scope.spawn(|| telemetry.choose(Consent::Off));
            scope.spawn(|| telemetry.remember_notice());
        });
        let kept = slow.kept.0.lock().expect("nobody panics with it").choice.map(|choice| choice.level);
        assert_eq!((kept, telemetry.decision().level), (Some(Consent::Off), Consent::Off));
    }
    assert_eq!(slow.most.load(Ordering::SeqCst), 1);
}

/// Tells telemetry of each change while it keeps it, as settings do that others listen to.
#[derive(Default)]
struct Listened(Kept, Mutex<Option<Telemetry>>);

impl Memory for &'static Listened {
    fn load(&self) -> Result<Remembered, MemoryError> {
        Ok(self.0.0.lock().expect("nobody panics with it").clone())
    }

    fn save(&self, remembered: &Remembered) -> Result<(), MemoryError> {
        *self.0.0.lock().expect("nobody panics with it") = remembered.clone();
        let telemetry = self.1.lock().expect("nobody panics with it").take();
        telemetry.map_or(Ok(0), |telemetry| telemetry.choose(Consent::Error)).map(drop)
    }
}

#[test]
fn settings_that_tell_of_a_change_while_they_keep_it_do_not_wait_for_themselves() {
    let settings: &'static Listened = Box::leak(Box::default());
    let telemetry = telemetry(Consent::Usage, |builder| with_all(builder.memory(settings)));
    *settings.1.lock().expect("nobody panics with it") = Some(telemetry.clone());
    telemetry.choose(Consent::Off).expect("it is kept in memory");
    assert_eq!(telemetry.decision().level, Consent::Error);
    telemetry.choose(Consent::Off).expect("it is kept in memory");
    assert_eq!(telemetry.decision().level, Consent::Off);
}

#[test]
fn the_notice_is_shown_once_and_what_it_says_holds_from_the_next_run_on() {
    let kept: &'static Kept = Box::leak(Box::default());
    let run = |do_not_track: bool| {
        let remembered = kept.0.lock().expect("nobody panics with it").clone();
        let do_not_track = do_not_track.then(|| "1".to_owned());
        let inputs = Inputs { remembered, do_not_track, ..Inputs::default() };
        let builder = Telemetry::builder(&CATALOG).memory(kept).inputs(inputs).stepped();
        with_all(builder).build().expect("all names are known")
    };
    let notice = |telemetry: &Telemetry| telemetry.host("lamp telemetry").notice();
    assert_eq!(notice(&run(true)), None);
    let first = run(false);
    let said = notice(&first).expect("nobody was told");
    assert!(said.starts_with("Lamp sends usage events, error and crash reports to `home` and `lab`."), "{said}");
    first.remember_notice().expect("it is kept in memory");
    assert_eq!(first.decision().level, Consent::Local);
    let second = run(false);
    assert_eq!((notice(&second), second.decision().level), (None, Consent::Usage));
}

#[test]
fn the_subcommands_answer_for_a_running_telemetry() {
    let telemetry = telemetry(Consent::Usage, |builder| builder.destination("home", Own));
    telemetry.record(&went_out(1));
    let host = telemetry.host("lamp telemetry");
    let check = |words: &[&str], code: u8, expected: &str| {
        let (mut out, mut faults) = (Vec::new(), Vec::new());
        let exit = console::run(words, &mut out, &mut faults, &host);
        let text = String::from_utf8([out, faults].concat()).expect("the console writes UTF-8");
        assert!(exit.code() == code && text.contains(expected), "{words:?}\n{text}");
    };
    check(&["status"], 0, "  home           1           0           1           0\n");
    check(&["grant", "notes"], 0, "Permission `notes` is given");
    check(&["status"], 0, "  notes  given      What went wrong is sent.\n");
    check(&["revoke", "notes"], 0, "Permission `notes` is taken back.");
    check(&["preview"], 1, "error: no sample can be made: the program has prepared none");
    check(&["off"], 0, "1 event that waited to be sent was deleted.\n");
    check(&["show"], 0, "There are no events on this machine.\n");
    assert_eq!(telemetry.decision().level, Consent::Off);
}
