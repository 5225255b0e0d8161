//! From what waits for a destination to what its sender takes: batches are encoded and sent, outside of all locks but
//! the sender's own.

use crate::runtime::account::Reason;
use crate::runtime::consent::Facts;
use crate::runtime::engine::{AtWork, Berth, Engine, Means, hold};
use crate::runtime::lane::{Entry, Flight};
use crate::runtime::merged::Merged;
use crate::runtime::plan::{Keeps, Route, Terms, is_local};
use crate::runtime::riding::Riding;
use crate::runtime::router::{SPARE, each_field};
use crate::runtime::sender::{Batch, Outcome, Sender};
use crate::runtime::state::Snapshot;
use crate::runtime::wire::{self, Moments};
use crate::runtime::{Item, ItemField, Losses, Part};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is the same for events that are sent together.
struct Occasion {
    sent: i64,
    session: [u8; 16],
    /// What rode along on the last event, and rides on the next where it was recorded while the same held.
    riding: Option<Riding>,
}

impl Engine {
    /// Sends what is due of a lane. Returns whether anything was sent, or tried to be.
    pub(crate) fn send(&self, lane: usize) -> bool {
        let _at_work = AtWork::begin();
        let berth = &self.lanes[lane];
        // Events take off for a sender that is free: those that waited for it would leave after a withdrawal of which they
        // know nothing. And a sender that has events sent while it sends would wait for itself.
        let Some(mut sender) = berth.free_sender() else { return false };
        let mut waiting = hold(&berth.lane);
        // Asked while the lane is held: a withdrawal comes before, and is known, or after, and finds what flies.
        let now = self.state.now();
        let flight = waiting.take_off(self.clock.steady(), |entry| self.verdict(entry, &now));
        drop(waiting);
        let Some(flight) = flight else { return false };
        let count = flight.events();
        match catch_unwind(AssertUnwindSafe(|| self.fly(lane, &mut **sender, &flight, &now))) {
            Ok((outcome, trouble)) => {
                let verdict = |entry: &Entry, then: &Snapshot| self.verdict(entry, then);
                let mut lane = hold(&berth.lane);
                lane.set_trouble(&outcome, trouble);
                lane.land(flight, outcome, self.clock.steady(), verdict);
            }
            Err(_) => hold(&berth.lane).crash(count, self.clock.steady()),
        }
        true
    }

    /// Sends a batch, and returns what became of it and what the sender has trouble with.
    fn fly(&self, lane: usize, sender: &mut dyn Sender, flight: &Flight, now: &Snapshot) -> (Outcome, Option<String>) {
        let room = &self.lanes[lane].room;
        let mut bytes = std::mem::take(&mut *hold(room));
        let mut ends = Vec::with_capacity(flight.entries.len());
        let mut losses = Losses::default();
        let mut occasion = Occasion { sent: self.clock.wall(), session: hold(&self.means).session, riding: None };
        for entry in &flight.entries {
            match &entry.item {
                Some(item) => sender.encode(&self.still_allowed(lane, item, &entry.snapshot, now), &mut bytes),
                None => {
                    self.prepare_riding(lane, entry, now, &mut occasion);
                    sender.encode(&self.item(lane, entry, now, &occasion, &mut losses), &mut bytes);
                }
            }
            ends.push(bytes.len());
        }
        hold(&self.means).losses.merge(&losses);
        let mut start = 0;
        let entries = ends.into_iter().map(|end| &bytes[std::mem::replace(&mut start, end)..end]).collect();
        let first = &flight.entries[0];
        let (id, attempt, timeout) = (first.id, first.attempt, flight.timeout);
        let outcome = sender.send(&Batch { id, entries, attempt, sent: occasion.sent, timeout });
        bytes.clear();
        bytes.shrink_to(SPARE);
        *hold(room) = bytes;
        let trouble = sender.trouble();
        (outcome, trouble)
    }

    /// Prepares what rides along on an event, unless it rode on the one before it. Most were recorded while the same held.
    fn prepare_riding(&self, lane: usize, entry: &Entry, now: &Snapshot, occasion: &mut Occasion) {
        if !occasion.riding.as_ref().is_some_and(|riding| riding.is_of(&entry.snapshot)) {
            occasion.riding = Some(self.riding(lane, &entry.snapshot, now, &mut hold(&self.means)));
        }
    }

    /// Returns one event as its destination gets it.
    pub(crate) fn single(
        &self,
        lane: usize,
        entry: &Entry,
        now: &Snapshot,
        sent: i64,
        means: &mut Means,
        losses: &mut Losses,
    ) -> Item<'static> {
        let riding = Some(self.riding(lane, &entry.snapshot, now, means));
        let occasion = Occasion { sent, session: means.session, riding };
        self.item(lane, entry, now, &occasion, losses).into_owned()
    }

    /// Returns an event that was held on its way without the fields that may not leave any more.
    fn still_allowed<'i>(
        &self,
        lane: usize,
        item: &'i Item<'static>,
        then: &Snapshot,
        now: &Snapshot,
    ) -> Cow<'i, Item<'static>> {
        let destination = &self.destinations[lane];
        let (is_local, keeps) = (is_local(destination), Keeps::of(destination, self.catalog.rules));
        let may = |field: &ItemField<'_>| {
            let terms = field.declared.and_then(Terms::of);
            terms.is_none_or(|terms| terms.are_met(now, is_local) && !terms.are_given_anew(then, now, &keeps))
        };
        if item.fields.iter().all(may) {
            return Cow::Borrowed(item);
        }
        let mut item = item.clone();
        item.fields.retain(may);
        Cow::Owned(item)
    }

    /// Returns an event as its destination gets it.
    fn item<'e>(
        &self,
        lane: usize,
        entry: &'e Entry,
        now: &Snapshot,
        occasion: &'e Occasion,
        losses: &mut Losses,
    ) -> Item<'e> {
        let destination = &self.destinations[lane];
        let (route, rules) = (&entry.plan.routes[entry.route], &destination.rules.wire);
        let mut merged = Merged::new(self.catalog.rules.precedence, entry.plan.fields.len() + 8);
        let (is_local, keeps) = (is_local(destination), Keeps::of(destination, self.catalog.rules));
        each_field(&entry.plan, &entry.tape, |planned, name, value| {
            // A permission for the field alone may have been taken back while it waited.
            if !planned.is_allowed(now, is_local) || planned.is_given_anew(&entry.snapshot, now, &keeps) {
                return;
            }
            let field = ItemField {
                key: name.unwrap_or(Cow::Borrowed(&planned.key)),
                part: if planned.set.is_some() { Part::Common } else { Part::Event },
                kind: wire::kind_of(planned.field, &value, rules.booleans),
                class: planned.field.class,
                declared: Some(planned.field),
                value,
            };
            merged.add(field, planned.set);
        });
        if let Some(riding) = &occasion.riding {
            riding.add_to(&mut merged, route, losses);
        }
        let mut fields = merged.fields;
        if destination.only_numbers {
            wire::only_numbers(&mut fields, losses);
        }
        wire::shape(&mut fields, rules, losses);
        let moments = Moments {
            issued: Some(entry.issued),
            displayed: entry.displayed,
            sent: Some(occasion.sent),
            sequence: entry.sequence,
            session: occasion.session,
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

    fn name(&self, lane: usize, route: &Route, facts: &Facts) -> Cow<'static, str> {
        let destination = &self.destinations[lane];
        let rules = &destination.rules.wire.names;
        let name = match &route.prefix {
            Some(prefix) => wire::prefixed(route.name, prefix, destination.name, |fact| facts.get(fact)),
            None => Cow::Borrowed(route.name),
        };
        match name {
            Cow::Borrowed(name) => wire::event_name(name, rules),
            Cow::Owned(name) => Cow::Owned(wire::event_name(&name, rules).into_owned()),
        }
    }

    /// Takes the fields that may not leave any more out of what is held on the way.
    fn strip_held(&self, now: &Snapshot) {
        let _ledger = hold(&self.ledger);
        for (destination, berth) in self.destinations.iter().zip(&self.lanes) {
            let keeps = Keeps::of(destination, self.catalog.rules);
            let is_withdrawn = |field: &ItemField<'_>| {
                field.declared.and_then(Terms::of).is_some_and(|terms| terms.are_withdrawn(now, &keeps))
            };
            hold(&berth.stages).each_held(|item| item.fields.retain(|field| !is_withdrawn(field)));
        }
    }

    /// Drops all that may not leave any more. Returns how many events these were.
    pub(crate) fn withdraw(&self) -> u64 {
        let withdrawn = |berth: &Berth| hold(&berth.lane).account().dropped.count(Reason::Withdrawn);
        let before: u64 = self.lanes.iter().map(withdrawn).sum();
        // What was not handed on yet is dropped there.
        self.collect();
        let now = self.state.now();
        self.clear_held(Reason::Withdrawn, |route| self.judge(route, &now).is_withdrawal());
        self.strip_held(&now);
        for berth in &self.lanes {
            hold(&berth.lane).withdraw(&now, |entry| self.verdict(entry, &now));
        }
        self.lanes.iter().map(withdrawn).sum::<u64>() - before
    }
}
