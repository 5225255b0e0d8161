//! Lists, mappings and structs, entry by entry, for serde.

use crate::de::{Fault, Read, Reader};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Span};
use crate::yaml::{self, Node, Nodes};
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
use std::cell::RefCell;

/// The two entries that carry a place and a value: see `declared/written.rs`.
pub(super) struct Place<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) key_given: bool,
}

/// Packs a span into the one integer type of serde's data model that is wide enough.
fn pack(span: Span) -> u128 {
    u128::from(span.file.0) << 64 | u128::from(span.start) << 32 | u128::from(span.end)
}

/// The reverse of [`pack`].
pub(crate) fn unpack(packed: u128) -> Span {
    let part = |shift: u32| u32::try_from(packed >> shift & u128::from(u32::MAX)).unwrap_or(u32::MAX);
    Span { file: FileId(part(64)), start: part(32), end: part(0) }
}

impl<'de> de::MapAccess<'de> for Place<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if std::mem::replace(&mut self.key_given, true) {
            return Ok(None);
        }
        seed.deserialize(pack(self.reader.node.span()).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        seed.deserialize(self.reader).map_err(|fault| {
            fault.report(self.reader.node.span(), &mut self.reader.sink.borrow_mut());
            Fault::Reported
        })
    }
}

pub(super) struct Items<'a> {
    pub(super) nodes: Nodes<'a>,
    pub(super) sink: &'a RefCell<Diagnostics>,
    /// Whether one value alone would do: see [`MANY`](super::MANY).
    pub(super) many: bool,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let (sink, item) = (self.sink, self.many);
        self.nodes.next().map(|node| seed.deserialize(Reader { node, sink, item })).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.nodes.len())
    }
}

pub(super) struct Pairs<'a> {
    pub(super) entries: yaml::Pairs<'a>,
    pub(super) value: Option<Node<'a>>,
    pub(super) sink: &'a RefCell<Diagnostics>,
}

impl<'de> de::MapAccess<'de> for Pairs<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(KeyReader(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        let node = self.value.take().expect("serde asks for a key before its value");
        seed.deserialize(Reader::new(node, self.sink))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// The entries of a struct by the keys it knows, each by its place among them, in the order they are written.
///
/// A misspelt key follows as the nearest one, so that a typing error is one fault: its key is not missing as well, and
/// what refers into it is known. What else is wrong with its value is not said, since it is a guess.
pub(super) struct Known<'a> {
    pub(super) entries: std::vec::IntoIter<(usize, Node<'a>)>,
    /// How many entries are left that are no guess.
    pub(super) written: usize,
    pub(super) value: Option<Node<'a>>,
    pub(super) sink: &'a RefCell<Diagnostics>,
    /// Where faults of guesses go; nobody reads them.
    pub(super) guesses: &'a RefCell<Diagnostics>,
}

impl<'de> de::MapAccess<'de> for Known<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let key: de::value::UsizeDeserializer<Fault> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        let node = self.value.take().expect("serde asks for a key before its value");
        let sink = if self.written > 0 { self.sink } else { self.guesses };
        self.written = self.written.saturating_sub(1);
        seed.deserialize(Reader::new(node, sink))
    }
}

/// A key, read as text or as text with its place.
struct KeyReader<'a>(Node<'a>);

impl<'de> de::Deserializer<'de> for KeyReader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_str(self.0.text())
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Read<V::Value> {
        let pair = [(pack(self.0.span()), self.0.text())];
        visitor.visit_map(de::value::MapDeserializer::new(pair.into_iter()))
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'de>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
