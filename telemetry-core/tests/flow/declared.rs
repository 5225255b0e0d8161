//! What events declare of their flow: it holds by itself, and a program may say less, never more.

use crate::Hands;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::flow::{DebounceRules, Edge, Limits, Method, Quota, QuotaStore};
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{Builder, Item, Reason, Telemetry, Value};
use telemetry_core::{Consent, Event};

telemetry_core::catalog! {
    catalog: "lamp",
    title: "Lamp",
    version: "1.0.0",
    description: "What the lamp records.",
    destinations: {
        home: { ceiling: technical, consent: usage, copies: [spare], wire: { stamps: { share: { of: "one-in" } } } },
        shop: { ceiling: technical, consent: usage, wire: { keys: { replace: { "_": "-" } } } },
    },
}

/// A lamp was lit.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home))]
#[telemetry(flow = { sample: { one_in: 3, by: count } })]
struct Lit {}

/// A lamp flickered.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home))]
#[telemetry(flow = { sample: { one_in: 100 } })]
struct Flickered {}

/// A lamp broke.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home, shop))]
#[telemetry(flow = { quota: { per_day: 4, per_month: 5 }, quota_at: { home: { per_day: 2 } } })]
struct Broke {}

/// A lamp was turned.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home, shop))]
#[telemetry(flow = {
    debounce: { by: [lamp_id], quiet: PT1S, longest: PT10S, destinations: [home] },
    repeats: { by: [lamp_id], within: PT1M, number: in_all, destinations: [shop] },
})]
#[telemetry(twin(name = "turned_too", description = "The same.", destinations(home), carries = ["lamp_id"]))]
struct Turned {
    /// Which one.
    #[telemetry(technical)]
    lamp_id: u64,
    /// How many events this one stands for.
    #[telemetry(technical)]
    in_all: u64,
}

/// Keeps what was counted from one run to the next.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<String>>>);

impl QuotaStore for Kept {
    fn load(&mut self) -> io::Result<Option<String>> {
        Ok(self.0.lock().expect("no test panics").clone())
    }

    fn save(&mut self, text: &str) -> io::Result<()> {
        *self.0.lock().expect("no test panics") = Some(text.to_owned());
        Ok(())
    }

    fn set_aside(&mut self) -> io::Result<()> {
        *self.0.lock().expect("no test panics") = None;
        Ok(())
    }
}

/// One run of a program: what arrived at home, at its copy, and in the shop.
struct Run {
    telemetry: Telemetry,
    places: [Recorder; 3],
}

fn builder(hands: &Hands) -> Builder {
    let choice = Some(Choice { level: Consent::Usage, version: 1, at: 0 });
    let remembered = Remembered { choice, ..Remembered::default() };
    Telemetry::builder(&CATALOG).inputs(Inputs { remembered, ..Inputs::default() }).clock(hands.clone()).stepped()
}

impl Run {
    fn begin(hands: &Hands, configure: impl FnOnce(Builder) -> Builder) -> Self {
        let places: [Recorder; 3] = std::array::from_fn(|_| Recorder::new());
        let [home, spare, shop] = places.clone();
        let builder = builder(hands).destination("home", home).copy("home", "spare", spare).destination("shop", shop);
        Self { telemetry: configure(builder).build().expect("nothing is looser than declared"), places }
    }

    fn record<E: Event>(&self, event: &E, times: usize) {
        (0..times).for_each(|_| self.telemetry.record(event));
        assert!(self.telemetry.account().balances());
    }

    /// Ends the run, and returns how many arrived at each place.
    fn end(&self) -> [usize; 3] {
        let left = self.telemetry.shutdown(Duration::from_secs(1));
        assert!(left.account.balances());
        self.places.each_ref().map(|place| place.items().len())
    }
}

/// Returns why a program cannot be set up so.
fn refused(configure: impl FnOnce(Builder) -> Builder) -> String {
    let builder = builder(&Hands::default()).destination("home", Recorder::new());
    configure(builder).build().err().map(|fault| fault.to_string()).expect("the program says more than is declared")
}

#[test]
fn a_declared_sample_holds_by_itself_and_is_told_to_whom_it_is_sent() {
    let run = Run::begin(&Hands::default(), |builder| builder);
    run.record(&Lit {}, 7);
    assert_eq!(run.end(), [3, 3, 0]);
    assert_eq!(run.telemetry.account().dropped.count(Reason::Sampled), 4);
    let share = |key: &str| key == "share";
    let items = run.places[0].items();
    let shares = items.iter().flat_map(|item| &item.fields).filter(|field| share(&field.key));
    assert_eq!(shares.map(|field| &field.value).collect::<Vec<_>>(), [&Value::Count(3); 3]);
}

#[test]
fn a_declared_share_is_about_right_by_chance() {
    let run = Run::begin(&Hands::default(), |builder| builder);
    run.record(&Flickered {}, 10_000);
    let [sent, ..] = run.end();
    assert!((40..=180).contains(&sent), "{sent}");
}

#[test]
fn a_preview_knows_the_declared_share_before_anything_is_recorded() {
    let run = Run::begin(&Hands::default(), |builder| builder);
    let sample = run.telemetry.preview(&Lit {});
    assert!(sample.copies[0].body.contains("\"share\":3"), "{}", sample.copies[0].body);
}

#[test]
fn a_program_may_sample_less_and_never_more() {
    let run = Run::begin(&Hands::default(), |builder| builder.sample::<Lit>(Method::Every(6)));
    run.record(&Lit {}, 7);
    run.telemetry.set_sampling::<Lit>(Method::Every(2));
    run.record(&Lit {}, 5);
    run.telemetry.set_sampling::<Lit>(Method::Every(0));
    run.record(&Lit {}, 9);
    // The first, the seventh; then none before the thirteenth, which comes too late.
    assert_eq!(run.end()[0], 2);
    assert_eq!(
        refused(|builder| builder.sample::<Lit>(Method::Every(2))),
        "event `lit` is declared to be sampled as `Every(3)`, and the program says `Every(2)`; sample it in the same way \
         and no more"
    );
    assert_eq!(
        refused(|builder| builder.sample::<Lit>(Method::Chance(0.1))),
        "event `lit` is declared to be sampled as `Every(3)`, and the program says `Chance(0.1)`; sample it in the same \
         way and no more"
    );
    assert!(refused(|builder| builder.sample::<Flickered>(Method::Chance(0.02))).contains("`Chance(0.01)`"));
    let run = Run::begin(&Hands::default(), |builder| builder.sample::<Flickered>(Method::Chance(0.01)));
    assert_eq!(run.end(), [0, 0, 0]);
}

#[test]
fn declared_quotas_hold_over_restarts_for_each_copy() {
    let (hands, kept) = (Hands::default(), Kept::default());
    let run = |times: usize| {
        let run = Run::begin(&hands, |builder| builder.quotas_in(kept.clone()));
        run.record(&Broke {}, times);
        run.end()
    };
    assert_eq!(run(3), [2, 2, 3]);
    assert_eq!(run(3), [0, 0, 1]);
    hands.forward(Duration::from_hours(24));
    // One more in this month.
    assert_eq!(run(3), [1, 1, 1]);
}

#[test]
fn a_declared_quota_whose_counts_are_not_kept_lets_nothing_pass() {
    let run = Run::begin(&Hands::default(), |builder| builder);
    run.record(&Broke {}, 3);
    assert_eq!(run.end(), [0, 0, 0]);
    assert_eq!(run.telemetry.account().dropped.count(Reason::Quota), 3);
    let one = Quota { per_day: Some(1), per_month: None };
    assert_eq!(
        refused(|builder| builder.quota::<Broke>(one)),
        "quotas that events declare hold over restarts; keep their counts with `quotas_in`"
    );
}

#[test]
fn a_program_may_restrict_a_quota_and_never_raise_it() {
    let quota = |per_day, per_month| Quota { per_day, per_month };
    let sent = |wanted: Quota, at_home: Quota| {
        let configure = |builder: Builder| {
            builder.quotas_in(Kept::default()).quota::<Broke>(wanted).quota_at::<Broke>("home", at_home)
        };
        let run = Run::begin(&Hands::default(), configure);
        run.record(&Broke {}, 9);
        run.end()
    };
    assert_eq!(sent(quota(Some(3), None), quota(None, None)), [2, 2, 3]);
    assert_eq!(sent(quota(None, Some(2)), quota(Some(1), None)), [1, 2, 2]);
    let refused = |configure: fn(Builder) -> Builder| refused(|builder| configure(builder.quotas_in(Kept::default())));
    assert_eq!(
        refused(|builder| builder.quota::<Broke>(Quota { per_day: Some(4), per_month: Some(6) })),
        "event `broke` has a declared quota of 5 a month, and the program says 6; say 5 or fewer"
    );
    assert_eq!(
        refused(|builder| builder.quota_at::<Broke>("home", Quota { per_day: Some(3), per_month: None })),
        "event `broke` at destination `home` has a declared quota of 2 a day, and the program says 3; say 2 or fewer"
    );
}

#[test]
fn declared_bursts_and_repeats_are_told_once_and_apart_by_their_fields() {
    let hands = Hands::default();
    let run = Run::begin(&hands, |builder| builder);
    for lamp_id in [1, 1, 2, 1, 2] {
        run.record(&Turned { lamp_id, in_all: 1 }, 1);
    }
    run.telemetry.step();
    let account = run.telemetry.account();
    assert!(account.balances());
    // At home the last of each lamp and of its twin waits, at the copy too; the shop got the first of each.
    assert_eq!(account.destinations.iter().map(|at| at.waiting).collect::<Vec<_>>(), [4, 4, 5]);
    hands.forward(Duration::from_mins(2));
    run.telemetry.step();
    assert_eq!(run.end(), [4, 4, 4]);
    let names = |place: &Recorder| place.items().iter().map(|item| item.name.to_string()).collect::<Vec<_>>();
    let mut at_home = names(&run.places[0]);
    at_home.sort();
    assert_eq!(at_home, ["turned", "turned", "turned_too", "turned_too"]);
    let number = |key: &str, item: &Item<'_>| match item.fields.iter().find(|field| field.key == key)?.value {
        Value::Count(number) => Some(number),
        _ => None,
    };
    let items = run.places[2].items();
    let told = items.iter().map(|item| (number("lamp-id", item), number("in-all", item)));
    let mut told: Vec<_> = told.collect();
    told.sort();
    assert_eq!(told, [(Some(1), Some(1)), (Some(1), Some(2)), (Some(2), Some(1)), (Some(2), Some(1))]);
}

#[test]
fn what_is_declared_to_be_held_is_held_by_nothing_else() {
    let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(2));
    let rules = DebounceRules { edge: Edge::Leading, quiet, most, limits: Limits::DEFAULT };
    assert_eq!(
        refused(|builder| builder.debounce::<Turned>("home", rules, &[])),
        "event `turned` is held on the way to `home` by the `debounce` that it declares, and by nothing else"
    );
}
