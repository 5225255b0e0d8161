//! Senders for tests: they keep what they get, answer as a test says, and notice what must not arrive.

use crate::runtime::{Batch, Item, Outcome, Sender};
use crate::{Class, FieldClass};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Keeps the events that arrived; clones of it see the same ones.
///
/// ```
/// use telemetry_core::runtime::senders::memory::Recorder;
/// use telemetry_core::runtime::{Batch, Item, Outcome, Sender};
/// use std::time::Duration;
///
/// let recorder = Recorder::answering([Outcome::Later { after: None }]);
/// let mut sender = recorder.clone(); // belongs to the runtime
///
/// let item = Item { name: "saved".into(), version: 1, id: [1; 16], issued: None, sequence: 1, fields: Vec::new() };
/// let mut entry = Vec::new();
/// sender.encode(&item, &mut entry);
/// let batch =
///     Batch { id: [2; 16], entries: vec![&entry], attempt: 0, sent: 0, timeout: Duration::from_secs(1) };
/// sender.send(&batch);
/// assert!(recorder.items().is_empty()); // the script said: later
/// sender.send(&batch);
/// assert_eq!(recorder.items(), [item]);
/// assert_eq!(recorder.sends(), [1, 1]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    state: Arc<Mutex<Recorded>>,
}

#[derive(Debug, Default)]
struct Recorded {
    encoded: BTreeMap<u64, Item<'static>>,
    arrived: Vec<Item<'static>>,
    sends: Vec<usize>,
    script: VecDeque<Outcome>,
}

impl Recorder {
    /// Takes everything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers one batch after another with these outcomes, and takes everything when they are used up.
    #[must_use]
    pub fn answering(script: impl IntoIterator<Item = Outcome>) -> Self {
        let recorder = Self::new();
        recorder.state().script.extend(script);
        recorder
    }

    /// Returns the events that arrived, in their order.
    pub fn items(&self) -> Vec<Item<'static>> {
        self.state().arrived.clone()
    }

    /// Returns how many events each batch had, refused batches included.
    pub fn sends(&self) -> Vec<usize> {
        self.state().sends.clone()
    }

    fn state(&self) -> MutexGuard<'_, Recorded> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sender for Recorder {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        let mut state = self.state();
        let number = state.encoded.len() as u64;
        entry.extend(number.to_le_bytes());
        state.encoded.insert(number, item.clone().into_owned());
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let mut state = self.state();
        state.sends.push(batch.entries.len());
        let outcome = state.script.pop_front().unwrap_or(Outcome::Accepted);
        for (index, entry) in batch.entries.iter().enumerate() {
            let number = <[u8; 8]>::try_from(*entry).map(u64::from_le_bytes);
            let item = number.ok().and_then(|number| state.encoded.get(&number).cloned());
            if arrives(&outcome, index) {
                state.arrived.extend(item);
            }
        }
        outcome
    }
}

fn arrives(outcome: &Outcome, index: usize) -> bool {
    match outcome {
        Outcome::Accepted => true,
        Outcome::Partly { retry, refused } => !retry.contains(&index) && !refused.contains(&index),
        Outcome::TooLarge | Outcome::Later { .. } | Outcome::Refused(_) => false,
    }
}

/// Fails a test when a sender gets what its destination must never see.
///
/// A sender runs on a thread of the runtime, where a failed assertion would be one more sender that panics. So what it
/// saw is kept, and the test fails where this value is dropped, or at [`Forbid::check`].
///
/// ```
/// use telemetry_core::Class;
/// use telemetry_core::runtime::senders::memory::{Forbid, Recorder};
///
/// let forbid = Forbid::above(Class::Identifier).key("prompt");
/// let sender = forbid.around(Recorder::new()); // goes to the runtime
/// // … the program records …
/// # drop(sender);
/// forbid.check();
/// ```
#[derive(Debug)]
pub struct Forbid {
    rank: u8,
    keys: Vec<String>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Forbid {
    /// Forbids classes above this one.
    #[must_use]
    pub fn above(ceiling: Class) -> Self {
        Self::above_own(FieldClass::built_in(ceiling))
    }

    /// Forbids classes above this one, which may be a catalog's own.
    #[must_use]
    pub fn above_own(ceiling: FieldClass) -> Self {
        Self { rank: ceiling.rank, keys: Vec::new(), seen: Arc::default() }
    }

    /// Forbids a key, whatever its class.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.keys.push(key.to_owned());
        self
    }

    /// Returns a sender that looks at everything before it hands it on.
    pub fn around<S: Sender>(&self, sender: S) -> impl Sender + use<S> {
        Watched { sender, rank: self.rank, keys: self.keys.clone(), seen: Arc::clone(&self.seen) }
    }

    /// Returns what was seen and is forbidden, a line for each field.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fails the test when something forbidden was seen.
    ///
    /// # Panics
    ///
    /// That is what it is for.
    pub fn check(&self) {
        let seen = self.seen();
        assert!(seen.is_empty(), "a sender got what its destination must not see:\n{}", seen.join("\n"));
    }
}

impl Drop for Forbid {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.check();
        }
    }
}

struct Watched<S> {
    sender: S,
    rank: u8,
    keys: Vec<String>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl<S: Sender> Sender for Watched<S> {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        let is_forbidden = |key: &str, rank: u8| rank > self.rank || self.keys.iter().any(|known| known == key);
        for field in item.fields.iter().filter(|field| is_forbidden(&field.key, field.class.rank)) {
            let line = format!("`{}` of event `{}` has class `{}`", field.key, item.name, field.class.name);
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
        self.sender.encode(item, entry);
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        self.sender.send(batch)
    }

    fn trouble(&self) -> Option<String> {
        self.sender.trouble()
    }
}
