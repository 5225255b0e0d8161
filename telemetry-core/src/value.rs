//! The types that fields may have, and the floor of each.

use crate::{Class, Encode, Encoder, EnumDescriptor, FieldDescriptor, FieldEnum, FieldValue, Place, TransformKind};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The type of a field, as descriptors name it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueType {
    /// True or false.
    Bool,
    /// A whole number from 0 on.
    Count,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A length of time.
    Duration,
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
    /// A UUID, random or made from a name.
    Uuid,
    /// An opaque id that is no UUID.
    Id,
    /// A program version.
    Version,
    /// Any text.
    String,
    /// A path of a file or folder.
    Path,
    /// A URL.
    Url,
    /// Any JSON value.
    Json,
    /// The message of an error.
    Error,
    /// A stack trace.
    Stack,
    /// An e-mail address.
    Email,
    /// An IP address.
    Ip,
    /// The name of a machine.
    Hostname,
    /// The name of a user account.
    Username,
    /// One of a closed list.
    Enum(&'static EnumDescriptor),
    /// Always the same value.
    Constant(&'static ValueType),
    /// A member of a public registry.
    Public(&'static ValueType),
    /// A value that may be missing.
    Optional(&'static ValueType),
    /// Several values in order.
    List(&'static ValueType),
    /// Several values, each once.
    Set(&'static ValueType),
    /// Values by text keys.
    Map {
        /// The type of the keys.
        key: &'static ValueType,
        /// The type of the values.
        item: &'static ValueType,
    },
    /// Fields that share one definition, by what their names differ in.
    Family(&'static ValueType),
    /// A value that leaves only after a transform.
    Transformed(TransformKind, &'static ValueType),
}

impl ValueType {
    /// Returns the lowest class that values of the type may have.
    #[must_use]
    pub const fn floor(&self) -> Class {
        match self {
            Self::Bool
            | Self::Count
            | Self::Int
            | Self::Float
            | Self::Duration
            | Self::Timestamp
            | Self::Date
            | Self::Version
            | Self::Enum(_)
            | Self::Constant(_)
            | Self::Public(_) => Class::Technical,
            Self::Uuid | Self::Id => Class::Identifier,
            Self::Error | Self::Stack => Class::Diagnostic,
            Self::String | Self::Path | Self::Url | Self::Json => Class::Content,
            Self::Email | Self::Ip | Self::Hostname | Self::Username => Class::Personal,
            Self::Optional(item) | Self::List(item) | Self::Set(item) | Self::Family(item) => item.floor(),
            Self::Map { key, item } => higher(key.floor(), item.floor()),
            Self::Transformed(kind, raw) => transformed_floor(*kind, raw.floor()),
        }
    }

    /// Returns the word that catalogs write; of what is optional or transformed, that of the value.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Count => "count",
            Self::Int => "int",
            Self::Float => "float",
            Self::Duration => "duration",
            Self::Timestamp => "timestamp",
            Self::Date => "date",
            Self::Uuid => "uuid",
            Self::Id => "id",
            Self::Version => "version",
            Self::String => "string",
            Self::Path => "path",
            Self::Url => "url",
            Self::Json => "json",
            Self::Error => "error",
            Self::Stack => "stack",
            Self::Email => "email",
            Self::Ip => "ip",
            Self::Hostname => "hostname",
            Self::Username => "username",
            Self::Enum(_) => "enum",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::Map { .. } => "map",
            Self::Optional(value) | Self::Family(value) | Self::Public(value) | Self::Constant(value) => value.name(),
            Self::Transformed(_, value) => value.name(),
        }
    }

    /// Returns whether the value is a number, or true or false.
    pub(crate) const fn is_number(&self) -> bool {
        match self {
            Self::Bool | Self::Count | Self::Int | Self::Float | Self::Duration => true,
            Self::Optional(value)
            | Self::Family(value)
            | Self::Public(value)
            | Self::Constant(value)
            | Self::Transformed(_, value) => value.is_number(),
            _ => false,
        }
    }

    /// Returns the outermost transform and what it is made of; collections are looked into.
    pub(crate) const fn outermost_transform(&self) -> Option<(TransformKind, &Self)> {
        match self {
            Self::Transformed(kind, raw) => Some((*kind, raw)),
            Self::Optional(item) | Self::Family(item) | Self::List(item) | Self::Set(item) | Self::Map { item, .. } => {
                item.outermost_transform()
            }
            _ => None,
        }
    }
}

/// Returns the floor of a value that leaves only after a transform.
const fn transformed_floor(kind: TransformKind, raw: Class) -> Class {
    match kind {
        TransformKind::Hmac => Class::Identifier,
        // A plain hash can be guessed, so that it lowers nothing; and it tells apart.
        TransformKind::Hash => higher(raw, Class::Identifier),
        TransformKind::Bucket | TransformKind::CountOnly | TransformKind::Encode => Class::Technical,
        TransformKind::Round | TransformKind::Truncate | TransformKind::Redact | TransformKind::Keep => raw,
        // Which origins there are is not in the type; the attribute says it, and is checked with the class.
        TransformKind::ByOrigin | TransformKind::Drop => Class::Technical,
    }
}

pub(crate) const fn higher(one: Class, other: Class) -> Class {
    if one.rank() > other.rank() { one } else { other }
}

macro_rules! values {
    ($($ty:ty, $name:ident, $method:ident, $self:ident => $value:expr;)*) => { $(
        impl Encode for $ty {
            fn encode(&$self, encoder: &mut dyn Encoder) {
                encoder.$method($value);
            }
        }

        impl FieldValue for $ty {
            const TYPE: ValueType = ValueType::$name;
        }
    )* };
}
pub(crate) use values;

/// The same for values that are there as they are taken: whether they are wanted is asked with them.
macro_rules! ready_values {
    ($($ty:ty, $name:ident, $method:ident, $put:ident, $self:ident => $value:expr;)*) => { $(
        impl Encode for $ty {
            fn encode(&$self, encoder: &mut dyn Encoder) {
                encoder.$method($value);
            }

            fn put_field(&$self, encoder: &mut dyn Encoder, place: &Place<'_>, field: &'static FieldDescriptor) {
                encoder.$put(place, field, $value);
            }
        }

        impl FieldValue for $ty {
            const TYPE: ValueType = ValueType::$name;
        }
    )* };
}

ready_values! {
    bool, Bool, bool, put_bool, self => *self;
    u8, Count, u64, put_u64, self => u64::from(*self);
    u16, Count, u64, put_u64, self => u64::from(*self);
    u32, Count, u64, put_u64, self => u64::from(*self);
    u64, Count, u64, put_u64, self => *self;
    usize, Count, u64, put_u64, self => u64::try_from(*self).unwrap_or(u64::MAX);
    i8, Int, i64, put_i64, self => i64::from(*self);
    i16, Int, i64, put_i64, self => i64::from(*self);
    i32, Int, i64, put_i64, self => i64::from(*self);
    i64, Int, i64, put_i64, self => *self;
    f32, Float, f64, put_f64, self => f64::from(*self);
    f64, Float, f64, put_f64, self => *self;
    str, String, str, put_str, self => self;
    String, String, str, put_str, self => self;
}

values! {
    Duration, Duration, duration, self => *self;
    Path, Path, str, self => &self.to_string_lossy();
    PathBuf, Path, str, self => &self.to_string_lossy();
    IpAddr, Ip, str, self => &self.to_string();
    Ipv4Addr, Ip, str, self => &self.to_string();
    Ipv6Addr, Ip, str, self => &self.to_string();
}

/// A number that has a place in a set: unlike `f64`, all of them are ordered.
#[derive(Clone, Copy, Debug)]
pub struct Float(pub f64);

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Float {}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Float {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

values! { Float, Float, f64, self => self.0; }

// Whoever forgot a type wants to hear of types, not of the one way in which an enum becomes one.
#[diagnostic::do_not_recommend]
impl<T: FieldEnum> Encode for T {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.value(&T::DESCRIPTOR.values[self.index()]);
    }

    fn put_field(&self, encoder: &mut dyn Encoder, place: &Place<'_>, field: &'static FieldDescriptor) {
        encoder.put_value(place, field, &T::DESCRIPTOR.values[self.index()]);
    }
}

impl<T: FieldEnum> FieldValue for T {
    const TYPE: ValueType = ValueType::Enum(T::DESCRIPTOR);
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        if let Some(value) = self {
            value.encode(encoder);
        }
    }

    fn put_field(&self, encoder: &mut dyn Encoder, place: &Place<'_>, field: &'static FieldDescriptor) {
        if let Some(value) = self {
            value.put_field(encoder, place, field);
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Encode::is_absent)
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: ValueType = ValueType::Optional(&T::TYPE);
}

fn encode_items<'a, T: Encode + 'a>(items: impl Iterator<Item = &'a T>, encoder: &mut dyn Encoder) {
    encoder.begin_list();
    items.filter(|item| !item.is_absent()).for_each(|item| item.encode(encoder));
    encoder.end_list();
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encode_items(self.iter(), encoder);
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    const TYPE: ValueType = ValueType::List(&T::TYPE);
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encode_items(self.iter(), encoder);
    }
}

impl<T: FieldValue> FieldValue for BTreeSet<T> {
    const TYPE: ValueType = ValueType::Set(&T::TYPE);
}

impl<K: AsRef<str>, T: Encode> Encode for BTreeMap<K, T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.begin_map();
        for (key, value) in self.iter().filter(|(_, value)| !value.is_absent()) {
            encoder.key(key.as_ref());
            value.encode(encoder);
        }
        encoder.end_map();
    }
}

impl<K: AsRef<str> + FieldValue, T: FieldValue> FieldValue for BTreeMap<K, T> {
    const TYPE: ValueType = ValueType::Map { key: &K::TYPE, item: &T::TYPE };
}
