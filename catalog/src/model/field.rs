//! Fields: type, vocabulary, class, limits, handling.

use super::{
    Algorithm, Alias, Change, ClassDef, CodeSite, Condition, Destination, Duration, Encoding, Expiry, Grant,
    Identifies, KeyScope, Kind, Literal, PurposeDef, Source, State, Supply, Text, Type, Unit, resolved,
};
use std::fmt;
use std::sync::Arc;
use telemetry_core::Consent;

resolved! {
    /// One field.
    pub struct Field {
        /// Returns the declared name. In its place it may have a prefix: see [`Member`](super::Member).
        by_ref name: Text => str;
        /// Returns a name for people.
        by_ref title: Text => str;
        /// Returns what the value says.
        by_ref description: Text => str;
        /// Returns the type as declared.
        by_ref ty: Type => Type;
        /// Returns the class.
        by_ref class: Arc<ClassDef> => ClassDef;
        /// Returns why it is collected, where the field says so itself; else the event's purposes hold.
        by_ref purposes: Vec<Arc<PurposeDef>> => [Arc<PurposeDef>];
        /// Returns whether the value may be missing.
        val optional: bool;
        /// Returns the values of an enum.
        opt values: Option<Arc<EnumType>> => EnumType;
        /// Returns what happens to the value before it leaves, in order.
        by_ref transforms: Vec<Transform> => [Transform];
        /// Returns the limits of the value.
        by_ref limits: Arc<Limits> => Limits;
        inner details: Arc<Details>;
    }
}

/// Declares what few fields say: one shared, mostly empty struct, and the getters of [`Field`] that look into it.
macro_rules! details {
    ($($(#[$doc:meta])* $how:ident $field:ident: $ty:ty $(=> $ret:ty)?;)*) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct Details { $(pub(crate) $field: $ty,)* }

        impl Field { $(details!(@getter $how $(#[$doc])* $field $ty $(=> $ret)?);)* }
    };
    (@getter by_ref $(#[$doc:meta])* $field:ident $ty:ty => $ret:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> &$ret { &self.details.$field }
    };
    (@getter opt $(#[$doc:meta])* $field:ident $ty:ty => $ret:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> Option<&$ret> { self.details.$field.as_deref() }
    };
    (@getter val $(#[$doc:meta])* $field:ident $ty:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> $ty { self.details.$field }
    };
    (@getter inner $field:ident $ty:ty) => {};
}

details! {
    /// Returns values that could really occur.
    by_ref examples: Vec<Literal> => [Literal];
    /// Returns when the value is there.
    opt when: Option<Text> => str;
    /// Returns the unit of a number.
    opt unit: Option<Text> => str;
    /// Returns the only value it ever has.
    opt constant: Option<Box<Literal>> => Literal;
    /// Returns the number that means "none".
    opt none: Option<Box<Literal>> => Literal;
    /// Returns the texts that may be sent.
    opt allow: Option<Box<AllowList>> => AllowList;
    /// Returns the public registry that every value is a member of.
    opt public: Option<Text> => str;
    inner declared_kind: Option<Kind>;
    /// Returns who fills it in, where the catalog says so.
    val source: Option<Source>;
    /// Returns the consent level it needs, where it differs from the event's.
    val consent: Option<Consent>;
    /// Returns the permission it needs.
    opt grant: Option<Arc<Grant>> => Grant;
    /// Returns when it is sent.
    opt condition: Option<Box<Condition>> => Condition;
    /// Returns the destinations that receive it; all its class allows when empty.
    by_ref destinations: Vec<Text> => [Text];
    /// Returns the name on the wire, where it differs.
    opt wire: Option<Text> => str;
    /// Returns former and other names.
    by_ref aliases: Vec<Alias> => [Alias];
    inner declared_state: Option<State>;
    /// Returns the program version that first recorded it.
    opt since: Option<Text> => str;
    /// Returns what changed.
    by_ref changed: Vec<Change> => [Change];
    /// Returns when it ends.
    opt expires: Option<Box<Expiry>> => Expiry;
    /// Returns the version of consent that first covered it.
    val consent_version: Option<u32>;
    /// Returns where in the code it is filled in.
    by_ref code: Vec<CodeSite> => [CodeSite];
    /// Returns links to the reviews that allowed it.
    by_ref reviews: Vec<Text> => [Text];
    /// Returns what makes it a family of keys.
    opt family: Option<Box<Family>> => Family;
    /// Returns what an identifier tells apart.
    val identifies: Option<Identifies>;
    /// Returns how long an identifier stays the same.
    opt lifetime: Option<Text> => str;
    /// Returns how an identifier is made.
    opt made: Option<Text> => str;
    /// Returns how long it is kept, where the field says so itself.
    opt retention: Option<Box<Duration>> => Duration;
    /// Returns why the law allows it.
    opt legal_basis: Option<Text> => str;
    /// Returns how a common field gets its value.
    val supply: Option<Supply>;
    /// Returns what stands between the elements of a text that several suppliers fill.
    opt separator: Option<Text> => str;
}

/// Returns how an identifier is made that is a keyed hash, where the catalog does not say it.
pub(crate) fn made_with(key: KeyScope) -> String {
    format!("Keyed hash; the key of the {key} never leaves.")
}

impl Field {
    /// Returns where it stands in its life.
    #[must_use]
    pub fn state(&self) -> State {
        self.details.declared_state.unwrap_or(State::Active)
    }

    /// Returns where the value stands in a payload: numbers are measurements, the rest properties, unless declared.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let number =
            self.ty.is_number() || matches!(self.transforms.last(), Some(Transform::CountOnly | Transform::Encode));
        self.details.declared_kind.unwrap_or(if number { Kind::Measurement } else { Kind::Property })
    }

    /// Returns how an identifier is made, where the catalog says more of it than that it is a keyed hash.
    #[must_use]
    pub fn made_in_own_words(&self) -> Option<&str> {
        let follows = |transform: &Transform, made: &str| match transform {
            Transform::Hmac { key, .. } => made == made_with(*key),
            _ => false,
        };
        self.made().filter(|made| !self.transforms.iter().any(|transform| follows(transform, made)))
    }

    /// Returns what values there can be.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabulary {
        let closed =
            matches!(self.ty.item(), Type::Bool | Type::Enum) || self.allow().is_some() || self.constant().is_some();
        if closed {
            Vocabulary::Closed
        } else if self.public().is_some() {
            Vocabulary::Public
        } else if self.sends_number() {
            Vocabulary::Numeric
        } else {
            Vocabulary::Open
        }
    }

    /// Returns whether what leaves is a number.
    #[must_use]
    pub fn sends_number(&self) -> bool {
        self.ty.is_number()
            || self.transforms.iter().any(|transform| matches!(transform, Transform::CountOnly | Transform::Encode))
    }

    /// Returns whether the value ever leaves.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        // What is dropped whatever its origin is dropped.
        let drops = |transform: &Transform| match transform {
            Transform::ByOrigin(parts) => parts.iter().all(|(_, part)| *part == Transform::Drop),
            other => *other == Transform::Drop,
        };
        !self.transforms.iter().any(drops) && matches!(self.state(), State::Active | State::Deprecated)
    }

    /// Returns whether a destination receives the field: its class is not above the ceiling, it is not left out by
    /// declaration, and the destination takes values of its kind.
    #[must_use]
    pub fn reaches(&self, destination: &Destination) -> bool {
        let named =
            self.destinations().is_empty() || self.destinations().iter().any(|name| **name == *destination.name());
        self.is_sent() && named && self.class.rank() <= destination.ceiling().rank() && destination.takes(self)
    }
}

/// What values a field can have; derived, never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vocabulary {
    /// A list that the catalog closes.
    Closed,
    /// Numbers.
    Numeric,
    /// Members of a public registry.
    Public,
    /// Anything.
    Open,
}

impl Vocabulary {
    /// Returns the word that schemas and pages print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Numeric => "numeric",
            Self::Public => "public",
            Self::Open => "open",
        }
    }
}

resolved! {
    /// The values of an enum, those with codes in order of code, then by name.
    pub struct EnumType {
        /// Returns the values.
        by_ref values: Vec<EnumValue> => [EnumValue];
        /// Returns the value that stands for all others.
        opt fallback: Option<Text> => str;
        /// Returns codes that are never used again.
        by_ref retired_codes: Vec<i64> => [i64];
    }
}

resolved! {
    /// One value of an enum.
    pub struct EnumValue {
        /// Returns the declared name.
        by_ref name: Text => str;
        /// Returns the text on the wire.
        by_ref wire: Text => str;
        /// Returns what it means.
        by_ref description: Text => str;
        /// Returns the stable number that stands for it.
        val code: Option<i64>;
    }
}

resolved! {
    /// The texts that may be sent.
    pub struct AllowList {
        /// Returns the texts, sorted.
        by_ref values: Vec<Text> => [Text];
        /// Returns what is sent for every other text.
        by_ref fallback: Text => str;
        /// Returns why these may be sent.
        opt reason: Option<Text> => str;
        /// Returns who allowed them.
        opt approver: Option<Text> => str;
    }
}

/// The limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub(crate) min: Option<Literal>,
    pub(crate) max: Option<Literal>,
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    pub(crate) max_items: Option<u32>,
    pub(crate) pattern: Option<Text>,
}

impl Limits {
    /// Returns the least value of a number.
    #[must_use]
    pub fn min(&self) -> Option<&Literal> {
        self.min.as_ref()
    }

    /// Returns the greatest value of a number.
    #[must_use]
    pub fn max(&self) -> Option<&Literal> {
        self.max.as_ref()
    }

    /// Returns the least length of a text in characters.
    #[must_use]
    pub fn min_length(&self) -> Option<u32> {
        self.min_length
    }

    /// Returns the greatest length of a text in characters.
    #[must_use]
    pub fn max_length(&self) -> Option<u32> {
        self.max_length
    }

    /// Returns the greatest number of items.
    #[must_use]
    pub fn max_items(&self) -> Option<u32> {
        self.max_items
    }

    /// Returns the regular expression that the whole text matches.
    #[must_use]
    pub fn pattern(&self) -> Option<&str> {
        self.pattern.as_deref()
    }
}

/// What happens to a value before it leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Transform {
    /// A keyed hash.
    Hmac {
        /// Whose key it is.
        key: KeyScope,
        /// How long a key is used.
        rotate: Option<Duration>,
        /// How the hash is written.
        encoding: Encoding,
    },
    /// A plain hash.
    Hash {
        /// The algorithm.
        algorithm: Algorithm,
        /// A public text that is put before the value.
        prefix: Option<Text>,
        /// How the hash is written.
        encoding: Encoding,
    },
    /// The lower bound of the range that the number lies in; the bounds ascend, and 0 or below them all is the first.
    Bucket(Vec<Literal>),
    /// The nearest multiple of this number.
    Round(Literal),
    /// The first part of the text.
    Truncate {
        /// The greatest length.
        length: u32,
        /// What the length counts.
        unit: Unit,
    },
    /// How many characters or items there are.
    CountOnly,
    /// Text that the redactor has cleaned.
    Redact,
    /// The enum's stable code.
    Encode,
    /// Nothing leaves.
    Drop,
    /// The value as it is, on purpose.
    Keep,
    /// A different transform for each origin of the value, by origin.
    ByOrigin(Vec<(Text, Transform)>),
}

resolved! {
    /// Many keys that share one definition.
    pub struct Family {
        /// Returns the placeholder in the name, without braces.
        by_ref placeholder: Text => str;
        /// Returns what it stands for.
        by_ref description: Text => str;
        /// Returns the texts that may stand in its place, sorted; any that match the pattern when empty.
        by_ref keys: Vec<Text> => [Text];
        /// Returns the regular expression that such a text matches.
        opt pattern: Option<Text> => str;
        /// Returns the greatest number of keys in one event.
        val max: u32;
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Returns the day that a text such as `2027-03-31` names, if it names one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part));
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (date.year > 0 && (1..=12).contains(&date.month) && (1..=date.days_in_month()).contains(&date.day))
            .then_some(date)
    }

    /// Returns the day that lies this many seconds after the start of 1970, in UTC.
    #[must_use]
    pub fn from_unix_seconds(seconds: u64) -> Self {
        // The last second of the year 9999: a clock that is past it is wrong.
        let mut days = seconds.min(253_402_300_799) / 86_400;
        let mut date = Self { year: 1970, month: 1, day: 1 };
        while days >= u64::from(date.days_in_year()) {
            days -= u64::from(date.days_in_year());
            date.year += 1;
        }
        while days >= u64::from(date.days_in_month()) {
            days -= u64::from(date.days_in_month());
            date.month += 1;
        }
        Self { day: u8::try_from(days + 1).unwrap_or(31), ..date }
    }

    fn is_leap_year(self) -> bool {
        self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400))
    }

    fn days_in_year(self) -> u16 {
        if self.is_leap_year() { 366 } else { 365 }
    }

    fn days_in_month(self) -> u8 {
        match self.month {
            2 if self.is_leap_year() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
