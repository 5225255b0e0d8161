//! Writes what a property holds: shapes as keywords, with description, examples and privacy facts around them.

use super::object::{self, Content, Instead, Key, Slot};
use super::pattern::{Pattern, anchored};
use super::shape::{Number, Shape, TextShape};
use super::{Context, privacy, sample};
use crate::model::{Encoding, EnumType, EnumValue, Field, Literal, Stamp, StampKind, State, Timestamps, Type};
use crate::render::json::Json;
use crate::text_kind::TextKind;
use std::sync::Arc;

/// Writes the members of a closed object. Properties that may reach into the names of others take what these leave
/// over, and all names are listed beside.
pub(super) fn write_closed(json: &mut Json, context: &Context<'_>, slots: &[Slot<'_>]) {
    let reaching = object::reaching(slots);
    let named = |slot: &&Slot<'_>| matches!(slot.key, Key::Name(_));
    let by_pattern = |slot: &&Slot<'_>| !named(slot) && !reaching.contains(slot);
    json.key("type").text("object");
    if slots.iter().any(|slot| named(&slot)) {
        json.key("properties").object(|json| write_slots(json, context, slots.iter().filter(named)));
    }
    if slots.iter().any(|slot| by_pattern(&slot)) {
        json.key("patternProperties").object(|json| write_slots(json, context, slots.iter().filter(by_pattern)));
    }
    if !reaching.is_empty() {
        json.key("propertyNames").object(|json| write_names(json, slots));
    }
    if let Some(most) = most_properties(slots).filter(|_| !slots.iter().all(|slot| named(&slot))) {
        json.key("maxProperties").int(i64::try_from(most).unwrap_or(i64::MAX));
    }
    if slots.iter().any(|slot| slot.required) {
        let required = slots.iter().filter(|slot| slot.required);
        json.key("required").texts(required.filter_map(|slot| match &slot.key {
            Key::Name(name) => Some(&**name),
            Key::Pattern(_) => None,
        }));
    }
    match &reaching[..] {
        [] => json.key("additionalProperties").bool(false),
        [slot] => write_slot(json.key("additionalProperties"), context, slot),
        slots => json.key("additionalProperties").object(|json| {
            json.key("anyOf").array(|json| slots.iter().for_each(|slot| write_slot(json, context, slot)));
        }),
    }
}

/// Writes which names an object may have.
fn write_names(json: &mut Json, slots: &[Slot<'_>]) {
    let names = slots.iter().filter_map(|slot| if let Key::Name(name) = &slot.key { Some(&**name) } else { None });
    let patterns = slots.iter().filter_map(|slot| if let Key::Pattern(names) = &slot.key { Some(names) } else { None });
    json.key("anyOf").array(|json| {
        if names.clone().next().is_some() {
            json.line_object(|json| json.key("enum").texts(names));
        }
        patterns.for_each(|names| json.line_object(|json| json.key("pattern").text(&names.ecma)));
    });
}

fn write_slots<'a>(json: &mut Json, context: &Context<'_>, slots: impl Iterator<Item = &'a Slot<'a>>) {
    for slot in slots {
        let key = match &slot.key {
            Key::Name(name) => name,
            Key::Pattern(names) => names.ecma.as_str(),
        };
        write_slot(json.key(key), context, slot);
    }
}

/// Returns how many properties an object has at most, where each family is bounded.
fn most_properties(slots: &[Slot<'_>]) -> Option<u64> {
    slots.iter().try_fold(0_u64, |sum, slot| match &slot.key {
        Key::Name(_) => Some(sum + 1),
        Key::Pattern(names) => names.most.map(|most| sum.saturating_add(most)),
    })
}

fn write_slot(json: &mut Json, context: &Context<'_>, slot: &Slot<'_>) {
    let Some(instead) = slot.instead else {
        write_content(json, context, &slot.content);
        return;
    };
    json.object(|json| {
        json.key("anyOf").array(|json| {
            write_content(json, context, &slot.content);
            json.line_object(|json| match instead {
                Instead::Null => json.key("type").text("null"),
                Instead::Zero => json.key("const").int(0),
            });
        });
    });
}

fn write_content(json: &mut Json, context: &Context<'_>, held: &Content<'_>) {
    match held {
        Content::Field(field) => write_shared(json, context, field),
        Content::OneOf(fields) => json.object(|json| {
            json.key("anyOf").array(|json| fields.iter().for_each(|field| write_shared(json, context, field)));
        }),
        Content::Entry(field) => write_entry(json, context, field),
        Content::Part(length) => json.object(|json| {
            json.key("description").text("A further part of a long text.");
            json.key("type").text("string");
            json.key("maxLength").int((*length).into());
        }),
        Content::Tag(variants, variant) => json.object(|json| {
            json.key("description").text(variants.description());
            json.key("const").text(variant.name());
            if context.privacy {
                privacy::write_tag(json, variants.class());
            }
        }),
        Content::Stamp(stamp) => write_stamp(json, context, stamp),
    }
}

fn write_shared(json: &mut Json, context: &Context<'_>, field: &Arc<Field>) {
    match context.shared.field(field) {
        Some(name) => json.line_object(|json| json.key("$ref").text(&format!("#/$defs/{name}"))),
        None => write_field(json, context, field),
    }
}

/// Writes the whole schema of a field.
pub(super) fn write_field(json: &mut Json, context: &Context<'_>, field: &Field) {
    write_described(json, context, field, &context.shape(field));
}

/// Writes the schema of one entry of a map that the destination flattens.
fn write_entry(json: &mut Json, context: &Context<'_>, field: &Field) {
    match context.shape(field) {
        Shape::Map { item, .. } => write_described(json, context, field, &item),
        _ => write_described(json, context, field, &Shape::Any),
    }
}

fn write_described(json: &mut Json, context: &Context<'_>, field: &Field, shape: &Shape<'_>) {
    json.object(|json| {
        json.key("description").text_of(|text| {
            privacy::push_field(text, field);
            if let Some((values, coded)) = listed_values(context, shape) {
                text.push_str("\n\n");
                push_values(text, values, coded);
            }
        });
        write_shape(json, context, shape);
        if field.state() == State::Deprecated {
            json.key("deprecated").bool(true);
        }
        sample::write_examples(json, field, shape);
        if context.privacy {
            privacy::write_field(json, field);
        }
    });
}

/// Returns the enum whose values a description lists: that of the value or its items, unless it stands elsewhere.
fn listed_values<'a>(context: &Context<'_>, shape: &Shape<'a>) -> Option<(&'a EnumType, bool)> {
    match shape {
        Shape::Enum(values) => Some((*values, false)),
        Shape::Codes(values) => Some((*values, true)),
        Shape::List { item, .. } | Shape::Map { item, .. } => listed_values(context, item),
        _ => None,
    }
    .filter(|(values, coded)| context.shared.enum_(values, *coded).is_none())
}

/// Adds what each value means: a list, which editors show as one.
pub(super) fn push_values(text: &mut String, values: &EnumType, coded: bool) {
    for (index, value) in values.values().iter().enumerate() {
        text.push_str(if index == 0 { "- " } else { "\n- " });
        match (coded, value.code()) {
            (true, Some(code)) => text.push_str(&format!("{code} (`{}`)", value.name())),
            _ => text.push_str(&format!("`{}`", value.wire())),
        }
        if !value.description().is_empty() {
            text.push_str(": ");
            text.push_str(value.description());
        }
    }
}

/// Returns the texts of an enum, with the one that stands for all others.
pub(super) fn enum_texts(values: &EnumType) -> impl Iterator<Item = &str> {
    let known =
        |fallback: &&str| values.values().iter().any(|value| value.name() == *fallback || value.wire() == *fallback);
    let fallback = values.fallback().filter(|fallback| !known(fallback));
    values.values().iter().map(EnumValue::wire).chain(fallback)
}

/// Returns the codes of an enum.
pub(super) fn enum_codes(values: &EnumType) -> impl Iterator<Item = i64> {
    values.values().iter().filter_map(EnumValue::code)
}

/// Writes the keyword of an enum.
pub(super) fn write_enum(json: &mut Json, values: &EnumType, coded: bool) {
    if coded {
        json.key("enum").line_array(|json| enum_codes(values).for_each(|code| json.int(code)));
    } else {
        json.key("enum").texts(enum_texts(values));
    }
}

/// Writes the keywords of a shape.
fn write_shape(json: &mut Json, context: &Context<'_>, shape: &Shape<'_>) {
    match shape {
        Shape::Any => {}
        Shape::Bool => json.key("type").text("boolean"),
        Shape::Choice(values) => write_choice(json, values),
        Shape::Words(words) => json.key("enum").texts(words.iter().copied()),
        Shape::Enum(values) => write_enum_or_reference(json, context, values, false),
        Shape::Codes(values) => write_enum_or_reference(json, context, values, true),
        Shape::Number(number) => write_number(json, number),
        Shape::Text(text) => write_text(json, *text),
        Shape::Hash { encoding, length } => {
            json.key("type").text("string");
            json.key("pattern").text(&hash_pattern(*encoding, *length));
        }
        Shape::List { item, unique, max } => {
            json.key("type").text("array");
            json.key("items").object(|json| write_shape(json, context, item));
            if *unique {
                json.key("uniqueItems").bool(true);
            }
            write_limit(json, "maxItems", *max);
        }
        Shape::Map { item, max } => {
            json.key("type").text("object");
            json.key("additionalProperties").object(|json| write_shape(json, context, item));
            write_limit(json, "maxProperties", *max);
        }
        Shape::AnyOf(shapes) => json.key("anyOf").array(|json| {
            for (origin, shape) in shapes {
                json.object(|json| {
                    if let Some(origin) = origin {
                        json.key("description").text(&format!("From origin `{origin}`."));
                    }
                    write_shape(json, context, shape);
                });
            }
        }),
    }
}

fn write_choice(json: &mut Json, values: &[Literal]) {
    match values {
        [value] => json.key("const").literal(value),
        values => json.key("enum").line_array(|json| values.iter().for_each(|value| json.literal(value))),
    }
}

fn write_enum_or_reference(json: &mut Json, context: &Context<'_>, values: &EnumType, coded: bool) {
    match context.shared.enum_(values, coded) {
        Some(name) => json.key("$ref").text(&format!("#/$defs/{name}")),
        None => write_enum(json, values, coded),
    }
}

fn write_number(json: &mut Json, number: &Number) {
    let Some(none) = &number.none else {
        write_limits(json, number);
        return;
    };
    json.key("anyOf").array(|json| {
        json.line_object(|json| json.key("const").literal(none));
        json.line_object(|json| write_limits(json, number));
    });
}

fn write_limits(json: &mut Json, number: &Number) {
    json.key("type").text(if number.whole { "integer" } else { "number" });
    let limits = [("minimum", &number.min), ("maximum", &number.max), ("multipleOf", &number.multiple_of)];
    for (key, limit) in limits {
        if let Some(limit) = limit {
            json.key(key).literal(limit);
        }
    }
}

fn write_limit(json: &mut Json, key: &str, limit: Option<u32>) {
    if let Some(limit) = limit {
        json.key(key).int(limit.into());
    }
}

fn write_text(json: &mut Json, text: TextShape<'_>) {
    json.key("type").text("string");
    if let Some(format) = text.kind.format() {
        json.key("format").text(format);
    }
    if text.kind == TextKind::Ip {
        json.key("anyOf").line_array(|json| {
            for format in ["ipv4", "ipv6"] {
                json.object(|json| json.key("format").text(format));
            }
        });
    }
    let declared = text.pattern.and_then(Pattern::translate).map(|pattern| anchored(&pattern.ecma));
    if let Some(pattern) = declared.as_deref().or(text.kind.pattern()) {
        json.key("pattern").text(pattern);
    }
    write_limit(json, "minLength", text.min.filter(|min| *min > 0));
    write_limit(json, "maxLength", text.max);
}

/// Returns the expression for the first characters of a hash of 256 bits.
fn hash_pattern(encoding: Encoding, length: u32) -> String {
    match encoding {
        Encoding::Hex => format!("^[0-9a-f]{{{length}}}$"),
        Encoding::Base64 if length == 44 => "^[0-9A-Za-z+/]{43}=$".to_owned(),
        Encoding::Base64 => format!("^[0-9A-Za-z+/]{{{length}}}$"),
    }
}

fn write_stamp(json: &mut Json, context: &Context<'_>, stamp: &Stamp) {
    json.object(|json| {
        json.key("description").text(stamp.description().unwrap_or_else(|| stamp_words(stamp.of())));
        write_shape(json, context, &stamp_shape(context, stamp.of()));
    });
}

/// Returns what a stamp looks like. Points in time are as exact as the destination's times.
pub(super) fn stamp_shape(context: &Context<'_>, stamp: StampKind) -> Shape<'static> {
    let text = |kind| Shape::Text(TextShape { kind, min: None, max: None, pattern: None });
    let count = |whole| Shape::Number(Number { whole, min: Some(Literal::Int(0)), ..Number::default() });
    match stamp {
        StampKind::UuidV4 | StampKind::UuidV7 => text(TextKind::Uuid),
        StampKind::Issued | StampKind::Displayed | StampKind::Sent => {
            match context.destination.map_or(Timestamps::Full, crate::model::Destination::timestamps) {
                Timestamps::Day => text(TextKind::Date),
                Timestamps::None | Timestamps::Hour | Timestamps::Full => text(TextKind::Timestamp),
            }
        }
        StampKind::SinceIssued | StampKind::SinceDisplayed => count(false),
        StampKind::Sequence => count(true),
        StampKind::OneIn => Shape::Number(Number { min: Some(Literal::Int(1)), ..Number::default() }),
        StampKind::Session => Shape::Text(TextShape { kind: TextKind::Free, min: Some(1), max: None, pattern: None }),
    }
}

fn stamp_words(stamp: StampKind) -> &'static str {
    match stamp {
        StampKind::UuidV4 => "A random id of the event.",
        StampKind::UuidV7 => "An id of the event that sorts by time.",
        StampKind::Issued => "When the event was recorded.",
        StampKind::Displayed => "When its subject was shown to the user.",
        StampKind::Sent => "When the event was sent.",
        StampKind::SinceIssued => "Milliseconds from recording to sending.",
        StampKind::SinceDisplayed => "Milliseconds from showing to sending.",
        StampKind::Sequence => "The number of the event in its session.",
        StampKind::Session => "The session's id.",
        StampKind::OneIn => "How many recorded events it stands for, where only a share is sent.",
    }
}

/// Returns the type of a field's values, or of their items.
pub(super) fn holds_enum(field: &Field) -> bool {
    *field.ty().item() == Type::Enum && field.constant().is_none() && field.allow().is_none()
}
