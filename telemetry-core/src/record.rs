//! Records: what a compiled program says of what it collects.
//!
//! Each declaration leaves its entry in the catalog, as one line of JSON, in a section of the program. The derive writes
//! the JSON; what only the compiler knows stands behind it in a few bytes: the types of the fields. `telemetry inspect`
//! reads the section. The format is described in `catalog/RECORDS.md`, which a test holds against what is here.
//!
//! A compiler computes constants a thousand times slower than a program runs: nothing here looks at the JSON, and what
//! is computed is a few steps for each field.

use crate::floor;
use crate::{FieldsDescriptor, Member, ValueType};

/// One record, byte by byte: `JSON` bytes of JSON, the types of `TYPES` fields.
///
/// All parts are bytes, so that there is no padding and no pointer: a section of a WebAssembly module can hold it.
#[repr(C)]
pub struct Record<const JSON: usize, const TYPES: usize> {
    magic: [u8; 8],
    /// How many bytes follow.
    length: [u8; 4],
    json: [u8; JSON],
    /// A zero ends the JSON.
    end_of_json: u8,
    /// The catalog that it belongs to; 0 where it names none.
    catalog: [u8; 8],
    types: [TypeCode; TYPES],
}

/// The type of a field in a record: its place in [`TYPE_WORDS`], whether it is a collection or may be missing, and the
/// number of its vocabulary or group.
pub type TypeCode = [u8; 10];

/// The words of types, by their number in records.
pub const TYPE_WORDS: [&str; 22] = [
    "bool",
    "count",
    "int",
    "float",
    "duration",
    "timestamp",
    "date",
    "uuid",
    "id",
    "version",
    "string",
    "path",
    "url",
    "json",
    "error",
    "stack",
    "email",
    "ip",
    "hostname",
    "username",
    "enum",
    "fields",
];

/// The bits beside a type's number.
pub mod flag {
    /// The collection: 1 list, 2 set, 3 map.
    pub const COLLECTION: u8 = 3;
    /// The value may be missing.
    pub const OPTIONAL: u8 = 4;
}

impl<const JSON: usize, const TYPES: usize> Record<JSON, TYPES> {
    /// Puts a record together. A record that belongs to no catalog says so with the number 0.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a declaration is far shorter than four gigabytes")]
    pub const fn new(json: &[u8; JSON], catalog: u64, types: [TypeCode; TYPES]) -> Self {
        Self {
            magic: *b"TELEMREC",
            length: ((JSON + 9 + TYPES * 10) as u32).to_le_bytes(),
            json: *json,
            end_of_json: 0,
            catalog: catalog.to_le_bytes(),
            types,
        }
    }

    /// Returns the JSON, for the registry.
    #[must_use]
    pub const fn json(&'static self) -> &'static [u8] {
        &self.json
    }
}

/// Returns the types of all fields, in the order of their places; constants have theirs in the JSON. What a type may
/// not be declared as is refused here.
///
/// # Panics
///
/// At compile time, when a class is too low for its type, or the transforms are not those of the type.
#[must_use]
#[track_caller]
pub const fn types<const TYPES: usize>(fields: &FieldsDescriptor) -> [TypeCode; TYPES] {
    types_but(fields, &[])
}

/// Returns the types of all fields, where constants of their own refuse those at the places `elsewhere`.
///
/// # Panics
///
/// At compile time, as [`types`].
#[must_use]
#[track_caller]
pub const fn types_but<const TYPES: usize>(fields: &FieldsDescriptor, elsewhere: &[usize]) -> [TypeCode; TYPES] {
    let mut types = [[0; 10]; TYPES];
    push_types(fields.members, elsewhere, &mut types, 0);
    types
}

#[track_caller]
const fn push_types(members: &[Member], elsewhere: &[usize], types: &mut [TypeCode], mut at: usize) -> usize {
    let mut index = 0;
    while index < members.len() {
        match &members[index] {
            Member::Field(field) => {
                // Nearly all fields end here: what is not called is not computed.
                types[at] = match simple(&field.ty) {
                    Some((number, floor)) if field.class.rank >= floor && field.transforms.is_empty() => {
                        [number, 0, 0, 0, 0, 0, 0, 0, 0, 0]
                    }
                    _ => {
                        if !contains(elsewhere, at) {
                            floor::check(field);
                        }
                        code(&field.ty)
                    }
                };
            }
            Member::Group { fields, .. } => types[at] = with_id(FIELDS, 0, fields.id),
            Member::Variants(variants) => {
                let mut case = 0;
                while case < variants.cases.len() {
                    at = push_types(variants.cases[case].fields.members, elsewhere, types, at);
                    case += 1;
                }
                index += 1;
                continue;
            }
            Member::Constant(..) => {
                index += 1;
                continue;
            }
        }
        at += 1;
        index += 1;
    }
    at
}

const fn contains(places: &[usize], place: usize) -> bool {
    let mut index = 0;
    while index < places.len() {
        if places[index] == place {
            return true;
        }
        index += 1;
    }
    false
}

/// The number of what is flattened.
const FIELDS: u8 = 21;

const fn code(ty: &ValueType) -> TypeCode {
    let mut flags = 0;
    let mut ty = ty;
    let mut id = 0;
    loop {
        let number = match ty {
            ValueType::Optional(value) => {
                // Only the value as a whole may be missing.
                flags |= if flags & flag::COLLECTION == 0 { flag::OPTIONAL } else { 0 };
                ty = value;
                continue;
            }
            ValueType::Family(value)
            | ValueType::Public(value)
            | ValueType::Constant(value)
            | ValueType::Transformed(_, value) => {
                ty = value;
                continue;
            }
            ValueType::List(item) => {
                (flags, ty) = (flags | 1, item);
                continue;
            }
            ValueType::Set(item) => {
                (flags, ty) = (flags | 2, item);
                continue;
            }
            ValueType::Map { item, .. } => {
                (flags, ty) = (flags | 3, item);
                continue;
            }
            ValueType::Enum(values) => {
                id = values.id;
                20
            }
            other => match simple(other) {
                Some((number, _)) => number,
                None => continue,
            },
        };
        return with_id(number, flags, id);
    }
}

/// Returns the number of a type that is not made of others, and the rank of its floor.
const fn simple(ty: &ValueType) -> Option<(u8, u8)> {
    Some(match ty {
        ValueType::Bool => (0, 10),
        ValueType::Count => (1, 10),
        ValueType::Int => (2, 10),
        ValueType::Float => (3, 10),
        ValueType::Duration => (4, 10),
        ValueType::Timestamp => (5, 10),
        ValueType::Date => (6, 10),
        ValueType::Uuid => (7, 30),
        ValueType::Id => (8, 30),
        ValueType::Version => (9, 10),
        ValueType::String => (10, 50),
        ValueType::Path => (11, 50),
        ValueType::Url => (12, 50),
        ValueType::Json => (13, 50),
        ValueType::Error => (14, 40),
        ValueType::Stack => (15, 40),
        ValueType::Email => (16, 60),
        ValueType::Ip => (17, 60),
        ValueType::Hostname => (18, 60),
        ValueType::Username => (19, 60),
        ValueType::Enum(_)
        | ValueType::Constant(_)
        | ValueType::Public(_)
        | ValueType::Optional(_)
        | ValueType::List(_)
        | ValueType::Set(_)
        | ValueType::Map { .. }
        | ValueType::Family(_)
        | ValueType::Transformed(..) => return None,
    })
}

const fn with_id(number: u8, flags: u8, id: u64) -> TypeCode {
    let id = id.to_le_bytes();
    [number, flags, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7]]
}

/// Leaves a record in the program: the one place that names sections. The language calls the attribute unsafe, since
/// two things of one name in a section could clash; these have no name, and are bytes that nothing reads at run time.
#[doc(hidden)]
#[macro_export]
macro_rules! __embed {
    ($json:literal: $length:literal, $catalog:expr, $types:literal of $codes:expr) => {
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__telemetry,regular,no_dead_strip"))]
        #[cfg_attr(windows, unsafe(link_section = ".telemtr"))]
        #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = "telemetry"))]
        static RECORD: $crate::__private::Record<$length, $types> =
            $crate::__private::Record::new($json, $catalog, $codes);
    };
}

/// Enters an event in the registry; nothing without the feature. It stands beside the event's record.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($event:expr) => {
        $crate::__private::inventory::submit! {
            $crate::__private::LinkedEvent::new(
                $event,
                $crate::__private::option_env!("CARGO_PKG_NAME"),
                $crate::__private::option_env!("CARGO_PKG_VERSION"),
                RECORD.json(),
            )
        }
    };
}

/// Enters an event in the registry; nothing without the feature.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($event:expr) => {};
}

#[cfg(test)]
mod tests {
    use super::{TYPE_WORDS, code, flag, simple};
    use crate::ValueType;

    #[test]
    fn a_type_has_the_number_of_its_word() {
        let types = [
            ValueType::Bool,
            ValueType::Count,
            ValueType::Int,
            ValueType::Float,
            ValueType::Duration,
            ValueType::Timestamp,
            ValueType::Date,
            ValueType::Uuid,
            ValueType::Id,
            ValueType::Version,
            ValueType::String,
            ValueType::Path,
            ValueType::Url,
            ValueType::Json,
            ValueType::Error,
            ValueType::Stack,
            ValueType::Email,
            ValueType::Ip,
            ValueType::Hostname,
            ValueType::Username,
        ];
        for ty in types {
            assert_eq!(TYPE_WORDS[code(&ty)[0] as usize], ty.name());
            assert_eq!(simple(&ty).map(|(_, floor)| floor), Some(ty.floor().rank()));
        }
        assert_eq!(TYPE_WORDS[super::FIELDS as usize], "fields");
    }

    #[test]
    fn collections_and_missing_values_are_flags() {
        const LIST: ValueType = ValueType::List(&ValueType::Url);
        const OPTIONAL: ValueType = ValueType::Optional(&LIST);
        assert_eq!(code(&LIST)[..2], [12, 1]);
        assert_eq!(code(&OPTIONAL)[..2], [12, 1 | flag::OPTIONAL]);
    }
}
