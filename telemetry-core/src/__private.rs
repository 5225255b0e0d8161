//! What the derives' expansion names. Nothing here is for people: it changes without notice.

pub use crate::{
    CaseDescriptor, Class, Consent, Detail, Encoding, EnumDescriptor, Event, EventDescriptor, FieldClass,
    FieldDescriptor, FieldEncoder, FieldEnum, FieldPurpose, FieldValue, Fields, FieldsDescriptor, KeyScope, Literal,
    Member, Purpose, Transform, TwinDescriptor, Unit, ValueDescriptor, ValueOrigin, ValueType, VariantsDescriptor,
};
pub use core::option::Option::{None, Some};

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
