//! A serde `Deserializer` over the YAML tree that goes on after a fault.
//!
//! The declared types are plain derives. What serde would end at (an unknown key, a word outside an
//! enum, a value of another shape) is reported here with its place, and reading goes on at the next
//! [`Written`](crate::declared::Written) value. So every fault of a file is found in one run.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{self, Rule};
use crate::source::Span;
use crate::words;
use crate::yaml::{Key, Node, Scalar, Value};
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
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
pub(crate) fn read<'de, T: de::Deserialize<'de>>(node: &Node<'de>, diagnostics: &mut Diagnostics) -> Option<T> {
    let sink = RefCell::new(std::mem::take(diagnostics));
    let result = T::deserialize(Reader { node, sink: &sink });
    *diagnostics = sink.into_inner();
    match result {
        Ok(value) => Some(value),
        Err(fault) => {
            fault.report(node.span, diagnostics);
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
struct Reader<'a, 'src> {
    node: &'a Node<'src>,
    sink: &'a RefCell<Diagnostics>,
}

type Read<T> = Result<T, Fault>;

impl<'src> Reader<'_, 'src> {
    fn push(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }

    fn fault(&self, rule: &'static Rule, message: impl Into<String>, help: impl Into<String>) -> Fault {
        self.push(Diagnostic::new(rule, self.node.span, message, help));
        Fault::Reported
    }

    /// Reports that something else was expected.
    fn wrong(&self, expected: &str, help: &str) -> Fault {
        if self.node.value.is_null() {
            return self.fault(&rules::EMPTY_VALUE, format!("nothing is written here where {expected} belongs"), help);
        }
        let found = match &self.node.value {
            Value::Scalar(scalar) if scalar.plain => format!("`{}`", words::shorten(&scalar.text)),
            Value::Scalar(scalar) => format!("`\"{}\"`", words::shorten(&scalar.text)),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) => "a mapping".to_owned(),
        };
        self.fault(&rules::WRONG_SHAPE, format!("expected {expected}, found {found}"), help)
    }

    fn scalar(&self, expected: &str, help: &str) -> Read<&Scalar<'src>> {
        match &self.node.value {
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
    fn with_place<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
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
        fn $method<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
            visitor.$visit(self.number::<$ty>($expected)?)
        }
    )* };
}

impl<'src> de::Deserializer<'src> for Reader<'_, 'src> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        match &self.node.value {
            Value::Sequence(items) => visitor.visit_seq(Items { items: items.iter(), sink: self.sink }),
            Value::Mapping(entries) => {
                visitor.visit_map(Pairs { entries: entries.iter(), value: None, sink: self.sink })
            }
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Value::Scalar(scalar) if !scalar.plain => visitor.visit_str(&scalar.text),
            Value::Scalar(scalar) => match &*scalar.text {
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

    fn deserialize_bool<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        let help = "write `true` or `false`; `yes`, `no`, `on` and `off` are text in YAML 1.2";
        let scalar = self.scalar("`true` or `false`", help)?;
        match &*scalar.text {
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

    fn deserialize_str<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_str(&self.scalar("text", "write a text, or remove the key")?.text)
    }

    fn deserialize_string<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        match &self.node.value {
            Value::Sequence(items) => visitor.visit_seq(Items { items: items.iter(), sink: self.sink }),
            _ => Err(self.wrong("a list", "write `[a, b]`, or one item a line after `- `")),
        }
    }

    fn deserialize_map<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        match &self.node.value {
            Value::Mapping(entries) => {
                visitor.visit_map(Pairs { entries: entries.iter(), value: None, sink: self.sink })
            }
            _ => Err(self.wrong("a mapping of names", "write `name: …` pairs, one a line, indented below the key")),
        }
    }

    fn deserialize_struct<V: Visitor<'src>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let Value::Mapping(entries) = &self.node.value else {
            let expected = format!("a mapping that describes {}", words::with_article(name));
            let keys = words::list(fields.iter().copied().take(6));
            return Err(self.wrong(&expected, &format!("write keys such as {keys}, one a line, indented")));
        };
        let mut known = Vec::with_capacity(entries.len());
        let mut unknown = Vec::new();
        for (key, node) in entries {
            match fields.iter().find(|field| **field == key.text) {
                Some(field) => known.push((*field, node)),
                None => unknown.push((key, node)),
            }
        }
        let written = known.len();
        for (key, node) in unknown {
            self.push(unknown_key(key, name, fields));
            let meant = words::nearest(&key.text, fields.iter().copied());
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

    fn deserialize_enum<V: Visitor<'src>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        match &self.node.value {
            _ if name == FORM => visitor.visit_enum(Form(self)),
            Value::Scalar(scalar) if !scalar.is_null() => {
                self.known_word(&scalar.text, self.node.span, name, variants)?;
                visitor.visit_enum(Variant { name: &scalar.text, content: None, reader: self })
            }
            Value::Mapping(entries) if entries.len() == 1 => {
                let (key, node) = &entries[0];
                self.known_word(&key.text, key.span, name, variants)?;
                visitor.visit_enum(Variant { name: &key.text, content: Some(node), reader: self })
            }
            _ => {
                let help = format!("write one of {}", words::list(variants.iter().copied()));
                Err(self.wrong(&format!("one {name}"), &help))
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'src>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        match name {
            WRITTEN | SPANNED => self.with_place(visitor),
            MANY => match &self.node.value {
                Value::Scalar(scalar) if scalar.is_null() => {
                    Err(self.wrong("a value or a list", "write `[a, b]`, `[]` for none, or remove the key"))
                }
                Value::Sequence(items) => visitor.visit_seq(Items { items: items.iter(), sink: self.sink }),
                _ => visitor.visit_seq(Items { items: std::slice::from_ref(self.node).iter(), sink: self.sink }),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_identifier<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'src>>
        i8 i16 i32 i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl Reader<'_, '_> {
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

fn unknown_key(key: &Key<'_>, name: &str, fields: &'static [&'static str]) -> Diagnostic {
    let have = if words::is_plural(name) { "have" } else { "has" };
    let message = format!("{} {have} no key `{}`", words::with_article(name), words::shorten(&key.text));
    Diagnostic::new(&rules::UNKNOWN_KEY, key.span, message, words::instead(&key.text, fields.iter().copied()))
}

/// The two entries that carry a place and a value: see `declared/written.rs`.
struct Place<'a, 'src> {
    reader: Reader<'a, 'src>,
    key_given: bool,
}

/// Packs a span into the one integer type of serde's data model that is wide enough.
pub(crate) fn pack(span: Span) -> u128 {
    u128::from(span.file.0) << 64 | u128::from(span.start) << 32 | u128::from(span.end)
}

/// The reverse of [`pack`].
pub(crate) fn unpack(packed: u128) -> Span {
    let part = |shift: u32| u32::try_from(packed >> shift & u128::from(u32::MAX)).unwrap_or(u32::MAX);
    Span { file: crate::source::FileId(part(64)), start: part(32), end: part(0) }
}

impl<'src> de::MapAccess<'src> for Place<'_, 'src> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'src>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if std::mem::replace(&mut self.key_given, true) {
            return Ok(None);
        }
        seed.deserialize(pack(self.reader.node.span).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'src>>(&mut self, seed: V) -> Read<V::Value> {
        seed.deserialize(self.reader).map_err(|fault| {
            fault.report(self.reader.node.span, &mut self.reader.sink.borrow_mut());
            Fault::Reported
        })
    }
}

struct Items<'a, 'src> {
    items: std::slice::Iter<'a, Node<'src>>,
    sink: &'a RefCell<Diagnostics>,
}

impl<'src> de::SeqAccess<'src> for Items<'_, 'src> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'src>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        self.items.next().map(|node| seed.deserialize(Reader { node, sink: self.sink })).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Pairs<'a, 'src, I> {
    entries: I,
    value: Option<&'a Node<'src>>,
    sink: &'a RefCell<Diagnostics>,
}

impl<'a, 'src: 'a, I: Iterator<Item = &'a (Key<'src>, Node<'src>)>> de::MapAccess<'src> for Pairs<'a, 'src, I> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'src>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(KeyReader(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'src>>(&mut self, seed: V) -> Read<V::Value> {
        let node = self.value.take().expect("serde asks for a key before its value");
        seed.deserialize(Reader { node, sink: self.sink })
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.size_hint().1
    }
}

/// The entries of a struct by the keys it knows, in the order they are written.
///
/// A misspelt key follows as the nearest one, so that a typing error is one fault: its key is not missing as well, and
/// what refers into it is known. What else is wrong with its value is not said, since it is a guess.
struct Known<'a, 'src> {
    entries: std::vec::IntoIter<(&'static str, &'a Node<'src>)>,
    /// How many entries are left that are no guess.
    written: usize,
    value: Option<&'a Node<'src>>,
    sink: &'a RefCell<Diagnostics>,
    /// Where faults of guesses go; nobody reads them.
    guesses: &'a RefCell<Diagnostics>,
}

impl<'src> de::MapAccess<'src> for Known<'_, 'src> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'src>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let key: de::value::StrDeserializer<'_, Fault> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'src>>(&mut self, seed: V) -> Read<V::Value> {
        let node = self.value.take().expect("serde asks for a key before its value");
        let sink = if self.written > 0 { self.sink } else { self.guesses };
        self.written = self.written.saturating_sub(1);
        seed.deserialize(Reader { node, sink })
    }
}

/// A key, read as text or as text with its place.
struct KeyReader<'a, 'src>(&'a Key<'src>);

impl<'src> de::Deserializer<'src> for KeyReader<'_, 'src> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'src>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_str(&self.0.text)
    }

    fn deserialize_newtype_struct<V: Visitor<'src>>(self, _name: &'static str, visitor: V) -> Read<V::Value> {
        let pair = [(pack(self.0.span), &*self.0.text)];
        visitor.visit_map(de::value::MapDeserializer::new(pair.into_iter()))
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'src>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A value that is either short, or a mapping and full; the variants of `declared::written::Form`.
struct Form<'a, 'src>(Reader<'a, 'src>);

impl<'src> de::EnumAccess<'src> for Form<'_, 'src> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'src>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = if matches!(self.0.node.value, Value::Mapping(_)) { "Full" } else { "Short" };
        let name: de::value::StrDeserializer<'_, Fault> = name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'src> de::VariantAccess<'src> for Form<'_, 'src> {
    type Error = Fault;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'src>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'src>>(self, _len: usize, visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_seq(self.0, visitor)
    }

    fn struct_variant<V: Visitor<'src>>(self, fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_struct(self.0, FORM, fields, visitor)
    }
}

struct Variant<'a, 'src> {
    name: &'a str,
    content: Option<&'a Node<'src>>,
    reader: Reader<'a, 'src>,
}

impl<'src> de::EnumAccess<'src> for Variant<'_, 'src> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'src>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name: de::value::StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'a, 'src> Variant<'a, 'src> {
    fn content(&self) -> Read<Reader<'a, 'src>> {
        let help = format!("write `{{ {}: … }}`", self.name);
        let node = self.content.ok_or_else(|| {
            self.reader.fault(&rules::WRONG_SHAPE, format!("`{}` needs a value of its own", self.name), help)
        })?;
        Ok(Reader { node, sink: self.reader.sink })
    }
}

impl<'src> de::VariantAccess<'src> for Variant<'_, 'src> {
    type Error = Fault;

    fn unit_variant(self) -> Read<()> {
        match self.content {
            Some(node) if !node.value.is_null() => {
                let reader = Reader { node, sink: self.reader.sink };
                Err(reader.fault(
                    &rules::WRONG_SHAPE,
                    format!("`{}` takes no value", self.name),
                    format!("write `{}` alone", self.name),
                ))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'src>>(self, seed: T) -> Read<T::Value> {
        let reader = self.content()?;
        seed.deserialize(reader).map_err(|fault| {
            fault.report(reader.node.span, &mut reader.sink.borrow_mut());
            Fault::Reported
        })
    }

    fn tuple_variant<V: Visitor<'src>>(self, _len: usize, visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_seq(self.content()?, visitor)
    }

    fn struct_variant<V: Visitor<'src>>(self, fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_struct(self.content()?, "transform", fields, visitor)
    }
}
