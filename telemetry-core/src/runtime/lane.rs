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
    /// How often what waits was looked through since something was withdrawn: what flew meanwhile was not.
    purges: u64,
    /// How often its user had what waits deleted: what flies over it does not come back.
    cleared: u64,
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

/// What is sent together.
pub(crate) struct Flight {
    pub(crate) entries: Vec<Entry>,
    pub(crate) timeout: std::time::Duration,
    purges: u64,
    cleared: u64,
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
            purges: 0,
            cleared: 0,
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

    /// Drops what must not be sent any more.
    pub(crate) fn purge(&mut self, reason: Reason, must_go: impl Fn(&Entry) -> bool) {
        let before = self.waiting();
        self.queue.retain(|entry| !must_go(entry));
        self.bytes = self.queue.iter().map(Entry::size).sum();
        self.held = 0;
        let gone = before - self.waiting();
        self.dropped.add(reason, gone);
        self.purges += 1;
        self.cleared += u64::from(reason == Reason::Cleared);
    }

    /// Returns what waits, oldest first; not what is being sent.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.queue.iter()
    }

    /// Returns how many may be added before a batch is full, in parts of a batch.
    pub(crate) fn is_full_batch(&self) -> bool {
        self.queue.len() >= self.fitting
    }

    /// Asks that all that waits is sent at once.
    pub(crate) fn flush(&mut self) {
        self.held = 0;
        self.is_flushing = !self.is_idle();
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
            Some(gate) => since + gate.longest,
            None if self.is_flushing || self.is_full_batch() => since,
            None => since + self.options.interval_of(since),
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
        let (mut entries, mut held) = (Vec::new(), VecDeque::new());
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
                Verdict::Hold => held.push_back(entry),
                Verdict::Drop(reason) => self.dropped.add(reason, entry.events),
            }
        }
        self.bytes += held.iter().map(Entry::size).sum::<usize>();
        self.held = held.len();
        held.append(&mut self.queue);
        self.queue = held;
        self.flying += entries.iter().map(|entry| entry.events).sum::<u64>();
        self.waiting_since = (!self.queue.is_empty()).then_some(now);
        self.is_flushing &= !entries.is_empty();
        (!entries.is_empty()).then_some(Flight {
            entries,
            timeout: self.options.timeout,
            purges: self.purges,
            cleared: self.cleared,
        })
    }

    /// Accounts for what was sent. `now` is the steady clock. Returns whether something was withdrawn meanwhile: then what
    /// waits has to be looked through again.
    pub(crate) fn land(&mut self, flight: Flight, outcome: Outcome, now: u64) -> bool {
        let was_purged = flight.purges != self.purges;
        let count = flight.events();
        self.flying -= count;
        match outcome {
            Outcome::Accepted => {
                self.sent += count;
                self.backoff.reset();
                self.fitting = (self.fitting * 2).min(self.options.batch_events.max(1));
            }
            Outcome::Partly { retry, refused } => self.land_parts(flight, &retry, &refused, now),
            Outcome::TooLarge if flight.entries.len() <= 1 => self.dropped.add(Reason::TooLarge, count),
            Outcome::TooLarge => {
                self.fitting = (flight.entries.len() / 2).max(1);
                self.put_back(flight.entries, flight.cleared, now);
                self.is_flushing = true;
            }
            Outcome::Later { after } => {
                self.backoff.wait(now, after);
                self.put_back(flight.entries, flight.cleared, now);
            }
            Outcome::Refused(_) => self.dropped.add(Reason::Refused, count),
        }
        // What comes from now on waits for others again.
        self.is_flushing &= !self.is_idle();
        was_purged
    }

    fn land_parts(&mut self, flight: Flight, retry: &[usize], refused: &[usize], now: u64) {
        let (mut again, cleared) = (Vec::new(), flight.cleared);
        for (index, entry) in flight.entries.into_iter().enumerate() {
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
        self.put_back(again, cleared, now);
    }

    /// Accounts for what a sender had when it panicked.
    pub(crate) fn crash(&mut self, count: u64, now: u64) {
        self.flying -= count;
        self.dropped.add(Reason::Panicked, count);
        self.backoff.wait(now, None);
        self.is_flushing &= !self.is_idle();
    }

    /// Puts events back to where they were, unless what waits was thrown away meanwhile.
    fn put_back(&mut self, entries: Vec<Entry>, cleared: u64, now: u64) {
        for mut entry in entries.into_iter().rev() {
            entry.attempt += 1;
            if cleared != self.cleared {
                self.dropped.add(Reason::Cleared, entry.events);
            } else if entry.attempt >= self.options.attempts {
                self.dropped.add(Reason::Refused, entry.events);
            } else if self.bytes + entry.size() > self.options.queue_bytes {
                self.dropped.add(Reason::Full, entry.events);
            } else {
                self.bytes += entry.size();
                self.queue.push_front(entry);
            }
        }
        if !self.queue.is_empty() {
            self.waiting_since = Some(now);
            self.held = 0;
        }
    }

    /// Drops all that waits, when the program ends.
    pub(crate) fn close(&mut self) -> u64 {
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
        DestinationAccount { name, copy, recorded, sent, dropped, waiting: self.waiting() + self.flying }
    }
}
