//! The key of one field, and the last few values that it hashed.

use crate::runtime::digest::{self, Digest, Hmac};
use crate::{Encoding, KeyScope};

/// The key of a field, for as long as the secret it is made of.
pub(super) struct Derived {
    field: &'static str,
    pub(super) scope: KeyScope,
    pub(super) rotate: Option<&'static str>,
    encoding: Encoding,
    key: Hmac,
    /// When the secret must be looked at again; both moments are part of it.
    span: (i64, i64),
    remembered: [Remembered; Self::REMEMBERED + 1],
    /// Where the value stands that was hashed last.
    last: usize,
}

/// A value and its hash.
#[derive(Default)]
struct Remembered {
    value: Vec<u8>,
    /// Empty where nothing is remembered yet.
    hash: String,
}

impl Remembered {
    #[inline]
    fn is_of(&self, value: &[u8]) -> bool {
        is_same(&self.value, value) && !self.hash.is_empty()
    }
}

impl Derived {
    /// So many fields have their keys ready.
    pub(super) const MOST: usize = 64;
    /// So many short values of a field are remembered: 4 bits of a sum say where.
    const REMEMBERED: usize = 16;
    /// Longer values are long.
    const LONGEST: usize = 256;

    pub(super) fn of(field: &'static str, scope: KeyScope, rotate: Option<&'static str>, encoding: Encoding) -> Self {
        let remembered = core::array::from_fn(|_| Remembered::default());
        Self {
            field,
            scope,
            rotate,
            encoding,
            key: Hmac::new(&[0; 32]),
            span: (i64::MAX, i64::MIN),
            remembered,
            last: 0,
        }
    }

    /// Returns whether this is the key of a field, by the places of its names: a program has each but once, and where it
    /// does not, [`is_of`](Self::is_of) knows.
    #[inline]
    pub(super) fn is_at(&self, field: &str, scope: KeyScope, rotate: Option<&str>, encoding: Encoding) -> bool {
        let same_rotation = match (self.rotate, rotate) {
            (None, None) => true,
            (Some(one), Some(other)) => core::ptr::eq(one, other),
            _ => false,
        };
        core::ptr::eq(self.field, field) && same_rotation && self.scope == scope && self.encoding == encoding
    }

    /// Returns whether this is the key of a field.
    pub(super) fn is_of(&self, field: &str, scope: KeyScope, rotate: Option<&str>, encoding: Encoding) -> bool {
        self.scope == scope && self.encoding == encoding && self.field == field && self.rotate == rotate
    }

    #[inline]
    pub(super) fn holds(&self, now: i64) -> bool {
        (self.span.0..=self.span.1).contains(&now)
    }

    /// Makes the key: of the secret, for one product and one field.
    pub(super) fn begin(&mut self, secret: &Digest, product: &str, span: (i64, i64)) {
        let length = (product.len() as u64).to_le_bytes();
        let purpose = [b"telemetry field key 1\0", &length[..], product.as_bytes(), self.field.as_bytes()].concat();
        self.key = Hmac::new(&Hmac::new(secret).of(&purpose));
        self.span = span;
    }

    /// Returns whether a value was hashed last.
    #[inline]
    pub(super) fn is_last(&self, value: &[u8]) -> bool {
        self.remembered[self.last].is_of(value)
    }

    /// Returns the hash of the value that was hashed last.
    #[inline]
    pub(super) fn last(&self) -> &str {
        &self.remembered[self.last].hash
    }

    /// Returns the hash of a value.
    #[inline(never)]
    pub(super) fn hash(&mut self, value: &[u8]) -> &str {
        let place = place_of(value);
        if !self.remembered[place].is_of(value) {
            self.remember(place, value);
        }
        // In the last place stands no value, so that nobody may find one there.
        if place < Self::REMEMBERED {
            self.last = place;
        }
        &self.remembered[place].hash
    }

    /// Hashes a value and puts it in the place of another.
    fn remember(&mut self, place: usize, value: &[u8]) {
        let remembered = &mut self.remembered[place];
        digest::write(&self.key.of(value), self.encoding, &mut remembered.hash);
        remembered.value.clear();
        // A long value is hashed each time; what it was need not be kept.
        if value.len() <= Self::LONGEST {
            remembered.value.extend_from_slice(value);
        }
    }
}

/// Compares two values, short ones without a call: sixteen bytes at once, the last of them twice where their number is no
/// multiple of that.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    const LANE: usize = 16;
    if one.len() != other.len() {
        return false;
    }
    match (one.last_chunk::<LANE>(), other.last_chunk::<LANE>()) {
        (Some(last), Some(other_last)) if one.len() <= 4 * LANE => {
            let mut lanes = one.as_chunks::<LANE>().0.iter().zip(other.as_chunks::<LANE>().0);
            last == other_last && lanes.all(|(one, other)| one == other)
        }
        _ => one == other,
    }
}

/// Returns where a value is remembered, by its length and its two ends. Long ones share the last place.
#[inline]
fn place_of(value: &[u8]) -> usize {
    if value.len() > Derived::LONGEST {
        return Derived::REMEMBERED;
    }
    let first = value.first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let last = value.last_chunk::<8>().map_or_else(|| short(value), |bytes| u64::from_le_bytes(*bytes));
    let mixed = (first ^ last.rotate_left(31) ^ value.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 60) as usize
}

fn short(value: &[u8]) -> u64 {
    value.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::Derived;
    use crate::runtime::digest::{self, Hmac};
    use crate::{Encoding, KeyScope};

    #[test]
    fn whatever_was_hashed_before_each_value_has_its_own_hash() {
        let mut derived = Derived::of("field", KeyScope::Session, None, Encoding::Hex);
        derived.begin(&[7; 32], "quill", (0, 1));
        let key = derived.key.clone();
        let lengths = [0_usize, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257, 300];
        let values: Vec<Vec<u8>> = lengths
            .into_iter()
            .flat_map(|length| {
                let ends = [(0, b'a'), (length / 2, b'b'), (length.saturating_sub(1), b'c')];
                ends.map(|(at, byte)| (0..length).map(|place| if place == at { byte } else { b'x' }).collect())
            })
            .collect();
        let expected = |key: &Hmac, value: &[u8]| digest::text(&key.of(value), Encoding::Hex);
        for before in &values {
            for value in &values {
                derived.hash(before);
                let hash = if derived.is_last(value) { derived.last() } else { derived.hash(value) };
                assert_eq!(hash, expected(&key, value), "{value:?} after {before:?}");
            }
        }
    }
}
