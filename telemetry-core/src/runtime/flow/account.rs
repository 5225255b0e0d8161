//! The account of every stage, balanced after each of thousands of random calls with clocks that jump, and what tests of
//! single stages write down.

use crate::runtime::flow::quota_counts::day_of;
use crate::runtime::flow::split_mix::SplitMix;
use crate::runtime::flow::{
    Aggregation, AggregationRules, Combine, Debounce, DebounceRules, Edge, Key, Left, Limits, Method, Now, Quota,
    QuotaStore, Quotas, Reason, RepeatRules, Repeats, Sampling, Step, Waiting, WaitingRules, Weigh, Why,
};
use crate::runtime::{Item, ItemField, Kind, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// What a stage answers, as tests write it down: `hold`, `pass a`, `debounced`, `ready a*2 + early b*1`, `nothing`.
pub(super) trait Told {
    fn told(self) -> String;
}

/// Returns what a stage answered, written down.
pub(super) fn told(answer: impl Told) -> String {
    answer.told()
}

/// What goes through stages in tests.
pub(super) trait Named {
    fn named(&self, events: Option<u64>) -> String;
}

impl Named for () {
    fn named(&self, _: Option<u64>) -> String {
        String::new()
    }
}

impl Named for Method {
    fn named(&self, _: Option<u64>) -> String {
        String::new()
    }
}

impl Named for String {
    fn named(&self, events: Option<u64>) -> String {
        assert!(events.is_none_or(|events| events == 1), "one text stands for one event");
        self.clone()
    }
}

impl Named for Item<'_> {
    fn named(&self, events: Option<u64>) -> String {
        let text = self.fields.iter().find_map(|field| match &field.value {
            Value::Text(text) if field.key == "text" => Some(text.clone()),
            _ => None,
        });
        let name = text.unwrap_or(self.name.clone());
        events.map_or(name.to_string(), |events| format!("{name}*{events}"))
    }
}

impl<T: Named> Told for Step<T> {
    fn told(self) -> String {
        match self {
            Self::Pass(item) => format!("pass {}", item.named(None)).trim_end().to_owned(),
            Self::Hold => "hold".to_owned(),
            Self::Drop(reason, 1) => reason.name().to_owned(),
            Self::Drop(reason, events) => format!("{} {events}", reason.name()),
            Self::Out(left) => left.told(),
        }
    }
}

impl<T: Named> Told for Vec<Left<T>> {
    fn told(self) -> String {
        let one = |left: &Left<T>| {
            let why = match left.why {
                Why::Ready => "ready",
                Why::Early => "early",
                Why::TimedOut => "timed_out",
                Why::Flushed => "flushed",
            };
            format!("{why} {}", left.item.named(Some(left.events)))
        };
        if self.is_empty() { "nothing".to_owned() } else { self.iter().map(one).collect::<Vec<_>>().join(" + ") }
    }
}

/// Makes an event of these fields.
pub(super) fn item(fields: Vec<(&'static str, Value<'static>)>) -> Item<'static> {
    let field = |(key, value)| ItemField::plain(key, Kind::Property, value);
    let fields = fields.into_iter().map(field).collect();
    Item { name: "event".into(), version: 1, id: [0; 16], issued: Some(1), sequence: 1, fields }
}

/// Makes an event with a field `text`.
pub(super) fn text_item(text: &str) -> Item<'static> {
    item(vec![("text", Value::Text(text.to_owned().into()))])
}

/// What went through a stage.
#[derive(Debug, Default, PartialEq)]
struct Account {
    offered: u64,
    left: u64,
    dropped: BTreeMap<Option<Reason>, u64>,
    /// All that went on: nothing goes on twice.
    names: BTreeSet<String>,
    told: Vec<String>,
}

impl Account {
    fn offer<T: Named + Clone>(&mut self, step: Step<T>) {
        self.offered += 1;
        self.told.push(told(step.clone()));
        match step {
            Step::Pass(item) => self.goes_on(&item, 1),
            Step::Hold => {}
            Step::Drop(reason, events) => self.drops(Some(reason), events),
            Step::Out(left) => {
                assert!(!left.is_empty(), "what goes out is something");
                self.out(left);
            }
        }
    }

    fn out<T: Named>(&mut self, left: Vec<Left<T>>) {
        for left in &left {
            assert!(left.events > 0, "what goes out stands for itself at least");
            self.goes_on(&left.item, left.events);
        }
        self.told.push(told(left));
    }

    fn drops(&mut self, reason: Option<Reason>, events: u64) {
        *self.dropped.entry(reason).or_default() += events;
    }

    fn goes_on(&mut self, item: &impl Named, events: u64) {
        self.left += events;
        let name = item.named(None);
        assert!(name.is_empty() || self.names.insert(name), "`{}` goes on twice", item.named(None));
    }

    fn balances(&self, held: u64) {
        let dropped: u64 = self.dropped.values().sum();
        assert_eq!(self.offered, self.left + dropped + held, "{:?}", self.told);
    }
}

/// A stage, as the random test sees it.
trait Stage {
    fn offer(&mut self, number: u64, random: &mut SplitMix, now: Now, account: &mut Account);
    fn due(&mut self, now: Now, account: &mut Account);
    /// Does something rare: returns all, learns something, drops all.
    fn rare(&mut self, random: &mut SplitMix, account: &mut Account);
    fn next(&self) -> Option<u64>;
    fn held(&self) -> u64;
    /// Holds what the stage promises to bound.
    fn bounds(&self) {}
}

/// Returns the time after another: mostly a little later; the wall jumps often, the steady clock against its promise.
fn after(now: Now, random: &mut SplitMix) -> Now {
    let steady = match random.next() % 200 {
        0 => now.steady.saturating_sub(random.next() % 100),
        1 => now.steady.saturating_add(random.next() % 10_000),
        _ => now.steady + random.next() % 4,
    };
    let wall = match random.next() % 50 {
        0 => now.wall.wrapping_add((random.next() % 1_000_000_000).cast_signed() - 500_000_000),
        1 => random.next().cast_signed(),
        _ => now.wall.saturating_add(1_000),
    };
    Now { wall, steady }
}

/// Plays a random game with a stage, and returns what was told.
fn play(seed: u64, stage: &mut dyn Stage) -> Account {
    let (mut account, mut random) = (Account::default(), SplitMix::new(seed));
    let mut now = Now { wall: 1_763_743_452_000, steady: random.next() % 1_000 };
    for number in 0..3_000 {
        now = after(now, &mut random);
        match random.next() % 100 {
            0 => stage.rare(&mut random, &mut account),
            1..=19 => {
                stage.due(now, &mut account);
                assert!(stage.next().is_none_or(|next| next > now.steady), "nothing is due after it was asked for");
            }
            _ => stage.offer(number, &mut random, now, &mut account),
        }
        account.balances(stage.held());
        stage.bounds();
    }
    account
}

/// Plays with two stages that are made the same, which then tell the same.
fn check<S: Stage>(make: impl Fn(u64) -> S, reasons: &[Reason]) {
    let mut seen = BTreeSet::new();
    for seed in 0..12 {
        let account = play(seed, &mut make(seed));
        assert_eq!(account, play(seed, &mut make(seed)), "seed {seed}");
        seen.extend(account.dropped.keys().copied().flatten());
    }
    assert_eq!(seen, reasons.iter().copied().collect(), "the game meets all reasons");
}

/// Returns limits that are soon reached.
fn limits() -> Limits {
    Limits { keys: 5, bytes: 900 }
}

fn key_text(random: &mut SplitMix) -> String {
    (random.next() % 8).to_string()
}

/// Returns a name of its own for each number, rarely a long one.
fn name(number: u64, random: &mut SplitMix) -> String {
    let length = if random.next().is_multiple_of(40) { 1_000 } else { 0 };
    format!("{number}{}", "-".repeat(length))
}

/// Returns an event with a name of its own, and a few fields that are often equal.
fn event(number: u64, random: &mut SplitMix) -> Item<'static> {
    let values = [Value::Null, Value::Int(i64::MIN), Value::Count(u64::MAX), Value::Float(f64::NAN), Value::Bool(true)];
    let index = usize::try_from(random.next() % 5).unwrap_or_default();
    let mut event = item(vec![
        ("text", Value::Text(name(number, random).into())),
        ("key", Value::Text(key_text(random).into())),
        ("number", values[index].clone()),
        ("set", Value::Text(key_text(random).into())),
    ]);
    event.fields.truncate(4 - usize::from(random.next().is_multiple_of(3)));
    event
}

impl Stage for Debounce<String> {
    fn offer(&mut self, number: u64, random: &mut SplitMix, now: Now, account: &mut Account) {
        account.offer(self.offer(Key::of_text(&key_text(random)), name(number, random), now));
    }

    fn due(&mut self, now: Now, account: &mut Account) {
        account.out(self.due(now));
    }

    fn rare(&mut self, random: &mut SplitMix, account: &mut Account) {
        if random.next().is_multiple_of(2) { account.out(self.flush()) } else { account.drops(None, self.clear()) }
    }

    fn next(&self) -> Option<u64> {
        self.next()
    }

    fn held(&self) -> u64 {
        self.held()
    }

    fn bounds(&self) {
        assert!(self.held() <= 5);
    }
}

impl Stage for Waiting<String> {
    fn offer(&mut self, number: u64, random: &mut SplitMix, now: Now, account: &mut Account) {
        account.offer(self.offer(name(number, random), now));
    }

    fn due(&mut self, now: Now, account: &mut Account) {
        account.out(self.due(now));
    }

    fn rare(&mut self, random: &mut SplitMix, account: &mut Account) {
        match random.next() % 30 {
            0 => account.out(self.known()),
            1..=15 => account.out(self.flush()),
            _ => account.drops(None, self.clear()),
        }
    }

    fn next(&self) -> Option<u64> {
        self.next()
    }

    fn held(&self) -> u64 {
        self.held()
    }

    fn bounds(&self) {
        assert!(self.held() <= 20);
    }
}

impl Stage for Repeats {
    fn offer(&mut self, number: u64, random: &mut SplitMix, now: Now, account: &mut Account) {
        account.offer(self.offer(event(number, random), now));
    }

    fn due(&mut self, now: Now, account: &mut Account) {
        account.out(self.due(now));
    }

    fn rare(&mut self, random: &mut SplitMix, account: &mut Account) {
        match random.next() % 2 {
            0 => {
                let left = self.flush();
                assert!(left.len() <= 5);
                account.out(left);
            }
            _ => account.drops(None, self.clear()),
        }
    }

    fn next(&self) -> Option<u64> {
        self.next()
    }

    fn held(&self) -> u64 {
        self.held()
    }
}

impl Stage for Aggregation {
    fn offer(&mut self, number: u64, random: &mut SplitMix, now: Now, account: &mut Account) {
        account.offer(self.offer(event(number, random), now));
    }

    fn due(&mut self, now: Now, account: &mut Account) {
        account.out(self.due(now));
    }

    fn rare(&mut self, random: &mut SplitMix, account: &mut Account) {
        match random.next() % 2 {
            0 => {
                let left = self.flush();
                assert!(left.len() <= 5);
                assert!(left.iter().all(|left| left.item.bytes() <= limits().bytes));
                account.out(left);
            }
            _ => account.drops(None, self.clear()),
        }
    }

    fn next(&self) -> Option<u64> {
        self.next()
    }

    fn held(&self) -> u64 {
        self.held()
    }
}

impl Stage for Sampling {
    fn offer(&mut self, number: u64, _: &mut SplitMix, _: Now, account: &mut Account) {
        account.offer(self.offer(&number.to_be_bytes(), "event"));
    }

    fn due(&mut self, _: Now, _: &mut Account) {}

    fn rare(&mut self, random: &mut SplitMix, _: &mut Account) {
        let methods = [Method::Every(random.next() % 4), Method::Chance(0.3), Method::Session(0.3)];
        self.set(methods[usize::try_from(random.next() % 3).unwrap_or_default()]);
    }

    fn next(&self) -> Option<u64> {
        None
    }

    fn held(&self) -> u64 {
        0
    }
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[test]
fn debouncing_loses_nothing_uncounted() {
    let rules = |edge| DebounceRules { edge, quiet: millis(10), most: millis(30), limits: limits() };
    check(|_| Debounce::new(rules(Edge::Leading)), &[Reason::Debounced]);
    check(|_| Debounce::new(rules(Edge::Trailing)), &[Reason::Debounced, Reason::TooLarge]);
}

#[test]
fn waiting_loses_nothing_uncounted() {
    let rules = WaitingRules { timeout: millis(300), events: 20, bytes: 900 };
    check(|_| Waiting::new(rules), &[Reason::WaitingFull, Reason::TooLarge]);
}

#[test]
fn repeats_lose_nothing_uncounted() {
    let rules = || RepeatRules {
        equal: vec!["key".to_owned(), "number".to_owned()],
        window: millis(40),
        limits: limits(),
        ignored: vec!["99".to_owned()],
        messages: vec!["text".to_owned()],
    };
    check(|_| Repeats::new(rules()), &[Reason::Ignored, Reason::TooLarge]);
}

#[test]
fn aggregation_loses_nothing_uncounted() {
    let fields = [("number", Combine::Sum), ("set", Combine::Union)];
    let rules = || AggregationRules {
        by: vec!["key".to_owned()],
        fields: fields.iter().map(|(key, combine)| ((*key).to_owned(), *combine)).collect(),
        period: millis(100),
        members: 3,
        limits: limits(),
    };
    check(|_| Aggregation::new(rules()), &[Reason::TooLarge]);
}

#[test]
fn sampling_loses_nothing_uncounted() {
    check(|seed| Sampling::new(Method::Chance(0.5), seed), &[Reason::Sampled]);
}

/// What a crash leaves of a store: what was saved.
#[derive(Default)]
struct Kept(Option<String>);

impl QuotaStore for Kept {
    fn load(&mut self) -> std::io::Result<Option<String>> {
        Ok(self.0.clone())
    }

    fn save(&mut self, text: &str) -> std::io::Result<()> {
        self.0 = Some(text.to_owned());
        Ok(())
    }

    fn set_aside(&mut self) -> std::io::Result<()> {
        self.0 = None;
        Ok(())
    }
}

/// Random programs that start, stop and crash: no more pass than three for each day that begins, and three more for each
/// crash.
#[test]
fn quotas_hold_over_restarts_and_clocks_that_jump() {
    for seed in 0..100 {
        let (mut random, mut store, mut account) = (SplitMix::new(seed), Kept::default(), Account::default());
        let mut now = Now { wall: 1_763_743_452_000, steady: 0 };
        let rules = || [("a".to_owned(), Quota { per_day: Some(3), per_month: None })];
        let (mut quotas, mut chances) = (Quotas::new(rules(), now), 1);
        for _ in 0..2_000 {
            let before = now;
            now = after(now, &mut random);
            chances += u64::from(day_of(now.wall) > day_of(before.wall));
            match random.next() % 20 {
                0 => {
                    let crashes = random.next().is_multiple_of(2);
                    chances += u64::from(crashes);
                    assert!(crashes || quotas.save_now(&mut store, now).is_ok());
                    quotas = Quotas::new(rules(), now);
                    assert!(quotas.load(&mut store, now).is_ok());
                }
                1..=9 => assert!(quotas.save(&mut store, now).is_ok()),
                _ => account.offer(quotas.offer("a", now)),
            }
            account.balances(0);
            assert!(account.left <= 3 * chances, "seed {seed}: {} pass in {chances}", account.left);
        }
        assert!(account.dropped.contains_key(&Some(Reason::QuotaOfDay)), "seed {seed}");
    }
}
