//! The flow of events: which of them go on, when, and as how many. The machines are those of
//! [`flow`](crate::runtime::flow); here they are asked for each event, and what they do is accounted for.

use crate::EventDescriptor;
use crate::rules::FlowRules;
use crate::runtime::account::Reason;
use crate::runtime::declared;
use crate::runtime::flow::{
    Aggregation, AggregationRules, Debounce, DebounceRules, Key, Left, Method, Now, Quota, QuotaStore, Quotas,
    Reason as FlowReason, RepeatRules, Repeats, Sampling, Step,
};
use crate::runtime::lane_rules::scramble;
use crate::runtime::plan::Plan;
use crate::runtime::{Item, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is asked of each event before it goes anywhere.
#[derive(Default)]
pub(crate) struct Gates {
    /// By the names of events.
    sampling: BTreeMap<&'static str, Sampling>,
    quotas: Option<Quotas>,
    store: Option<Box<dyn QuotaStore>>,
    /// The events whose declared flow holds already.
    declared: BTreeSet<&'static str>,
    /// Of which samplers of declared events make their own.
    seed: u64,
}

impl Gates {
    /// Makes gates. What earlier runs counted is read; where it cannot be, quotas count as used up.
    pub(crate) fn new(
        sampling: BTreeMap<&'static str, Sampling>,
        quotas: BTreeMap<String, Quota>,
        mut store: Option<Box<dyn QuotaStore>>,
        seed: u64,
        now: Now,
    ) -> Self {
        let quotas = (store.is_some() || !quotas.is_empty()).then(|| {
            let mut quotas = Quotas::new(quotas, now);
            if let Some(store) = store.as_deref_mut() {
                // The quotas themselves know that they are not known.
                let _ = quotas.load(store, now);
            }
            quotas
        });
        Self { sampling, quotas, store, declared: BTreeSet::new(), seed }
    }

    /// Returns whether nothing was declared of an event yet, and notes that it is now.
    pub(crate) fn is_new(&mut self, event: &'static str) -> bool {
        self.declared.insert(event)
    }

    /// Makes hold what an event declares and the program does not restrict further.
    pub(crate) fn declare(&mut self, event: &'static EventDescriptor, rules: &FlowRules) {
        if let Some(method) = declared::method(event) {
            let seed = scramble(self.seed ^ self.declared.len() as u64);
            self.sampling.entry(event.name).or_insert_with(|| Sampling::new(method, seed));
        }
        if let Some(quota) = rules.quota {
            self.limit(event.name.to_owned(), declared::quota_of(quota));
        }
    }

    /// Makes a declared quota hold, unless there is one. Where no counts are kept nobody knows what was sent before the
    /// program started, so that it lets nothing pass: a page says what it promises.
    pub(crate) fn limit(&mut self, name: String, quota: Quota) {
        let nothing = Quota { per_day: Some(0), per_month: None };
        let quota = if self.store.is_some() { quota } else { nothing };
        let now = Now { wall: 0, steady: 0 };
        self.quotas.get_or_insert_with(|| Quotas::new([], now)).limit(name, quota);
    }

    /// Returns how many events one stands for that goes on, or why it goes nowhere.
    pub(crate) fn pass(&mut self, event: &'static str, session: &[u8], now: Now) -> Result<f64, Reason> {
        let one_in = match self.sampling.get_mut(event).map(|sampling| sampling.offer(session, event)) {
            Some(Step::Drop(reason, _)) => return Err(reason_of(reason)),
            Some(Step::Pass(method)) => method.one_in(),
            _ => 1.0,
        };
        match self.quotas.as_mut().map(|quotas| quotas.offer(event, now)) {
            Some(Step::Drop(reason, _)) => Err(reason_of(reason)),
            _ => Ok(one_in),
        }
    }

    /// Returns whether what is counted under a name may still leave, and counts it.
    pub(crate) fn has_left(&mut self, name: &str, now: Now) -> bool {
        let step = self.quotas.as_mut().map(|quotas| quotas.offer(name, now));
        !matches!(step, Some(Step::Drop(..)))
    }

    /// Returns how many events one stands for, where only a share passes.
    pub(crate) fn one_in(&self, event: &EventDescriptor) -> f64 {
        let method = self.sampling.get(event.name).map(Sampling::method).or_else(|| declared::method(event));
        method.map_or(1.0, Method::one_in)
    }

    /// Changes how events are sampled.
    pub(crate) fn sample(&mut self, event: &'static str, sampling: Sampling) {
        self.sampling.insert(event, sampling);
    }

    /// Keeps what was counted: now and then, or at once.
    pub(crate) fn save(&mut self, now: Now, at_once: bool) {
        if let (Some(quotas), Some(store)) = (&mut self.quotas, self.store.as_deref_mut()) {
            // It is tried again in a minute.
            let _ = if at_once { quotas.save_now(store, now) } else { quotas.save(store, now) };
        }
    }
}

fn reason_of(reason: FlowReason) -> Reason {
    match reason {
        FlowReason::Sampled => Reason::Sampled,
        FlowReason::QuotaOfDay | FlowReason::QuotaOfMonth | FlowReason::QuotaUnknown => Reason::Quota,
        FlowReason::Debounced | FlowReason::Ignored => Reason::Repeated,
        FlowReason::WaitingFull => Reason::Full,
        FlowReason::TooLarge => Reason::TooLarge,
    }
}

/// What holds the events of one name on their way to one destination.
pub(crate) enum Machine {
    Aggregation(Box<Aggregation>),
    /// The fields that tell bursts apart, by their keys.
    Debounce(Debounce<Item<'static>>, Vec<String>),
    /// The field that says how many events one stands for, by its key.
    Repeats(Repeats, Option<String>),
}

/// What a machine is made of: each way of an event to a destination has a machine of its own, a twin's too.
pub(crate) enum Recipe {
    Aggregation(AggregationRules),
    Debounce(DebounceRules, Vec<String>),
    Repeats(RepeatRules, Option<String>),
}

impl Recipe {
    pub(crate) fn machine(&self) -> Machine {
        match self {
            Self::Aggregation(rules) => Machine::Aggregation(Box::new(Aggregation::new(rules.clone()))),
            Self::Debounce(rules, by) => Machine::Debounce(Debounce::new(*rules), by.clone()),
            Self::Repeats(rules, number) => Machine::Repeats(Repeats::new(rules.clone()), number.clone()),
        }
    }
}

/// What is held on the way to one destination.
#[derive(Default)]
pub(crate) struct Stages {
    /// By the names of events and twins on the wire, before a destination changes them.
    machines: BTreeMap<&'static str, Machine>,
    /// By which way the events went that are held.
    ways: BTreeMap<&'static str, (Arc<Plan>, usize)>,
    /// Under which name quotas count the events that leave.
    quotas: BTreeMap<&'static str, Arc<str>>,
}

/// What a stage did with an event.
#[derive(Default)]
pub(crate) struct Staged {
    pub(crate) passed: Vec<Passed>,
    pub(crate) dropped: Option<(Reason, u64)>,
}

/// An event that goes on, and how many it stands for.
pub(crate) struct Passed {
    pub(crate) plan: Arc<Plan>,
    pub(crate) route: usize,
    pub(crate) item: Item<'static>,
    pub(crate) events: u64,
    /// Under which name a quota counts it.
    pub(crate) quota: Option<Arc<str>>,
}

impl Stages {
    pub(crate) fn count(&mut self, event: &'static str, name: Arc<str>) {
        self.quotas.insert(event, name);
    }

    /// Returns under which name a quota counts an event that leaves.
    pub(crate) fn quota(&self, event: &str) -> Option<Arc<str>> {
        self.quotas.get(event).cloned()
    }

    /// Makes a machine hold what goes to the destination, each twin by itself.
    pub(crate) fn add(&mut self, event: &EventDescriptor, destination: &str, recipe: &Recipe) {
        if event.destinations.contains(&destination) {
            self.machines.insert(event.wire, recipe.machine());
        }
        for twin in event.twins.iter().filter(|twin| twin.destinations.contains(&destination)) {
            self.machines.insert(twin.name, recipe.machine());
        }
    }

    /// Returns whether what goes under a name is held.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.machines.contains_key(name)
    }

    /// Returns how many events are held.
    pub(crate) fn held(&self) -> u64 {
        let held = |machine: &Machine| match machine {
            Machine::Aggregation(aggregation) => aggregation.held(),
            Machine::Debounce(debounce, _) => debounce.held(),
            Machine::Repeats(repeats, _) => repeats.held(),
        };
        self.machines.values().map(held).sum()
    }

    /// Takes an event.
    pub(crate) fn offer(&mut self, plan: &Arc<Plan>, route: usize, item: Item<'static>, now: Now) -> Staged {
        let name = plan.routes[route].name;
        self.ways.insert(name, (Arc::clone(plan), route));
        let step = match self.machines.get_mut(name) {
            Some(Machine::Aggregation(aggregation)) => aggregation.offer(item, now),
            Some(Machine::Debounce(debounce, by)) => debounce.offer(Key::of(&item, by), item, now),
            Some(Machine::Repeats(repeats, _)) => repeats.offer(item, now),
            None => Step::Pass(item),
        };
        match step {
            Step::Pass(item) => Staged { passed: self.passed(name, vec![(item, 1)]), dropped: None },
            Step::Hold => Staged::default(),
            Step::Drop(reason, count) => Staged { passed: Vec::new(), dropped: Some((reason_of(reason), count)) },
            Step::Out(left) => Staged { passed: self.left(name, left), dropped: None },
        }
    }

    /// Returns what is due, or all that is held.
    pub(crate) fn release(&mut self, now: Now, all: bool) -> Vec<Passed> {
        let names: Vec<&'static str> = self.machines.keys().copied().collect();
        let mut passed = Vec::new();
        for name in names {
            let left = match self.machines.get_mut(name) {
                Some(Machine::Aggregation(held)) => {
                    if all {
                        held.flush()
                    } else {
                        held.due(now)
                    }
                }
                Some(Machine::Debounce(held, _)) => {
                    if all {
                        held.flush()
                    } else {
                        held.due(now)
                    }
                }
                Some(Machine::Repeats(held, _)) => {
                    if all {
                        held.flush()
                    } else {
                        held.due(now)
                    }
                }
                None => Vec::new(),
            };
            passed.extend(self.left(name, left));
        }
        passed
    }

    /// Forgets what is held of events that must not leave, and returns how many these were.
    pub(crate) fn clear(&mut self, must_go: impl Fn(&Plan, usize) -> bool) -> u64 {
        let mut gone = 0;
        for (name, machine) in &mut self.machines {
            let Some((plan, route)) = self.ways.get(name) else { continue };
            if must_go(plan, *route) {
                gone += match machine {
                    Machine::Aggregation(held) => held.clear(),
                    Machine::Debounce(held, _) => held.clear(),
                    Machine::Repeats(held, _) => held.clear(),
                };
            }
        }
        gone
    }

    /// Shows all events that are held.
    pub(crate) fn each_held(&mut self, mut see: impl FnMut(&mut Item<'static>)) {
        for machine in self.machines.values_mut() {
            match machine {
                Machine::Aggregation(held) => held.each_held(&mut see),
                Machine::Debounce(held, _) => held.each_held(&mut see),
                Machine::Repeats(held, _) => held.each_held(&mut see),
            }
        }
    }

    fn left(&self, name: &'static str, left: Vec<Left<Item<'static>>>) -> Vec<Passed> {
        self.passed(name, left.into_iter().map(|left| (left.item, left.events)).collect())
    }

    fn passed(&self, name: &'static str, items: Vec<(Item<'static>, u64)>) -> Vec<Passed> {
        let Some((plan, route)) = self.ways.get(name) else { return Vec::new() };
        let counted = match self.machines.get(name) {
            Some(Machine::Repeats(_, field)) => field.as_deref(),
            _ => None,
        };
        let passed = |(mut item, events): (Item<'static>, u64)| {
            let field = counted.and_then(|key| item.fields.iter_mut().find(|field| field.key == key));
            if let Some(field) = field {
                field.value = Value::Count(events);
            }
            Passed { plan: Arc::clone(plan), route: *route, item, events, quota: self.quota(plan.event.name) }
        };
        items.into_iter().map(passed).collect()
    }
}
