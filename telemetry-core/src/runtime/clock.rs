//! The present: the one place of the runtime that asks the machine for it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Tells the time. Tests and simulations have one of their own.
pub trait Clock: Send + Sync {
    /// Returns the milliseconds since 1970, as the machine's clock says. It may jump, back too.
    fn wall(&self) -> i64;

    /// Returns the milliseconds since some moment. It never goes back, and waiting is measured by it alone.
    fn steady(&self) -> u64;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug)]
pub struct MachineClock {
    start: Instant,
}

impl MachineClock {
    /// Returns the clock; its steady time begins now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for MachineClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for MachineClock {
    fn wall(&self) -> i64 {
        // Half of what the milliseconds of a `Duration` cost, which are 128 bits.
        let millis = |length: std::time::Duration| {
            i64::try_from(length.as_secs()).unwrap_or(i64::MAX / 1000).saturating_mul(1000)
                + i64::from(length.subsec_millis())
        };
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => millis(after),
            Err(before) => -millis(before.duration()),
        }
    }

    fn steady(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
