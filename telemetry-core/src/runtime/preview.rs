//! What is shown to users of what goes to destinations: events that happen not to have happened, and those that wait.
//!
//! All of it goes the way of real events, through the same filter, transforms and wire rules, and stops before it is sent.
//! Nothing of it is counted.

use crate::json_grammar::is_json;
use crate::runtime::account::Reason;
use crate::runtime::console::{EventState, Sample, SampleCopy, ShownEvent};
use crate::runtime::engine::{AtWork, Engine, Means, hold};
use crate::runtime::lane::Entry;
use crate::runtime::plan::{Plan, Route};
use crate::runtime::router::{Prepared, may_leave, prepare};
use crate::runtime::senders::canonical::push_canonical;
use crate::runtime::state::Snapshot;
use crate::runtime::tape::{Recorder, Room};
use crate::runtime::{Item, Losses, Telemetry};
use crate::{Consent, Encoder, Event, EventDescriptor, Timestamp};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

impl Telemetry {
    /// Returns what each destination would get of an event if it were recorded now. Nothing is recorded, counted or sent.
    ///
    /// Where something keeps it from being sent, that is said, and what is shown is what would be sent without: with the
    /// level or the permission that is missing. The form is that of the destination's sender where that is JSON, and
    /// otherwise the one that the catalog's schemas describe. It may wait for a batch that is being sent.
    ///
    /// At level `off` no key is made for it, or used: keyed hashes are shown with keys that are thrown away.
    #[must_use]
    pub fn preview<E: Event>(&self, event: &E) -> Sample {
        let preview = |engine: &Engine| engine.preview(E::DESCRIPTOR, |encoder| event.encode(encoder));
        let copies = self.engine().map(preview).unwrap_or_default();
        let (event, description) = (E::DESCRIPTOR.name.to_owned(), E::DESCRIPTOR.description.to_owned());
        Sample { event, description, copies }
    }
}

/// What an event would be told by that did not happen.
#[derive(Clone, Copy)]
struct Occasion {
    /// Its number in the session.
    sequence: u64,
    /// How many events it would stand for.
    one_in: f64,
}

impl Engine {
    fn preview(&self, event: &'static EventDescriptor, encode: impl FnOnce(&mut dyn Encoder)) -> Vec<SampleCopy> {
        let plan = Arc::new(self.plan(event));
        let mut record = Room::default();
        let written = catch_unwind(AssertUnwindSafe(|| {
            let mut recorder = Recorder::new(&mut record, &plan.wanted, 0);
            encode(&mut recorder);
            recorder.end_field();
            self.record_each(&plan, &mut record);
        }));
        if written.is_err() {
            return Vec::new();
        }
        let mut fields = Vec::new();
        prepare(&plan, record.written(), &mut fields);
        let now = self.state.now();
        let ledger = hold(&self.ledger);
        let occasion = Occasion { sequence: ledger.sequence + 1, one_in: ledger.gates.one_in(event) };
        drop(ledger);
        let items = self.without_trace(|means| {
            (0..plan.routes.len()).map(|route| self.previewed(&plan, route, &fields, &now, occasion, means)).collect()
        });
        let items: Vec<Result<Item<'static>, Reason>> = items.unwrap_or_default();
        let copy = |(route, item): (&Route, Result<Item<'static>, Reason>)| {
            let destination = self.destinations[route.lane].name.to_owned();
            let body = item.as_ref().map_or_else(|_| "null".to_owned(), |item| self.shown(route.lane, item));
            let missing = item.err().map(|_| "what is left of it would not be what its schema says".to_owned());
            SampleCopy { destination, body, withheld: withheld(route, &now).or(missing) }
        };
        plan.routes.iter().zip(items).map(copy).collect()
    }

    /// Returns what goes one way of an event that did not happen.
    fn previewed(
        &self,
        plan: &Arc<Plan>,
        number: usize,
        fields: &[Prepared<'_>],
        now: &Arc<Snapshot>,
        occasion: Occasion,
        means: &mut Means,
    ) -> Result<Item<'static>, Reason> {
        let route = &plan.routes[number];
        let snapshot = if may_leave(route, now).is_ok() { Arc::clone(now) } else { self.agreed(route, now) };
        let issued = self.clock.wall();
        let mut tape = Vec::new();
        self.leaving(route, fields, &[&snapshot], issued, means, &mut tape)?;
        let entry = Entry {
            plan: Arc::clone(plan),
            route: number,
            issued,
            displayed: None,
            sequence: occasion.sequence,
            id: means.ids.make(self.destinations[route.lane].rules.wire.stamps, Some(issued)),
            tape: tape.into_boxed_slice(),
            item: None,
            events: 1,
            one_in: occasion.one_in,
            attempt: 0,
            snapshot: Arc::clone(&snapshot),
        };
        Ok(self.single(route.lane, &entry, &snapshot, issued, means, &mut Losses::default()))
    }

    /// Returns what would hold if the user agreed to what a way needs.
    fn agreed(&self, route: &Route, now: &Snapshot) -> Arc<Snapshot> {
        let mut snapshot = now.clone();
        let decision = &mut snapshot.decision;
        decision.level = decision.level.max(route.consent);
        decision.grants.extend(&route.grants);
        decision.accepted_version = Some(decision.accepted_version.unwrap_or(self.catalog.rules.consent.version));
        Arc::new(snapshot)
    }

    /// Returns the events that wait to be sent, destination by destination, oldest first.
    pub(crate) fn waiting(&self) -> Vec<ShownEvent> {
        self.collect();
        let (now, sent) = (self.state.now(), self.clock.wall());
        let mut events = Vec::new();
        for (lane, berth) in self.lanes.iter().enumerate() {
            let items = self.without_trace(|means| {
                let queue = hold(&berth.lane);
                let item = |entry: &Entry| match &entry.item {
                    Some(item) => Item::clone(item),
                    None => self.single(lane, entry, &now, sent, means, &mut Losses::default()),
                };
                queue.entries().map(item).collect::<Vec<Item<'static>>>()
            });
            events.extend(items.unwrap_or_default().iter().map(|item| ShownEvent {
                at: item.issued.map(|issued| Timestamp::from_unix_millis(issued).text()),
                name: item.name.clone().into_owned(),
                destination: self.destinations[lane].name.to_owned(),
                state: EventState::Waiting,
                body: self.shown(lane, item),
            }));
        }
        events
    }

    /// Transforms what is shown, and leaves no trace of it among what was lost, nor at level `off` among the keys. What
    /// panics shows nothing.
    fn without_trace<T>(&self, act: impl FnOnce(&mut Means) -> T) -> Option<T> {
        let is_off = self.state.now().decision.level == Consent::Off;
        let mut means = hold(&self.means);
        let losses = std::mem::take(&mut means.losses);
        let for_show = means.keys.as_ref().filter(|_| is_off).map(|keys| keys.for_show());
        let keys = for_show.and_then(|for_show| means.keys.replace(for_show));
        let result = catch_unwind(AssertUnwindSafe(|| act(&mut means)));
        means.losses = losses;
        if keys.is_some() {
            means.keys = keys;
        }
        result.ok()
    }

    /// Returns an item as its destination gets it where that is JSON, and otherwise in the canonical form.
    fn shown(&self, lane: usize, item: &Item<'_>) -> String {
        let mut bytes = Vec::new();
        let encode = || {
            // A sender that asks while it sends is held by itself.
            if !AtWork::is_begun() {
                hold(&self.lanes[lane].sender).encode(item, &mut bytes);
            }
        };
        let encoded = catch_unwind(AssertUnwindSafe(encode)).ok().and_then(|()| String::from_utf8(bytes).ok());
        encoded.map(|text| text.trim().to_owned()).filter(|text| is_json(text)).unwrap_or_else(|| {
            let mut canonical = Vec::new();
            push_canonical(&mut canonical, item);
            String::from_utf8_lossy(&canonical).into_owned()
        })
    }
}

/// Returns what keeps an event from going a way now, as a clause.
fn withheld(route: &Route, now: &Snapshot) -> Option<String> {
    let reason = may_leave(route, now).err()?;
    let missing = route.grants.iter().find(|grant| !now.decision.grants.contains(*grant));
    Some(match (reason, missing) {
        (Reason::Consent, _) => format!("it needs the level `{}`", route.consent),
        (Reason::Grant, Some(grant)) => format!("it needs the permission `{grant}`"),
        _ => "a condition of the catalog does not hold".to_owned(),
    })
}
