//! Limits, enum values, allow lists and examples: what values a field can have.

use super::field::View;
use super::{names, words};
use crate::declared::{AllowDecl, Entry, EnumValueDecl, FieldDecl, Literal, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{AllowList, EnumType, EnumValue, Limits, Type};
use crate::rules;
use crate::source::Span;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::Arc;

/// The name that stands for every text an allow list does not hold, unless the catalog chooses one.
pub(super) const OTHER: &str = "other";

/// Resolves the limits of a field of a type.
pub(super) fn limits(view: &View<'_>, ty: &Type, diagnostics: &mut Diagnostics) -> Limits {
    let numbers = ty.item().is_number();
    let text = is_text(ty.item());
    fits(view.get(|decl| &decl.min), "min", numbers, &"numbers", ty, diagnostics);
    fits(view.get(|decl| &decl.max), "max", numbers, &"numbers", ty, diagnostics);
    fits(view.get(|decl| &decl.unit), "unit", numbers, &"numbers", ty, diagnostics);
    fits(view.get(|decl| &decl.none), "none", numbers || text, &"numbers and text", ty, diagnostics);
    fits(view.get(|decl| &decl.min_length), "min_length", text, &"text", ty, diagnostics);
    fits(view.get(|decl| &decl.max_length), "max_length", text, &"text", ty, diagnostics);
    fits(view.get(|decl| &decl.pattern), "pattern", text, &"text", ty, diagnostics);
    fits(view.get(|decl| &decl.max_items), "max_items", ty.is_collection(), &"lists, sets and maps", ty, diagnostics);
    let limits = Limits {
        min: number(view.get(|decl| &decl.min), diagnostics),
        max: number(view.get(|decl| &decl.max), diagnostics),
        min_length: view.get(|decl| &decl.min_length).get().copied(),
        max_length: view.get(|decl| &decl.max_length).get().copied(),
        max_items: view.get(|decl| &decl.max_items).get().copied(),
        pattern: names::pattern(view.get(|decl| &decl.pattern), diagnostics)
            .and_then(|_| words::text(view.get(|decl| &decl.pattern))),
    };
    for (fault, key, help) in impossible(&limits, ty.item()) {
        let span = match key {
            "min" => view.get(|decl| &decl.min).span(),
            "max" => view.get(|decl| &decl.max).span(),
            "max_length" => view.get(|decl| &decl.max_length).span(),
            _ => view.get(|decl| &decl.max_items).span(),
        };
        if let Some(span) = span {
            diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, span, format!("`{key}` {fault}"), help));
        }
    }
    limits
}

/// Returns the limits that no value keeps, or that say nothing: what is wrong, of which key, and what to do.
fn impossible(limits: &Limits, ty: &Type) -> Vec<(&'static str, &'static str, &'static str)> {
    let (min, max) = (limits.min.as_ref().and_then(Literal::number), limits.max.as_ref().and_then(Literal::number));
    let from_zero = matches!(ty, Type::Count | Type::Duration);
    let whole = matches!(ty, Type::Count | Type::Int);
    let crossed = |min: Option<f64>, max: Option<f64>| min.zip(max).is_some_and(|(min, max)| min > max);
    let lengths = limits.min_length.zip(limits.max_length).is_some_and(|(min, max)| min > max);
    let exchange = "exchange the two limits, or remove one";
    [
        (from_zero && min.is_some_and(|min| min < 0.0), "lies below 0, where the type begins", "min", "remove `min`"),
        (from_zero && crossed(Some(0.0), max), "lies below 0, where the type begins", "max", "write a limit above 0"),
        (crossed(min, max), "lies below the least value", "max", exchange),
        (
            whole && !crossed(min, max) && crossed(min.map(f64::ceil), max.map(f64::floor)),
            "leaves no whole number from the least value on",
            "max",
            "write limits with a whole number between them",
        ),
        (lengths, "lies below the least value", "max_length", exchange),
        (limits.max_length == Some(0), "leaves no text but the empty one", "max_length", "write a length above 0"),
        (
            limits.max_items == Some(0),
            "leaves no item at all",
            "max_items",
            "write a number above 0, or remove the field",
        ),
    ]
    .into_iter()
    .filter_map(|(is_wrong, fault, key, help)| is_wrong.then_some((fault, key, help)))
    .collect()
}

/// Returns whether values of a type are free text.
fn is_text(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String
            | Type::Path
            | Type::Url
            | Type::Error
            | Type::Stack
            | Type::Email
            | Type::Hostname
            | Type::Username
            | Type::Version
            | Type::Id
            | Type::Json
    )
}

fn fits<T>(written: &Written<T>, key: &str, fits: bool, of: &dyn Display, ty: &Type, diagnostics: &mut Diagnostics) {
    if let (false, Some(span)) = (fits, written.span()) {
        let message = format!("`{key}` is a limit of {of}, and the type is `{ty}`");
        diagnostics.push(Diagnostic::new(
            &rules::BAD_LIMITS,
            span,
            message,
            format!("remove `{key}`, or change the type"),
        ));
    }
}

fn number(written: &Written<Literal>, diagnostics: &mut Diagnostics) -> Option<Literal> {
    let (span, literal) = written.spanned()?;
    if literal.number().is_none() {
        let message = format!("`{}` is not a number", crate::words::shorten(&literal.to_string()));
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, "write a number without quotes"));
        return None;
    }
    Some(literal.clone())
}

/// Resolves the values of an enum.
pub(super) fn values(
    view: &View<'_>,
    ty: &Type,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<EnumType>> {
    let written = view.get(|decl| &decl.values);
    let is_enum = *ty.item() == Type::Enum;
    if !is_enum {
        if let Some(span) = written.span() {
            let message = format!("{of} has values, and its type is `{ty}`");
            diagnostics.push(Diagnostic::new(
                &rules::BAD_LIMITS,
                span,
                message,
                "write `type: enum`, or `allow:` for known texts",
            ));
        }
        return None;
    }
    let entries = written.entries();
    if entries.len() == 0 {
        if written.is_absent() || written.get().is_some() {
            let help = "add `values: { first: What it means., second: What it means. }`";
            let at = written.span().unwrap_or(view.at);
            diagnostics.push(Diagnostic::new(
                &rules::MISSING_VALUES,
                at,
                format!("{of} is an enum without values"),
                help,
            ));
        }
        return None;
    }
    let retired = view.get(|decl| &decl.retired_codes);
    let mut codes: HashMap<i64, Span> = retired.items().map(|code| (code.value, code.span)).collect();
    let mut all: Vec<EnumValue> = entries.filter_map(|entry| value(entry, &mut codes, of, diagnostics)).collect();
    wires(written.entries(), of, diagnostics);
    all.sort_by(|a, b| (a.code.is_none(), a.code, &a.name).cmp(&(b.code.is_none(), b.code, &b.name)));
    let fallback = fallback(view, all.iter().map(|value| &*value.name), diagnostics);
    let mut retired_codes: Vec<i64> = retired.items().map(|code| code.value).collect();
    retired_codes.sort_unstable();
    Some(Arc::new(EnumType { values: all, fallback, retired_codes }))
}

/// Two values that are one text on the wire could not be told apart, and the generated enum would not compile.
fn wires<'decl>(
    entries: impl Iterator<Item = &'decl Entry<EnumValueDecl>>,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) {
    let mut wires: HashMap<&str, &Spanned<Text>> = HashMap::new();
    for entry in entries {
        let name = &entry.name;
        let wire = entry.value().and_then(|decl| decl.wire.as_deref()).unwrap_or(&name.value);
        if let Some(first) = wires.get(wire) {
            let message =
                format!("the values `{}` and `{}` of {of} are both `{wire}` on the wire", first.value, name.value);
            let help = "give one of them another `wire:` text";
            let diagnostic = Diagnostic::new(&rules::WIRE_COLLISION, name.span, message, help);
            diagnostics.push(diagnostic.with_label(first.span, "the first one"));
        } else {
            wires.insert(wire, name);
        }
    }
}

fn value(
    entry: &Entry<EnumValueDecl>,
    codes: &mut HashMap<i64, Span>,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> Option<EnumValue> {
    let decl = entry.value()?;
    let Spanned { span, value: name } = &entry.name;
    if decl.description.trim().is_empty() {
        let help = format!("write `{name}: What it means.`");
        let message = format!("the value `{name}` of {of} has no description");
        diagnostics.push(Diagnostic::new(&rules::MISSING_DESCRIPTION, *span, message, help));
    }
    if let Some(code) = decl.code {
        if let Some(first) = codes.get(&code) {
            let message = format!("the code {code} of `{name}` was given before");
            let help = "choose a code that was never used: data that was sent with it cannot be told apart";
            diagnostics.push(
                Diagnostic::new(&rules::REUSED_CODE, *span, message, help).with_label(*first, "first given here"),
            );
        } else {
            codes.insert(code, *span);
        }
    }
    Some(EnumValue {
        name: name.clone(),
        wire: decl.wire.clone().unwrap_or_else(|| name.clone()),
        description: decl.description.trim().into(),
        code: decl.code,
    })
}

fn fallback<'a>(
    view: &View<'_>,
    known: impl Iterator<Item = &'a str> + Clone,
    diagnostics: &mut Diagnostics,
) -> Option<Text> {
    let (span, fallback) = view.get(|decl| &decl.fallback).spanned()?;
    if !known.clone().any(|name| name == &**fallback) {
        let message = format!("the fallback `{}` is none of the values", crate::words::shorten(fallback));
        diagnostics.push(Diagnostic::new(
            &rules::UNKNOWN_FALLBACK,
            span,
            message,
            crate::words::instead(fallback, known),
        ));
    }
    Some(fallback.clone())
}

/// Resolves an allow list.
pub(super) fn allow(
    view: &View<'_>,
    ty: &Type,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> Option<Box<AllowList>> {
    let (span, AllowDecl { values, reason, approver }) = view.get(|decl| &decl.allow).spanned()?;
    if !is_text(ty.item()) {
        let message = format!("{of} allows texts, and its type is `{ty}`");
        diagnostics.push(Diagnostic::new(
            &rules::BAD_LIMITS,
            span,
            message,
            "remove `allow:`, or write `type: string`",
        ));
        return None;
    }
    if values.is_empty() {
        let help = "list the texts that may be sent: `allow: [first, second]`";
        diagnostics.push(Diagnostic::new(&rules::MISSING_VALUES, span, format!("{of} allows no text at all"), help));
        return None;
    }
    let mut values = values.clone();
    values.sort();
    values.dedup();
    let fallback = view.get(|decl| &decl.fallback).get().cloned().unwrap_or_else(|| OTHER.into());
    Some(Box::new(AllowList { values, fallback, reason: reason.clone(), approver: approver.clone() }))
}

/// Returns whether a field sends enum codes for which some value has none.
pub(super) fn check_codes(view: &View<'_>, values: &EnumType, of: &dyn Display, diagnostics: &mut Diagnostics) {
    let written: &Written<_> = view.get(|decl: &FieldDecl| &decl.values);
    for entry in written.entries() {
        let without = values.values().iter().any(|value| value.name == entry.name.value && value.code.is_none());
        if without {
            let message = format!("{of} is sent as codes, and `{}` has none", entry.name.value);
            let help = format!("write `{}: {{ description: …, code: … }}`", entry.name.value);
            diagnostics.push(Diagnostic::new(&rules::MISSING_CODE, entry.name.span, message, help));
        }
    }
}
