//! Which values a field can have: enums, allow lists, families of keys, constants, registries.

use crate::cells::also;
use crate::markdown::Writer;
use crate::row::Row;
use crate::sentences;
use telemetry_catalog::model::{AllowList, EnumType, EnumValue, Family};

/// Everything that says which values there can be.
pub(crate) fn cell(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    let start = writer.len();
    if let Some(family) = field.family() {
        self::family(writer, family);
    }
    if let Some(constant) = field.constant() {
        also(writer, start);
        match constant.to_string() {
            empty if empty.is_empty() => writer.words("always empty"),
            constant => writer.words("always ").code(&constant),
        };
    }
    if let Some(values) = field.values() {
        also(writer, start);
        enum_values(writer, values, field.ty().is_collection());
    }
    if let Some(allow) = field.allow() {
        also(writer, start);
        allowed(writer, allow);
    }
    if let Some(registry) = field.public() {
        also(writer, start);
        writer.words("always a member of the public registry ").code(registry);
    }
    if let Some(none) = field.none() {
        also(writer, start);
        match &*none.to_string() {
            "" => writer.words("an empty text means none"),
            none => writer.code(none).words(" means none"),
        };
    }
}

pub(crate) fn told(writer: &mut Writer, row: &Row<'_>) {
    let before = writer.len();
    cell(writer, row);
    writer.capitalise(before);
}

fn enum_values(writer: &mut Writer, values: &EnumType, each: bool) {
    writer.words(match (values.values().len(), each) {
        (1, _) => "always ",
        (_, true) => "each one of ",
        (_, false) => "one of ",
    });
    sentences::list(writer, values.values().iter(), "or", |writer, value| {
        writer.code(value.wire());
        match (value.code(), value.description().trim_end_matches('.')) {
            (Some(code), "") => writer.words(" (code ").number(code).words(")").end(),
            (Some(code), text) => writer.words(" (code ").number(code).words(": ").prose(text).words(")").end(),
            (None, "") => {}
            (None, text) => writer.words(" (").prose(text).words(")").end(),
        }
    });
    if let Some(fallback) = values.fallback() {
        let wire = values.values().iter().find(|value| value.name() == fallback).map_or(fallback, EnumValue::wire);
        writer.words("; ").code(wire).words(" stands for all others");
    }
}

fn allowed(writer: &mut Writer, allow: &AllowList) {
    writer.words("only ");
    sentences::codes(writer, allow.values().iter(), "or");
    writer.words("; anything else is sent as ").code(allow.fallback());
    match (allow.reason(), allow.approver()) {
        (Some(reason), Some(approver)) => {
            writer.words(" (allowed by ").prose(approver).words(": ").prose(reason).words(")");
        }
        (Some(reason), None) => writer.words(" (").prose(reason).words(")").end(),
        (None, Some(approver)) => writer.words(" (allowed by ").prose(approver).words(")").end(),
        (None, None) => {}
    }
}

fn family(writer: &mut Writer, family: &Family) {
    writer.code(&format!("{{{}}}", family.placeholder())).words(" stands for: ").sentence(family.description());
    if !family.keys().is_empty() {
        writer.words(" It is one of ");
        sentences::codes(writer, family.keys().iter(), "or");
    }
    if let Some(pattern) = family.pattern() {
        writer.words(if family.keys().is_empty() { " It matches " } else { " and matches " }).code(pattern);
    }
    let said = !family.keys().is_empty() || family.pattern().is_some();
    writer.words(if said { "; at most " } else { " At most " }).number(family.max()).words(" in one event");
}
