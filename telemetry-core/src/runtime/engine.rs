//! What all threads of one telemetry share, and what is recorded into it.

use crate::rules::CommonRules;
use crate::runtime::account::{Account, Dropped, Reason};
use crate::runtime::clock::Clock;
use crate::runtime::collecting::Rest;
use crate::runtime::commons::{Each, KnownSet};
use crate::runtime::flow::Now;
use crate::runtime::head::Head;
use crate::runtime::home::Home;
use crate::runtime::lane::Lane;
use crate::runtime::plan::Plan;
use crate::runtime::plans::Plans;
use crate::runtime::sender::Sender;
use crate::runtime::shards::Shards;
use crate::runtime::stages::{Gates, Stages};
use crate::runtime::state::State;
use crate::runtime::tape::{Recorder, Room};
use crate::runtime::transform::{Patterns, Redact};
use crate::runtime::wire::Ids;
use crate::runtime::{Losses, keys::Keys};
use crate::{CatalogDescriptor, DestinationDescriptor, Encoder, EventDescriptor, FieldsDescriptor};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

/// The most bytes of one record.
const LARGEST: usize = 1 << 20;

/// What all threads share.
pub(crate) struct Engine {
    pub(crate) home: Home,
    pub(crate) catalog: &'static CatalogDescriptor,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) state: State,
    pub(crate) shards: Shards,
    pub(crate) plans: Plans,
    pub(crate) lanes: Vec<Berth>,
    /// The destinations of the lanes, in their order.
    pub(crate) destinations: Vec<DestinationDescriptor>,
    pub(crate) each: Vec<Each>,
    pub(crate) sets: Vec<KnownSet>,
    pub(crate) ledger: Mutex<Ledger>,
    pub(crate) means: Mutex<Means>,
    /// What was not even recorded of values.
    pub(crate) unrecorded: Mutex<Losses>,
    /// Whether the program ends: what is recorded now cannot be sent any more.
    pub(crate) is_closed: AtomicBool,
}

/// A lane and what sends from it.
pub(crate) struct Berth {
    pub(crate) lane: Mutex<Lane>,
    pub(crate) sender: Mutex<Box<dyn Sender>>,
    /// Room for what the sender writes, from one batch to the next.
    pub(crate) room: Mutex<Vec<u8>>,
    /// What holds events on their way to the lane. It is changed only while the ledger is held.
    pub(crate) stages: Mutex<Stages>,
}

impl Berth {
    /// Returns the sender, unless it is at work.
    pub(crate) fn free_sender(&self) -> Option<MutexGuard<'_, Box<dyn Sender>>> {
        match self.sender.try_lock() {
            Ok(sender) => Some(sender),
            Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

/// What became of events before they reached their lanes.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) recorded: u64,
    pub(crate) routed: u64,
    pub(crate) dropped: Dropped,
    pub(crate) sequence: u64,
    pub(crate) gates: Gates,
    /// What was taken from the threads that recorded it, and not handed on yet.
    pub(crate) rest: Rest,
    /// Buffers that were emptied, to be filled again.
    pub(crate) spare: Vec<Vec<u8>>,
}

/// What transforms need.
pub(crate) struct Means {
    pub(crate) keys: Option<Keys>,
    pub(crate) redactor: Option<Box<dyn Redact + Send>>,
    pub(crate) patterns: Patterns,
    pub(crate) losses: Losses,
    pub(crate) ids: Ids,
    pub(crate) session: [u8; 16],
}

/// Locks what another thread may have left in a panic: each change is whole before the next begins.
pub(crate) fn hold<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    /// Room for one record. In a box, so that what is taken out and put back is a pointer: the parts of the room were written
    /// just before, and the processor waits where it reads several of them as one.
    static SCRATCH: Cell<Option<Box<Room>>> = const { Cell::new(None) };
    /// Whether the thread is at work for telemetry itself.
    static AT_WORK: Cell<bool> = const { Cell::new(false) };
}

/// Marks the thread as at work for telemetry itself, until it is dropped: what it records then is dropped and counted.
pub(crate) struct AtWork(bool);

impl AtWork {
    pub(crate) fn begin() -> Self {
        Self(AT_WORK.try_with(|work| work.replace(true)).unwrap_or(true))
    }

    /// Returns whether the thread is.
    pub(crate) fn is_begun() -> bool {
        AT_WORK.try_with(Cell::get).unwrap_or(true)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let _ = AT_WORK.try_with(|work| work.set(self.0));
    }
}

impl Engine {
    /// Records an event whose values `encode` shows.
    pub(crate) fn record(
        &self,
        event: &'static EventDescriptor,
        displayed: Option<i64>,
        encode: impl FnOnce(&mut dyn Encoder),
    ) {
        let number = self.plans.number(event, || self.plan(event));
        let Some(plan) = self.plans.get(number) else { return };
        if !self.state.allows(plan.least) {
            return;
        }
        if self.is_closed.load(Ordering::Relaxed) {
            return self.shards.drop_one(Reason::Deadline);
        }
        if plan.routes.is_empty() {
            return self.shards.drop_one(Reason::Nowhere);
        }
        if AtWork::is_begun() {
            return self.shards.drop_one(Reason::Recursive);
        }
        let mut scratch = SCRATCH.try_with(Cell::take).ok().flatten().unwrap_or_default();
        scratch.begin(Head::SIZE);
        let snapshot = self.state.number();
        let written = catch_unwind(AssertUnwindSafe(|| {
            let mut recorder = Recorder::new(&mut scratch, &plan.wanted, 0);
            encode(&mut recorder);
            recorder.end_field();
            if !recorder.is_whole() {
                self.count(&recorder);
            }
            if !self.each.is_empty() {
                self.record_each(plan, &mut scratch);
            }
        }));
        if written.is_err() {
            return self.shards.drop_one(Reason::Panicked);
        }
        if scratch.len() > LARGEST {
            return self.shards.drop_one(Reason::TooLarge);
        }
        let head = Head { length: scratch.len(), snapshot, plan: number, issued: self.clock.wall(), displayed };
        if let Some(place) = scratch.head() {
            *place = head.bytes();
        }
        self.shards.push(scratch.written());
        let _ = SCRATCH.try_with(|place| place.set(Some(scratch)));
    }

    /// Records the common sets that are computed for each event.
    #[cold]
    pub(crate) fn record_each(&self, plan: &Plan, scratch: &mut Room) {
        let mut first = plan.event.fields.count;
        for (each, wanted) in self.each.iter().zip(&plan.wanted_of_sets) {
            let before = scratch.len();
            let mut recorder = Recorder::new(scratch, wanted, first);
            let provided = catch_unwind(AssertUnwindSafe(|| (each.provide)(&mut recorder)));
            recorder.end_field();
            if !recorder.is_whole() {
                self.count(&recorder);
            }
            if provided.is_err() {
                // The event goes without the set.
                scratch.truncate(before);
            }
            first += each.fields.count;
        }
    }

    /// Counts what was not recorded of values. That anything is not is rare enough for a lock.
    #[cold]
    fn count(&self, recorder: &Recorder<'_>) {
        if self.home.is_here() {
            hold(&self.unrecorded).merge(&recorder.losses());
        }
    }

    pub(crate) fn plan(&self, event: &'static EventDescriptor) -> Plan {
        let sets: Vec<(&'static CommonRules, &'static FieldsDescriptor)> =
            self.each.iter().map(|each| (each.rules, each.fields)).collect();
        Plan::new(event, &self.destinations, &sets)
    }

    /// Returns the present, by both clocks.
    pub(crate) fn present(&self) -> Now {
        Now { wall: self.clock.wall(), steady: self.clock.steady() }
    }

    /// Returns the moment after some time, by the steady clock.
    pub(crate) fn after(&self, time: Duration) -> u64 {
        let millis = u64::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX);
        self.clock.steady().saturating_add(millis)
    }

    /// Returns whether a moment by the steady clock has come.
    pub(crate) fn is_over(&self, end: u64) -> bool {
        self.clock.steady() >= end
    }

    /// Returns what became of all events, at this moment.
    pub(crate) fn account(&self) -> Account {
        let ledger = hold(&self.ledger);
        let lanes: Vec<_> = self.lanes.iter().map(|berth| hold(&berth.lane)).collect();
        let busy = self.shards.busy.load(Ordering::Relaxed) as u64;
        let (mut dropped, mut waiting, mut recorded) = (ledger.dropped, ledger.rest.waiting(), ledger.recorded + busy);
        dropped.add(Reason::Full, busy);
        for shard in self.shards.hold_each() {
            recorded += shard.recorded;
            waiting += shard.waiting;
            shard.dropped.iter().for_each(|(reason, count)| dropped.add(reason, count));
        }
        let destinations = lanes.iter().zip(&self.lanes).map(|(lane, berth)| {
            let mut account = lane.account();
            account.waiting += hold(&berth.stages).held();
            account
        });
        let destinations = destinations.collect();
        Account { recorded, routed: ledger.routed, dropped, waiting, destinations }
    }
}
