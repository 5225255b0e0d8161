//! From what waits for a destination to what its sender takes: batches are encoded and sent, outside of all locks but
//! the sender's own.

use crate::runtime::account::Reason;
use crate::runtime::consent::Facts;
use crate::runtime::engine::{AtWork, Berth, Engine, Means, hold};
use crate::runtime::lane::{Entry, Flight};
use crate::runtime::merged::Merged;
use crate::runtime::plan::{PlannedField, Terms, is_local, rides_to};
use crate::runtime::router::{context, each_field, is_cleaned, transformed};
use crate::runtime::sender::{Batch, Outcome};
use crate::runtime::state::Snapshot;
use crate::runtime::tape::Reader;
use crate::runtime::transform::{clean, members};
use crate::runtime::wire::{self, Moments};
use crate::runtime::{Item, ItemField, Losses, Part};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

impl Engine {
    /// Sends what is due of a lane. Returns whether anything was sent, or tried to be.
    pub(crate) fn send(&self, lane: usize) -> bool {
        let _at_work = AtWork::begin();
        let berth = &self.lanes[lane];
        let mut waiting = hold(&berth.lane);
        // Asked while the lane is held: a withdrawal comes before, and is known, or after, and finds what flies.
        let now = self.state.now();
        let flight = waiting.take_off(self.clock.steady(), |entry| self.verdict(entry, &now));
        drop(waiting);
        let Some(flight) = flight else { return false };
        let count = flight.events();
        match catch_unwind(AssertUnwindSafe(|| self.fly(lane, berth, &flight, &now))) {
            Ok(outcome) => {
                let verdict = |entry: &Entry, then: &Snapshot| self.verdict(entry, then);
                hold(&berth.lane).land(flight, outcome, self.clock.steady(), verdict);
            }
            Err(_) => hold(&berth.lane).crash(count, self.clock.steady()),
        }
        true
    }

    fn fly(&self, lane: usize, berth: &Berth, flight: &Flight, now: &Snapshot) -> Outcome {
        let mut sender = hold(&berth.sender);
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(flight.entries.len()));
        let mut losses = Losses::default();
        let sent = self.clock.wall();
        for entry in &flight.entries {
            match &entry.item {
                Some(item) => sender.encode(&self.still_allowed(lane, item, now), &mut bytes),
                None => {
                    let item = self.item(lane, entry, now, sent, &mut hold(&self.means), &mut losses);
                    sender.encode(&item, &mut bytes);
                }
            }
            ends.push(bytes.len());
        }
        hold(&self.means).losses.merge(&losses);
        let mut start = 0;
        let entries = ends.into_iter().map(|end| &bytes[std::mem::replace(&mut start, end)..end]).collect();
        let first = &flight.entries[0];
        let batch = Batch { id: first.id, entries, attempt: first.attempt, sent, timeout: flight.timeout };
        sender.send(&batch)
    }

    /// Returns an event that was held on its way without the fields that may not leave any more.
    fn still_allowed<'i>(&self, lane: usize, item: &'i Item<'static>, now: &Snapshot) -> Cow<'i, Item<'static>> {
        let is_local = is_local(&self.destinations[lane]);
        let may = |field: &ItemField<'_>| field.declared.is_none_or(|field| Terms::of(field).allow(now, is_local));
        if item.fields.iter().all(may) {
            return Cow::Borrowed(item);
        }
        let mut item = item.clone();
        item.fields.retain(may);
        Cow::Owned(item)
    }

    /// Returns an event as its destination gets it.
    pub(crate) fn item<'e>(
        &self,
        lane: usize,
        entry: &'e Entry,
        now: &Snapshot,
        sent: i64,
        means: &mut Means,
        losses: &mut Losses,
    ) -> Item<'e> {
        let destination = &self.destinations[lane];
        let (route, rules) = (&entry.plan.routes[entry.route], &destination.rules.wire);
        let mut merged = Merged::new(self.catalog.rules.precedence, entry.plan.fields.len() + 8);
        let is_local = is_local(destination);
        each_field(&entry.plan, &entry.tape, |planned, name, value| {
            // A permission for the field alone may have been taken back while it waited.
            if !planned.is_allowed(now, is_local) {
                return;
            }
            let field = ItemField {
                key: name.unwrap_or_else(|| Cow::Owned(planned.key.clone())),
                part: if planned.set.is_some() { Part::Common } else { Part::Event },
                kind: wire::kind_of(planned.field, &value, rules.booleans),
                class: planned.field.class,
                declared: Some(planned.field),
                value,
            };
            merged.add(field, planned.set);
        });
        self.add_known(&mut merged, lane, entry, now, means);
        let mut fields = merged.fields;
        if destination.only_numbers {
            wire::only_numbers(&mut fields, losses);
        }
        wire::shape(&mut fields, rules, losses);
        let moments = Moments {
            issued: Some(entry.issued),
            displayed: entry.displayed,
            sent: Some(sent),
            sequence: entry.sequence,
            session: means.session,
            one_in: entry.one_in,
        };
        let moments = moments.seen(destination.rules.timestamps);
        let name = self.name(lane, route, &entry.snapshot.facts);
        let version = entry.plan.event.version;
        let Entry { id, sequence, .. } = *entry;
        let mut item = Item { name, version, id, issued: moments.issued, sequence, fields };
        wire::stamp(&mut item, rules.stamps, &moments, losses);
        item
    }

    fn name<'e>(&self, lane: usize, route: &crate::runtime::plan::Route, facts: &Facts) -> Cow<'e, str> {
        let destination = &self.destinations[lane];
        let name = match &route.prefix {
            Some(prefix) => wire::prefixed(route.name, prefix, destination.name, |fact| facts.get(fact)),
            None => Cow::Borrowed(route.name),
        };
        Cow::Owned(wire::event_name(&name, &destination.rules.wire.names).into_owned())
    }

    /// Adds the common fields that were known when the event was recorded, or are now where the destination waited for
    /// them. What the catalog lets win stays.
    fn add_known(&self, merged: &mut Merged<'_>, lane: usize, entry: &Entry, now: &Snapshot, means: &mut Means) {
        let destination = &self.destinations[lane];
        let route = &entry.plan.routes[entry.route];
        for set in &self.sets {
            let rules = set.rules;
            let then = &entry.snapshot;
            if !rides_to(rules, destination.name) || !route.carries(rules, then) {
                continue;
            }
            let waited = destination.rules.wait_for.filter(|wait| wait.common == rules.name);
            let tape = then.commons.get(rules.name).or_else(|| waited.and_then(|_| now.commons.get(rules.name)));
            let Some(tape) = tape else { continue };
            for field in self.known(&set.fields, tape, lane, [then, now], means) {
                merged.add(field, Some(rules));
            }
        }
    }

    /// Returns what leaves of the values of a common set.
    fn known(
        &self,
        planned: &[PlannedField],
        tape: &[u8],
        lane: usize,
        snapshots: [&Snapshot; 2],
        means: &mut Means,
    ) -> Vec<ItemField<'static>> {
        let destination = &self.destinations[lane];
        let redaction = &self.catalog.rules.redaction;
        let now = self.clock.wall();
        let mut fields = Vec::new();
        let mut reader = Reader::new(tape);
        while let Some(number) = reader.field() {
            let Some(planned) = planned.get(number as usize) else { break };
            let Some(recorded) = reader.value(planned.field) else { continue };
            let is_allowed = |snapshot: &&Snapshot| planned.is_allowed(snapshot, is_local(destination));
            if !destination.may_receive(planned.field) || !snapshots.iter().all(is_allowed) {
                continue;
            }
            let mut context = context(means, recorded.origin, now);
            let mut value = transformed(recorded, planned, &mut context);
            if destination.rules.redact && is_cleaned(planned, redaction) {
                value = value.and_then(|value| clean(value, planned.field, &mut context));
            }
            let Some(value) = value else { continue };
            for (key, value) in members(&planned.key, value, planned.field, &mut context) {
                fields.push(ItemField {
                    key: Cow::Owned(key.into_owned()),
                    part: Part::Common,
                    kind: wire::kind_of(planned.field, &value, destination.rules.wire.booleans),
                    class: planned.field.class,
                    declared: Some(planned.field),
                    value: value.into_owned(),
                });
            }
        }
        fields
    }

    /// Drops all that may not leave any more. Returns how many events these were.
    pub(crate) fn withdraw(&self) -> u64 {
        let withdrawn = |berth: &Berth| hold(&berth.lane).account().dropped.count(Reason::Withdrawn);
        let before: u64 = self.lanes.iter().map(withdrawn).sum();
        // What was not handed on yet is dropped there.
        self.collect();
        let now = self.state.now();
        self.clear_held(Reason::Withdrawn, |route| self.judge(route, &now).is_withdrawal());
        for berth in &self.lanes {
            hold(&berth.lane).withdraw(&now, |entry| self.verdict(entry, &now));
        }
        self.lanes.iter().map(withdrawn).sum::<u64>() - before
    }
}
