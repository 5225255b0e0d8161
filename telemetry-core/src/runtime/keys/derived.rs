//! The key of one field, and the last few values that it hashed.

use crate::runtime::digest::{Digest, Hmac, Written};
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
}

/// A value and its hash.
#[derive(Default)]
struct Remembered {
    value: Vec<u8>,
    /// Empty where nothing is remembered yet.
    hash: String,
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
        Self { field, scope, rotate, encoding, key: Hmac::new(&[0; 32]), span: (i64::MAX, i64::MIN), remembered }
    }

    /// Returns whether this is the key of a field. Names are compared by place first: a program has each but once.
    #[inline]
    pub(super) fn is_of(&self, field: &str, scope: KeyScope, rotate: Option<&str>, encoding: Encoding) -> bool {
        let same = |one: &str, other: &str| core::ptr::eq(one, other) || one == other;
        let same_rotation = match (self.rotate, rotate) {
            (None, None) => true,
            (Some(one), Some(other)) => same(one, other),
            _ => false,
        };
        self.scope == scope && self.encoding == encoding && same(self.field, field) && same_rotation
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

    /// Returns the hash of a value.
    #[inline]
    pub(super) fn hash(&mut self, value: &[u8]) -> &str {
        let place = place_of(value);
        let is_known = self.remembered[place].value == value && !self.remembered[place].hash.is_empty();
        if !is_known {
            self.remember(place, value);
        }
        &self.remembered[place].hash
    }

    /// Hashes a value and puts it in the place of another.
    #[inline(never)]
    fn remember(&mut self, place: usize, value: &[u8]) {
        let remembered = &mut self.remembered[place];
        remembered.hash.clear();
        remembered.hash.push_str(Written::of(&self.key.of(value), self.encoding).as_str());
        remembered.value.clear();
        // A long value is hashed each time; what it was need not be kept.
        if value.len() <= Self::LONGEST {
            remembered.value.extend_from_slice(value);
        }
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
