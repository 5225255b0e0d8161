//! The flow of events through a whole pipeline: what is sampled, counted, debounced and aggregated on the way, and that
//! the account balances after each step.

#[path = "flow/declared.rs"]
mod declared;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::flow::{
    AggregationRules, Combine, DebounceRules, Edge, Limits, Method, Quota, RepeatRules,
};
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{Builder, Clock, Item, Reason, Telemetry, Value};
use telemetry_core::{Consent, Event};

telemetry_core::catalog! {
    catalog: "lamp",
    title: "Lamp",
    version: "1.0.0",
    description: "What the lamp records.",
    destinations: {
        home: { ceiling: interaction, consent: usage, timestamps: none, wire: { stamps: { share: { of: "one-in" } } } },
    },
}

/// A lamp was lit.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home))]
struct Lit {
    /// Which one.
    #[telemetry(technical)]
    lamp: u64,
    /// How many events this one stands for.
    #[telemetry(technical)]
    times: u64,
}

/// A clock that a test sets.
#[derive(Clone, Default)]
struct Hands(Arc<AtomicU64>);

impl Hands {
    fn forward(&self, length: Duration) {
        self.0.fetch_add(u64::try_from(length.as_millis()).expect("a short time"), Ordering::Relaxed);
    }
}

impl Clock for Hands {
    fn wall(&self) -> i64 {
        1_763_743_452_000 + i64::try_from(self.steady()).expect("a short time")
    }

    fn steady(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A pipeline, its clock, and what arrived.
struct Test {
    telemetry: Telemetry,
    hands: Hands,
    home: Recorder,
}

impl Test {
    fn new(configure: impl FnOnce(Builder) -> Builder) -> Self {
        let choice = Some(Choice { level: Consent::Usage, version: 1, at: 0 });
        let remembered = Remembered { choice, ..Remembered::default() };
        let inputs = Inputs { remembered, ..Inputs::default() };
        let (hands, home) = (Hands::default(), Recorder::new());
        let builder = Telemetry::builder(&CATALOG).inputs(inputs).clock(hands.clone()).stepped();
        let telemetry = configure(builder.destination("home", home.clone())).build().expect("all names are known");
        Self { telemetry, hands, home }
    }

    fn light(&self, lamp: u64) {
        self.telemetry.record(&Lit { lamp, times: 1 });
        assert!(self.telemetry.account().balances());
    }

    fn wait(&self, seconds: u64) {
        self.hands.forward(Duration::from_secs(seconds));
        self.telemetry.step();
        assert!(self.telemetry.account().balances());
    }

    /// Sends all, and returns lamp and times of each event that arrived.
    fn arrived(&self) -> Vec<(u64, u64)> {
        let account = self.telemetry.flush(Duration::from_secs(1));
        assert!(account.balances());
        assert_eq!(account.waiting + account.destinations[0].waiting, 0);
        self.home.items().iter().map(numbers).collect()
    }

    fn dropped(&self, reason: Reason) -> u64 {
        let account = self.telemetry.account();
        account.dropped.count(reason) + account.destinations[0].dropped.count(reason)
    }
}

fn numbers(item: &Item<'_>) -> (u64, u64) {
    let number = |key: &str| {
        let field = item.fields.iter().find(|field| field.key == key).expect("the event has the field");
        match field.value {
            Value::Count(number) => number,
            Value::Int(number) => u64::try_from(number).expect("it counts"),
            _ => panic!("{key} is no number"),
        }
    };
    (number("lamp"), number("times"))
}

#[test]
fn a_sample_lets_every_third_pass_and_counts_the_others() {
    let test = Test::new(|builder| builder.sample::<Lit>(Method::Every(3)));
    for lamp in 0..7 {
        test.light(lamp);
    }
    assert_eq!(test.arrived(), [(0, 1), (3, 1), (6, 1)]);
    assert_eq!(test.dropped(Reason::Sampled), 4);
    let share =
        |item: &Item<'_>| item.fields.iter().any(|field| field.key == "share" && field.value == Value::Count(3));
    assert!(test.home.items().iter().all(share));
    test.telemetry.set_sampling::<Lit>(Method::Every(1));
    test.light(7);
    assert_eq!(test.arrived().len(), 4);
}

#[test]
fn a_quota_holds_for_a_day() {
    let quota = Quota { per_day: Some(2), per_month: None };
    let test = Test::new(|builder| builder.quota::<Lit>(quota));
    for lamp in 0..5 {
        test.light(lamp);
    }
    assert_eq!(test.arrived(), [(0, 1), (1, 1)]);
    assert_eq!(test.dropped(Reason::Quota), 3);
    test.wait(24 * 3600);
    test.light(9);
    assert_eq!(test.arrived().last(), Some(&(9, 1)));
}

#[test]
fn a_quota_at_a_destination_counts_what_many_became_once() {
    let by = vec!["lamp".to_owned()];
    let fields = vec![("times".to_owned(), Combine::Sum)];
    let rules = AggregationRules { by, fields, period: Duration::from_mins(1), members: 10, limits: Limits::DEFAULT };
    let quota = Quota { per_day: Some(2), per_month: None };
    let check = |held: bool, lamps: &[u64], expected: &[(u64, u64)], dropped: u64| {
        let test = Test::new(|builder| {
            let builder = builder.quota_at::<Lit>("home", quota);
            if held { builder.aggregate::<Lit>("home", rules.clone()) } else { builder }
        });
        for lamp in lamps {
            test.light(*lamp);
        }
        assert_eq!((&*test.arrived(), test.dropped(Reason::Quota)), (expected, dropped));
        test.wait(24 * 3600);
        test.light(9);
        assert_eq!(test.arrived().last(), Some(&(9, 1)));
    };
    check(true, &[1, 1, 2, 1, 3, 3], &[(1, 3), (2, 1)], 2);
    check(false, &[1, 1, 2, 1, 3, 3], &[(1, 1), (1, 1)], 4);
}

#[test]
fn many_become_one_without_a_time() {
    let rules = AggregationRules {
        by: vec!["lamp".to_owned()],
        fields: vec![("times".to_owned(), Combine::Sum)],
        period: Duration::from_mins(1),
        members: 10,
        limits: Limits::DEFAULT,
    };
    let test = Test::new(|builder| builder.aggregate::<Lit>("home", rules));
    for lamp in [1, 2, 1, 1] {
        test.light(lamp);
    }
    test.wait(10);
    assert_eq!(test.telemetry.account().destinations[0].waiting, 4);
    test.wait(60);
    assert_eq!(test.arrived(), [(1, 3), (2, 1)]);
    assert!(test.home.items().iter().all(|item| item.issued.is_none()));
    assert_eq!(test.telemetry.account().destinations[0].sent, 4);
}

#[test]
fn of_a_burst_the_last_goes_on() {
    let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
    let rules = DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT };
    let test = Test::new(|builder| builder.debounce::<Lit>("home", rules, &[]));
    for lamp in 0..3 {
        test.light(lamp);
    }
    test.wait(0);
    test.wait(2);
    assert_eq!(test.arrived(), [(2, 1)]);
    assert_eq!(test.dropped(Reason::Repeated), 2);
}

#[test]
fn repeats_are_told_once_with_their_number() {
    let rules = RepeatRules {
        equal: vec!["lamp".to_owned()],
        window: Duration::from_secs(5),
        limits: Limits::DEFAULT,
        ignored: Vec::new(),
        messages: Vec::new(),
    };
    let test = Test::new(|builder| builder.repeats::<Lit>("home", rules, Some("times")));
    for _ in 0..4 {
        test.light(1);
    }
    test.wait(0);
    test.wait(6);
    assert_eq!(test.arrived(), [(1, 1), (1, 3)]);
    assert_eq!(test.telemetry.account().destinations[0].sent, 4);
}

#[test]
fn what_is_held_goes_with_consent() {
    let (quiet, most) = (Duration::from_mins(1), Duration::from_mins(1));
    let rules = DebounceRules { edge: Edge::Trailing, quiet, most, limits: Limits::DEFAULT };
    let test = Test::new(|builder| builder.debounce::<Lit>("home", rules, &["lamp"]));
    for lamp in 0..3 {
        test.light(lamp);
    }
    test.wait(0);
    assert_eq!(test.telemetry.choose(Consent::Off).expect("nothing is kept"), 3);
    assert_eq!(test.arrived(), []);
    assert_eq!(test.dropped(Reason::Withdrawn), 3);
}
