//! What must hold of all that a sender ever gets, known apart from the runtime: who may get what, and when.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::{Batch, Item, Outcome, Sender, Value};

/// Random numbers from a seed: `SplitMix64`.
#[derive(Clone, Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Returns a number below another.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (number ^ (number >> 31)) % most
    }

    /// Returns one of several.
    pub(crate) fn of<T: Copy>(&mut self, several: &[T]) -> T {
        several[usize::try_from(self.below(several.len() as u64)).unwrap_or(0)]
    }
}

/// What holds at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) level: Consent,
    pub(crate) grants: BTreeSet<&'static str>,
    pub(crate) channel: Option<&'static str>,
    pub(crate) managed: Option<&'static str>,
}

/// The highest rank of a class that a destination may see, the level and the permission that it needs.
fn terms(destination: &str) -> (u8, Consent, Option<&'static str>) {
    match destination {
        "errors" => (40, Consent::Error, None),
        "archive" => (50, Consent::Extended, Some("enhanced")),
        "slow" => (30, Consent::Usage, Some("lasting")),
        "numbers" | "early" | "daily" | "timeless" => (20, Consent::Usage, None),
        "disk" => (50, Consent::Local, None),
        _ => (30, Consent::Usage, None),
    }
}

fn level_of(event: &str) -> Consent {
    match event {
        "failed" => Consent::Error,
        "asked" => Consent::Extended,
        _ => Consent::Usage,
    }
}

impl Moment {
    /// Returns whether consent lets an event go to a destination.
    fn agrees(&self, destination: &str, event: &str) -> bool {
        let (_, level, grant) = terms(destination);
        let needed = if destination == "disk" { level } else { level.max(level_of(event)) };
        self.level >= needed && grant.is_none_or(|grant| self.has(grant))
    }

    /// Returns whether all that is waited for holds.
    fn allows(&self, destination: &str, event: &str) -> bool {
        let is_early = destination != "early" || self.channel == Some("preview");
        let is_managed = event != "managed" || self.managed == Some("true");
        self.agrees(destination, event) && is_early && is_managed
    }

    fn has(&self, grant: &str) -> bool {
        self.level > Consent::Local && self.grants.contains(grant)
    }

    /// Returns whether what waits is deleted as things are now.
    fn deletes(&self, destination: &str, event: &str) -> bool {
        let stays = match destination {
            "keeper" => true,
            "slow" => self.level >= Consent::Usage,
            _ => false,
        };
        !self.agrees(destination, event) && !stays
    }
}

/// What happened so far, and what must not.
#[derive(Debug)]
pub(crate) struct Truth {
    pub(crate) dice: Dice,
    pub(crate) now: Moment,
    /// What held when each event was recorded, by its number.
    recorded: Vec<Moment>,
    /// How many events had been recorded when those of a destination were deleted last.
    deleted: BTreeMap<(&'static str, String), u64>,
    encoded: Vec<(String, u64)>,
    pub(crate) delivered: BTreeMap<(&'static str, String, u64), u32>,
    pub(crate) faults: Vec<String>,
    /// Whether everything arrives from now on.
    pub(crate) is_calm: bool,
}

impl Truth {
    pub(crate) fn new(seed: u64, now: Moment) -> Self {
        Self {
            dice: Dice(seed),
            now,
            recorded: Vec::new(),
            deleted: BTreeMap::new(),
            encoded: Vec::new(),
            delivered: BTreeMap::new(),
            faults: Vec::new(),
            is_calm: false,
        }
    }

    /// Returns the number of the next event.
    pub(crate) fn record(&mut self) -> u64 {
        self.recorded.push(self.now.clone());
        self.recorded.len() as u64 - 1
    }

    /// Notes what is deleted as things are now; all of it where `all` says so.
    pub(crate) fn delete(&mut self, all: bool) {
        for destination in crate::world::DESTINATIONS {
            for event in ["saved", "failed", "asked", "asked_plainly", "measured", "managed"] {
                if all || self.now.deletes(destination, event) {
                    self.deleted.insert((destination, event.to_owned()), self.recorded.len() as u64);
                }
            }
        }
    }

    fn look(&mut self, destination: &'static str, item: &Item<'_>) -> (String, u64) {
        let name = item.name.trim_start_matches("app/").trim_start_matches("pre_").to_owned();
        let serial = item.fields.iter().find(|field| field.key == "serial").map(|field| field.value.clone());
        let Some(Value::Count(serial)) = serial else {
            self.faults.push(format!("{destination}: {name} without its number"));
            return (name, u64::MAX);
        };
        let (rank, ..) = terms(destination);
        for field in item.fields.iter().filter(|field| field.class.rank > rank) {
            self.faults.push(format!("{destination}: {name} {serial}: `{}` is {}", field.key, field.class.name));
        }
        if item.fields.iter().any(|field| field.key == "allowed") && !self.now.has("lasting") {
            self.faults.push(format!("{destination}: {name} {serial} has a field without its permission"));
        }
        let Some(then) = self.recorded.get(usize::try_from(serial).unwrap_or(usize::MAX)) else {
            self.faults.push(format!("{destination}: {name} {serial} was never recorded"));
            return (name, serial);
        };
        for (when, moment) in [("recorded", then), ("sent", &self.now)] {
            if !moment.allows(destination, &name) {
                self.faults.push(format!("{destination}: {name} {serial} was not allowed when it was {when}"));
            }
        }
        if self.deleted.get(&(destination, name.clone())).is_some_and(|before| serial < *before) {
            self.faults.push(format!("{destination}: {name} {serial} had been deleted"));
        }
        (name, serial)
    }

    fn outcome(&mut self, count: u64) -> Outcome {
        let kind = if self.is_calm { 0 } else { self.dice.below(12) };
        match kind {
            0..=4 => Outcome::Accepted,
            5 => {
                let mut some = || {
                    let count = (0..count).filter(|_| self.dice.below(3) == 0);
                    count.filter_map(|index| usize::try_from(index).ok()).collect::<Vec<_>>()
                };
                // Places that do not exist, and one in both lists, must do no harm.
                Outcome::Partly { retry: some(), refused: some().into_iter().chain([99]).collect() }
            }
            6 => Outcome::TooLarge,
            7 => Outcome::Later { after: None },
            8 => Outcome::Later { after: Some(Duration::from_millis(self.dice.below(60_000))) },
            9 => Outcome::Later { after: Some(Duration::MAX) },
            10 => Outcome::Refused("never".to_owned()),
            _ => panic!("scripted"),
        }
    }
}

/// A sender that answers as the dice say, and looks at all it gets.
#[derive(Clone, Debug)]
pub(crate) struct Scripted {
    pub(crate) destination: &'static str,
    pub(crate) truth: Arc<Mutex<Truth>>,
}

pub(crate) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sender for Scripted {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        let mut truth = hold(&self.truth);
        let seen = truth.look(self.destination, item);
        entry.extend((truth.encoded.len() as u64).to_le_bytes());
        truth.encoded.push(seen);
        assert!(truth.is_calm || truth.dice.below(200) > 0, "scripted");
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let mut truth = hold(&self.truth);
        let outcome = truth.outcome(batch.entries.len() as u64);
        for (index, entry) in batch.entries.iter().enumerate() {
            let arrives = match &outcome {
                Outcome::Accepted => true,
                Outcome::Partly { retry, refused } => !retry.contains(&index) && !refused.contains(&index),
                Outcome::TooLarge | Outcome::Later { .. } | Outcome::Refused(_) => false,
            };
            let number = entry.first_chunk().map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes));
            let (name, serial) = truth.encoded[usize::try_from(number).unwrap_or(usize::MAX)].clone();
            if arrives {
                *truth.delivered.entry((self.destination, name, serial)).or_default() += 1;
            }
        }
        outcome
    }
}

/// Keeps the panics that tests demand out of what they print.
pub(crate) fn hush() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let text = info.payload().downcast_ref::<&str>().copied().unwrap_or_default();
            if text != "scripted" {
                before(info);
            }
        }));
    });
}
