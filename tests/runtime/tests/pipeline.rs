//! Whole pipelines, from `record` to a sender: what is held back, and what becomes of it.

use runtime_tests::PATIENCE;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{Batch, Builder, Clock, Item, Kind, Loss, Outcome, Reason, Sender, Telemetry, Value};
use telemetry_core::{Consent, Event, Family, Fields};

telemetry_core::catalog! {
    catalog: "kept",
    title: "Kept",
    version: "1.0.0",
    description: "A program that keeps what waits until consent is given again.",
    facts: { connected: { description: "Whether the program is connected." } },
    grants: { words: { description: "What was looked for is recorded." } },
    consent: { on_withdrawal: keep },
    destinations: {
        always: {
            ceiling: content,
            consent: usage,
            wire: { keys: { replace: { ".": "_" }, collision: last }, booleans: number },
        },
        connected: { copies: [large], ceiling: interaction, consent: usage, condition: { connected: "true" } },
    },
}

/// Something was saved.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(always, connected))]
struct Saved {}

/// Something was looked for.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(always))]
struct Searched {
    /// What was looked for.
    #[telemetry(content, grant = "words")]
    words: Option<String>,
}

/// What rides on every event.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, common = "settings", destinations = ["always"])]
struct Settings {
    /// Whether the program was installed today.
    #[telemetry(technical, kind = property)]
    is_new: bool,
    /// What the machine is called there.
    #[telemetry(content, name = "cloud.role", kind = tag)]
    role: String,
    /// A setting.
    #[telemetry(
        content,
        name = "app.{setting}",
        family(placeholder = "setting", description = "The rest of its key.", keys = ["locale"], max = 1, optional)
    )]
    setting: Family<String>,
}

/// Something was shared, which a permission covers as a whole.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(always), grant = "words")]
struct Shared {}

/// What another part of the program counted was passed on.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(always))]
struct Relayed {
    /// A number by its name.
    #[telemetry(
        technical,
        name = "{property}",
        family(placeholder = "property", description = "The name.", pattern = "[a-z]+", max = 2, optional)
    )]
    property: Family<u64>,
    /// Whether all of it was passed on.
    #[telemetry(technical, name = "ok")]
    is_all: Option<bool>,
}

/// A clock that stands still until it is set.
#[derive(Clone, Default)]
struct Steady(Arc<AtomicU64>);

impl Clock for Steady {
    fn wall(&self) -> i64 {
        0
    }

    fn steady(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Takes nothing the first time, since a permission is taken back at that moment.
struct Withdraws {
    recorder: Recorder,
    telemetry: Arc<OnceLock<Telemetry>>,
    is_done: bool,
}

impl Sender for Withdraws {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        self.recorder.encode(item, entry);
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        if std::mem::replace(&mut self.is_done, true) {
            return self.recorder.send(batch);
        }
        let telemetry = self.telemetry.get().expect("it is set up before anything is recorded");
        telemetry.revoke("words").expect("nothing is kept on a disk");
        Outcome::Later { after: None }
    }
}

fn builder(always: &Recorder, connected: &Recorder) -> Builder {
    let choice = Some(Choice { level: Consent::Usage, version: 1, at: 0 });
    Telemetry::builder(&CATALOG)
        .inputs(Inputs { remembered: Remembered { choice, ..Remembered::default() }, ..Inputs::default() })
        .fact("connected", true)
        .destination("always", always.clone())
        .destination("connected", connected.clone())
}

/// What waits for consent cannot be sent, however long a flush waits for it.
#[test]
fn a_flush_ends_though_some_events_are_kept_and_they_go_when_consent_is_back() {
    let always = Recorder::new();
    let telemetry = builder(&always, &Recorder::new()).build().expect("the catalog has what is named");
    let begin = Instant::now();
    telemetry.record(&Saved {});
    telemetry.choose(Consent::Off).expect("nothing is kept on a disk");
    let account = telemetry.flush(PATIENCE);
    assert_eq!((always.items().len(), account.destinations[0].waiting), (0, 1), "{account:?}");

    telemetry.choose(Consent::Usage).expect("nothing is kept on a disk");
    let account = telemetry.flush(PATIENCE);
    assert_eq!((always.items().len(), account.destinations[0].waiting), (1, 0), "{account:?}");
    telemetry.record(&Saved {});
    telemetry.choose(Consent::Off).expect("nothing is kept on a disk");
    let left = telemetry.shutdown(PATIENCE);
    assert_eq!((left.lost, left.account.balances()), (2, true), "{left:?}");
    assert!(begin.elapsed() < PATIENCE, "nothing waits for what cannot be sent");
}

/// A flush is over when what waited is sent: what comes later makes batches again.
#[test]
fn after_a_flush_events_wait_for_others_again() {
    let always = Recorder::new();
    let telemetry = builder(&always, &Recorder::new()).stepped().build().expect("the catalog has what is named");
    let mut sent = Vec::new();
    for round in 0..3 {
        let _ = telemetry.flush(PATIENCE);
        (0..round).for_each(|_| telemetry.record(&Saved {}));
        telemetry.step();
        sent.push(always.items().len());
    }
    assert_eq!(sent, [0, 0, 1]);
}

/// A copy gets what its destination gets, on the same terms, and has an account of its own.
#[test]
fn what_goes_to_a_destination_goes_to_its_copies_too() {
    let [connected, large] = [Recorder::new(), Recorder::new()];
    let builder = builder(&Recorder::new(), &connected).copy("connected", "large", large.clone());
    let telemetry = builder.stepped().build().expect("the catalog has what is named");
    telemetry.record(&Saved {});
    let _ = telemetry.flush(PATIENCE);
    telemetry.record(&Saved {});
    telemetry.set_fact("connected", false).expect("the catalog declares it");
    let account = telemetry.flush(PATIENCE);
    let copies: Vec<_> = account.destinations.iter().map(|each| (each.name, each.copy, each.sent)).collect();
    assert_eq!(copies, [("always", None, 2), ("connected", None, 1), ("connected", Some("large"), 1)]);
    let ids = [&connected, &large].map(|recorder| recorder.items()[0].id);
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn what_the_catalog_does_not_have_is_not_set_up() {
    let check = |builder: Builder, expected: &str| {
        let said = builder.stepped().build().err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(said, expected);
    };
    let builder = || builder(&Recorder::new(), &Recorder::new());
    check(builder(), "");
    let twice = "destination `always` is set up twice; give it one sender";
    check(builder().destination("always", Recorder::new()), twice);
    let unknown = "catalog `kept` has no destination `disk`; it has `always`, `connected`";
    check(builder().destination("disk", Recorder::new()), unknown);
    check(builder().copy("disk", "large", Recorder::new()), unknown);
    let no_copy = "destination `connected` has no copy `small`; it has `large`";
    check(builder().copy("connected", "small", Recorder::new()), no_copy);
    check(builder().copy("always", "small", Recorder::new()), "destination `always` has no copy `small`; it has none");
    let copy = || builder().copy("connected", "large", Recorder::new());
    let twice = "copy `large` of destination `connected` is set up twice; give it one sender";
    check(copy().copy("connected", "large", Recorder::new()), twice);
}

/// The members of a family are fields of their own, wherever the family stands; names of the envelope are not rewritten,
/// and a boolean that belongs among the texts is one.
#[test]
fn a_common_set_arrives_as_its_declaration_says() {
    let always = Recorder::new();
    let settings = Settings {
        role: "REDACTED".to_owned(),
        is_new: true,
        setting: Family::from_iter([("locale", "en".to_owned())]),
    };
    let builder = builder(&always, &Recorder::new()).common(&settings);
    let telemetry = builder.stepped().build().expect("the catalog has what is named");
    telemetry.record(&Saved {});
    let _ = telemetry.flush(PATIENCE);
    let items = always.items();
    let fields: Vec<_> = items[0].fields.iter().map(|field| (&*field.key, field.kind, field.value.clone())).collect();
    let text = |text: &'static str| Value::Text(text.into());
    let expected = [
        ("is_new", Kind::Property, text("true")),
        ("cloud.role", Kind::Tag, text("REDACTED")),
        ("app_locale", Kind::Property, text("en")),
    ];
    assert_eq!(fields, expected);
}

/// An event never has one name twice, and what is declared for a name is what leaves under it.
#[test]
fn a_family_leaves_the_names_of_other_fields_to_these() {
    let relayed = |is_all| Relayed { property: Family::from_iter([("load", 3), ("ok", 7), ("size", 9)]), is_all };
    let always = Recorder::new();
    let telemetry = builder(&always, &Recorder::new()).stepped().build().expect("the catalog has what is named");
    telemetry.record(&relayed(Some(true)));
    telemetry.record(&relayed(None));
    let _ = telemetry.flush(PATIENCE);
    let fields = |index: usize| -> Vec<(String, Value<'static>)> {
        always.items()[index].fields.iter().map(|field| (field.key.to_string(), field.value.clone())).collect()
    };
    let numbers = [("load".to_owned(), Value::Count(3)), ("size".to_owned(), Value::Count(9))];
    assert_eq!(fields(0), [numbers.as_slice(), &[("ok".to_owned(), Value::Int(1))]].concat());
    assert_eq!(fields(1), numbers);
    let expected = r#"{"event":"relayed","version":1,"fields":{"load":3,"size":9,"ok":true}}"#;
    assert_eq!(telemetry_core::json::preview(&relayed(Some(true))), expected);
}

/// A permission for one field is asked for again where the event leaves, as that for the event is.
#[test]
fn a_field_whose_permission_is_taken_back_while_it_waits_does_not_leave() {
    let always = Recorder::new();
    let telemetry = builder(&always, &Recorder::new()).stepped().build().expect("the catalog has what is named");
    telemetry.grant("words").expect("nothing is kept on a disk");
    telemetry.record(&Searched { words: Some("blue lamp".to_owned()) });
    telemetry.step();
    telemetry.revoke("words").expect("nothing is kept on a disk");
    let account = telemetry.flush(PATIENCE);
    let keys: Vec<_> = always.items().iter().map(|item| item.fields.len()).collect();
    assert_eq!((keys, account.balances()), (vec![0], true), "{:?}", always.items());
}

/// What is on its way when a permission is taken back comes back to be judged: what it covered goes, the rest is sent
/// again.
#[test]
fn what_comes_back_after_a_withdrawal_is_judged_event_by_event() {
    let (recorder, steady) = (Recorder::new(), Steady::default());
    let telemetry = Arc::new(OnceLock::new());
    let sender = Withdraws { recorder: recorder.clone(), telemetry: Arc::clone(&telemetry), is_done: false };
    let choice = Some(Choice { level: Consent::Usage, version: 1, at: 0 });
    let built = Telemetry::builder(&CATALOG)
        .inputs(Inputs { remembered: Remembered { choice, ..Remembered::default() }, ..Inputs::default() })
        .destination("always", sender)
        .clock(steady.clone())
        .stepped();
    let telemetry = telemetry.get_or_init(|| built.build().expect("the catalog has what is named"));
    telemetry.grant("words").expect("nothing is kept on a disk");
    telemetry.record(&Shared {});
    telemetry.record(&Saved {});
    let account = telemetry.flush(PATIENCE).destinations.remove(0);
    assert_eq!((account.waiting, account.dropped.count(Reason::Withdrawn)), (1, 1), "{account:?}");

    steady.0.store(3_600_000, Ordering::SeqCst);
    let account = telemetry.flush(PATIENCE);
    let names: Vec<_> = recorder.items().iter().map(|item| item.name.to_string()).collect();
    assert_eq!((names, account.balances()), (vec!["saved".to_owned()], true), "{account:?}");
}

/// Of a text the first 512 KiB are recorded; what is behind them is counted, as what is cut later is.
#[test]
fn what_is_too_long_to_be_recorded_is_counted() {
    let always = Recorder::new();
    let telemetry = builder(&always, &Recorder::new()).stepped().build().expect("the catalog has what is named");
    telemetry.grant("words").expect("nothing is kept on a disk");
    telemetry.record(&Searched { words: Some("a".repeat(524_288 + 100)) });
    telemetry.record(&Searched { words: Some("a".repeat(524_288)) });
    let _ = telemetry.flush(PATIENCE);
    let losses = telemetry.losses();
    assert_eq!((losses.count(Loss::Cut), losses.bytes(Loss::Cut)), (1, 100), "{losses}");
    assert_eq!(always.items()[0].fields, always.items()[1].fields);
}

/// A condition is nothing that somebody gives back: to keep what waits is a rule for consent.
#[test]
fn what_waits_when_its_condition_fails_is_dropped_even_where_consent_keeps() {
    let connected = Recorder::new();
    let telemetry = builder(&Recorder::new(), &connected).stepped().build().expect("the catalog has what is named");
    telemetry.record(&Saved {});
    telemetry.step();
    telemetry.set_fact("connected", false).expect("the catalog declares it");
    let account = telemetry.flush(PATIENCE);
    assert_eq!(account.destinations[1].dropped.count(Reason::Condition), 1, "{account:?}");

    telemetry.set_fact("connected", true).expect("the catalog declares it");
    let account = telemetry.flush(PATIENCE);
    assert_eq!((connected.items().len(), account.balances()), (0, true), "{account:?}");
}
