//! What does not leave of a value, or of all of it: counted by kind, so that nothing is lost silently.

use core::fmt;

/// A way in which a value, or a part of one, does not leave as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// A value that says nothing, left out as the destination demands.
    Absent,
    /// A value of another type than its field declares.
    WrongType,
    /// A text that its closed vocabulary does not have: the fallback, or nothing, was sent.
    NotListed,
    /// A number outside its limits: the nearest limit was sent.
    Clamped,
    /// A text longer than its field declares: its first part was sent.
    TooLong,
    /// A text shorter than its field declares.
    TooShort,
    /// A text that its declared expression does not match, or that is too long to be searched.
    NotMatching,
    /// A collection, or a family, with more items than its field declares: the first ones were sent.
    TooMany,
    /// A value to be hashed, without a key or without the algorithm.
    NotHashed,
    /// A text to be cleaned, without a redactor.
    NotRedacted,
    /// A value of an origin for which no transform is declared.
    NoOrigin,
    /// A value nested deeper than 64 levels.
    TooDeep,
    /// A value that is no number, for a destination that takes numbers alone.
    NotANumber,
    /// A key longer than the destination takes: its first part was sent.
    LongKey,
    /// A value whose key another value has.
    Collision,
    /// A value longer than the destination takes: its first part, or its first parts, were sent.
    Cut,
    /// A value longer than the destination takes, left out.
    Dropped,
}

impl Loss {
    /// All kinds, in the order of the stages.
    pub const ALL: [Self; 17] = [
        Self::Absent,
        Self::WrongType,
        Self::NotListed,
        Self::Clamped,
        Self::TooLong,
        Self::TooShort,
        Self::NotMatching,
        Self::TooMany,
        Self::NotHashed,
        Self::NotRedacted,
        Self::NoOrigin,
        Self::TooDeep,
        Self::NotANumber,
        Self::LongKey,
        Self::Collision,
        Self::Cut,
        Self::Dropped,
    ];

    /// Returns the word that accounts print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::WrongType => "wrong_type",
            Self::NotListed => "not_listed",
            Self::Clamped => "clamped",
            Self::TooLong => "too_long",
            Self::TooShort => "too_short",
            Self::NotMatching => "not_matching",
            Self::TooMany => "too_many",
            Self::NotHashed => "not_hashed",
            Self::NotRedacted => "not_redacted",
            Self::NoOrigin => "no_origin",
            Self::TooDeep => "too_deep",
            Self::NotANumber => "not_a_number",
            Self::LongKey => "long_key",
            Self::Collision => "collision",
            Self::Cut => "cut",
            Self::Dropped => "dropped",
        }
    }
}

/// What did not leave, by kind.
///
/// ```
/// use telemetry_core::runtime::{Loss, Losses};
///
/// let mut losses = Losses::default();
/// losses.add(Loss::Cut, 12);
/// losses.add(Loss::Cut, 3);
/// assert_eq!((losses.count(Loss::Cut), losses.bytes(Loss::Cut)), (2, 15));
/// assert_eq!(losses.to_string(), "cut: 2 (15 bytes)");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    found: [Found; Loss::ALL.len()],
    collided: Vec<String>,
}

/// How often something was lost, and how many bytes of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Found {
    count: u64,
    bytes: u64,
}

impl Losses {
    /// So many different keys are remembered for people who look for the cause.
    const MOST_KEYS: usize = 8;

    /// Returns how often this happened.
    #[must_use]
    pub const fn count(&self, loss: Loss) -> u64 {
        self.found[loss as usize].count
    }

    /// Returns how many bytes of text (as UTF-8) this took.
    #[must_use]
    pub const fn bytes(&self, loss: Loss) -> u64 {
        self.found[loss as usize].bytes
    }

    /// Returns whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.iter().all(|found| found.count == 0)
    }

    /// Returns the first few keys that two values had. They can come from data, so that they are for the program's
    /// own user, never for a destination.
    #[must_use]
    pub fn collided(&self) -> &[String] {
        &self.collided
    }

    /// Counts one loss, and the bytes of text that it took.
    pub fn add(&mut self, loss: Loss, bytes: usize) {
        let found = &mut self.found[loss as usize];
        found.count = found.count.saturating_add(1);
        found.bytes = found.bytes.saturating_add(bytes as u64);
    }

    /// Counts bytes that went with a value which is counted already.
    pub fn add_bytes(&mut self, loss: Loss, bytes: usize) {
        let found = &mut self.found[loss as usize];
        found.bytes = found.bytes.saturating_add(bytes as u64);
    }

    /// Counts a value whose key another value has.
    pub fn collide(&mut self, key: &str, bytes: usize) {
        self.add(Loss::Collision, bytes);
        self.remember(key);
    }

    /// Adds what another account lost.
    pub fn merge(&mut self, other: &Self) {
        for (found, more) in self.found.iter_mut().zip(&other.found) {
            found.count = found.count.saturating_add(more.count);
            found.bytes = found.bytes.saturating_add(more.bytes);
        }
        other.collided.iter().for_each(|key| self.remember(key));
    }

    fn remember(&mut self, key: &str) {
        if self.collided.len() < Self::MOST_KEYS && self.collided.iter().all(|known| known != key) {
            self.collided.push(key.to_owned());
        }
    }
}

/// What was lost, for people: `cut: 2 (15 bytes), collision: 1`.
impl fmt::Display for Losses {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for loss in Loss::ALL.into_iter().filter(|loss| self.count(*loss) > 0) {
            write!(out, "{separator}{}: {}", loss.name(), self.count(loss))?;
            if self.bytes(loss) > 0 {
                write!(out, " ({} bytes)", self.bytes(loss))?;
            }
            separator = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Loss;

    #[test]
    fn all_kinds_are_listed_once_in_their_order() {
        for (index, loss) in Loss::ALL.into_iter().enumerate() {
            assert_eq!(loss as usize, index, "{}", loss.name());
        }
    }
}
