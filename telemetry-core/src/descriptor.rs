//! The descriptors: what a program knows of its own events, as constants.
//!
//! The derive writes them, nothing here computes: a descriptor says of the attributes what a running program needs.
//! What few events or fields say is a [`Detail`], so that a plain field costs a program no more than its name and its
//! words. What only readers need (owners, reviews, examples, …) is in the record that the event leaves in the
//! program.

use crate::record::TypeCode;
use crate::rules::{Condition, FlowRules, NamePrefix};
use crate::{Class, Consent, Purpose, Transform, ValueType};

/// One kind of event: what a program may record, why, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventDescriptor {
    /// The declared name.
    pub name: &'static str,
    /// The name on the wire.
    pub wire: &'static str,
    /// The version of its shape, from 1.
    pub version: u32,
    /// What happened.
    pub description: &'static str,
    /// Why it is recorded; at least one.
    pub purposes: &'static [FieldPurpose],
    /// The consent level at which it is sent.
    pub consent: Consent,
    /// Where it is sent.
    pub destinations: &'static [&'static str],
    /// Further events that the same recording sends.
    pub twins: &'static [TwinDescriptor],
    /// What else was said of it.
    pub details: &'static [Detail],
    /// The [`record`](crate::CatalogDescriptor::record) of the catalog that it names; 0 where it names none.
    pub catalog: u64,
    /// What it holds.
    pub fields: FieldsDescriptor,
}

impl EventDescriptor {
    /// Calls `visit` with every field, those of groups and variants too, in the order of their places.
    pub fn each_field(&'static self, visit: &mut dyn FnMut(&Place<'_>, &'static FieldDescriptor)) {
        self.fields.each_field(Place { index: 0, prefix: &Prefix::NONE }, visit);
    }
}

/// Fields that belong together: those of an event, of a group, or of a set of common fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldsDescriptor {
    /// The members, in the order in which they are encoded.
    pub members: &'static [Member],
    /// How many fields there are, those of groups and variants counted.
    pub count: u32,
    /// What records name them by; 0 for those of an event or a form.
    pub id: u64,
}

impl FieldsDescriptor {
    pub(crate) fn each_field(
        &'static self,
        mut place: Place<'_>,
        visit: &mut dyn FnMut(&Place<'_>, &'static FieldDescriptor),
    ) {
        for member in self.members {
            member.each_field(&place, visit);
            place.index += member.count();
        }
    }
}

/// One part of an event or group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Member {
    /// A field whose value the program gives.
    Field(FieldDescriptor),
    /// A field that has always the same value and takes no room.
    Constant(FieldDescriptor, Literal),
    /// The fields of a group.
    Group {
        /// What stands before each name.
        prefix: &'static str,
        /// The fields.
        fields: &'static FieldsDescriptor,
    },
    /// One of several forms, and the field that says which.
    Variants(&'static VariantsDescriptor),
}

impl Member {
    pub(crate) const fn count(&self) -> u32 {
        match self {
            Self::Field(_) | Self::Constant(..) => 1,
            Self::Group { fields, .. } => fields.count,
            Self::Variants(variants) => {
                let mut sum = 1;
                let mut index = 0;
                while index < variants.cases.len() {
                    sum += variants.cases[index].fields.count;
                    index += 1;
                }
                sum
            }
        }
    }

    fn each_field(&'static self, place: &Place<'_>, visit: &mut dyn FnMut(&Place<'_>, &'static FieldDescriptor)) {
        match self {
            Self::Field(field) | Self::Constant(field, _) => visit(place, field),
            Self::Group { prefix, fields } => {
                let prefix = Prefix { outer: Some(place.prefix), text: prefix };
                fields.each_field(Place { index: place.index, prefix: &prefix }, visit);
            }
            Self::Variants(variants) => {
                visit(place, &variants.tag);
                let mut place = Place { index: place.index + 1, prefix: place.prefix };
                for case in variants.cases {
                    case.fields.each_field(place, visit);
                    place.index += case.fields.count;
                }
            }
        }
    }
}

/// One field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldDescriptor {
    /// The declared name.
    pub name: &'static str,
    /// The name on the wire.
    pub wire: &'static str,
    /// What the value says.
    pub description: &'static str,
    /// The privacy class.
    pub class: FieldClass,
    /// The type of the value, transforms included.
    pub ty: ValueType,
    /// The type, as records write it.
    #[doc(hidden)]
    pub code: TypeCode,
    /// What happens to the value before it leaves, in order.
    pub transforms: &'static [Transform],
    /// What else was said of it.
    pub details: &'static [Detail],
}

impl FieldDescriptor {
    /// Describes a field by hand: of no transforms and no details, unless they are set too. Nothing holds its class
    /// against its type: the derive does.
    #[must_use]
    pub const fn plain(name: &'static str, description: &'static str, class: FieldClass, ty: ValueType) -> Self {
        let code = TypeCode::of(&ty);
        Self { name, wire: name, description, class, ty, code, transforms: &[], details: &[] }
    }

    /// Returns the placeholder, the allowed keys (any when empty) and the greatest number of a family of keys.
    #[must_use]
    pub fn family(&self) -> Option<(&'static str, &'static [&'static str], u32)> {
        self.details.iter().find_map(|detail| match detail {
            Detail::Family { placeholder, keys, max, .. } => Some((*placeholder, *keys, *max)),
            _ => None,
        })
    }

    /// Returns the twins that alone carry the field; the event itself carries it when there are none.
    pub fn twins(&self) -> impl Iterator<Item = &'static str> {
        self.details.iter().filter_map(|detail| if let Detail::Twin(twin) = detail { Some(*twin) } else { None })
    }

    /// Returns the number that means "none".
    #[must_use]
    pub fn none(&self) -> Option<Literal> {
        self.details.iter().find_map(|detail| if let Detail::None(none) = detail { Some(*none) } else { None })
    }

    /// Returns the unit of a number.
    #[must_use]
    pub fn unit(&self) -> Option<&'static str> {
        self.details.iter().find_map(|detail| if let Detail::Unit(unit) = detail { Some(*unit) } else { None })
    }
}

/// A privacy class as attributes name it: a built-in one, or a catalog's own between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldClass {
    /// The word that catalogs write.
    pub name: &'static str,
    /// The rank; the higher, the worse a leak.
    pub rank: u8,
    /// The built-in class that programs use: the class itself where it is built in.
    pub treat_as: Class,
}

impl FieldClass {
    /// Names a built-in class.
    #[must_use]
    pub const fn built_in(class: Class) -> Self {
        Self { name: class.name(), rank: class.rank(), treat_as: class }
    }

    /// Names a catalog's own class.
    #[must_use]
    pub const fn own(name: &'static str, rank: u8, treat_as: Class) -> Self {
        Self { name, rank, treat_as }
    }
}

/// A purpose as attributes name it: a built-in one, or a catalog's own that extends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPurpose {
    /// The word that catalogs write.
    pub name: &'static str,
    /// The built-in purpose: the purpose itself where it is built in.
    pub extends: Purpose,
}

impl FieldPurpose {
    /// Names a built-in purpose.
    #[must_use]
    pub const fn built_in(purpose: Purpose) -> Self {
        Self { name: purpose.name(), extends: purpose }
    }

    /// Names a catalog's own purpose.
    #[must_use]
    pub const fn own(name: &'static str, extends: Purpose) -> Self {
        Self { name, extends }
    }
}

/// The forms of one event, and the field that says which it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VariantsDescriptor {
    /// The field that says which form it is.
    pub tag: FieldDescriptor,
    /// The forms.
    pub cases: &'static [CaseDescriptor],
}

/// One form of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseDescriptor {
    /// The form's name and what the tag says for it.
    pub value: ValueDescriptor,
    /// The fields of this form alone.
    pub fields: FieldsDescriptor,
}

/// A closed vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumDescriptor {
    /// The values, in the order of the type's variants.
    pub values: &'static [ValueDescriptor],
    /// The place of the value that stands for all others.
    pub fallback: Option<usize>,
    /// What records name it by.
    pub id: u64,
}

/// One value of a closed vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueDescriptor {
    /// The declared name.
    pub name: &'static str,
    /// The text on the wire.
    pub wire: &'static str,
    /// What it means.
    pub description: &'static str,
    /// The stable number that stands for it.
    pub code: Option<i64>,
}

/// A further event that the same recording sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwinDescriptor {
    /// The name on the wire.
    pub name: &'static str,
    /// What differs from the first event.
    pub description: &'static str,
    /// Where it is sent.
    pub destinations: &'static [&'static str],
    /// The consent level at which it is sent, where it differs from the event's.
    pub consent: Option<Consent>,
    /// The permission that must be granted for it.
    pub grant: Option<&'static str>,
    /// The names of the event's fields that it carries.
    pub carries: &'static [&'static str],
}

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number; never NaN or infinite.
    Float(f64),
    /// Text.
    Text(&'static str),
}

/// What few events or fields say, and a running program needs. Words of closed vocabularies are those that catalogs write.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Detail {
    /// The permission that must be granted too.
    Grant(&'static str),
    /// When an event may be recorded, or a field sent.
    Condition(Condition),
    /// Prefixes of the event's name on the wire.
    Prefix(NamePrefix),
    /// How many of an event go on.
    Flow(&'static FlowRules),
    /// Common sets that do not ride on the event.
    Without(&'static [&'static str]),
    /// The event is about telemetry itself.
    AboutTelemetry,
    /// The consent level that the field needs, where it differs from the event's.
    Consent(Consent),
    /// The destinations that receive the field, where fewer than its class allows.
    Destinations(&'static [&'static str]),
    /// The unit of a number.
    Unit(&'static str),
    /// The number that means "none".
    None(Literal),
    /// Where the value stands in a payload: `property`, `measurement`, `identity` or `tag`.
    Kind(&'static str),
    /// Who fills it in: `caller`, `client`, `server` or `enrichment`.
    Source(&'static str),
    /// The version of consent that first covered it.
    ConsentVersion(u32),
    /// How a common field gets its value.
    Supply(&'static str),
    /// What stands between the elements of a text that several suppliers fill.
    Separator(&'static str),
    /// The twin that alone carries the field.
    Twin(&'static str),
    /// The least value of a number.
    Min(Literal),
    /// The greatest value of a number.
    Max(Literal),
    /// The least length of a text in characters.
    MinLength(u32),
    /// The greatest length of a text in characters.
    MaxLength(u32),
    /// The greatest number of items.
    MaxItems(u32),
    /// The regular expression that the whole text matches.
    Pattern(&'static str),
    /// Many keys share the field's definition.
    Family {
        /// The placeholder in the name, without braces.
        placeholder: &'static str,
        /// What it stands for.
        description: &'static str,
        /// The texts that may stand in its place; any that match the pattern when empty.
        keys: &'static [&'static str],
        /// The regular expression that such a text matches.
        pattern: Option<&'static str>,
        /// The greatest number of keys in one event.
        max: u32,
    },
}

/// Where a field stands in its event.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The number of the field, counted over groups and variants: a mask over an event's fields has this bit.
    pub index: u32,
    /// What the groups around the field put before its name.
    pub prefix: &'a Prefix<'a>,
}

/// What the groups around a field put before its name, outermost first. Displays as that text.
#[derive(Clone, Copy, Debug)]
pub struct Prefix<'a> {
    pub(crate) outer: Option<&'a Prefix<'a>>,
    pub(crate) text: &'static str,
}

impl Prefix<'_> {
    /// Nothing stands before the name.
    pub const NONE: Self = Self { outer: None, text: "" };

    /// Calls `write` with the parts, outermost first.
    pub fn each_part(&self, write: &mut dyn FnMut(&'static str)) {
        if let Some(outer) = self.outer {
            outer.each_part(write);
        }
        if !self.text.is_empty() {
            write(self.text);
        }
    }
}
