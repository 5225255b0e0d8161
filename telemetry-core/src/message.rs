//! Messages that are put together while a program compiles.

use crate::{Prefix, ValueType};

/// A message made of parts. What does not fit is cut.
pub(crate) struct Message {
    bytes: [u8; 1024],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; 1024], length: 0 }
    }

    pub(crate) const fn text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        if self.length + bytes.len() <= self.bytes.len() {
            let mut index = 0;
            while index < bytes.len() {
                self.bytes[self.length] = bytes[index];
                self.length += 1;
                index += 1;
            }
        }
        self
    }

    /// Adds another message.
    pub(crate) const fn add(self, other: &Self) -> Self {
        match core::str::from_utf8(other.bytes.split_at(other.length).0) {
            Ok(text) => self.text(text),
            Err(_) => self,
        }
    }

    pub(crate) const fn quoted(self, name: &str) -> Self {
        self.text("`").text(name).text("`")
    }

    /// Adds what groups put before a name.
    pub(crate) const fn prefix(self, prefix: &Prefix<'_>) -> Self {
        let this = match prefix.outer {
            Some(outer) => self.prefix(outer),
            None => self,
        };
        this.text(prefix.text)
    }

    /// Adds the word that catalogs write for a type.
    pub(crate) const fn type_name(self, ty: &ValueType) -> Self {
        match ty {
            ValueType::List(item) => self.text("list<").type_name(item).text(">"),
            ValueType::Set(item) => self.text("set<").type_name(item).text(">"),
            ValueType::Map { key, item } => self.text("map<").type_name(key).text(", ").type_name(item).text(">"),
            ValueType::Optional(value)
            | ValueType::Family(value)
            | ValueType::Public(value)
            | ValueType::Constant(value)
            | ValueType::Transformed(_, value) => self.type_name(value),
            simple => self.text(simple.name()),
        }
    }

    /// Adds an item of a list.
    pub(crate) const fn item(self, index: usize, name: &str) -> Self {
        self.text(if index == 0 { " " } else { ", " }).quoted(name)
    }

    #[track_caller]
    pub(crate) const fn panic(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("this is not declared as it must be"),
        }
    }
}
