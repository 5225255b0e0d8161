//! What a catalog means: nothing missing, nothing doubtful, everything sorted once.
//!
//! Only `resolve` makes these values; fields are private, getters borrow, nothing can be set. Renderers
//! take `&Catalog` and iterate; they never sort and never ask whether a name exists.

mod catalog;
mod destination;
mod event;
pub(crate) mod field;
mod flow;
mod policy;
mod privacy;
mod sites;

pub use catalog::{
    Cap, Catalog, CommonSet, ConsentRules, Docs, Fact, FactValue, Grant, Group, Links, Owner, PagePart, SourcePattern,
    WrittenIn,
};
pub use destination::{
    Absent, Destination, Detector, Flatten, Keys, LongValues, NameMap, Redaction, Stamp, Wait, Wire,
};
pub use event::{Alias, Change, CodeSite, Event, Expiry, Member, Membership, Place, Prefix, Twin, Variant, Variants};
pub use field::{AllowList, Date, EnumType, EnumValue, Family, Field, Limits, Transform, Vocabulary};
pub use flow::{Debounce, Flow, Quota, Repeats, Sample};
pub use policy::{Notice, Party, Policy, Transfer};
pub(crate) use privacy::Exposure;
pub use privacy::{ClassDef, Linkage, PurposeDef};
pub use sites::CallSites;

pub use crate::declared::{
    AbsentRule, Accepts, Algorithm, Audience, BooleanForm, Collision, Condition, DocsFormat, DocsStyle, Duration,
    Encoding, Granularity, Identifies, KeyScope, Kind, LegalBasis, Letters, Literal, OfBurst, Origin, OverLong,
    PageLanguage, SampleBy, Samples, Section, Source, StampKind, State, Supply, Text, Timestamps, Type, Unit,
    Withdrawal,
};

/// Declares a resolved type: private fields, one borrowed getter each.
///
/// `by_ref` hands out a reference, `opt` the inside of an option, `val` a copy; `inner` has none.
macro_rules! resolved {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* $how:ident $field:ident: $ty:ty $(=> $ret:ty)?;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $(pub(crate) $field: $ty,)* }

        impl $name {
            $(crate::model::resolved!(@getter $how $(#[$doc])* $field $ty $(=> $ret)?);)*
        }
    };
    (@getter by_ref $(#[$doc:meta])* $field:ident $ty:ty => $ret:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> &$ret { &self.$field }
    };
    (@getter opt $(#[$doc:meta])* $field:ident $ty:ty => $ret:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> Option<&$ret> { self.$field.as_deref() }
    };
    (@getter inner $field:ident $ty:ty) => {};
    (@getter val $(#[$doc:meta])* $field:ident $ty:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(&self) -> $ty { self.$field }
    };
}
pub(crate) use resolved;
