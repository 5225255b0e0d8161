//! What the derives' expansion names. Nothing here is for people: it changes without notice.

pub use crate::__embed as embed;
pub use crate::__register as register;
pub use crate::catalog::{check_destination, check_destination_name, check_grant, check_owner, check_purpose};
pub use crate::floor::{case, check_class, check_family, check_transform, check_transforms, field, field_with};
pub use crate::names::check_group;
pub use crate::record::{Record, TYPE_WORDS, TypeCode, flag, types};
#[cfg(feature = "registry")]
pub use crate::registry::LinkedEvent;
pub use crate::rules::{
    AbsentRule, AbsentRules, BooleanForm, BurstRules, Cap, CatalogRules, Collision, CommonRules, Condition,
    ConsentRules, DestinationRules, EqualRules, FactRules, FlattenRules, FlowRules, GrantRules, Granularity, KeyRules,
    ListForm, LongValueRules, NamePrefix, NameRules, OfBurst, Over, Precision, QuotaRules, RedactionRules, SampleBy,
    SampleRules, Stamp, StampKind, WaitRules, WireRules, Withdrawal,
};
pub use crate::{
    CaseDescriptor, CatalogDescriptor, Class, CommonSet, Consent, DestinationDescriptor, Detail, Encoding,
    EnumDescriptor, Event, EventDescriptor, FieldClass, FieldDescriptor, FieldEncoder, FieldEnum, FieldPurpose,
    FieldValue, Fields, FieldsDescriptor, KeyScope, Literal, Member, Purpose, Transform, TwinDescriptor, Unit,
    ValueDescriptor, ValueOrigin, ValueType, VariantsDescriptor,
};
pub use core::option::Option::{None, Some};
#[cfg(feature = "registry")]
pub use core::option_env;
pub use core::primitive::usize;
#[cfg(feature = "registry")]
pub use inventory;

macro_rules! classes {
    ($($name:ident, $class:ident;)*) => { $(
        #[doc = "A built-in class."]
        pub const $name: FieldClass = FieldClass::built_in(Class::$class);
    )* };
}

classes! {
    TECHNICAL, Technical;
    INTERACTION, Interaction;
    IDENTIFIER, Identifier;
    DIAGNOSTIC, Diagnostic;
    CONTENT, Content;
    PERSONAL, Personal;
}

macro_rules! purposes {
    ($($name:ident, $purpose:ident;)*) => { $(
        #[doc = "The purposes of nearly all events: a single one, built in. A name costs a compiler less than a list."]
        pub const $name: &[FieldPurpose] = &[FieldPurpose::built_in(Purpose::$purpose)];
    )* };
}

purposes! {
    FOR_OPERATION, Operation;
    FOR_HEALTH, Health;
    FOR_PRODUCT, Product;
    FOR_BUSINESS, Business;
    FOR_SECURITY, Security;
    FOR_PERSONALIZATION, Personalization;
    FOR_MARKETING, Marketing;
    FOR_AI_TRAINING, AiTraining;
}

macro_rules! nothing {
    ($($name:ident: $ty:ty;)*) => { $(
        #[doc = "An empty list. A name costs a compiler less than a reference to an array that it has to keep."]
        pub const $name: &[$ty] = &[];
    )* };
}

nothing! {
    NO_TRANSFORMS: Transform;
    NO_DETAILS: Detail;
    NO_TWINS: TwinDescriptor;
    NO_PURPOSES: FieldPurpose;
}
