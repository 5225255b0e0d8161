//! How values leave an event: the event shows its fields to an [`Encoder`], one by one.
//!
//! An encoder is asked before a value is looked at, by the place of its field: what a destination may not
//! receive is never formatted.

use crate::record::TypeCode;
use crate::rules::CommonRules;
use crate::several::Several;
use crate::{Class, EnumDescriptor, EventDescriptor, FieldDescriptor, FieldsDescriptor, Member, Place, Prefix};
use crate::{Literal, TransformKind, ValueDescriptor, ValueOrigin, ValueType};
use core::time::Duration;

/// A kind of event that a program may record. Made by `#[derive(Event)]`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an event", note = "add `#[derive(Event)]` to it")]
pub trait Event {
    /// What is known of the event.
    const DESCRIPTOR: &'static EventDescriptor;

    /// Shows each field, in the order of the descriptor.
    fn encode_fields(&self, fields: &mut FieldEncoder<'_>);

    /// Hands every field that the encoder wants to the encoder.
    // Inlined, so that it is compiled where an event is recorded, not once for each event there is.
    #[inline]
    fn encode(&self, encoder: &mut dyn Encoder) {
        let mut fields =
            FieldEncoder::new(encoder, &Self::DESCRIPTOR.fields, Place { index: 0, prefix: &Prefix::NONE });
        self.encode_fields(&mut fields);
    }
}

/// Fields that belong together and that events flatten. Made by `#[derive(Fields)]`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a group of fields", note = "add `#[derive(Fields)]` to it")]
pub trait Fields {
    /// What is known of the fields.
    const DESCRIPTOR: &'static FieldsDescriptor;

    /// Shows each field, in the order of the descriptor.
    fn encode_fields(&self, fields: &mut FieldEncoder<'_>);

    /// Hands every field that the encoder wants to the encoder.
    // Inlined, so that it is compiled where an event is recorded, not once for each event there is.
    #[inline]
    fn encode(&self, encoder: &mut dyn Encoder) {
        let mut fields = FieldEncoder::new(encoder, Self::DESCRIPTOR, Place { index: 0, prefix: &Prefix::NONE });
        self.encode_fields(&mut fields);
    }
}

/// Fields that ride on the events of some destinations. Made by `#[derive(Fields)]` where the attribute says
/// `common = "…"`.
///
/// ```
/// use telemetry_core::rules::Condition;
/// use telemetry_core::{CommonSet, Fields};
///
/// /// What is known of the editor.
/// #[derive(Fields)]
/// #[telemetry(common = "editor", destinations(store), condition = { channel: preview }, overrides("theme"))]
/// struct Editor {
///     /// How many windows are open.
///     #[telemetry(technical)]
///     windows: u64,
/// }
///
/// assert_eq!(Editor::COMMON.name, "editor");
/// assert_eq!(Editor::COMMON.destinations, ["store"]);
/// assert_eq!(Editor::COMMON.condition, Some(Condition::Fact { name: "channel", values: &["preview"] }));
/// assert_eq!(Editor::COMMON.overrides, ["theme"]);
/// # let _ = Editor { windows: 1 }.windows;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of common fields",
    note = "add `#[derive(Fields)]` and `#[telemetry(common = \"…\")]` to it"
)]
pub trait CommonSet: Fields {
    /// On which events the fields ride.
    const COMMON: &'static CommonRules;
}

/// A closed vocabulary. Made by `#[derive(FieldEnum)]`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a vocabulary", note = "add `#[derive(FieldEnum)]` to it")]
pub trait FieldEnum: Sized + 'static {
    /// What is known of the values.
    const DESCRIPTOR: &'static EnumDescriptor;

    /// All values, in the order of the descriptor.
    const ALL: &'static [Self];

    /// Returns the place of the value in the descriptor.
    fn index(&self) -> usize;

    /// Returns the value that stands for a text on the wire: the fallback for an unknown one, where there is one.
    fn from_wire(text: &str) -> Option<&'static Self> {
        let known = Self::DESCRIPTOR.values.iter().position(|value| value.wire == text);
        known.or(Self::DESCRIPTOR.fallback).map(|index| &Self::ALL[index])
    }
}

/// A value that can be handed to an encoder.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a telemetry field",
    label = "no privacy floor is known for this type",
    note = "use a type of `telemetry_core`, a number, `String`, `Vec<_>`, `BTreeMap<String, _>`, `Option<_>` or an enum with `#[derive(FieldEnum)]`; a group of fields says `#[telemetry(flatten)]`"
)]
pub trait Encode {
    /// Hands the value over.
    fn encode(&self, encoder: &mut dyn Encoder);

    /// Returns whether there is no value; then [`encode`](Self::encode) is not called.
    fn is_absent(&self) -> bool {
        false
    }

    /// Shows the value as that of a field. What needs no work hands it over with the field, in one call.
    #[doc(hidden)]
    fn put_field(&self, encoder: &mut dyn Encoder, place: &Place<'_>, field: &'static FieldDescriptor) {
        if encoder.field(place, field) {
            self.encode(encoder);
        }
    }
}

/// A type that a field may have.
///
/// Numbers, texts, paths, collections, enums with `#[derive(FieldEnum)]` and the types of this crate have it. A type of
/// your own gets it by saying which of them it is, and so how low its class may be:
///
/// ```
/// use telemetry_core::{Class, Encode, Encoder, Event, FieldValue, ValueType};
///
/// /// A port of the machine: a number, whatever program listens there.
/// struct Port(u16);
///
/// impl Encode for Port {
///     fn encode(&self, encoder: &mut dyn Encoder) {
///         encoder.u64(self.0.into());
///     }
/// }
///
/// impl FieldValue for Port {
///     const TYPE: ValueType = ValueType::Count;
/// }
///
/// /// The server was started.
/// #[derive(Event)]
/// #[telemetry(purpose = operation, consent = usage)]
/// struct Started {
///     /// Where it listens.
///     #[telemetry(technical)]
///     port: Port,
/// }
///
/// assert_eq!(Port::FLOOR, Class::Technical);
/// let event = telemetry_core::json::to_json(&Started { port: Port(8080) });
/// assert_eq!(event, r#"{"event":"started","version":1,"fields":{"port":8080}}"#);
/// ```
///
/// What the type says must be true: a text that calls itself a [`Count`](ValueType::Count) would slip past its floor.
/// To count, to hash or to close a text there are [`Counted`](crate::Counted), [`Hmac`](crate::Hmac) and enums.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a telemetry field",
    label = "no privacy floor is known for this type",
    note = "use a type of `telemetry_core`, a number, `String`, `Vec<_>`, `BTreeMap<String, _>`, `Option<_>` or an enum with `#[derive(FieldEnum)]`; a group of fields says `#[telemetry(flatten)]`"
)]
pub trait FieldValue: Encode {
    /// The type, as descriptors name it.
    const TYPE: ValueType;

    /// The lowest class that a field of this type may be declared with.
    const FLOOR: Class = Self::TYPE.floor();

    /// The rank from which on a class is right for a field of which nothing more is said.
    #[doc(hidden)]
    const LEAST_RANK: u8 = crate::floor::least_rank(&Self::TYPE);

    /// The type, as records write it.
    #[doc(hidden)]
    const CODE: TypeCode = TypeCode::of(&Self::TYPE);
}

/// What takes the values of an event.
///
/// For each field [`field`](Self::field) is called first; when it returns `true`, one value follows. A value is
/// one call of a value method, or `begin_list`, values and `end_list`, or `begin_map`, `key` and value by turns, and
/// `end_map`. The values of a family come as a map; see [`FieldDescriptor::family`].
///
/// A value with transforms never comes bare: it comes as [`transformed`](Self::transformed), and whoever implements
/// an encoder must apply the transforms of the field, or leave the value out.
pub trait Encoder {
    /// Begins a field, and returns whether its value is wanted.
    fn field(&mut self, place: &Place<'_>, field: &'static FieldDescriptor) -> bool;

    /// Takes true or false.
    fn bool(&mut self, value: bool);

    /// Takes a whole number.
    fn i64(&mut self, value: i64);

    /// Takes a whole number from 0 on.
    fn u64(&mut self, value: u64);

    /// Takes a number, which may be infinite or NaN.
    fn f64(&mut self, value: f64);

    /// Takes a text.
    fn str(&mut self, value: &str);

    /// Takes a text that is JSON already.
    fn json(&mut self, value: &str);

    /// Takes a length of time; the field's unit says how it is written, milliseconds where it says nothing.
    fn duration(&mut self, value: Duration);

    /// Takes a value of a closed vocabulary: its text, or its code where the field declares `encode`.
    fn value(&mut self, value: &'static ValueDescriptor);

    /// Begins a list.
    fn begin_list(&mut self);

    /// Ends a list.
    fn end_list(&mut self);

    /// Begins a map.
    fn begin_map(&mut self);

    /// Takes the key of the next value of a map.
    fn key(&mut self, key: &str);

    /// Ends a map.
    fn end_map(&mut self);

    /// Takes a value that must not leave as it is. The last transform comes first; the numbers stand in
    /// [`FieldDescriptor::transforms`].
    fn transformed(&mut self, kind: TransformKind, raw: &dyn Encode);

    /// Takes a value whose transform depends on where it came from.
    fn by_origin(&mut self, origin: ValueOrigin, raw: &dyn Encode);

    /// Begins a field and takes its value, if that is wanted: one call in the place of two, which is most of what
    /// recording a number costs.
    #[doc(hidden)]
    fn put_bool(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: bool) {
        if self.field(place, field) {
            self.bool(value);
        }
    }

    #[doc(hidden)]
    fn put_i64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: i64) {
        if self.field(place, field) {
            self.i64(value);
        }
    }

    #[doc(hidden)]
    fn put_u64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: u64) {
        if self.field(place, field) {
            self.u64(value);
        }
    }

    #[doc(hidden)]
    fn put_f64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: f64) {
        if self.field(place, field) {
            self.f64(value);
        }
    }

    #[doc(hidden)]
    fn put_str(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: &str) {
        if self.field(place, field) {
            self.str(value);
        }
    }

    #[doc(hidden)]
    fn put_value(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: &'static ValueDescriptor) {
        if self.field(place, field) {
            self.value(value);
        }
    }
}

/// Walks over the fields of an event in step with its descriptor. Generated code drives it.
pub struct FieldEncoder<'a> {
    encoder: &'a mut dyn Encoder,
    members: core::slice::Iter<'static, Member>,
    place: Place<'a>,
}

impl<'a> FieldEncoder<'a> {
    fn new(encoder: &'a mut dyn Encoder, fields: &'static FieldsDescriptor, place: Place<'a>) -> Self {
        let mut this = Self { encoder, members: fields.members.iter(), place };
        this.constants();
        this
    }

    /// Shows the next field.
    // Never inlined: each event calls it for each field, and a call is all that should be compiled there.
    #[inline(never)]
    pub fn put<T: Encode>(&mut self, value: &T) {
        if let Some(Member::Field(field)) = self.members.next() {
            if !value.is_absent() {
                value.put_field(self.encoder, &self.place, field);
            }
            self.place.index += 1;
        }
    }

    /// Shows the next fields.
    #[inline]
    pub fn put_each<S: Several>(&mut self, values: S) {
        values.put_each(self);
    }

    /// Shows the fields of a group.
    #[inline(never)]
    pub fn flatten<T: Fields>(&mut self, group: &T) {
        if let Some(Member::Group { prefix, fields }) = self.members.next() {
            let prefix = Prefix { outer: Some(self.place.prefix), text: prefix };
            let place = Place { index: self.place.index, prefix: &prefix };
            group.encode_fields(&mut FieldEncoder::new(self.encoder, fields, place));
            self.place.index += fields.count;
        }
    }

    /// Shows the tag of variants; the fields of the case follow.
    pub fn case(&mut self, index: usize) {
        if let Some(Member::Variants(variants)) = self.members.next() {
            let case = &variants.cases[index];
            if self.encoder.field(&self.place, &variants.tag) {
                self.encoder.value(&case.value);
            }
            self.place.index += 1;
            self.place.index += variants.cases[..index].iter().map(|earlier| earlier.fields.count).sum::<u32>();
            self.members = case.fields.members.iter();
            self.constants();
        }
    }

    /// Shows the constants, which stand before all other members.
    fn constants(&mut self) {
        while let Some(Member::Constant(field, value)) = self.members.as_slice().first() {
            self.members.next();
            if self.encoder.field(&self.place, field) {
                match value {
                    Literal::Bool(value) => self.encoder.bool(*value),
                    Literal::Int(value) => self.encoder.i64(*value),
                    Literal::Float(value) => self.encoder.f64(*value),
                    Literal::Text(value) => self.encoder.str(value),
                }
            }
            self.place.index += 1;
        }
    }
}
