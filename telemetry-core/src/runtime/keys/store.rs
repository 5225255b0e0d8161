//! Where secrets are kept between sessions.

use crate::Encoding;
use crate::runtime::digest::{self, Digest};
use core::fmt;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// A secret and when it was made. `Debug` does not show the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredKey {
    secret: Digest,
    made: i64,
}

impl StoredKey {
    /// Wraps 32 random bytes, made at a moment in milliseconds since 1970.
    #[must_use]
    pub const fn new(secret: [u8; 32], made: i64) -> Self {
        Self { secret, made }
    }

    /// Returns the secret, which a store keeps where nobody else can read it.
    #[must_use]
    pub const fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// Returns when it was made, in milliseconds since 1970.
    #[must_use]
    pub const fn made(&self) -> i64 {
        self.made
    }

    /// Returns the line that a file holds.
    pub(super) fn line(&self) -> String {
        format!("1 {} {}\n", self.made, digest::text(&self.secret, Encoding::Hex))
    }

    /// Returns the key that a file's line says, if it says one to its end.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_suffix('\n')?.split(' ');
        let ("1", made, digits) = (words.next()?, words.next()?, words.next()?) else { return None };
        let is_whole =
            digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && words.next().is_none();
        let mut secret = Digest::default();
        for (at, byte) in secret.iter_mut().enumerate().filter(|_| is_whole) {
            *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
        }
        is_whole.then_some(Self { secret, made: made.parse().ok()? })
    }
}

impl fmt::Debug for StoredKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("StoredKey").field("made", &self.made).finish_non_exhaustive()
    }
}

/// What keeps secrets between sessions. Names consist of letters, digits and hyphens.
pub trait KeyStore: Send {
    /// Returns the key of a name, if there is one; what is damaged is none.
    ///
    /// # Errors
    ///
    /// When nobody can say whether there is one. It is then not replaced.
    fn load(&mut self, name: &str) -> io::Result<Option<StoredKey>>;

    /// Keeps a key in the place of `before`, and returns the key that is kept: that of another process, if it was
    /// faster.
    ///
    /// # Errors
    ///
    /// When it cannot be kept; it is then used until the session ends.
    fn save(&mut self, name: &str, key: &StoredKey, before: Option<&StoredKey>) -> io::Result<StoredKey>;

    /// Deletes all keys.
    ///
    /// # Errors
    ///
    /// When one could not be deleted; the others are.
    fn forget(&mut self) -> io::Result<()>;
}

/// Keys that nobody keeps, for tests and for programs that want no file. Clones share their keys.
#[derive(Clone, Debug, Default)]
pub struct MemoryKeys(Arc<Mutex<BTreeMap<String, StoredKey>>>);

impl MemoryKeys {
    fn with<T>(&self, run: impl FnOnce(&mut BTreeMap<String, StoredKey>) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl KeyStore for MemoryKeys {
    fn load(&mut self, name: &str) -> io::Result<Option<StoredKey>> {
        Ok(self.with(|keys| keys.get(name).cloned()))
    }

    fn save(&mut self, name: &str, key: &StoredKey, before: Option<&StoredKey>) -> io::Result<StoredKey> {
        Ok(self.with(|keys| match keys.get(name) {
            Some(other) if Some(other) != before => other.clone(),
            _ => {
                keys.insert(name.to_owned(), key.clone());
                key.clone()
            }
        }))
    }

    fn forget(&mut self) -> io::Result<()> {
        self.with(BTreeMap::clear);
        Ok(())
    }
}
