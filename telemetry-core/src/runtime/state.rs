//! What holds at one moment: what the user agreed to, what the program knows of itself, which common fields are known.
//!
//! A snapshot never changes. Each record carries the number of the one that held when it was recorded, so that it is
//! judged by what held then, and by what holds when it is sent.

use crate::Consent;
use crate::runtime::consent::{Decision, Facts};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// How many snapshots are kept for records that name them.
const KEPT: usize = 256;
/// After how many changes what was recorded must be handed on, before the snapshots that it names are forgotten.
const CROWDED: u32 = 128;

/// What holds at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) number: u32,
    pub(crate) decision: Decision,
    pub(crate) given: Given,
    pub(crate) facts: Facts,
    /// The common sets by their names, as tapes.
    pub(crate) commons: BTreeMap<&'static str, Arc<Vec<u8>>>,
}

/// Since when what was agreed to holds without a break, by the numbers of snapshots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    levels: [u32; Consent::ALL.len()],
    grants: BTreeMap<&'static str, u32>,
}

impl Given {
    /// Notes what a decision gives that the one before it did not.
    fn note(&mut self, before: &Decision, after: &Decision, number: u32) {
        let risen = Consent::ALL.into_iter().filter(|level| (before.level..=after.level).contains(level));
        risen.skip(1).for_each(|level| self.levels[level as usize] = number);
        self.grants.extend(after.grants.difference(&before.grants).map(|grant| (*grant, number)));
    }

    /// Returns whether a level was reached anew after a snapshot held.
    pub(crate) fn is_newer(&self, level: Consent, then: &Snapshot) -> bool {
        is_behind(then.number, self.levels[level as usize])
    }

    /// Returns whether a permission was given anew after a snapshot held.
    pub(crate) fn is_grant_newer(&self, grant: &str, then: &Snapshot) -> bool {
        self.grants.get(grant).is_some_and(|since| is_behind(then.number, *since))
    }
}

/// Returns whether a number was given before another; they begin anew at zero.
fn is_behind(number: u32, other: u32) -> bool {
    other.wrapping_sub(number).cast_signed() > 0
}

/// The snapshots, the newest of which holds.
pub(crate) struct State {
    level: AtomicU8,
    number: AtomicU32,
    /// The number of the snapshot that held when records were last handed on.
    collected: AtomicU32,
    snapshots: RwLock<Vec<Arc<Snapshot>>>,
}

impl State {
    pub(crate) fn new(decision: Decision, facts: Facts) -> Self {
        let level = AtomicU8::new(decision.level as u8);
        let first = Snapshot { number: 0, decision, given: Given::default(), facts, commons: BTreeMap::new() };
        let (number, collected) = (AtomicU32::new(0), AtomicU32::new(0));
        Self { level, number, collected, snapshots: RwLock::new(vec![Arc::new(first)]) }
    }

    /// Returns whether an event of a level may be recorded at all.
    #[inline]
    pub(crate) fn allows(&self, consent: Consent) -> bool {
        self.level.load(Ordering::Relaxed) >= consent as u8
    }

    /// Returns the number of the snapshot that holds.
    #[inline]
    pub(crate) fn number(&self) -> u32 {
        self.number.load(Ordering::Acquire)
    }

    /// Notes that all records before a snapshot were handed on.
    pub(crate) fn collected(&self, number: u32) {
        self.collected.store(number, Ordering::Relaxed);
    }

    /// Returns whether so much changed that what was recorded must be handed on.
    pub(crate) fn is_crowded(&self) -> bool {
        self.number().wrapping_sub(self.collected.load(Ordering::Relaxed)) >= CROWDED
    }

    /// Returns the snapshot that holds.
    pub(crate) fn now(&self) -> Arc<Snapshot> {
        let snapshots = self.snapshots.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(snapshots.last().expect("there is always a snapshot"))
    }

    /// Returns the snapshot with a number; `None` when it was forgotten long ago.
    pub(crate) fn of(&self, number: u32) -> Option<Arc<Snapshot>> {
        let snapshots = self.snapshots.read().unwrap_or_else(PoisonError::into_inner);
        snapshots.iter().rev().find(|snapshot| snapshot.number == number).cloned()
    }

    /// Makes another snapshot hold, and returns it.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Snapshot)) -> Arc<Snapshot> {
        let mut snapshots = self.snapshots.write().unwrap_or_else(PoisonError::into_inner);
        let last = snapshots.last().expect("there is always a snapshot");
        let mut next = Snapshot::clone(last);
        change(&mut next);
        next.number = next.number.wrapping_add(1);
        next.given.note(&last.decision, &next.decision, next.number);
        // A lowered level holds before anything else is known of it.
        self.level.store(next.decision.level as u8, Ordering::SeqCst);
        self.number.store(next.number, Ordering::Release);
        let next = Arc::new(next);
        snapshots.push(Arc::clone(&next));
        let old = snapshots.len().saturating_sub(KEPT);
        snapshots.drain(..old);
        next
    }
}
