//! When a destination is sent to: sizes of batches, times between them, and how long to wait after a failure.

use std::time::Duration;

/// The longest wait after failures, in milliseconds.
const LONGEST_WAIT: u64 = 5 * 60 * 1000;
/// The longest wait that a destination may ask for, in milliseconds.
const LONGEST_ASKED: u64 = 60 * 60 * 1000;

/// How a destination is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneOptions {
    /// The most events in a batch; 512 by default.
    pub batch_events: usize,
    /// The most bytes in a batch, before it is encoded; half a megabyte by default. A larger event goes alone.
    pub batch_bytes: usize,
    /// How long events wait for others, give or take a tenth; 10 s by default.
    pub interval: Duration,
    /// The most memory for what waits; 32 MiB by default. Then the oldest are dropped.
    pub queue_bytes: usize,
    /// How long sending a batch may take in all; 30 s by default.
    pub timeout: Duration,
    /// How often an event is sent before it is given up; 100 by default.
    pub attempts: u32,
}

impl Default for LaneOptions {
    fn default() -> Self {
        Self {
            batch_events: 512,
            batch_bytes: 512 * 1024,
            interval: Duration::from_secs(10),
            queue_bytes: 32 << 20,
            timeout: Duration::from_secs(30),
            attempts: 100,
        }
    }
}

impl LaneOptions {
    /// Returns the interval in milliseconds for what began to wait at a moment, up to a tenth off, so that programs that
    /// were started together do not send together.
    pub(crate) fn interval_of(&self, since: u64) -> u64 {
        let interval = millis(self.interval);
        let fifth = interval / 5;
        interval - fifth / 2 + if fifth == 0 { 0 } else { scramble(since) % fifth }
    }
}

/// How long to wait after failures: twice as long after each, anywhere between nothing and that, so that those who failed
/// together do not come back together. What the destination asks for is obeyed.
pub(crate) struct Backoff {
    failures: u32,
    not_before: u64,
    seed: u64,
}

impl Backoff {
    pub(crate) fn new(seed: u64) -> Self {
        Self { failures: 0, not_before: 0, seed }
    }

    /// Returns the moment before which nothing is sent, by the steady clock in milliseconds.
    pub(crate) fn not_before(&self) -> u64 {
        self.not_before
    }

    pub(crate) fn reset(&mut self) {
        self.failures = 0;
        self.not_before = 0;
    }

    /// Waits after a failure.
    pub(crate) fn wait(&mut self, now: u64, asked: Option<Duration>) {
        self.failures = self.failures.saturating_add(1);
        let most = (1000_u64 << self.failures.min(10)).min(LONGEST_WAIT);
        self.seed = scramble(self.seed.wrapping_add(now));
        let own = most / 2 + self.seed % (most / 2);
        let asked = asked.map_or(0, |asked| millis(asked).min(LONGEST_ASKED));
        self.not_before = now.saturating_add(own.max(asked));
    }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX / 4).min(u64::MAX / 4)
}

/// Mixes the bits of a number: the finaliser of `SplitMix64`.
pub(crate) fn scramble(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
