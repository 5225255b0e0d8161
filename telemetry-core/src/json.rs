//! Events as JSON, in the canonical form that schemas describe:
//!
//! ```json
//! {"event":"policy_loaded","version":1,"fields":{"outcome":"clean"},"common":{"os":"linux"}}
//! ```
//!
//! This is a plain encoder for tests, previews and the user's own eyes. It applies what needs no secret: buckets,
//! rounding, first parts, counts, codes. Keyed and plain hashes and redacted text need what only a running program
//! has; here they are left out, or stand as placeholders of the right shape, never raw.

use crate::captured::Capture;
use crate::family::{member, names_of_others};
use crate::leaving::Value;
use crate::{Encode, Encoder, Event, EventDescriptor, FieldDescriptor, Fields, FieldsDescriptor, Place, TransformKind};
use crate::{TwinDescriptor, ValueDescriptor, ValueOrigin};
use core::fmt;
use core::time::Duration;
use std::borrow::Cow;

type Entries = Vec<(Cow<'static, str>, Value<'static>)>;

/// What stands for a value that cannot be computed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Nothing: the field is left out.
    LeftOut,
    /// A digest of zeros, or `<redacted>`: for tests and previews alone.
    Placeholder,
}

impl Withheld {
    pub(crate) fn placeholder(self, text: impl FnOnce() -> String) -> Option<Value<'static>> {
        (self == Self::Placeholder).then(|| Value::Text(Cow::Owned(text())))
    }
}

/// Returns an event in the canonical form, without what needs a key or the redactor.
#[must_use]
pub fn to_json(event: &impl Event) -> String {
    JsonEvent::of(event, Withheld::LeftOut).to_string()
}

/// Returns an event in the canonical form, with placeholders for what needs a key or the redactor.
#[must_use]
pub fn preview(event: &impl Event) -> String {
    JsonEvent::of(event, Withheld::Placeholder).to_string()
}

/// An event in the canonical form; displays as one line.
#[derive(Clone, Debug)]
pub struct JsonEvent {
    name: &'static str,
    version: u32,
    fields: Entries,
    common: Entries,
    withheld: Withheld,
}

impl JsonEvent {
    /// Takes the fields of an event; those that its twins alone carry are not among them.
    #[must_use]
    pub fn of(event: &impl Event, withheld: Withheld) -> Self {
        Self::taken(event, None, withheld)
    }

    /// Takes the fields that a twin of an event carries; `None` when the event has no such twin.
    #[must_use]
    pub fn of_twin<E: Event>(event: &E, twin: &str, withheld: Withheld) -> Option<Self> {
        let twin = E::DESCRIPTOR.twins.iter().find(|known| known.name == twin)?;
        Some(Self::taken(event, Some(twin), withheld))
    }

    /// Adds common fields, which a program's pipeline adds to every event.
    #[must_use]
    pub fn with_common<F: Fields>(mut self, common: &F) -> Self {
        let mut taker = Taker::new(F::DESCRIPTOR, None, self.withheld);
        common.encode(&mut taker);
        self.common.extend(taker.finish());
        self
    }

    fn taken<E: Event>(event: &E, twin: Option<&'static TwinDescriptor>, withheld: Withheld) -> Self {
        let EventDescriptor { wire, version, fields, .. } = E::DESCRIPTOR;
        let mut taker = Taker::new(fields, twin, withheld);
        event.encode(&mut taker);
        let name = twin.map_or(*wire, |twin| twin.name);
        Self { name, version: *version, fields: taker.finish(), common: Vec::new(), withheld }
    }
}

impl fmt::Display for JsonEvent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("{\"event\":")?;
        write_text(out, self.name)?;
        write!(out, ",\"version\":{},\"fields\":", self.version)?;
        write_entries(out, &self.fields)?;
        if !self.common.is_empty() {
            out.write_str(",\"common\":")?;
            write_entries(out, &self.common)?;
        }
        out.write_str("}")
    }
}

/// Takes field after field, and the value of each.
struct Taker {
    fields: &'static FieldsDescriptor,
    twin: Option<&'static TwinDescriptor>,
    withheld: Withheld,
    taken: Entries,
    current: Option<(String, &'static FieldDescriptor, Capture)>,
}

impl Taker {
    fn new(fields: &'static FieldsDescriptor, twin: Option<&'static TwinDescriptor>, withheld: Withheld) -> Self {
        Self { fields, twin, withheld, taken: Vec::new(), current: None }
    }

    fn finish(mut self) -> Entries {
        self.end_field();
        self.taken
    }

    fn end_field(&mut self) {
        let Some((name, field, capture)) = self.current.take() else { return };
        match (capture.finish(), field.family()) {
            (None, _) => {}
            (Some(Value::Map(entries)), Some((placeholder, keys, max))) => {
                let others = names_of_others(field, self.fields);
                let is_declared = |key: &str| keys.is_empty() || keys.contains(&key);
                let declared = entries.into_iter().filter(|(key, _)| is_declared(key));
                let named = declared.map(|(key, value)| (member(&name, placeholder, &key), value));
                let members = named.filter(|(name, _)| !others.contains(name)).take(max as usize);
                self.taken.extend(members.map(|(name, value)| (Cow::Owned(name), value)));
            }
            (Some(value), _) => self.taken.push((Cow::Owned(name), value)),
        }
    }

    fn is_wanted(&self, place: &Place<'_>, field: &'static FieldDescriptor) -> bool {
        is_carried(self.twin, &prefixed(place, field.name), field)
    }

    fn capture(&mut self) -> impl Iterator<Item = &mut Capture> {
        self.current.iter_mut().map(|(_, _, capture)| capture)
    }
}

/// Returns whether an event, or a twin of it, carries a field with this name.
pub(crate) fn is_carried(twin: Option<&TwinDescriptor>, name: &str, field: &FieldDescriptor) -> bool {
    let Some(twin) = twin else { return field.twins().next().is_none() };
    field.twins().any(|alone| alone == twin.name) || (field.twins().next().is_none() && twin.carries.contains(&name))
}

pub(crate) fn prefixed(place: &Place<'_>, name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    place.prefix.each_part(&mut |part| text.push_str(part));
    text + name
}

/// Hands every value to the capture of the field that is open.
macro_rules! to_capture {
    ($($name:ident($($argument:ident: $ty:ty),*);)*) => { $(
        fn $name(&mut self, $($argument: $ty),*) {
            self.capture().for_each(|capture| capture.$name($($argument),*));
        }
    )* };
}

impl Encoder for Taker {
    fn field(&mut self, place: &Place<'_>, field: &'static FieldDescriptor) -> bool {
        self.end_field();
        let is_wanted = self.is_wanted(place, field);
        if is_wanted {
            self.current = Some((prefixed(place, field.wire), field, Capture::new(field, self.withheld)));
        }
        is_wanted
    }

    to_capture! {
        bool(value: bool);
        i64(value: i64);
        u64(value: u64);
        f64(value: f64);
        str(value: &str);
        json(value: &str);
        duration(value: Duration);
        value(value: &'static ValueDescriptor);
        begin_list();
        end_list();
        begin_map();
        key(key: &str);
        end_map();
        transformed(kind: TransformKind, raw: &dyn Encode);
        by_origin(origin: ValueOrigin, raw: &dyn Encode);
    }
}

fn write_entries(out: &mut fmt::Formatter<'_>, entries: &[(Cow<'_, str>, Value<'_>)]) -> fmt::Result {
    out.write_str("{")?;
    for (index, (key, value)) in entries.iter().enumerate() {
        out.write_str(if index == 0 { "" } else { "," })?;
        write_text(out, key)?;
        out.write_str(":")?;
        write_value(out, value)?;
    }
    out.write_str("}")
}

fn write_value(out: &mut fmt::Formatter<'_>, value: &Value<'_>) -> fmt::Result {
    match value {
        Value::Bool(value) => write!(out, "{value}"),
        Value::Null => out.write_str("null"),
        Value::Int(number) => write!(out, "{number}"),
        Value::Count(number) => write!(out, "{number}"),
        // The shortest text that reads back as the same number; only finite numbers are captured.
        Value::Float(number) => write!(out, "{number:?}"),
        Value::Text(text) => write_text(out, text),
        Value::Json(text) => out.write_str(text),
        Value::Map(entries) => write_entries(out, entries),
        Value::List(items) => {
            out.write_str("[")?;
            for (index, item) in items.iter().enumerate() {
                out.write_str(if index == 0 { "" } else { "," })?;
                write_value(out, item)?;
            }
            out.write_str("]")
        }
    }
}

pub(crate) fn write_text(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    out.write_str("\"")?;
    for char in text.chars() {
        match char {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '\0'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(char))?,
            char => write!(out, "{char}")?,
        }
    }
    out.write_str("\"")
}
