//! What a sender gets: one event as one destination may see it, after consent, filter, transforms and wire rules.

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
    /// Where the value stands in a payload.
    pub kind: Kind,
    /// The value.
    pub value: Value<'a>,
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

/// A value as it leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing, where a destination wants to see that.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number from 0 on.
    Count(u64),
    /// A number; infinite or NaN only where the destination keeps such.
    Float(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// A text that is JSON.
    Json(Cow<'a, str>),
    /// Several values.
    List(Vec<Value<'a>>),
    /// Values by their keys.
    Map(Vec<(Cow<'a, str>, Value<'a>)>),
}
