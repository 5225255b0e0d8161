//! Values that leave only after a transform. The raw value is private and is never handed out bare: an encoder gets
//! it as [`Encoder::transformed`].

use crate::{Encode, Encoder, FieldValue, TransformKind, ValueOrigin, ValueType};
use core::fmt;
use std::collections::BTreeMap;

macro_rules! wrapped {
    ($($(#[$doc:meta])* $name:ident, $kind:ident;)*) => { $(
        $(#[$doc])*
        ///
        /// `Debug` does not show the value.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<T>(T);

        impl<T> $name<T> {
            /// Wraps the raw value.
            #[must_use]
            pub const fn new(raw: T) -> Self {
                Self(raw)
            }
        }

        impl<T> From<T> for $name<T> {
            fn from(raw: T) -> Self {
                Self(raw)
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(..)"))
            }
        }

        impl<T: Encode> Encode for $name<T> {
            fn encode(&self, encoder: &mut dyn Encoder) {
                encoder.transformed(TransformKind::$kind, &self.0);
            }

            fn is_absent(&self) -> bool {
                self.0.is_absent()
            }
        }

        impl<T: FieldValue> FieldValue for $name<T> {
            const TYPE: ValueType = ValueType::Transformed(TransformKind::$kind, &T::TYPE);
        }
    )* };
}

wrapped! {
    /// A value of which a keyed hash leaves: at least `identifier`.
    Hmac, Hmac;
    /// A value of which a plain hash leaves: of no lower class than the value, since a plain hash can be guessed.
    Hashed, Hash;
    /// A number of which the range it lies in leaves.
    Bucketed, Bucket;
    /// A number of which the nearest multiple of a step leaves.
    Rounded, Round;
    /// A text of which the first part leaves.
    Truncated, Truncate;
    /// A text that leaves cleaned.
    Redacted, Redact;
    /// A text or list of which only the length leaves.
    Counted, CountOnly;
}

/// A value whose transform depends on where it came from: a built-in name as it is, a user's own as a hash.
///
/// `Debug` shows the origin alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByOrigin<T> {
    origin: ValueOrigin,
    raw: T,
}

impl<T> ByOrigin<T> {
    /// Wraps the raw value and says where it came from.
    #[must_use]
    pub const fn new(origin: ValueOrigin, raw: T) -> Self {
        Self { origin, raw }
    }
}

impl<T> fmt::Debug for ByOrigin<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ByOrigin").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl<T: Encode> Encode for ByOrigin<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.by_origin(self.origin, &self.raw);
    }

    fn is_absent(&self) -> bool {
        self.raw.is_absent()
    }
}

impl<T: FieldValue> FieldValue for ByOrigin<T> {
    const TYPE: ValueType = ValueType::Transformed(TransformKind::ByOrigin, &T::TYPE);
}

/// Many fields that share one definition, by what their names differ in.
///
/// A field `{code}_count` with the keys `E001` and `E002` leaves as `E001_count` and `E002_count`. Keys that were not
/// declared do not leave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family<T>(BTreeMap<String, T>);

impl<T> Family<T> {
    /// Makes an empty family.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: impl Into<String>, value: T) {
        self.0.insert(key.into(), value);
    }
}

impl<T> Default for Family<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<BTreeMap<String, T>> for Family<T> {
    fn from(values: BTreeMap<String, T>) -> Self {
        Self(values)
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Family<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(values: I) -> Self {
        Self(values.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl<T: Encode> Encode for Family<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.0.encode(encoder);
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: FieldValue> FieldValue for Family<T> {
    const TYPE: ValueType = ValueType::Family(&T::TYPE);
}
