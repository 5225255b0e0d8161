//! What threads recorded is taken from them, and handed on part by part: who waits for that says how long.

use crate::runtime::account::Reason;
use crate::runtime::engine::{AtWork, Engine, Ledger, hold};
use crate::runtime::head::Head;
use std::sync::atomic::Ordering;

impl Engine {
    /// Hands on all that was recorded so far.
    pub(crate) fn collect(&self) {
        self.collect_until(|| false);
    }

    /// Hands on what was recorded so far, or a part of it when something is over first. Returns whether it was all.
    pub(crate) fn collect_until(&self, is_over: impl Fn() -> bool) -> bool {
        let _at_work = AtWork::begin();
        let mut ledger = hold(&self.ledger);
        let mut is_all = self.route_rest(&mut ledger, &is_over);
        if is_all {
            let number = self.state.number();
            ledger.rest = Rest::of(self.take_buffers(&mut ledger).0);
            is_all = self.route_rest(&mut ledger, &is_over);
            if is_all {
                self.state.collected(number);
            }
        }
        self.release(&self.state.now(), false, &mut ledger.gates);
        ledger.gates.save(self.present(), false);
        is_all
    }

    /// Drops what was recorded and not handed on, since its time is over. Returns how many events these were.
    pub(crate) fn drop_rest(&self) -> u64 {
        let mut ledger = hold(&self.ledger);
        let (_, taken) = self.take_buffers(&mut ledger);
        let dropped = std::mem::take(&mut ledger.rest).waiting() + taken;
        ledger.dropped.add(Reason::Deadline, dropped);
        dropped
    }

    /// Returns whether nothing was recorded that was not handed on.
    pub(crate) fn is_collected(&self) -> bool {
        self.shards.is_empty() && hold(&self.ledger).rest.waiting() == 0
    }

    /// Returns the lanes that have a full batch.
    pub(crate) fn full_lanes(&self) -> impl Iterator<Item = usize> {
        (0..self.lanes.len()).filter(|lane| hold(&self.lanes[*lane].lane).is_full_batch())
    }

    /// Takes what threads recorded, and how many events these are. Until they are the rest the ledger is held: they are
    /// waiting nowhere else.
    fn take_buffers(&self, ledger: &mut Ledger) -> (Vec<Vec<u8>>, u64) {
        let (mut buffers, mut taken) = (Vec::new(), 0);
        for mut shard in self.shards.hold_each() {
            ledger.recorded += std::mem::take(&mut shard.recorded);
            let dropped = std::mem::take(&mut shard.dropped);
            dropped.iter().for_each(|(reason, count)| ledger.dropped.add(reason, count));
            let waiting = std::mem::take(&mut shard.waiting);
            if waiting > 0 {
                taken += waiting;
                let spare = ledger.spare.pop().unwrap_or_default();
                buffers.push(std::mem::replace(&mut shard.bytes, spare));
            }
        }
        let busy = self.shards.busy.swap(0, Ordering::Relaxed) as u64;
        ledger.recorded += busy;
        ledger.dropped.add(Reason::Full, busy);
        (buffers, taken)
    }
}

/// Records in the order of their times, and how far they were handed on.
#[derive(Default)]
pub(crate) struct Rest {
    buffers: Vec<Vec<u8>>,
    /// Of each record when it was recorded, its buffer, and where it begins there.
    places: Vec<(i64, usize, usize)>,
    /// How many were handed on.
    passed: usize,
}

impl Rest {
    /// Puts the records of some buffers in order. Threads leave them apart; within a buffer they are in order.
    pub(crate) fn of(buffers: Vec<Vec<u8>>) -> Self {
        let mut places = Vec::new();
        for (number, buffer) in buffers.iter().enumerate() {
            let mut at = 0;
            // A clock that is set back changes no order within a buffer.
            let mut since = i64::MIN;
            while let Some(head) = Head::read(&buffer[at..]) {
                since = since.max(head.issued);
                places.push((since, number, at));
                at = buffer.len().min(at + head.length.max(Head::SIZE));
            }
        }
        places.sort_by_key(|(since, ..)| *since);
        Self { buffers, places, passed: 0 }
    }

    /// Returns how many events were not handed on yet.
    pub(crate) fn waiting(&self) -> u64 {
        (self.places.len() - self.passed) as u64
    }

    /// Returns the records that were not handed on yet.
    pub(crate) fn records(&self) -> impl Iterator<Item = (Head, &[u8])> {
        self.places[self.passed..].iter().filter_map(|(_, number, at)| {
            let rest = self.buffers[*number].get(*at..)?;
            let head = Head::read(rest)?;
            let record = &rest[Head::SIZE.min(rest.len())..head.length.clamp(Head::SIZE, rest.len())];
            Some((head, record))
        })
    }

    /// Notes that so many more were handed on.
    pub(crate) fn pass(&mut self, routed: usize) {
        self.passed = self.places.len().min(self.passed + routed);
    }

    /// Returns the buffers, to be filled again; each keeps so much room.
    pub(crate) fn emptied(self, room: usize) -> impl Iterator<Item = Vec<u8>> {
        self.buffers.into_iter().map(move |mut buffer| {
            buffer.clear();
            buffer.shrink_to(room);
            buffer
        })
    }
}
