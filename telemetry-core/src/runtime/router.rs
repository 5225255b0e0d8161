//! From what threads recorded to what waits for each destination: consent once more, the filter, the transforms.

use crate::rules::{CommonRules, RedactionRules};
use crate::runtime::account::Reason;
use crate::runtime::consent::holds;
use crate::runtime::engine::{Berth, Engine, Ledger, Means, hold};
use crate::runtime::flow::Now;
use crate::runtime::head::Head;
use crate::runtime::lane::{Entry, Verdict};
use crate::runtime::plan::{Keeps, Plan, PlannedField, Route, is_local};
use crate::runtime::stages::{Gates, Passed};
use crate::runtime::state::Snapshot;
use crate::runtime::tape::{self, Reader, Recorded, UNDECLARED};
use crate::runtime::transform::{Context, Redact, apply, clean, may_be_missing, own_members, sent};
use crate::runtime::{Loss, Losses, Value};
use crate::{Transform, ValueOrigin};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How many bytes a buffer keeps when it is empty.
pub(crate) const SPARE: usize = 1 << 20;
/// After how many records it is asked whether the time is over.
const LOOK: usize = 16;
/// What stands in the place of a field's number before a name that only its value knows.
const NAMED: u16 = u16::MAX / 2;

/// What holds while records are handed on, and room that one after the other fills.
struct Desk<'r, 'm> {
    now: Arc<Snapshot>,
    /// What held when the last record was recorded, which is nearly always what held for the next.
    then: Arc<Snapshot>,
    present: Now,
    means: &'m mut Means,
    fields: Vec<Prepared<'r>>,
    tape: Vec<u8>,
}

/// A field of a record.
pub(crate) struct Prepared<'r> {
    number: u32,
    planned: &'r PlannedField,
    /// As it stands in the record, its number included.
    bytes: &'r [u8],
    /// Whether it leaves so, unless it is cleaned.
    is_plain: bool,
    /// Few fields have it: what all have is small.
    worked: OnceCell<Box<Worked<'r>>>,
}

/// What was recorded of a field, and what leaves of it: with text cleaned, and as it was.
struct Worked<'r> {
    recorded: Option<Recorded<'r>>,
    cleaned: OnceCell<Option<Value<'r>>>,
    original: OnceCell<Option<Value<'r>>>,
}

impl Engine {
    /// Hands on what was taken and not handed on yet, until something is over. Returns whether it was all.
    pub(crate) fn route_rest(&self, ledger: &mut Ledger, is_over: &impl Fn() -> bool) -> bool {
        if ledger.rest.waiting() == 0 {
            return true;
        }
        let mut rest = std::mem::take(&mut ledger.rest);
        let now = self.state.now();
        let mut desk = Desk {
            now: Arc::clone(&now),
            then: now,
            present: self.present(),
            means: &mut hold(&self.means),
            fields: Vec::new(),
            tape: Vec::new(),
        };
        let mut routed = 0;
        for (head, tape) in rest.records() {
            self.route(&head, tape, &mut desk, ledger);
            routed += 1;
            if routed % LOOK == 0 && is_over() {
                break;
            }
        }
        drop(desk);
        rest.pass(routed);
        if rest.waiting() > 0 {
            ledger.rest = rest;
            return false;
        }
        ledger.spare.extend(rest.emptied(SPARE));
        true
    }

    fn route<'r>(&'r self, head: &Head, tape: &'r [u8], desk: &mut Desk<'r, '_>, ledger: &mut Ledger) {
        if desk.then.number != head.snapshot {
            // So many changes since then that nobody knows what held.
            let Some(then) = self.state.of(head.snapshot) else { return ledger.dropped.add(Reason::Consent, 1) };
            desk.then = then;
        }
        let Some(plan) = self.plans.get(head.plan) else { return ledger.dropped.add(Reason::Consent, 1) };
        if plan.flow.is_some() {
            self.declare(plan, &mut ledger.gates);
        }
        let one_in = match ledger.gates.pass(plan.event.name, &desk.means.session, desk.present) {
            Ok(one_in) => one_in,
            Err(reason) => return ledger.dropped.add(reason, 1),
        };
        ledger.routed += 1;
        ledger.sequence += 1;
        for _ in 0..prepare(plan, tape, &mut desk.fields) {
            desk.means.losses.add(Loss::WrongType, 0);
        }
        for (index, route) in plan.routes.iter().enumerate() {
            // A redactor of the program's own may panic.
            let entered = catch_unwind(AssertUnwindSafe(|| self.entry(route, desk)));
            let entry = entered.unwrap_or(Err(Reason::Panicked)).map(|()| Entry {
                plan: Arc::clone(plan),
                route: index,
                snapshot: Arc::clone(&desk.then),
                issued: head.issued,
                displayed: head.displayed,
                sequence: ledger.sequence,
                id: desk.means.ids.make(self.destinations[route.lane].rules.wire.stamps, Some(head.issued)),
                tape: Box::from(&desk.tape[..]),
                item: None,
                events: 1,
                one_in,
                attempt: 0,
            });
            match entry {
                Ok(entry) => self.enter(route.lane, entry, desk, &mut ledger.gates),
                Err(reason) => hold(&self.lanes[route.lane].lane).refuse(reason),
            }
        }
    }

    /// Hands an event to its lane, or to what holds it on the way.
    fn enter(&self, lane: usize, entry: Entry, desk: &mut Desk<'_, '_>, gates: &mut Gates) {
        let berth = &self.lanes[lane];
        let mut stages = hold(&berth.stages);
        let mut waiting = hold(&berth.lane);
        waiting.enter(1);
        if !stages.has(entry.plan.routes[entry.route].name) {
            let quota = stages.quota(entry.plan.event.name);
            if quota.is_some_and(|name| !gates.has_left(&name, desk.present)) {
                return waiting.drop_held(Reason::Quota, 1);
            }
            return waiting.push(entry, desk.present.steady);
        }
        drop(waiting);
        let mut losses = Losses::default();
        let Desk { now, present, means, .. } = desk;
        let make = || self.single(lane, &entry, now, present.wall, means, &mut losses);
        let Ok(item) = catch_unwind(AssertUnwindSafe(make)) else {
            return hold(&berth.lane).drop_held(Reason::Panicked, 1);
        };
        means.losses.merge(&losses);
        let staged = stages.offer(&entry.plan, entry.route, item, *present);
        if let Some((reason, count)) = staged.dropped {
            hold(&berth.lane).drop_held(reason, count);
        }
        self.push_all(lane, staged.passed, now, gates);
    }

    /// Hands what was held and is due, or all of it, to the lanes. The ledger is held.
    pub(crate) fn release(&self, now: &Arc<Snapshot>, all: bool, gates: &mut Gates) {
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

    /// Fills the tape with what one destination gets of a record, or says why it gets nothing.
    fn entry(&self, route: &Route, desk: &mut Desk<'_, '_>) -> Result<(), Reason> {
        let Desk { now, then, present, means, fields, tape } = desk;
        may_leave(route, then)?;
        let both = [&**then, &**now];
        let snapshots = if Arc::ptr_eq(then, now) { &both[..1] } else { &both[..] };
        let snapshots = match snapshots.get(1).map_or(Verdict::Send, |now| self.judge(route, now)) {
            Verdict::Send => snapshots,
            // It waits for what will hold then; its fields are judged again.
            Verdict::Hold => &snapshots[..1],
            Verdict::Drop(reason) => return Err(reason),
        };
        tape.clear();
        self.leaving(route, fields, snapshots, present.wall, means, tape)
    }

    /// Writes what one destination gets of a record, whether it may get it now or not.
    pub(crate) fn leaving(
        &self,
        route: &Route,
        fields: &[Prepared<'_>],
        snapshots: &[&Snapshot],
        wall: i64,
        means: &mut Means,
        tape: &mut Vec<u8>,
    ) -> Result<(), Reason> {
        let destination = &self.destinations[route.lane];
        let rules = &self.catalog.rules.redaction;
        let (is_local, keeps) = (is_local(destination), Keeps::of(destination, self.catalog.rules));
        let is_given_anew = |planned: &PlannedField| match snapshots {
            [then, now] => planned.is_given_anew(then, now, &keeps),
            _ => false,
        };
        let rides = |set: Option<&CommonRules>| {
            set.is_none_or(|set| snapshots.first().is_some_and(|then| route.carries(set, then)))
        };
        for field in fields.iter().filter(|field| route.mask.has(field.number) && rides(field.planned.set)) {
            let is_allowed = snapshots.iter().all(|snapshot| field.planned.is_allowed(snapshot, is_local));
            if !is_allowed || is_given_anew(field.planned) {
                continue;
            }
            let is_cleaned = destination.rules.redact && is_cleaned(field.planned, rules);
            if field.is_plain && !(is_cleaned && field.planned.plain.is_text()) {
                tape.extend_from_slice(field.bytes);
                continue;
            }
            let mut context = context(means, field.origin(), wall);
            match field.leaving(is_cleaned, &mut context) {
                Some(value) => push_field(tape, field, value, &mut context),
                None if may_be_missing(field.planned.field) || field.planned.set.is_some() => {}
                None => return Err(Reason::Incomplete),
            }
        }
        Ok(())
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

/// Reads the fields of a record. Returns how many were left out, since their types wrote more than one value.
pub(crate) fn prepare<'r>(plan: &'r Plan, tape: &'r [u8], fields: &mut Vec<Prepared<'r>>) -> usize {
    let (mut reader, mut undeclared) = (Reader::new(tape), 0);
    fields.clear();
    loop {
        let before = reader.clone();
        let Some(number) = reader.field() else { return undeclared };
        let Some(planned) = plan.fields.get(number as usize) else { return undeclared };
        let (is_plain, worked) = (reader.plain(planned.plain), OnceCell::new());
        let recorded = if is_plain { None } else { Some(reader.value(planned.field)) };
        let bytes = reader.since(&before);
        if !reader.is_at_end_of_field() {
            undeclared += 1;
            continue;
        }
        if let Some(recorded) = recorded {
            if recorded.is_none() {
                continue;
            }
            worked.get_or_init(|| Box::new(Worked::new(recorded)));
        }
        fields.push(Prepared { number, planned, bytes, is_plain, worked });
    }
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
pub(crate) fn context(means: &mut Means, origin: Option<ValueOrigin>, now: i64) -> Context<'_> {
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
    /// Returns what was recorded, which is read when it is asked for.
    fn worked(&self) -> &Worked<'r> {
        self.worked.get_or_init(|| {
            let mut reader = Reader::new(self.bytes);
            Box::new(Worked::new(reader.field().and_then(|_| reader.value(self.planned.field))))
        })
    }

    fn origin(&self) -> Option<ValueOrigin> {
        self.worked().recorded.as_ref().and_then(|recorded| recorded.origin)
    }

    /// Returns what leaves of the field, cleaned or not. It is computed once for all destinations that get the same.
    fn leaving(&self, is_cleaned: bool, context: &mut Context<'_>) -> Option<&Value<'r>> {
        let Worked { recorded, cleaned, original } = self.worked();
        let transform = || transformed(recorded.clone()?, self.planned, context);
        let original = original.get_or_init(transform);
        if !is_cleaned {
            return original.as_ref();
        }
        let clean = || original.clone().and_then(|value| clean(value, self.planned.field, context));
        cleaned.get_or_init(clean).as_ref()
    }
}

impl<'r> Worked<'r> {
    fn new(recorded: Option<Recorded<'r>>) -> Self {
        Self { recorded, cleaned: OnceCell::new(), original: OnceCell::new() }
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
fn push_field(tape: &mut Vec<u8>, field: &Prepared<'_>, value: &Value<'_>, context: &mut Context<'_>) {
    let Ok(number) = u16::try_from(field.number) else { return };
    if field.planned.field.family().is_none() {
        tape::push_number(tape, number);
        return tape::push(tape, value);
    }
    for (name, value) in own_members(field.planned, value.clone(), context) {
        tape::push_number(tape, NAMED);
        tape::push(tape, &Value::Text(name));
        tape::push_number(tape, number);
        tape::push(tape, &value);
    }
}

/// Reads the fields of an entry: number, name where it is its own, value.
pub(crate) fn each_field<'t>(
    plan: &'t Plan,
    tape: &'t [u8],
    mut visit: impl FnMut(&'t PlannedField, Option<Cow<'t, str>>, Value<'t>),
) {
    let mut reader = Reader::new(tape);
    while let Some(mut number) = reader.field() {
        let mut name = None;
        if number == u32::from(NAMED) {
            let Some(Recorded { value: Value::Text(text), .. }) = reader.value(&UNDECLARED) else { return };
            name = Some(text);
            let Some(next) = reader.field() else { return };
            number = next;
        }
        let Some(planned) = plan.fields.get(number as usize) else { return };
        let Some(recorded) = reader.value(planned.field) else { continue };
        visit(planned, name, recorded.value);
    }
}
