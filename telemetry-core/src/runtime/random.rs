//! Random bytes from the operating system.
//!
//! Keys must be such that nobody can guess them, so they come from `getrandom`, which asks the system's own generator on
//! every platform. The standard library promises no generator for secrets: the one behind its hash maps is none.

/// Fills a key with bytes that nobody can guess; `None` where the system has none.
pub(crate) fn secret() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}

/// Random bytes for ids, fetched for many ids at once.
#[derive(Debug)]
pub(crate) struct Random {
    bytes: [u8; Self::AT_ONCE],
    used: usize,
}

impl Random {
    const AT_ONCE: usize = 512;

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::AT_ONCE], used: Self::AT_ONCE }
    }

    /// Returns the next bytes.
    pub(crate) fn next(&mut self) -> [u8; 16] {
        if self.used + 16 > Self::AT_ONCE {
            self.fill();
        }
        let mut next = [0; 16];
        next.copy_from_slice(&self.bytes[self.used..self.used + 16]);
        self.bytes[self.used..self.used + 16].fill(0);
        self.used += 16;
        next
    }

    fn fill(&mut self) {
        self.used = 0;
        if getrandom::fill(&mut self.bytes).is_err() {
            // Ids need not be secret, only unlike each other, for which the seeds of hash maps will do.
            for bytes in self.bytes.as_chunks_mut::<8>().0 {
                use std::hash::{BuildHasher, RandomState};
                *bytes = RandomState::new().hash_one(bytes as &[u8]).to_ne_bytes();
            }
        }
    }
}
