//! How a declared value knows where it stands: [`Written`], [`Spanned`], [`Many`] and [`Entries`].

use crate::de::{MANY, SPANNED, WRITTEN, unpack};
use crate::source::Span;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// Text of a catalog: shared by what is written and what it means, since a catalog holds hundreds of thousands.
///
/// A type of its own and no `Arc<str>`, which serde reads into a `String` first.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(text.into())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// A value and the place it stands at.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The place.
    pub span: Span,
    /// The value.
    pub value: T,
}

/// A key's value: absent, read, or there but faulty and already reported.
///
/// One pointer wide, since most keys of most fields are absent.
#[derive(Clone)]
pub struct Written<T>(Option<Box<(Span, Option<T>)>>);

impl<T> Written<T> {
    /// A key that is not written.
    pub const NONE: Self = Self(None);

    /// Returns the value, if there is one that could be read.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().and_then(|content| content.1.as_ref())
    }

    /// Returns the value with its place.
    pub fn spanned(&self) -> Option<(Span, &T)> {
        self.0.as_ref().and_then(|content| content.1.as_ref().map(|value| (content.0, value)))
    }

    /// Returns the place, also of a value that could not be read.
    pub fn span(&self) -> Option<Span> {
        self.0.as_ref().map(|content| content.0)
    }

    /// Returns whether something is written that could not be read, which is reported already.
    pub fn is_faulty(&self) -> bool {
        self.0.as_ref().is_some_and(|content| content.1.is_none())
    }

    /// Returns whether nothing is written: the only case in which a missing key may be reported.
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// Makes a value that stands at a place.
    pub fn new(span: Span, value: T) -> Self {
        Self(Some(Box::new((span, Some(value)))))
    }
}

impl<T> Default for Written<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: fmt::Debug> fmt::Debug for Written<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(formatter)
    }
}

/// One value or a list of values: `purpose: product` and `purpose: [product, health]`.
#[derive(Clone, Debug)]
pub struct Many<T>(pub Vec<Spanned<T>>);

/// A list, absent or written.
pub type List<T> = Written<Many<T>>;

impl<T> Written<Many<T>> {
    /// Iterates over what could be read.
    pub fn items(&self) -> std::slice::Iter<'_, Spanned<T>> {
        self.get().map_or(&[][..], |many| &many.0).iter()
    }
}

/// Named things in the order they are written.
#[derive(Clone, Debug)]
pub struct Entries<T>(pub Vec<Entry<T>>);

/// One name and what it names.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The name, with its place.
    pub name: Spanned<Text>,
    written: Written<T>,
}

impl<T> Entry<T> {
    pub(crate) fn new(name: Spanned<Text>, written: Written<T>) -> Self {
        Self { name, written }
    }

    /// Returns the value; `None` where it could not be read.
    pub fn value(&self) -> Option<&T> {
        self.written.get()
    }

    /// Returns the place of the value.
    pub fn span(&self) -> Span {
        self.written.span().unwrap_or(self.name.span)
    }
}

impl<T> Written<Entries<T>> {
    /// Returns all entries by value.
    pub fn into_entries(self) -> Vec<Entry<T>> {
        self.0.and_then(|content| content.1).map(|entries| entries.0).unwrap_or_default()
    }

    /// Iterates over all entries.
    pub fn entries(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.get().map_or(&[][..], |entries| &entries.0).iter()
    }
}

/// A value with a short form (text or a list) and a full one (a mapping): the reader looks which one is written.
#[derive(Deserialize)]
#[serde(rename = "$form")]
pub(super) enum Form<S, F> {
    Short(S),
    Full(F),
}

struct WrittenVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for WrittenVisitor<T> {
    type Value = (Span, Option<T>);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with its place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let span = map.next_key::<u128>()?.map(unpack).expect("the reader gives a place first");
        // The reader has reported a fault by the time it is returned here.
        Ok((span, map.next_value::<T>().ok()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = deserializer.deserialize_newtype_struct(WRITTEN, WrittenVisitor(PhantomData))?;
        Ok(Self(Some(Box::new(content))))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with its place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let span = map.next_key::<u128>()?.map(unpack).expect("the reader gives a place first");
        Ok(Spanned { span, value: map.next_value()? })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one value or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::with_capacity(sequence.size_hint().unwrap_or(0));
        while let Some(item) = sequence.next_element::<Written<T>>()? {
            if let Some((span, Some(value))) = item.0.map(|content| *content) {
                items.push(Spanned { span, value });
            }
        }
        Ok(Many(items))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MANY, ManyVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a mapping of names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
        while let Some(name) = map.next_key::<Spanned<Text>>()? {
            entries.push(Entry { name, written: map.next_value()? });
        }
        Ok(Entries(entries))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

#[cfg(feature = "format-schema")]
mod schema {
    //! What the wrappers mean to an editor: the value, a list of values, a mapping of names.

    use super::{Entries, Many, Text, Written};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Text {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            str::schema_name()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            str::json_schema(generator)
        }
    }

    impl<T: JsonSchema> JsonSchema for Written<T> {
        fn inline_schema() -> bool {
            T::inline_schema()
        }
        fn schema_name() -> Cow<'static, str> {
            T::schema_name()
        }
        // The same, so that what is written alone and in a list is described once.
        fn schema_id() -> Cow<'static, str> {
            T::schema_id()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            T::json_schema(generator)
        }
    }

    impl<T: JsonSchema> JsonSchema for Many<T> {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            format!("many {}", T::schema_name()).into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let one = generator.subschema_for::<T>();
            json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
        }
    }

    impl<T: JsonSchema> JsonSchema for Entries<T> {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            format!("named {}", T::schema_name()).into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let one = generator.subschema_for::<T>();
            json_schema!({ "type": "object", "additionalProperties": one })
        }
    }
}
