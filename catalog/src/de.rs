//! A serde `Deserializer` over the YAML tree that goes on after a fault.
//!
//! The declared types are plain derives. What serde would end at (an unknown key, a word outside an
//! enum, a value of another shape) is reported here with its place, and reading goes on at the next
//! [`Written`](crate::declared::Written) value. So every fault of a file is found in one run.

mod entries;
mod forms;

pub(crate) use entries::unpack;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{self, Rule};
use crate::source::Span;
use crate::words;
use crate::yaml::{Node, Scalar, Value};
use entries::{Items, Known, Pairs, Place};
use forms::{Form, Variant};
use serde::de::{self, Visitor};
use std::cell::RefCell;
use std::fmt;

/// The name by which `Written` asks for itself.
pub(crate) const WRITTEN: &str = "$written";
/// The name by which a text with its place asks for itself.
pub(crate) const SPANNED: &str = "$spanned";
/// The name by which `Many` asks for itself: one value or a list of them.
pub(crate) const MANY: &str = "$many";

/// The name by which a value with a short and a full form asks for itself.
const FORM: &str = "$form";

/// Reads a value of a declared type from a tree; faults go to `diagnostics`.
pub(crate) fn read<T: de::DeserializeOwned>(node: Node<'_>, diagnostics: &mut Diagnostics) -> Option<T> {
    let sink = RefCell::new(std::mem::take(diagnostics));
    let result = T::deserialize(Reader::new(node, &sink));
    *diagnostics = sink.into_inner();
    match result {
        Ok(value) => Some(value),
        Err(fault) => {
            fault.report(node.span(), diagnostics);
            None
        }
    }
}

/// Why a value could not be read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Its diagnostic is already written.
    Reported,
    /// Serde or a declared type said so; the place is that of the value.
    Said(&'static Rule, String),
}

impl Fault {
    fn report(self, span: Span, diagnostics: &mut Diagnostics) {
        if let Self::Said(rule, message) = self {
            // A grammar says what is wrong on the first line and what to write instead on the second.
            let (message, help) = message.split_once('\n').unwrap_or((&message, "see `telemetry explain bad-value`"));
            diagnostics.push(Diagnostic::new(rule, span, message, help));
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported => formatter.write_str("reported"),
            Self::Said(_, message) => formatter.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Said(&rules::BAD_VALUE, message.to_string())
    }

    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let message = format!("expected {expected}, found {}\nwrite {expected}", found(&unexpected));
        Self::Said(&rules::WRONG_SHAPE, message)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Said(&rules::MISSING_KEY, format!("the key `{field}` is missing\nadd `{field}: …`"))
    }

    fn unknown_field(field: &str, allowed: &'static [&'static str]) -> Self {
        let help = words::instead(field, allowed.iter().copied());
        Self::Said(&rules::UNKNOWN_KEY, format!("`{}` is not a key here\n{help}", words::shorten(field)))
    }
}

/// What was found, in the words of YAML.
fn found(unexpected: &de::Unexpected<'_>) -> String {
    match unexpected {
        de::Unexpected::Unit => "nothing".to_owned(),
        de::Unexpected::Map => "a mapping".to_owned(),
        de::Unexpected::Seq => "a list".to_owned(),
        de::Unexpected::Str(text) => format!("`{}`", words::shorten(text)),
        de::Unexpected::Bool(value) => format!("`{value}`"),
        de::Unexpected::Signed(number) => format!("`{number}`"),
        de::Unexpected::Float(number) => format!("`{number}`"),
        other => other.to_string(),
    }
}

/// One node and where faults go.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: Node<'a>,
    sink: &'a RefCell<Diagnostics>,
    /// Whether this is an item of [`MANY`], of which each says something.
    item: bool,
}

type Read<T> = Result<T, Fault>;

impl<'a> Reader<'a> {
    fn new(node: Node<'a>, sink: &'a RefCell<Diagnostics>) -> Self {
        Self { node, sink, item: false }
    }

    fn push(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }

    fn fault(&self, rule: &'static Rule, message: impl Into<String>, help: impl Into<String>) -> Fault {
        self.push(Diagnostic::new(rule, self.node.span(), message, help));
        Fault::Reported
    }

    /// Reports that something else was expected.
    fn wrong(&self, expected: &str, help: &str) -> Fault {
        if self.node.is_null() {
            return self.fault(&rules::EMPTY_VALUE, format!("nothing is written here where {expected} belongs"), help);
        }
        let found = match self.node.value() {
            Value::Scalar(scalar) if scalar.plain => format!("`{}`", words::shorten(scalar.text)),
            Value::Scalar(scalar) => format!("`\"{}\"`", words::shorten(scalar.text)),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) => "a mapping".to_owned(),
        };
        self.fault(&rules::WRONG_SHAPE, format!("expected {expected}, found {found}"), help)
    }

    fn scalar(&self, expected: &str, help: &str) -> Read<Scalar<'a>> {
        match self.node.value() {
            Value::Scalar(scalar) if !scalar.is_null() => Ok(scalar),
            _ => Err(self.wrong(expected, help)),
        }
    }

    fn number<T: std::str::FromStr>(&self, expected: &str) -> Read<T> {
        let scalar = self.scalar(expected, "write a number, or remove the key")?;
        match scalar.text.parse() {
            Ok(number) if scalar.plain => Ok(number),
            Ok(_) => Err(self.wrong(expected, "write the number without quotes")),
            Err(_) => Err(self.wrong(expected, &format!("write {expected}"))),
        }
    }

    /// Gives a value a place of its own to fail in.
    fn with_place<'de, V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_map(Place { reader: self, key_given: false })
    }
}

/// The core schema's numbers; everything else plain is text.
fn core_number(text: &str) -> Option<Number> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(Number::Whole(number));
    }
    let starts_like_one =
        text.trim_start_matches(['-', '+']).starts_with(|char: char| char.is_ascii_digit() || char == '.');
    let float = text.parse::<f64>().ok().filter(|_| starts_like_one && text.bytes().any(|byte| byte.is_ascii_digit()));
    float.map(Number::Fraction)
}

enum Number {
    Whole(i64),
    Fraction(f64),
}

macro_rules! read_numbers {
    ($($method:ident $visit:ident $ty:ty, $expected:literal;)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            visitor.$visit(self.number::<$ty>($expected)?)
        }
    )* };
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.node.value() {
            Value::Sequence(items) => visitor.visit_seq(Items { nodes: items, sink: self.sink, many: false }),
            Value::Mapping(entries) => visitor.visit_map(Pairs { entries, value: None, sink: self.sink }),
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Value::Scalar(scalar) if !scalar.plain => visitor.visit_str(scalar.text),
            Value::Scalar(scalar) => match scalar.text {
                "true" | "True" | "TRUE" => visitor.visit_bool(true),
                "false" | "False" | "FALSE" => visitor.visit_bool(false),
                text => match core_number(text) {
                    Some(Number::Whole(number)) => visitor.visit_i64(number),
                    Some(Number::Fraction(number)) => visitor.visit_f64(number),
                    None => visitor.visit_str(text),
                },
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let help = "write `true` or `false`; `yes`, `no`, `on` and `off` are text in YAML 1.2";
        let scalar = self.scalar("`true` or `false`", help)?;
        match scalar.text {
            "true" | "True" | "TRUE" if scalar.plain => visitor.visit_bool(true),
            "false" | "False" | "FALSE" if scalar.plain => visitor.visit_bool(false),
            _ => Err(self.wrong("`true` or `false`", help)),
        }
    }

    read_numbers! {
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number from 0 on";
        deserialize_u64 visit_u64 u64, "a whole number from 0 on";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let scalar = self.scalar("text", "write a text, or remove the key")?;
        if self.item && scalar.text.trim().is_empty() {
            let help = "write the text, or remove the item";
            return Err(self.fault(&rules::EMPTY_VALUE, "an empty text stands where an item belongs", help));
        }
        visitor.visit_str(scalar.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.node.value() {
            Value::Sequence(items) => visitor.visit_seq(Items { nodes: items, sink: self.sink, many: false }),
            _ => Err(self.wrong("a list", "write `[a, b]`, or one item a line after `- `")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.node.value() {
            Value::Mapping(entries) => visitor.visit_map(Pairs { entries, value: None, sink: self.sink }),
            _ => Err(self.wrong("a mapping of names", "write `name: …` pairs, one a line, indented below the key")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let Value::Mapping(entries) = self.node.value() else {
            let expected = format!("a mapping that describes {}", words::with_article(name));
            let keys = words::list(fields.iter().copied().take(6));
            return Err(self.wrong(&expected, &format!("write keys such as {keys}, one a line, indented")));
        };
        let mut known = Vec::with_capacity(entries.len());
        let mut unknown = Vec::new();
        for (key, node) in entries {
            match fields.iter().position(|field| *field == key.text()) {
                Some(field) => known.push((field, node)),
                None => unknown.push((key, node)),
            }
        }
        let written = known.len();
        for (key, node) in unknown {
            self.push(unknown_key(key, name, fields));
            let meant = words::nearest(key.text(), fields.iter().copied());
            let meant = meant.and_then(|meant| fields.iter().position(|field| *field == meant));
            known
                .extend(meant.filter(|meant| known.iter().all(|(taken, _)| taken != meant)).map(|meant| (meant, node)));
        }
        let guesses = RefCell::default();
        visitor.visit_map(Known {
            entries: known.into_iter(),
            written,
            value: None,
            sink: self.sink,
            guesses: &guesses,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        match self.node.value() {
            _ if name == FORM => visitor.visit_enum(Form(self)),
            Value::Scalar(scalar) if !scalar.is_null() => {
                self.known_word(scalar.text, self.node.span(), name, variants)?;
                visitor.visit_enum(Variant { name: scalar.text, content: None, reader: self })
            }
            Value::Mapping(mut entries) if entries.len() == 1 => {
                let (key, node) = entries.next().expect("there is one");
                self.known_word(key.text(), key.span(), name, variants)?;
                visitor.visit_enum(Variant { name: key.text(), content: Some(node), reader: self })
            }
            _ => {
                let help = format!("write one of {}", words::list(variants.iter().copied()));
                Err(self.wrong(&format!("one {name}"), &help))
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        match name {
            WRITTEN | SPANNED => self.with_place(visitor),
            MANY => match self.node.value() {
                Value::Scalar(scalar) if scalar.is_null() => {
                    Err(self.wrong("a value or a list", "write `[a, b]`, `[]` for none, or remove the key"))
                }
                Value::Sequence(items) => visitor.visit_seq(Items { nodes: items, sink: self.sink, many: true }),
                _ => visitor.visit_seq(Items { nodes: self.node.alone(), sink: self.sink, many: true }),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'de>>
        i8 i16 i32 i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl Reader<'_> {
    fn known_word(&self, word: &str, span: Span, name: &str, variants: &'static [&'static str]) -> Read<()> {
        if variants.contains(&word) {
            return Ok(());
        }
        let help = words::instead(word, variants.iter().copied());
        self.push(Diagnostic::new(
            &rules::UNKNOWN_WORD,
            span,
            format!("`{}` is not {}", words::shorten(word), words::with_article(name)),
            help,
        ));
        Err(Fault::Reported)
    }
}

fn unknown_key(key: Node<'_>, name: &str, fields: &'static [&'static str]) -> Diagnostic {
    let have = if words::is_plural(name) { "have" } else { "has" };
    let message = format!("{} {have} no key `{}`", words::with_article(name), words::shorten(key.text()));
    Diagnostic::new(&rules::UNKNOWN_KEY, key.span(), message, words::instead(key.text(), fields.iter().copied()))
}
