//! Values with a short and a full form, and words with or without a value, for serde.

use crate::de::{FORM, Fault, Read, Reader};
use crate::rules;
use crate::yaml::{Node, Value};
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};

/// A value that is either short, or a mapping and full; the variants of `declared::written::Form`.
pub(super) struct Form<'a>(pub(super) Reader<'a>);

impl<'de> de::EnumAccess<'de> for Form<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = if matches!(self.0.node.value(), Value::Mapping(_)) { "Full" } else { "Short" };
        let name: de::value::StrDeserializer<'_, Fault> = name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Form<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_seq(self.0, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_struct(self.0, FORM, fields, visitor)
    }
}

/// A word of a closed vocabulary, alone or with a value of its own.
pub(super) struct Variant<'a> {
    pub(super) name: &'a str,
    pub(super) content: Option<Node<'a>>,
    pub(super) reader: Reader<'a>,
}

impl<'de> de::EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name: de::value::StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'a> Variant<'a> {
    fn content(&self) -> Read<Reader<'a>> {
        let help = format!("write `{{ {}: … }}`", self.name);
        let node = self.content.ok_or_else(|| {
            self.reader.fault(&rules::WRONG_SHAPE, format!("`{}` needs a value of its own", self.name), help)
        })?;
        Ok(Reader::new(node, self.reader.sink))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Read<()> {
        match self.content {
            Some(node) if !node.is_null() => {
                let reader = Reader::new(node, self.reader.sink);
                Err(reader.fault(
                    &rules::WRONG_SHAPE,
                    format!("`{}` takes no value", self.name),
                    format!("write `{}` alone", self.name),
                ))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        let reader = self.content()?;
        seed.deserialize(reader).map_err(|fault| {
            fault.report(reader.node.span(), &mut reader.sink.borrow_mut());
            Fault::Reported
        })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_seq(self.content()?, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        de::Deserializer::deserialize_struct(self.content()?, "transform", fields, visitor)
    }
}
