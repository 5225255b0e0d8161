//! From what threads recorded to what waits for each destination: consent once more, the filter, the transforms.

use crate::rules::{CommonRules, RedactionRules};
use crate::runtime::account::Reason;
use crate::runtime::consent::holds;
use crate::runtime::engine::{AtWork, Berth, Engine, Ledger, Means, hold};
use crate::runtime::head::Head;
use crate::runtime::lane::{Entry, Verdict};
use crate::runtime::plan::{Plan, PlannedField, Route, is_local};
use crate::runtime::stages::{Gates, Passed};
use crate::runtime::state::Snapshot;
use crate::runtime::tape::{self, Reader, Recorded};
use crate::runtime::transform::{Context, Redact, apply, clean, may_be_missing, members, sent};
use crate::runtime::{Losses, Value};
use crate::{DestinationDescriptor, Transform};
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// How many bytes a buffer keeps when it is empty.
const SPARE: usize = 1 << 20;
/// What stands in the place of a field's number before a name that only its value knows.
const NAMED: u16 = u16::MAX;

/// A field of a record, and what leaves of it: with text cleaned, and as it was.
pub(crate) struct Prepared<'r> {
    number: u32,
    planned: &'r PlannedField,
    recorded: Recorded<'r>,
    cleaned: OnceCell<Option<Value<'r>>>,
    original: OnceCell<Option<Value<'r>>>,
}

impl Engine {
    /// Hands on all that was recorded so far. Returns the lanes that have a full batch.
    pub(crate) fn collect(&self) -> Vec<usize> {
        let _at_work = AtWork::begin();
        let mut ledger = hold(&self.ledger);
        self.state.collected(self.state.number());
        let buffers = self.take_buffers(&mut ledger);
        let mut records: Vec<(i64, Head, &[u8])> = Vec::new();
        for buffer in &buffers {
            let mut rest = &buffer[..];
            // A clock that is set back changes no order within a buffer.
            let mut since = i64::MIN;
            while let Some(head) = Head::read(rest) {
                let (record, more) = rest.split_at(head.length.min(rest.len()));
                since = since.max(head.issued);
                records.push((since, head, &record[Head::SIZE.min(record.len())..]));
                rest = more;
            }
        }
        // Threads leave their records apart; within a thread they are in order.
        records.sort_by_key(|(since, ..)| *since);
        let now = self.state.now();
        let mut means = hold(&self.means);
        for (_, head, tape) in records {
            self.route(&head, tape, &now, &mut ledger, &mut means);
        }
        drop(means);
        self.release(&now, false, &mut ledger.gates);
        let present = self.present();
        ledger.gates.save(present, false);
        for mut buffer in buffers {
            buffer.clear();
            buffer.shrink_to(SPARE);
            ledger.spare.push(buffer);
        }
        let is_full = |lane: &usize| hold(&self.lanes[*lane].lane).is_full_batch();
        (0..self.lanes.len()).filter(is_full).collect()
    }

    /// Takes what threads recorded. Until all of it is routed the ledger is held: it is waiting nowhere else.
    fn take_buffers(&self, ledger: &mut Ledger) -> Vec<Vec<u8>> {
        let mut buffers = Vec::new();
        for mut shard in self.shards.hold_each() {
            ledger.recorded += std::mem::take(&mut shard.recorded);
            let dropped = std::mem::take(&mut shard.dropped);
            dropped.iter().for_each(|(reason, count)| ledger.dropped.add(reason, count));
            if std::mem::take(&mut shard.waiting) > 0 {
                let spare = ledger.spare.pop().unwrap_or_default();
                buffers.push(std::mem::replace(&mut shard.bytes, spare));
            }
        }
        let busy = self.shards.busy.swap(0, Ordering::Relaxed) as u64;
        ledger.recorded += busy;
        ledger.dropped.add(Reason::Full, busy);
        buffers
    }

    fn route(&self, head: &Head, tape: &[u8], now: &Arc<Snapshot>, ledger: &mut Ledger, means: &mut Means) {
        let (Some(plan), Some(then)) = (self.plans.get(head.plan), self.state.of(head.snapshot)) else {
            // So many changes since then that nobody knows what held.
            return ledger.dropped.add(Reason::Consent, 1);
        };
        let one_in = match ledger.gates.pass(plan.event.name, &means.session, self.present()) {
            Ok(one_in) => one_in,
            Err(reason) => return ledger.dropped.add(reason, 1),
        };
        ledger.routed += 1;
        ledger.sequence += 1;
        let fields = prepare(plan, tape);
        for (index, route) in plan.routes.iter().enumerate() {
            // A redactor of the program's own may panic.
            let entered = catch_unwind(AssertUnwindSafe(|| self.entry(route, &fields, [&then, now], means)));
            let entry = entered.unwrap_or(Err(Reason::Panicked)).map(|tape| Entry {
                plan: Arc::clone(plan),
                route: index,
                snapshot: Arc::clone(&then),
                issued: head.issued,
                displayed: head.displayed,
                sequence: ledger.sequence,
                id: means.ids.make(self.destinations[route.lane].rules.wire.stamps, Some(head.issued)),
                tape,
                item: None,
                events: 1,
                one_in,
                attempt: 0,
            });
            match entry {
                Ok(entry) => self.enter(route.lane, entry, now, means, &mut ledger.gates),
                Err(reason) => hold(&self.lanes[route.lane].lane).refuse(reason),
            }
        }
    }

    /// Hands an event to its lane, or to what holds it on the way.
    fn enter(&self, lane: usize, entry: Entry, now: &Arc<Snapshot>, means: &mut Means, gates: &mut Gates) {
        let berth = &self.lanes[lane];
        hold(&berth.lane).enter(1);
        let mut stages = hold(&berth.stages);
        if !stages.has(entry.plan.event.name) {
            let quota = stages.quota(entry.plan.event.name);
            if quota.is_some_and(|name| !gates.has_left(&name, self.present())) {
                return hold(&berth.lane).drop_held(Reason::Quota, 1);
            }
            return hold(&berth.lane).push(entry, self.clock.steady());
        }
        let mut losses = Losses::default();
        let make = || self.item(lane, &entry, now, self.clock.wall(), means, &mut losses).into_owned();
        let Ok(item) = catch_unwind(AssertUnwindSafe(make)) else {
            return hold(&berth.lane).drop_held(Reason::Panicked, 1);
        };
        means.losses.merge(&losses);
        let staged = stages.offer(&entry.plan, entry.route, item, self.present());
        if let Some((reason, count)) = staged.dropped {
            hold(&berth.lane).drop_held(reason, count);
        }
        self.push_all(lane, staged.passed, now, gates);
    }

    /// Hands what was held and is due, or all of it, to the lanes. The ledger is held.
    fn release(&self, now: &Arc<Snapshot>, all: bool, gates: &mut Gates) {
        for (lane, berth) in self.lanes.iter().enumerate() {
            let passed = hold(&berth.stages).release(self.present(), all);
            self.push_all(lane, passed, now, gates);
        }
    }

    /// Hands all that is held on the way to the lanes.
    pub(crate) fn release_all(&self) {
        let mut ledger = hold(&self.ledger);
        self.release(&self.state.now(), true, &mut ledger.gates);
        let present = self.present();
        ledger.gates.save(present, true);
    }

    fn push_all(&self, lane: usize, passed: Vec<Passed>, now: &Arc<Snapshot>, gates: &mut Gates) {
        let mut lane = hold(&self.lanes[lane].lane);
        for Passed { plan, route, item, events, quota } in passed {
            if quota.is_some_and(|name| !gates.has_left(&name, self.present())) {
                lane.drop_held(Reason::Quota, events);
                continue;
            }
            let entry = Entry {
                plan,
                route,
                snapshot: Arc::clone(now),
                issued: item.issued.unwrap_or_default(),
                displayed: None,
                sequence: item.sequence,
                id: item.id,
                tape: Box::default(),
                item: Some(Box::new(item)),
                events,
                one_in: 1.0,
                attempt: 0,
            };
            lane.push(entry, self.clock.steady());
        }
    }

    /// Drops what is held on the way and may not leave any more, and returns how many events these were.
    pub(crate) fn clear_held(&self, reason: Reason, must_go: impl Fn(&Route) -> bool) -> u64 {
        let _ledger = hold(&self.ledger);
        let clear = |berth: &Berth| {
            let gone = hold(&berth.stages).clear(|plan, route| must_go(&plan.routes[route]));
            hold(&berth.lane).drop_held(reason, gone);
            gone
        };
        self.lanes.iter().map(clear).sum()
    }

    /// Returns what one destination gets of a record, or why it gets nothing.
    fn entry(
        &self,
        route: &Route,
        fields: &[Prepared<'_>],
        snapshots: [&Arc<Snapshot>; 2],
        means: &mut Means,
    ) -> Result<Box<[u8]>, Reason> {
        let [then, now_holds] = snapshots;
        may_leave(route, then)?;
        let snapshots = match self.judge(route, now_holds) {
            Verdict::Send => &snapshots[..],
            // It waits for what will hold then; its fields are judged again.
            Verdict::Hold => &snapshots[..1],
            Verdict::Drop(reason) => return Err(reason),
        };
        self.leaving(route, fields, snapshots, means)
    }

    /// Returns what one destination gets of a record, whether it may get it now or not.
    pub(crate) fn leaving(
        &self,
        route: &Route,
        fields: &[Prepared<'_>],
        snapshots: &[&Arc<Snapshot>],
        means: &mut Means,
    ) -> Result<Box<[u8]>, Reason> {
        let destination = &self.destinations[route.lane];
        let rules = &self.catalog.rules.redaction;
        let is_local = is_local(destination);
        let wall = self.clock.wall();
        let mut tape = Vec::with_capacity(256);
        let rides = |set: Option<&CommonRules>| {
            set.is_none_or(|set| snapshots.first().is_some_and(|then| route.carries(set, then)))
        };
        for field in fields.iter().filter(|field| route.mask.has(field.number) && rides(field.planned.set)) {
            if !snapshots.iter().all(|snapshot| field.planned.is_allowed(snapshot, is_local)) {
                continue;
            }
            let mut context = context(means, field.recorded.origin, wall);
            match field.leaving(destination, rules, &mut context) {
                Some(value) => push_field(&mut tape, field, value, &mut context),
                None if may_be_missing(field.planned.field) || field.planned.set.is_some() => {}
                None => return Err(Reason::Incomplete),
            }
        }
        Ok(tape.into_boxed_slice())
    }

    /// Returns what is to be done with an event that is about to be sent.
    pub(crate) fn verdict(&self, entry: &Entry, now: &Snapshot) -> Verdict {
        self.judge(&entry.plan.routes[entry.route], now)
    }

    /// Returns what is to be done with an event that might go a way when it was recorded.
    pub(crate) fn judge(&self, route: &Route, now: &Snapshot) -> Verdict {
        match may_leave(route, now) {
            Ok(()) => Verdict::Send,
            // No user took it back, and none gives it again: the program is another than it was.
            Err(Reason::Condition) => Verdict::Drop(Reason::Condition),
            Err(_) if self.keeps(route, now) => Verdict::Hold,
            Err(_) => Verdict::Drop(Reason::Withdrawn),
        }
    }

    /// Returns whether what waits stays when consent is withdrawn.
    fn keeps(&self, route: &Route, now: &Snapshot) -> bool {
        use crate::rules::Withdrawal;
        let rules = self.catalog.rules;
        let of_consent = self.destinations[route.lane].rules.on_withdrawal.unwrap_or(rules.consent.on_withdrawal);
        let keeps_level = now.decision.level >= route.consent || of_consent == Withdrawal::Keep;
        let missing = route.grants.iter().filter(|grant| !now.decision.grants.contains(*grant));
        let keeps_grants = missing
            .map(|grant| rules.grants.iter().find(|rule| rule.name == *grant))
            .all(|rule| rule.is_some_and(|rule| rule.on_withdrawal == Withdrawal::Keep));
        keeps_level && keeps_grants
    }
}

/// Reads the fields of a record.
pub(crate) fn prepare<'r>(plan: &'r Plan, tape: &'r [u8]) -> Vec<Prepared<'r>> {
    let mut reader = Reader::new(tape);
    let mut fields = Vec::with_capacity(plan.fields.len());
    while let Some(number) = reader.field() {
        let Some(planned) = plan.fields.get(number as usize) else { break };
        let recorded = reader.value(planned.field);
        let (cleaned, original) = (OnceCell::new(), OnceCell::new());
        fields.extend(recorded.map(|recorded| Prepared { number, planned, recorded, cleaned, original }));
    }
    fields
}

/// Returns why an event may not go a way now, if it may not.
pub(crate) fn may_leave(route: &Route, snapshot: &Snapshot) -> Result<(), Reason> {
    let decision = &snapshot.decision;
    if decision.level < route.consent {
        return Err(Reason::Consent);
    }
    if route.grants.iter().any(|grant| !decision.grants.contains(grant)) {
        return Err(Reason::Grant);
    }
    let fails = |condition| holds(condition, &snapshot.facts) != Some(true);
    if route.conditions.iter().any(fails) { Err(Reason::Condition) } else { Ok(()) }
}

/// Returns what transforms need beside a value.
pub(crate) fn context(means: &mut Means, origin: Option<crate::ValueOrigin>, now: i64) -> Context<'_> {
    let redactor = means.redactor.as_deref_mut().map(|redactor| redactor as &mut dyn Redact);
    Context {
        now,
        origin,
        keys: means.keys.as_mut(),
        redactor,
        patterns: &mut means.patterns,
        losses: &mut means.losses,
    }
}

impl<'r> Prepared<'r> {
    /// Returns what leaves of the field for a destination. It is computed once for all that get the same.
    fn leaving(
        &self,
        destination: &DestinationDescriptor,
        rules: &RedactionRules,
        context: &mut Context<'_>,
    ) -> Option<Value<'r>> {
        let original = self.original.get_or_init(|| transformed(self.recorded.clone(), self.planned, context));
        if !destination.rules.redact || !is_cleaned(self.planned, rules) {
            return original.clone();
        }
        let clean = || original.clone().and_then(|value| clean(value, self.planned.field, context));
        self.cleaned.get_or_init(clean).clone()
    }
}

/// Returns whether text of a field is cleaned on the way; what is declared to be cleaned is so already.
pub(crate) fn is_cleaned(planned: &PlannedField, rules: &RedactionRules) -> bool {
    let is_clean = |transform: &Transform| matches!(transform, Transform::Redact);
    planned.field.class.rank >= rules.from.rank && !planned.field.transforms.iter().any(is_clean)
}

/// Returns what leaves of a recorded value after the limits and transforms of its field.
pub(crate) fn transformed<'r>(
    recorded: Recorded<'r>,
    planned: &PlannedField,
    context: &mut Context<'_>,
) -> Option<Value<'r>> {
    if !recorded.is_counted {
        return sent(recorded.value, planned.field, context);
    }
    let counts = |transform: &&Transform| matches!(transform, Transform::CountOnly);
    let after = planned.field.transforms.iter().skip_while(|transform| !counts(transform)).skip(1);
    after.into_iter().try_fold(recorded.value, |value, transform| apply(transform, value, planned.field, context))
}

/// Writes a field behind what is on a tape; each member of a family with its own name.
fn push_field(tape: &mut Vec<u8>, field: &Prepared<'_>, value: Value<'_>, context: &mut Context<'_>) {
    let Ok(number) = u16::try_from(field.number) else { return };
    if field.planned.field.family().is_none() {
        tape.extend_from_slice(&number.to_le_bytes());
        return tape::push(tape, &value);
    }
    for (name, value) in members(&field.planned.key, value, field.planned.field, context) {
        tape.extend_from_slice(&NAMED.to_le_bytes());
        tape::push(tape, &Value::Text(name));
        tape.extend_from_slice(&number.to_le_bytes());
        tape::push(tape, &value);
    }
}

/// Reads the fields of an entry: number, name where it is its own, value.
pub(crate) fn each_field<'t>(
    plan: &Plan,
    tape: &'t [u8],
    mut visit: impl FnMut(&PlannedField, Option<std::borrow::Cow<'t, str>>, Value<'t>),
) {
    let mut reader = Reader::new(tape);
    let plain = crate::FieldDescriptor::plain(
        "",
        "",
        crate::FieldClass::built_in(crate::Class::Technical),
        crate::ValueType::String,
    );
    while let Some(mut number) = reader.field() {
        let mut name = None;
        if number == u32::from(NAMED) {
            let Some(Recorded { value: Value::Text(text), .. }) = reader.value(&plain) else { return };
            name = Some(text);
            let Some(next) = reader.field() else { return };
            number = next;
        }
        let Some(planned) = plan.fields.get(number as usize) else { return };
        let Some(recorded) = reader.value(planned.field) else { continue };
        visit(planned, name, recorded.value);
    }
}
