//! Values one behind the other, as bytes: what is recorded before anything is done with it.
//!
//! Recording copies and no more. A tape holds fields: the number of the field in two bytes, doubled and one more, then its value,
//! which begins with a tag. What a type of the user's own writes beyond its one value is passed over: it cannot pass for
//! the field behind it. Numbers are little-endian; texts begin with their length in four bytes. A tape never leaves the
//! process.

mod counter;
mod read;
mod room;

pub(crate) use read::{Reader, Recorded, UNDECLARED};
pub(crate) use room::Room;

use crate::runtime::mask::Mask;
use crate::runtime::tape::counter::Counter;
use crate::runtime::tape::room::{SHORT, copy_short};
use crate::runtime::{Loss, Losses, Value};
use crate::{Encode, Encoder, FieldDescriptor, Place, TransformKind, ValueDescriptor, ValueOrigin};
use std::time::Duration;

/// How many bytes of a text are recorded; what is behind them is cut and counted. Copilot Chat splits prompts into 50 parts
/// of 8,192 units, which is the longest text of the four systems: 400 KiB where they are ASCII.
pub(crate) const LONGEST_TEXT: usize = 512 * 1024;
/// How deep collections may lie in each other; a field with deeper ones is left out.
const DEEPEST: u32 = 32;

// Tags are even, and what stands before a field is odd.
const FALSE: u8 = 0;
const TRUE: u8 = 2;
const INT: u8 = 4;
const COUNT: u8 = 6;
const FLOAT: u8 = 8;
const TEXT: u8 = 10;
const JSON: u8 = 12;
const DURATION: u8 = 14;
const CODED_WORD: u8 = 16;
const LIST: u8 = 18;
const MAP: u8 = 20;
const END: u8 = 22;
const ORIGIN: u8 = 24;
const LENGTH: u8 = 26;
const NULL: u8 = 28;

/// In the place of a depth: the field that is open must not be recorded.
const UNWANTED: u32 = 1 << 31;

/// Takes the values of the wanted fields of an event.
pub(crate) struct Recorder<'r> {
    tape: &'r mut Room,
    wanted: &'r Mask,
    /// What stands before the first field: those of common sets follow those of the event.
    first: u32,
    field: Option<&'static FieldDescriptor>,
    /// Where the value of the field that is open begins.
    start: usize,
    /// How many collections are open, and [`UNWANTED`]: anything but zero when a field ends refuses it, since what
    /// follows would be read as part of it.
    depth: u32,
    /// How many texts were cut.
    cuts: usize,
    /// How many bytes of text that took.
    cut: usize,
    /// How many fields were left out: their types do what they do not declare, or their collections do not end.
    undeclared: usize,
}

impl<'r> Recorder<'r> {
    /// Begins to write behind what is on the tape.
    pub(crate) fn new(tape: &'r mut Room, wanted: &'r Mask, first_place: u32) -> Self {
        let first = 2 * first_place + 1;
        Self { tape, wanted, first, field: None, start: usize::MAX, depth: 0, cuts: 0, cut: 0, undeclared: 0 }
    }

    #[inline]
    fn number(&mut self, tag: u8, bytes: [u8; 8]) {
        self.tape.put([tag]);
        self.tape.put(bytes);
    }

    #[inline]
    fn text(&mut self, tag: u8, text: &str) {
        let kept = if text.len() <= LONGEST_TEXT { text } else { self.first_part(text) };
        self.whole_text(tag, kept);
    }

    /// Writes a text that needs no cut.
    #[inline]
    fn whole_text(&mut self, tag: u8, text: &str) {
        self.tape.put([tag]);
        self.tape.put(text_length(text));
        self.tape.put_all(text.as_bytes());
    }

    #[cold]
    fn first_part<'t>(&mut self, text: &'t str) -> &'t str {
        let kept = &text[..floor_char_boundary(text, LONGEST_TEXT)];
        self.cuts += 1;
        self.cut += text.len() - kept.len();
        kept
    }

    /// Returns whether all of the values was recorded.
    #[inline]
    pub(crate) fn is_whole(&self) -> bool {
        self.cuts + self.undeclared == 0
    }

    /// Returns what was not recorded of values.
    #[cold]
    pub(crate) fn losses(&self) -> Losses {
        let mut losses = Losses::default();
        (0..self.cuts).for_each(|_| losses.add(Loss::Cut, 0));
        losses.add_bytes(Loss::Cut, self.cut);
        (0..self.undeclared).for_each(|_| losses.add(Loss::WrongType, 0));
        losses
    }

    /// Ends the field that is open: what must not be recorded of it is taken back.
    #[inline]
    pub(crate) fn end_field(&mut self) {
        if self.depth != 0 || self.tape.len() == self.start {
            self.refuse();
        }
    }

    /// Returns whether a place needs more than a look at the first word of the mask: something is open or empty, or the
    /// place lies behind that word.
    #[inline]
    fn is_rare(&self, place: u32) -> bool {
        self.depth | place >> 6 != 0 || self.tape.len() == self.start
    }

    /// Begins a field in the general case.
    #[cold]
    #[inline(never)]
    fn begin(&mut self, place: u32, field: &'static FieldDescriptor) -> bool {
        self.end_field();
        let is_wanted = self.wanted.has(place);
        if is_wanted {
            self.begin_wanted(place, field);
        }
        is_wanted
    }

    #[inline]
    fn begin_wanted(&mut self, place: u32, field: &'static FieldDescriptor) {
        self.tape.put(self.field_head(place));
        self.start = self.tape.len();
        self.field = Some(field);
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "plans want no field of a higher number")]
    fn field_head(&self, place: u32) -> [u8; 2] {
        ((self.first + 2 * place) as u16).to_le_bytes()
    }

    /// Takes a field and its number at once. What is open stays as it is: a field with one value is never empty.
    #[inline]
    fn put_number(&mut self, place: u32, field: &'static FieldDescriptor, tag: u8, bytes: [u8; 8]) {
        let head = self.field_head(place);
        if self.is_rare(place) {
            return self.put_rare_number(place, field, tag, bytes);
        }
        if !self.wanted.has_first(place) {
            return;
        }
        let Some([low, high, kind, value @ ..]) = self.tape.next::<11>() else {
            return self.put_rare_number(place, field, tag, bytes);
        };
        ([*low, *high], *kind, *value) = (head, tag, bytes);
        self.tape.advance(11);
    }

    #[cold]
    #[inline(never)]
    fn put_rare_number(&mut self, place: u32, field: &'static FieldDescriptor, tag: u8, bytes: [u8; 8]) {
        if self.begin(place, field) {
            self.number(tag, bytes);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_rare_bool(&mut self, place: u32, field: &'static FieldDescriptor, tag: u8) {
        if self.begin(place, field) {
            self.tape.put([tag]);
        }
    }

    /// Takes a field and its text at once.
    #[inline]
    fn put_text(&mut self, place: u32, field: &'static FieldDescriptor, text: &str) {
        let (head, length) = (self.field_head(place), text_length(text));
        if self.is_rare(place) || text.len() > SHORT {
            return self.put_other_text(place, field, text);
        }
        if !self.wanted.has_first(place) {
            return;
        }
        let Some([low, high, kind, a, b, c, d, value @ ..]) = self.tape.next::<{ 7 + SHORT }>() else {
            return self.put_other_text(place, field, text);
        };
        ([*low, *high], *kind, [*a, *b, *c, *d]) = (head, TEXT, length);
        copy_short(value, text.as_bytes());
        self.tape.advance(7 + text.len());
    }

    /// Takes a field and a text that is long, or where something is rare.
    #[cold]
    #[inline(never)]
    fn put_other_text(&mut self, place: u32, field: &'static FieldDescriptor, text: &str) {
        if self.begin(place, field) {
            self.text(TEXT, text);
        }
    }

    #[cold]
    #[inline(never)]
    fn refuse(&mut self) {
        self.tape.truncate(self.start);
        self.tape.put([NULL]);
        self.undeclared += usize::from(self.depth != 0);
        self.depth = 0;
    }

    fn open(&mut self, tag: u8) {
        self.tape.put([tag]);
        self.depth += 1;
        if self.depth > DEEPEST {
            self.depth |= UNWANTED;
        }
    }

    fn close(&mut self) {
        self.tape.put([END]);
        self.depth = self.depth.checked_sub(1).unwrap_or(UNWANTED);
    }

    fn declares(&self, kind: TransformKind) -> bool {
        self.field.is_some_and(|field| field.transforms.iter().any(|transform| transform.kind() == kind))
    }
}

/// Returns the last place not after another at which a character begins.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Begins a field.
pub(crate) fn push_number(tape: &mut Vec<u8>, number: u16) {
    tape.extend_from_slice(&(2 * number + 1).to_le_bytes());
}

fn push_text(tape: &mut Vec<u8>, tag: u8, text: &str) {
    tape.push(tag);
    tape.extend_from_slice(&text_length(text));
    tape.extend_from_slice(text.as_bytes());
}

/// Returns the length of a text as it stands before it.
#[inline]
fn text_length(text: &str) -> [u8; 4] {
    u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes()
}

impl Encoder for Recorder<'_> {
    fn field(&mut self, place: &Place<'_>, field: &'static FieldDescriptor) -> bool {
        if self.is_rare(place.index) {
            return self.begin(place.index, field);
        }
        let is_wanted = self.wanted.has_first(place.index);
        if is_wanted {
            self.begin_wanted(place.index, field);
        }
        is_wanted
    }

    fn bool(&mut self, value: bool) {
        self.tape.put([if value { TRUE } else { FALSE }]);
    }

    fn i64(&mut self, value: i64) {
        self.number(INT, value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.number(COUNT, value.to_le_bytes());
    }

    fn f64(&mut self, value: f64) {
        self.number(FLOAT, value.to_le_bytes());
    }

    fn str(&mut self, value: &str) {
        self.text(TEXT, value);
    }

    fn json(&mut self, value: &str) {
        // Half a JSON text is none.
        if value.len() > LONGEST_TEXT {
            self.cuts += 1;
            self.cut += value.len();
            self.tape.put([NULL]);
        } else {
            self.text(JSON, value);
        }
    }

    fn duration(&mut self, value: Duration) {
        let nanos = u64::try_from(value.as_nanos()).unwrap_or(u64::MAX);
        self.number(DURATION, nanos.to_le_bytes());
    }

    fn value(&mut self, value: &'static ValueDescriptor) {
        if let Some(code) = value.code {
            self.number(CODED_WORD, code.to_le_bytes());
        }
        self.whole_text(TEXT, value.wire);
    }

    fn begin_list(&mut self) {
        self.open(LIST);
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self) {
        self.open(MAP);
    }

    fn key(&mut self, key: &str) {
        self.text(TEXT, key);
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn transformed(&mut self, kind: TransformKind, raw: &dyn Encode) {
        // Otherwise it would leave as something that is not declared.
        if !self.declares(kind) {
            self.depth |= UNWANTED;
        }
        if kind != TransformKind::CountOnly {
            return raw.encode(self);
        }
        // What is only counted need not be copied, however long it is.
        let mut counter = Counter::default();
        raw.encode(&mut counter);
        self.number(LENGTH, counter.count().to_le_bytes());
    }

    fn by_origin(&mut self, origin: ValueOrigin, raw: &dyn Encode) {
        if !self.declares(TransformKind::ByOrigin) {
            self.depth |= UNWANTED;
        }
        self.tape.put([ORIGIN, origin as u8]);
        raw.encode(self);
    }

    // Nearly all fields of events come by here: nothing is called but in the last line of what is rare.
    fn put_bool(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: bool) {
        let (head, tag) = (self.field_head(place.index), if value { TRUE } else { FALSE });
        if self.is_rare(place.index) {
            return self.put_rare_bool(place.index, field, tag);
        }
        if !self.wanted.has_first(place.index) {
            return;
        }
        let Some([low, high, kind]) = self.tape.next() else {
            return self.put_rare_bool(place.index, field, tag);
        };
        ([*low, *high], *kind) = (head, tag);
        self.tape.advance(3);
    }

    fn put_i64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: i64) {
        self.put_number(place.index, field, INT, value.to_le_bytes());
    }

    fn put_u64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: u64) {
        self.put_number(place.index, field, COUNT, value.to_le_bytes());
    }

    fn put_f64(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: f64) {
        self.put_number(place.index, field, FLOAT, value.to_le_bytes());
    }

    fn put_str(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: &str) {
        self.put_text(place.index, field, value);
    }

    fn put_value(&mut self, place: &Place<'_>, field: &'static FieldDescriptor, value: &'static ValueDescriptor) {
        if value.code.is_none() {
            self.put_text(place.index, field, value.wire);
        } else if self.field(place, field) {
            self.value(value);
        }
    }
}

/// Writes a value as it leaves behind what is on the tape.
pub(crate) fn push(tape: &mut Vec<u8>, value: &Value<'_>) {
    let number = |tape: &mut Vec<u8>, tag: u8, bytes: [u8; 8]| {
        tape.push(tag);
        tape.extend_from_slice(&bytes);
    };
    match value {
        Value::Null => tape.push(NULL),
        Value::Bool(value) => tape.push(if *value { TRUE } else { FALSE }),
        Value::Int(value) => number(tape, INT, value.to_le_bytes()),
        Value::Count(value) => number(tape, COUNT, value.to_le_bytes()),
        Value::Float(value) => number(tape, FLOAT, value.to_le_bytes()),
        Value::Text(text) => push_text(tape, TEXT, text),
        Value::Json(text) => push_text(tape, JSON, text),
        Value::List(items) => {
            tape.push(LIST);
            for item in items {
                push(tape, item);
            }
            tape.push(END);
        }
        Value::Map(entries) => {
            tape.push(MAP);
            for (key, value) in entries {
                push_text(tape, TEXT, key);
                push(tape, value);
            }
            tape.push(END);
        }
    }
}
