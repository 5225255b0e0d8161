//! What is decided is kept one decision after the other, by whichever thread.

use crate::runtime::engine::hold;
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard};

thread_local! {
    /// Whether the thread is keeping a decision.
    static IS_KEEPING: Cell<bool> = const { Cell::new(false) };
}

/// Lets one thread at a time keep what was decided.
#[derive(Default)]
pub(crate) struct Keeping(Mutex<()>);

/// A decision that is being kept, until it is dropped.
pub(crate) struct Kept<'k>(Option<MutexGuard<'k, ()>>);

impl Keeping {
    /// Waits for other threads. Settings of a program that tell telemetry of a change while they keep it do not wait for
    /// themselves.
    pub(crate) fn begin(&self) -> Kept<'_> {
        let is_keeping = IS_KEEPING.try_with(|is_keeping| is_keeping.replace(true)).unwrap_or(true);
        Kept((!is_keeping).then(|| hold(&self.0)))
    }
}

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        if self.0.is_some() {
            let _ = IS_KEEPING.try_with(|is_keeping| is_keeping.set(false));
        }
    }
}
