//! Where threads leave what they record: a few buffers, so that threads do not meet, from which one thread collects.
//!
//! Recording never waits: a buffer that somebody else holds is passed over for the next. A process that was forked while
//! a thread held one has one less.

use crate::runtime::account::{Dropped, Reason};
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// How many buffers there are.
const SHARDS: usize = 16;
/// How often a thread lets others run that hold all buffers, before what it records is dropped.
const PATIENCE: usize = 200;

/// The buffers.
pub(crate) struct Shards {
    buffers: [Shard; SHARDS],
    /// How many bytes one may hold.
    most: usize,
    /// What no buffer could count, since all were held.
    pub(crate) busy: AtomicUsize,
}

/// One buffer, apart from the others in the caches of processors.
#[repr(align(128))]
struct Shard(Mutex<Buffer>);

/// What one buffer holds.
#[derive(Default)]
pub(crate) struct Buffer {
    /// Records one behind the other, each with a head.
    pub(crate) bytes: Vec<u8>,
    /// How many records these are.
    pub(crate) waiting: u64,
    pub(crate) recorded: u64,
    pub(crate) dropped: Dropped,
}

impl Buffer {
    fn push(&mut self, record: &[u8]) {
        self.bytes.extend_from_slice(record);
        self.waiting += 1;
    }
}

thread_local! {
    /// The buffer that the thread tries first.
    static HOME: Cell<usize> = const { Cell::new(usize::MAX) };
}

fn home() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    HOME.try_with(|home| {
        if home.get() == usize::MAX {
            home.set(NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS);
        }
        home.get()
    })
    // The thread is ending.
    .unwrap_or_default()
}

impl Shards {
    /// Makes buffers that hold so many bytes together.
    pub(crate) fn new(most: usize) -> Self {
        let buffers = std::array::from_fn(|_| Shard(Mutex::default()));
        Self { buffers, most: most / SHARDS, busy: AtomicUsize::new(0) }
    }

    /// Appends a record, or counts it as dropped; returns whether it was appended.
    #[inline]
    pub(crate) fn push(&self, record: &[u8]) -> bool {
        let home = home();
        if let Some(mut buffer) = self.hold(home)
            && buffer.bytes.len() + record.len() <= self.most
        {
            buffer.recorded += 1;
            buffer.push(record);
            return true;
        }
        self.push_elsewhere(home, record)
    }

    /// Tries the other buffers: a single thread may fill them all, and many threads may hold them all, each of which the
    /// system stopped where it held one.
    #[cold]
    fn push_elsewhere(&self, home: usize, record: &[u8]) -> bool {
        for _ in 0..PATIENCE {
            let mut is_full = false;
            for index in (1..=SHARDS).map(|step| (home + step) % SHARDS) {
                let Some(mut buffer) = self.hold(index) else { continue };
                if buffer.bytes.len() + record.len() <= self.most {
                    buffer.recorded += 1;
                    buffer.push(record);
                    // In a burst the next one would find the same buffers full again.
                    let _ = HOME.try_with(|home| home.set(index));
                    return true;
                }
                is_full = true;
            }
            if is_full {
                break;
            }
            std::thread::yield_now();
        }
        self.drop_one(if record.len() > self.most { Reason::TooLarge } else { Reason::Full });
        false
    }

    /// Counts an event that was dropped before it had a record.
    #[cold]
    pub(crate) fn drop_one(&self, reason: Reason) {
        let home = home();
        let any = || (0..SHARDS).find_map(|step| self.hold((home + step) % SHARDS));
        let patient = || {
            std::thread::yield_now();
            any()
        };
        match any().or_else(|| (0..PATIENCE).find_map(|_| patient())) {
            Some(mut buffer) => {
                buffer.recorded += 1;
                buffer.dropped.add(reason, 1);
            }
            None => {
                self.busy.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn hold(&self, index: usize) -> Option<MutexGuard<'_, Buffer>> {
        match self.buffers[index].0.try_lock() {
            Ok(buffer) => Some(buffer),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Holds one buffer after another. Never all at once: what is recorded meanwhile would find none. Each balances by
    /// itself, so that their sum does too.
    pub(crate) fn hold_each(&self) -> impl Iterator<Item = MutexGuard<'_, Buffer>> {
        self.buffers.iter().map(|shard| shard.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns whether there is nothing to collect.
    pub(crate) fn is_empty(&self) -> bool {
        self.hold_each().all(|buffer| buffer.waiting == 0)
    }
}
