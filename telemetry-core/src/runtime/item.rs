//! What a sender gets: one event as one destination may see it, after consent, filter, transforms and wire rules.

pub use crate::leaving::Value;
use crate::{Class, FieldClass, FieldDescriptor};
use std::borrow::Cow;

/// One event as one destination may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    /// The name on the wire of the destination.
    pub name: Cow<'a, str>,
    /// The version of the event's shape, from 1.
    pub version: u32,
    /// A random id, the same however often the item is sent.
    pub id: [u8; 16],
    /// When it was recorded, in milliseconds since 1970, as precisely as the destination may know; `None` where it may
    /// not know it.
    pub issued: Option<i64>,
    /// Its number in the session, from 1.
    pub sequence: u64,
    /// What it holds, common fields and stamps included, in the order of the declaration.
    pub fields: Vec<ItemField<'a>>,
}

/// One field of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemField<'a> {
    /// The name on the wire of the destination.
    pub key: Cow<'a, str>,
    /// Where it comes from.
    pub part: Part,
    /// Where the value stands in a payload.
    pub kind: Kind,
    /// How private it is, after its transforms. Senders need not know; what tests a destination does.
    pub class: FieldClass,
    /// What was declared of it; nothing for stamps, and for what a program made by hand.
    pub declared: Option<&'static FieldDescriptor>,
    /// The value.
    pub value: Value<'a>,
}

/// Where a field comes from; the canonical form has an object for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The event's own fields.
    Event,
    /// Fields that ride on every event.
    Common,
    /// Times, ids and counters that the runtime adds.
    Stamp,
}

/// Where a value stands in a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Among the texts.
    Property,
    /// Among the numbers.
    Measurement,
    /// In the envelope, as the identity of the sender.
    Identity,
    /// Among the envelope's tags.
    Tag,
}

impl Item<'_> {
    /// Returns the same item with nothing borrowed.
    #[must_use]
    pub fn into_owned(self) -> Item<'static> {
        let name = owned(self.name);
        let fields = self.fields.into_iter().map(ItemField::into_owned).collect();
        let Self { version, id, issued, sequence, .. } = self;
        Item { name, version, id, issued, sequence, fields }
    }
}

impl<'a> ItemField<'a> {
    /// Returns a technical field of the event's own.
    #[must_use]
    pub fn plain(key: impl Into<Cow<'a, str>>, kind: Kind, value: Value<'a>) -> Self {
        let class = FieldClass::built_in(Class::Technical);
        Self { key: key.into(), part: Part::Event, kind, class, declared: None, value }
    }

    /// Returns a part of the field, or what is made of it: of the same class, and from the same place.
    pub(crate) fn piece(&self, key: Cow<'a, str>, kind: Kind, value: Value<'a>) -> Self {
        Self { key, part: self.part, kind, class: self.class, declared: self.declared, value }
    }
}

impl ItemField<'_> {
    /// Returns the same field, which borrows its key and value.
    pub(crate) fn borrowed(&self) -> ItemField<'_> {
        ItemField { key: Cow::Borrowed(&self.key), value: self.value.borrowed(), ..*self }
    }

    /// Returns the same field with nothing borrowed.
    #[must_use]
    pub fn into_owned(self) -> ItemField<'static> {
        let Self { part, kind, class, declared, .. } = self;
        ItemField { key: owned(self.key), part, kind, class, declared, value: self.value.into_owned() }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
