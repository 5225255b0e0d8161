//! The words a program speaks about its telemetry.

#[doc(hidden)]
pub mod __private;
mod captured;
mod consent;
mod descriptor;
mod encode;
mod floor;
pub mod json;
mod json_grammar;
mod privacy;
mod purpose;
mod text;
mod time;
mod transform;
mod value;
mod wrapped;

pub use consent::Consent;
pub use descriptor::{
    CaseDescriptor, Detail, EnumDescriptor, EventDescriptor, FieldClass, FieldDescriptor, FieldPurpose,
    FieldsDescriptor, Literal, Member, Place, Prefix, TwinDescriptor, ValueDescriptor, VariantsDescriptor,
};
pub use encode::{Encode, Encoder, Event, FieldEncoder, FieldEnum, FieldValue, Fields};
pub use privacy::Class;
pub use purpose::Purpose;
pub use text::{Email, ErrorText, Hostname, Id, Json, Public, StackTrace, Url, Username, Uuid, Version};
pub use time::{Date, Timestamp};
pub use transform::{Encoding, KeyScope, Transform, TransformKind, Unit, ValueOrigin};
pub use value::{Float, ValueType};
pub use wrapped::{Bucketed, ByOrigin, Counted, Family, Hashed, Hmac, Redacted, Rounded, Truncated};

#[cfg(feature = "derive")]
pub use telemetry_derive::{Event, FieldEnum, Fields};
