//! What is only counted of a value: nothing else of it is recorded.

use crate::{Encode, Encoder, FieldDescriptor, Place, TransformKind, ValueDescriptor, ValueOrigin};
use std::time::Duration;

/// Counts the characters of a text, or the items of a collection.
#[derive(Default)]
pub(super) struct Counter {
    count: u64,
    depth: usize,
}

impl Counter {
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    fn item(&mut self, count: usize) {
        self.count += if self.depth == 1 {
            1
        } else if self.depth == 0 {
            count as u64
        } else {
            0
        };
    }

    fn open(&mut self) {
        self.item(0);
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Encoder for Counter {
    fn field(&mut self, _: &Place<'_>, _: &'static FieldDescriptor) -> bool {
        false
    }
    fn bool(&mut self, _: bool) {
        self.item(1);
    }
    fn i64(&mut self, _: i64) {
        self.item(1);
    }
    fn u64(&mut self, _: u64) {
        self.item(1);
    }
    fn f64(&mut self, _: f64) {
        self.item(1);
    }
    fn str(&mut self, value: &str) {
        self.item(value.chars().count());
    }
    fn json(&mut self, value: &str) {
        self.item(value.chars().count());
    }
    fn duration(&mut self, _: Duration) {
        self.item(1);
    }
    fn value(&mut self, value: &'static ValueDescriptor) {
        self.item(value.wire.chars().count());
    }
    fn begin_list(&mut self) {
        self.open();
    }
    fn end_list(&mut self) {
        self.close();
    }
    fn begin_map(&mut self) {
        self.open();
    }
    fn key(&mut self, _: &str) {}
    fn end_map(&mut self) {
        self.close();
    }
    fn transformed(&mut self, _: TransformKind, raw: &dyn Encode) {
        raw.encode(self);
    }
    fn by_origin(&mut self, _: ValueOrigin, raw: &dyn Encode) {
        raw.encode(self);
    }
}
