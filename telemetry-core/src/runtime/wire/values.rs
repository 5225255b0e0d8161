//! Values that say nothing, booleans, and what is nested.

use super::kind_of_value;
use crate::rules::{AbsentRule, BooleanForm, FlattenRules, ListForm, WireRules};
use crate::runtime::json::{self, MOST_DEPTH};
use crate::runtime::transform::text_bytes;
use crate::runtime::{ItemField, Kind, Loss, Losses, Value};
use std::borrow::Cow;

/// Makes the values what the wire demands; fields that are nested become several.
pub(super) fn write(fields: &mut Vec<ItemField<'_>>, rules: &WireRules, losses: &mut Losses) {
    let mut writer = Writer { rules, losses };
    if fields.iter().any(|field| is_nested(&field.value)) {
        let mut written = Vec::with_capacity(fields.len() + 4);
        for field in std::mem::take(fields) {
            writer.nested(field, 0, &mut written);
        }
        *fields = written;
        return;
    }
    fields.retain_mut(|field| {
        if is_settled(field, rules) {
            return true;
        }
        let value = std::mem::replace(&mut field.value, Value::Null);
        writer.single(value, &mut field.kind).is_some_and(|value| {
            field.value = value;
            true
        })
    });
}

fn is_nested(value: &Value<'_>) -> bool {
    matches!(value, Value::Json(_) | Value::List(_) | Value::Map(_))
}

/// Returns whether a field stays as it is, as nearly all do.
fn is_settled(field: &ItemField<'_>, rules: &WireRules) -> bool {
    match &field.value {
        Value::Int(_) | Value::Count(_) => true,
        Value::Float(number) => number.is_finite(),
        Value::Text(text) => !text.is_empty() && field.kind != Kind::Measurement,
        Value::Bool(_) => rules.booleans == BooleanForm::Native && field.kind != Kind::Measurement,
        Value::Null | Value::Json(_) | Value::List(_) | Value::Map(_) => false,
    }
}

struct Writer<'w> {
    rules: &'w WireRules,
    losses: &'w mut Losses,
}

impl Writer<'_> {
    /// Writes a field, or what it is flattened into.
    fn nested<'a>(&mut self, mut field: ItemField<'a>, level: u32, written: &mut Vec<ItemField<'a>>) {
        let FlattenRules { depth, lists } = self.rules.flatten;
        let (kind, value) = (field.kind, std::mem::replace(&mut field.value, Value::Null));
        let value = if depth.is_some() || lists != ListForm::Native { opened(value) } else { value };
        match value {
            Value::Map(entries) if depth.is_some_and(|depth| level < depth) && (level as usize) < MOST_DEPTH => {
                if entries.is_empty() {
                    self.losses.add(Loss::Absent, 0);
                }
                for (inner, item) in entries {
                    let kind = if kind == Kind::Measurement { Kind::Property } else { kind };
                    let kind = if kind == Kind::Property { kind_of_value(&item, self.rules.booleans) } else { kind };
                    let key = Cow::Owned(format!("{}.{inner}", field.key));
                    self.nested(field.piece(key, kind, item), level + 1, written);
                }
            }
            value => {
                if let Some(value) = self.single(value, &mut field.kind) {
                    field.value = value;
                    written.push(field);
                }
            }
        }
    }

    /// Returns what is left of a value that has one key, and where it stands.
    fn single<'a>(&mut self, value: Value<'a>, kind: &mut Kind) -> Option<Value<'a>> {
        let value = match (value, *kind) {
            // Among the numbers, true and false are numbers.
            (Value::Bool(value), Kind::Measurement) => Value::Int(value.into()),
            // And where the catalog wants one among the texts, it is a text.
            (Value::Bool(value), Kind::Property) if self.rules.booleans == BooleanForm::Number => {
                Value::Text(Cow::Borrowed(if value { "true" } else { "false" }))
            }
            // So is what is not set, where it is sent as zero.
            (Value::Null, Kind::Property) if self.rules.absent.unset == AbsentRule::Zero => {
                *kind = Kind::Measurement;
                Value::Int(0)
            }
            (value, _) => self.settled(value, 0)?,
        };
        let value = self.listed(value);
        let value = match value {
            Value::Text(text) if text.is_empty() => self.absent(self.rules.absent.empty, Value::Text(text))?,
            value => value,
        };
        let is_number = matches!(value, Value::Int(_) | Value::Count(_) | Value::Float(_));
        if *kind == Kind::Measurement && !is_number {
            *kind = Kind::Property;
        }
        Some(value)
    }

    /// Applies what holds for values that say nothing, and for booleans, at all depths.
    fn settled<'a>(&mut self, value: Value<'a>, depth: usize) -> Option<Value<'a>> {
        match value {
            Value::Null => self.absent(self.rules.absent.unset, Value::Null),
            Value::Float(number) if !number.is_finite() => self.absent(self.rules.absent.nan, value),
            Value::Bool(value) => Some(self.boolean(value)),
            Value::Text(text) if text.is_empty() && depth > 0 => {
                self.absent(self.rules.absent.empty, Value::Text(text))
            }
            Value::List(_) | Value::Map(_) if depth >= MOST_DEPTH => {
                self.losses.add(Loss::TooDeep, text_bytes(&value));
                None
            }
            Value::List(items) => {
                Some(Value::List(items.into_iter().filter_map(|item| self.settled(item, depth + 1)).collect()))
            }
            Value::Map(entries) => Some(Value::Map(self.settled_entries(entries, depth))),
            value @ (Value::Int(_) | Value::Count(_) | Value::Float(_) | Value::Text(_) | Value::Json(_)) => {
                Some(value)
            }
        }
    }

    fn settled_entries<'a>(
        &mut self,
        entries: Vec<(Cow<'a, str>, Value<'a>)>,
        depth: usize,
    ) -> Vec<(Cow<'a, str>, Value<'a>)> {
        let mut kept = Vec::with_capacity(entries.len());
        for (key, item) in entries {
            match self.settled(item, depth + 1) {
                Some(item) => kept.push((key, item)),
                None => self.losses.add_bytes(Loss::Absent, key.len()),
            }
        }
        kept
    }

    fn absent<'a>(&mut self, rule: AbsentRule, value: Value<'a>) -> Option<Value<'a>> {
        match rule {
            AbsentRule::Keep => Some(value),
            AbsentRule::Zero => Some(Value::Int(0)),
            AbsentRule::Drop => {
                self.losses.add(Loss::Absent, 0);
                None
            }
        }
    }

    fn boolean<'a>(&self, value: bool) -> Value<'a> {
        match self.rules.booleans {
            BooleanForm::Native => Value::Bool(value),
            BooleanForm::Number => Value::Int(value.into()),
            BooleanForm::Text => Value::Text(Cow::Borrowed(if value { "true" } else { "false" })),
        }
    }

    /// Writes lists as the wire demands, and objects as JSON text where they lie too deep to be flattened.
    fn listed<'a>(&self, value: Value<'a>) -> Value<'a> {
        let FlattenRules { depth, lists } = self.rules.flatten;
        match (value, lists) {
            (Value::List(items), ListForm::Comma) => Value::Text(Cow::Owned(with_commas(&items))),
            (value @ Value::List(_), ListForm::Json) => Value::Text(Cow::Owned(json::text(&value))),
            (value @ Value::Map(_), _) if depth.is_some() => Value::Text(Cow::Owned(json::text(&value))),
            (value, _) => value,
        }
    }
}

/// Returns the collection that a text of JSON is; all other JSON as a plain value.
fn opened(value: Value<'_>) -> Value<'_> {
    let parsed = |text: Cow<'_, str>| json::parse(&text).map(Value::into_owned);
    match value {
        Value::Json(Cow::Borrowed(text)) => json::parse(text).unwrap_or(Value::Text(Cow::Borrowed(text))),
        Value::Json(Cow::Owned(text)) => parsed(Cow::Borrowed(&text)).unwrap_or(Value::Text(Cow::Owned(text))),
        value => value,
    }
}

/// Returns the items with commas between them. Commas of texts stay: a destination that wants them told apart takes
/// JSON.
fn with_commas(items: &[Value<'_>]) -> String {
    let texts = items.iter().map(|item| match item {
        Value::Text(text) => Cow::Borrowed(&**text),
        item => Cow::Owned(json::text(item)),
    });
    texts.collect::<Vec<_>>().join(",")
}
