//! Records: what a compiled program says of what it collects.
//!
//! Each declaration leaves its entry in the catalog, as one line of JSON, in a section of the program. The derive writes
//! the JSON; what only the compiler knows stands behind it in a few bytes: the types of the fields. `telemetry inspect`
//! reads the section. The format is described in `catalog/RECORDS.md`, which a test holds against what is here.
//!
//! A compiler computes constants a thousand times slower than a program runs: nothing here looks at the JSON, and what
//! is computed is a few steps for each field.

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

/// The type of a field in a record, in ten bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct TypeCode {
    /// Its place in [`TYPE_WORDS`].
    number: u8,
    /// Whether it is a collection or may be missing: see [`flag`].
    flags: u8,
    /// The number of its vocabulary or group.
    id: [u8; 8],
}

impl TypeCode {
    /// What has no type of its own.
    pub const NONE: Self = Self { number: 0, flags: 0, id: [0; 8] };

    const fn of_group(id: u64) -> Self {
        Self::new(FIELDS, 0, id)
    }

    const fn new(number: u8, flags: u8, id: u64) -> Self {
        Self { number, flags, id: id.to_le_bytes() }
    }

    /// Returns the code of a type.
    pub(crate) const fn of(ty: &ValueType) -> Self {
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
                    Some(number) => number,
                    None => continue,
                },
            };
            return Self::new(number, flags, id);
        }
    }
}

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

/// Returns the types of all fields, in the order of their places; constants have theirs in the JSON.
#[must_use]
pub const fn types<const TYPES: usize>(fields: &FieldsDescriptor) -> [TypeCode; TYPES] {
    let mut types = [TypeCode::NONE; TYPES];
    push_types(fields.members, &mut types);
    types
}

/// Writes the types of the members to the first of `types`, and returns how many are left of them.
// A compiler spends on each step of this, for each field of a program: patterns are few steps.
const fn push_types(mut members: &[Member], mut types: &mut [TypeCode]) -> usize {
    while let [member, more @ ..] = members {
        members = more;
        if let Member::Constant(..) = member {
            continue;
        }
        if let Member::Variants(variants) = member {
            // They are the only member that has types.
            let (mut case, mut done) = (0, 0);
            while case < variants.cases.len() {
                done = types.len() - push_types(variants.cases[case].fields.members, types.split_at_mut(done).1);
                case += 1;
            }
            return types.len() - done;
        }
        let [first, others @ ..] = types else { return 0 };
        types = others;
        match member {
            Member::Field(field) => *first = field.code,
            Member::Group { fields, .. } => *first = TypeCode::of_group(fields.id),
            Member::Constant(..) | Member::Variants(_) => {}
        }
    }
    types.len()
}

/// The number of what is flattened.
const FIELDS: u8 = 21;

/// Returns the number of a type that is not made of others.
const fn simple(ty: &ValueType) -> Option<u8> {
    Some(match ty {
        ValueType::Bool => 0,
        ValueType::Count => 1,
        ValueType::Int => 2,
        ValueType::Float => 3,
        ValueType::Duration => 4,
        ValueType::Timestamp => 5,
        ValueType::Date => 6,
        ValueType::Uuid => 7,
        ValueType::Id => 8,
        ValueType::Version => 9,
        ValueType::String => 10,
        ValueType::Path => 11,
        ValueType::Url => 12,
        ValueType::Json => 13,
        ValueType::Error => 14,
        ValueType::Stack => 15,
        ValueType::Email => 16,
        ValueType::Ip => 17,
        ValueType::Hostname => 18,
        ValueType::Username => 19,
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
    use super::{TYPE_WORDS, TypeCode, flag};
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
            assert_eq!(TYPE_WORDS[TypeCode::of(&ty).number as usize], ty.name());
        }
        assert_eq!(TYPE_WORDS[super::FIELDS as usize], "fields");
    }

    #[test]
    fn collections_and_missing_values_are_flags() {
        const LIST: ValueType = ValueType::List(&ValueType::Url);
        const OPTIONAL: ValueType = ValueType::Optional(&LIST);
        assert_eq!((TypeCode::of(&LIST).number, TypeCode::of(&LIST).flags), (12, 1));
        assert_eq!((TypeCode::of(&OPTIONAL).number, TypeCode::of(&OPTIONAL).flags), (12, 1 | flag::OPTIONAL));
    }
}
