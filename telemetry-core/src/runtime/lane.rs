//! What waits for one destination, and how it is sent: batches, retries, and the account.
//!
//! A lane is stepped: by a thread of its own, or by a simulation. It never waits while it is held; the sender is called
//! between two holds.

use crate::runtime::Item;
use crate::runtime::account::{DestinationAccount, Dropped, Reason};
use crate::runtime::flow::Weigh;
use crate::runtime::lane_rules::{Backoff, LaneOptions};
use crate::runtime::plan::Plan;
use crate::runtime::sender::Outcome;
use crate::runtime::state::Snapshot;
use std::collections::VecDeque;
use std::sync::Arc;

/// One event that waits for one destination, after the filter and the transforms.
pub(crate) struct Entry {
    pub(crate) plan: Arc<Plan>,
    /// The place of its route in the plan.
    pub(crate) route: usize,
    /// What held when it was recorded.
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) issued: i64,
    pub(crate) displayed: Option<i64>,
    pub(crate) sequence: u64,
    pub(crate) id: [u8; 16],
    /// Its fields, as a tape.
    pub(crate) tape: Box<[u8]>,
    /// The whole event, where it was held on its way.
    pub(crate) item: Option<Box<Item<'static>>>,
    /// How many events it stands for, itself counted.
    pub(crate) events: u64,
    /// How many recorded events it stands for, where only a share passes.
    pub(crate) one_in: f64,
    /// How often it was sent.
    pub(crate) attempt: u32,
}

impl Entry {
    /// Returns how many bytes of memory it takes.
    fn size(&self) -> usize {
        self.tape.len() + size_of::<Self>() + self.item.as_ref().map_or(0, |item| item.bytes())
    }
}

/// What a sender says of its trouble is cut to so many characters.
const LONGEST_TROUBLE: usize = 200;

/// What waits for one destination.
pub(crate) struct Lane {
    name: &'static str,
    copy: Option<&'static str>,
    queue: VecDeque<Entry>,
    bytes: usize,
    /// How many of the oldest must stay until consent is given again, as the last look showed.
    held: usize,
    /// How many are being sent.
    flying: u64,
    recorded: u64,
    sent: u64,
    dropped: Dropped,
    options: LaneOptions,
    backoff: Backoff,
    /// The most events that fit in one batch, as the destination showed.
    fitting: usize,
    /// When the oldest began to wait, by the steady clock.
    waiting_since: Option<u64>,
    /// Whether everything is to be sent now.
    is_flushing: bool,
    /// How often its user had what waits deleted: what flies over it does not come back.
    cleared: u64,
    /// What held after each withdrawal since nothing flew: what flies over one comes back only if it may still leave.
    withdrawals: Vec<Arc<Snapshot>>,
    /// Whether the program ends: what comes now is dropped.
    is_closed: bool,
    /// What the sender had trouble with last, and has still.
    trouble: Option<String>,
    /// Until what is known nothing is sent.
    gate: Option<Gate>,
}

/// Holds events until a common set is known.
#[derive(Clone, Copy)]
pub(crate) struct Gate {
    pub(crate) set: &'static str,
    /// How long at most, in milliseconds.
    pub(crate) longest: u64,
    /// How many events at most.
    pub(crate) most: usize,
}

/// What is to be done with an event that is about to be sent.
pub(crate) enum Verdict {
    Send,
    /// It stays until consent is given again.
    Hold,
    Drop(Reason),
}

impl Verdict {
    /// Returns whether it may not leave since consent was withdrawn, and does not stay either.
    pub(crate) fn is_withdrawal(&self) -> bool {
        matches!(self, Self::Drop(Reason::Withdrawn))
    }
}

/// What is sent together.
pub(crate) struct Flight {
    pub(crate) entries: Vec<Entry>,
    pub(crate) timeout: std::time::Duration,
    cleared: u64,
    /// How many withdrawals it took off after.
    withdrawn: usize,
}

impl Flight {
    /// Returns how many events it has.
    pub(crate) fn events(&self) -> u64 {
        self.entries.iter().map(|entry| entry.events).sum()
    }
}

impl Lane {
    pub(crate) fn new(name: &'static str, options: LaneOptions, gate: Option<Gate>, seed: u64) -> Self {
        let fitting = options.batch_events.max(1);
        let backoff = Backoff::new(seed);
        Self {
            name,
            copy: None,
            queue: VecDeque::new(),
            bytes: 0,
            held: 0,
            flying: 0,
            recorded: 0,
            sent: 0,
            dropped: Dropped::default(),
            options,
            backoff,
            fitting,
            waiting_since: None,
            is_flushing: false,
            cleared: 0,
            withdrawals: Vec::new(),
            is_closed: false,
            trouble: None,
            gate,
        }
    }

    /// Counts events that go to the destination.
    pub(crate) fn enter(&mut self, count: u64) {
        self.recorded += count;
    }

    /// Drops events that were held on their way.
    pub(crate) fn drop_held(&mut self, reason: Reason, count: u64) {
        self.dropped.add(reason, count);
    }

    /// Makes the lane that of a further copy of what goes to the destination.
    pub(crate) fn of_copy(self, copy: Option<&'static str>) -> Self {
        Self { copy, ..self }
    }

    /// Takes an event that was counted. Where there is no room the oldest go.
    pub(crate) fn push(&mut self, entry: Entry, now: u64) {
        if self.is_closed {
            return self.dropped.add(Reason::Deadline, entry.events);
        }
        if entry.size() > self.options.queue_bytes {
            return self.dropped.add(Reason::TooLarge, entry.events);
        }
        while self.bytes + entry.size() > self.options.queue_bytes {
            self.drop_oldest();
        }
        if self.gate.is_some_and(|gate| self.queue.len() >= gate.most) {
            self.drop_oldest();
        }
        self.bytes += entry.size();
        self.waiting_since.get_or_insert(now);
        self.queue.push_back(entry);
    }

    fn drop_oldest(&mut self) {
        if let Some(oldest) = self.pop() {
            self.dropped.add(Reason::Full, oldest.events);
        }
    }

    /// Lets events go that waited for a common set, when it is that one.
    pub(crate) fn learn(&mut self, set: &str) {
        if self.gate.is_some_and(|gate| gate.set == set) {
            self.gate = None;
        }
    }

    /// Counts an event that goes to the destination and was dropped on the way.
    pub(crate) fn refuse(&mut self, reason: Reason) {
        self.recorded += 1;
        self.dropped.add(reason, 1);
    }

    fn pop(&mut self) -> Option<Entry> {
        let entry = self.queue.pop_front()?;
        self.bytes -= entry.size();
        self.held = self.held.saturating_sub(1);
        Some(entry)
    }

    /// Drops what was withdrawn, as things are now.
    pub(crate) fn withdraw(&mut self, now: &Arc<Snapshot>, verdict: impl Fn(&Entry) -> Verdict) {
        let before = self.waiting();
        self.queue.retain(|entry| !verdict(entry).is_withdrawal());
        self.bytes = self.queue.iter().map(Entry::size).sum();
        self.held = 0;
        if self.queue.is_empty() {
            self.waiting_since = None;
        }
        if self.flying > 0 {
            self.withdrawals.push(Arc::clone(now));
        }
        self.dropped.add(Reason::Withdrawn, before - self.waiting());
    }

    /// Returns what waits, oldest first; not what is being sent.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.queue.iter()
    }

    /// Drops all that waits, since the user deletes it. What flies does not come back.
    pub(crate) fn clear(&mut self) {
        let gone = self.waiting();
        self.queue.clear();
        (self.bytes, self.held, self.waiting_since) = (0, 0, None);
        self.cleared += 1;
        self.dropped.add(Reason::Cleared, gone);
    }

    /// Returns whether what waits fills a batch.
    pub(crate) fn is_full_batch(&self) -> bool {
        self.queue.len().saturating_sub(self.held) >= self.fitting
    }

    /// Asks that all that waits is sent at once.
    pub(crate) fn flush(&mut self) {
        self.held = 0;
        self.is_flushing = !self.is_idle();
    }

    /// Asks that all that waits is sent at once, since the program ends: nothing will come that it waits for.
    pub(crate) fn flush_last(&mut self) {
        self.gate = None;
        self.flush();
    }

    /// Returns whether nothing waits that may be sent, and nothing flies.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.len() <= self.held && self.flying == 0
    }

    /// Returns when something is to be done next, by the steady clock; nothing is when nothing waits.
    pub(crate) fn due(&self) -> Option<u64> {
        let since = self.waiting_since?;
        if self.queue.is_empty() {
            return None;
        }
        let ready = match self.gate {
            Some(gate) => since.saturating_add(gate.longest),
            None if self.is_flushing || self.is_full_batch() => since,
            None => since.saturating_add(self.options.interval_of(since)),
        };
        Some(ready.max(self.backoff.not_before()))
    }

    /// Takes what is to be sent now, after one more look at each event.
    pub(crate) fn take_off(&mut self, now: u64, verdict: impl Fn(&Entry) -> Verdict) -> Option<Flight> {
        if self.due().is_none_or(|due| due > now) {
            return None;
        }
        // Its time is over: they leave without.
        self.gate = None;
        let (mut entries, mut held) = (Vec::new(), Vec::new());
        let mut bytes = 0;
        while entries.len() < self.fitting {
            let Some(next) = self.queue.front() else { break };
            if !entries.is_empty() && bytes + next.tape.len() > self.options.batch_bytes {
                break;
            }
            let Some(entry) = self.pop() else { break };
            match verdict(&entry) {
                Verdict::Send => {
                    bytes += entry.tape.len();
                    entries.push(entry);
                }
                Verdict::Hold => held.push(entry),
                Verdict::Drop(reason) => self.dropped.add(reason, entry.events),
            }
        }
        // What stays is put back in front: all others, which may be very many, stay where they are.
        self.bytes += held.iter().map(Entry::size).sum::<usize>();
        self.held = held.len();
        held.into_iter().rev().for_each(|entry| self.queue.push_front(entry));
        if self.flying == 0 {
            self.withdrawals.clear();
        }
        self.flying += entries.iter().map(|entry| entry.events).sum::<u64>();
        self.waiting_since = (!self.queue.is_empty()).then_some(now);
        self.is_flushing &= !self.queue.is_empty() && !entries.is_empty();
        let (timeout, cleared, withdrawn) = (self.options.timeout, self.cleared, self.withdrawals.len());
        (!entries.is_empty()).then_some(Flight { entries, timeout, cleared, withdrawn })
    }

    /// Keeps what a sender has trouble with: the reason of a refusal, or what it says itself.
    pub(crate) fn set_trouble(&mut self, outcome: &Outcome, trouble: Option<String>) {
        let refusal = if let Outcome::Refused(reason) = outcome { Some(reason.clone()) } else { None };
        // It is shown on terminals, which obey control characters.
        let shown = |char: char| if char.is_control() { ' ' } else { char };
        self.trouble = refusal.or(trouble).map(|text| text.chars().take(LONGEST_TROUBLE).map(shown).collect());
    }

    /// Accounts for what was sent. `now` is the steady clock; the verdict is asked of what comes back over a withdrawal.
    pub(crate) fn land(
        &mut self,
        flight: Flight,
        outcome: Outcome,
        now: u64,
        verdict: impl Fn(&Entry, &Snapshot) -> Verdict,
    ) {
        let count = flight.events();
        self.flying -= count;
        match outcome {
            Outcome::Accepted => {
                self.sent += count;
                self.backoff.reset();
                self.fitting = (self.fitting * 2).min(self.options.batch_events.max(1));
            }
            Outcome::Partly { retry, refused } => self.land_parts(flight, &retry, &refused, now, verdict),
            Outcome::TooLarge if flight.entries.len() <= 1 => self.dropped.add(Reason::TooLarge, count),
            Outcome::TooLarge => {
                self.fitting = (flight.entries.len() / 2).max(1);
                self.put_back(flight, now, verdict);
            }
            Outcome::Later { after } => {
                self.backoff.wait(now, after);
                self.put_back(flight, now, verdict);
            }
            Outcome::Refused(_) => self.dropped.add(Reason::Refused, count),
        }
        // What comes from now on waits for others again.
        self.is_flushing &= !self.is_idle();
    }

    fn land_parts(
        &mut self,
        mut flight: Flight,
        retry: &[usize],
        refused: &[usize],
        now: u64,
        verdict: impl Fn(&Entry, &Snapshot) -> Verdict,
    ) {
        let mut again = Vec::new();
        for (index, entry) in std::mem::take(&mut flight.entries).into_iter().enumerate() {
            if refused.contains(&index) {
                self.dropped.add(Reason::Refused, entry.events);
            } else if retry.contains(&index) {
                again.push(entry);
            } else {
                self.sent += entry.events;
            }
        }
        if !again.is_empty() {
            self.backoff.wait(now, None);
        }
        flight.entries = again;
        self.put_back(flight, now, verdict);
    }

    /// Accounts for what a sender had when it panicked.
    pub(crate) fn crash(&mut self, count: u64, now: u64) {
        self.flying -= count;
        self.dropped.add(Reason::Panicked, count);
        self.backoff.wait(now, None);
        self.is_flushing &= !self.is_idle();
    }

    /// Puts events back to where they were, unless they were withdrawn or deleted meanwhile.
    fn put_back(&mut self, flight: Flight, now: u64, verdict: impl Fn(&Entry, &Snapshot) -> Verdict) {
        let withdrawals = self.withdrawals.split_off(flight.withdrawn.min(self.withdrawals.len()));
        let is_cleared = flight.cleared != self.cleared;
        for mut entry in flight.entries.into_iter().rev() {
            entry.attempt += 1;
            if is_cleared {
                self.dropped.add(Reason::Cleared, entry.events);
            } else if withdrawals.iter().any(|then| verdict(&entry, then).is_withdrawal()) {
                self.dropped.add(Reason::Withdrawn, entry.events);
            } else if let Some(reason) = self.refusal(&entry) {
                self.dropped.add(reason, entry.events);
            } else {
                self.bytes += entry.size();
                self.queue.push_front(entry);
                // It has waited for others already: now it waits for the destination alone.
                self.is_flushing = true;
                self.waiting_since = Some(now);
            }
        }
        self.withdrawals.extend(withdrawals);
    }

    /// Returns why an event that was sent in vain is not sent again.
    fn refusal(&self, entry: &Entry) -> Option<Reason> {
        match () {
            () if self.is_closed => Some(Reason::Deadline),
            () if entry.attempt >= self.options.attempts => Some(Reason::Refused),
            () if self.bytes + entry.size() > self.options.queue_bytes => Some(Reason::Full),
            () => None,
        }
    }

    /// Drops all that waits, and all that comes after, when the program ends.
    pub(crate) fn close(&mut self) -> u64 {
        self.is_closed = true;
        let lost = self.waiting();
        self.queue.clear();
        self.bytes = 0;
        self.dropped.add(Reason::Deadline, lost);
        lost
    }

    /// Returns how many events wait in the queue.
    fn waiting(&self) -> u64 {
        self.queue.iter().map(|entry| entry.events).sum()
    }

    pub(crate) fn account(&self) -> DestinationAccount {
        let Self { name, copy, recorded, sent, dropped, .. } = *self;
        let (waiting, trouble) = (self.waiting() + self.flying, self.trouble.clone());
        DestinationAccount { name, copy, recorded, sent, dropped, waiting, trouble }
    }
}
