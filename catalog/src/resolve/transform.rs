//! Transforms: complete, and fitting the type.

use super::fitting::{Value, after};
use crate::declared::{Entries, HashDecl, HmacDecl, List, Literal, Many, Spanned, TransformDecl, TruncateDecl};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Algorithm, Encoding, Transform, Unit};
use crate::rules;
use crate::source::Span;

/// The origins a value can have, for `by_origin`.
const ORIGINS: [&str; 4] = ["builtin", "extension", "workspace", "user"];

/// Resolves the transforms of a value.
pub(super) fn resolve(list: &List<TransformDecl>, value: Value<'_>, diagnostics: &mut Diagnostics) -> Vec<Transform> {
    let items = list.get().map_or(&[][..], |Many(items)| items);
    let mut resolved = Vec::with_capacity(items.len());
    // What is left of a value may depend on where it came from.
    let mut left = vec![value];
    for item in items {
        let transform = one(&item.value, item.span, &left, diagnostics);
        if transform.is_some() {
            left = after(&left, &item.value);
        }
        resolved.extend(transform);
    }
    if let (Some(drop), true) = (items.iter().find(|item| matches!(item.value, TransformDecl::Drop)), items.len() > 1) {
        let help = "write `drop` alone, or leave it out";
        let message = "`drop` stands beside other transforms, of which nothing is left";
        diagnostics.push(Diagnostic::new(&rules::TRANSFORM_MISMATCH, drop.span, message, help));
    }
    resolved
}

fn one(decl: &TransformDecl, span: Span, left: &[Value<'_>], diagnostics: &mut Diagnostics) -> Option<Transform> {
    if let Some((message, help)) = left.iter().find_map(|value| value.misfit(decl)) {
        diagnostics.push(Diagnostic::new(&rules::TRANSFORM_MISMATCH, span, message, help));
        return None;
    }
    match decl {
        TransformDecl::Keep => Some(Transform::Keep),
        TransformDecl::Hmac(hmac) => self::hmac(hmac, span, diagnostics),
        TransformDecl::Hash(hash) => Some(plain(hash)),
        TransformDecl::Bucket(bounds) => bucket(bounds, span, diagnostics),
        TransformDecl::Round(step) => round(step, span, diagnostics),
        TransformDecl::Truncate(truncate) => self::truncate(truncate, span, diagnostics),
        TransformDecl::CountOnly => Some(Transform::CountOnly),
        TransformDecl::Redact => Some(Transform::Redact),
        TransformDecl::Encode => Some(Transform::Encode),
        TransformDecl::Drop => Some(Transform::Drop),
        TransformDecl::ByOrigin(parts) => by_origin(parts, left, diagnostics),
    }
}

fn hmac(decl: &HmacDecl, span: Span, diagnostics: &mut Diagnostics) -> Option<Transform> {
    if decl.key.is_absent() {
        let help = "add `key: install`, or `session`, `project`, `organisation`";
        diagnostics.push(Diagnostic::new(
            &rules::MISSING_KEY,
            span,
            "the keyed hash does not say whose key it uses",
            help,
        ));
    }
    Some(Transform::Hmac {
        key: *decl.key.get()?,
        rotate: decl.rotate.get().cloned(),
        encoding: decl.encoding.get().copied().unwrap_or(Encoding::Hex),
    })
}

fn plain(decl: &HashDecl) -> Transform {
    Transform::Hash {
        algorithm: decl.algorithm.get().copied().unwrap_or(Algorithm::Sha256),
        prefix: super::words::text(&decl.prefix),
        encoding: decl.encoding.get().copied().unwrap_or(Encoding::Hex),
    }
}

fn bucket(bounds: &[Literal], span: Span, diagnostics: &mut Diagnostics) -> Option<Transform> {
    let numbers: Option<Vec<f64>> = bounds.iter().map(Literal::number).collect();
    let ascending =
        numbers.is_some_and(|numbers| !numbers.is_empty() && numbers.windows(2).all(|pair| pair[0] < pair[1]));
    if !ascending {
        let help = "write ascending numbers, such as `bucket: [1, 2, 5, 10, 50]`";
        diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, span, "the bounds of the buckets do not ascend", help));
        return None;
    }
    Some(Transform::Bucket(bounds.to_vec()))
}

fn round(step: &Literal, span: Span, diagnostics: &mut Diagnostics) -> Option<Transform> {
    if step.number().is_some_and(|step| step > 0.0) {
        return Some(Transform::Round(step.clone()));
    }
    let message = format!("nothing can be rounded to multiples of `{step}`");
    diagnostics.push(Diagnostic::new(
        &rules::BAD_LIMITS,
        span,
        message,
        "write a number above 0, such as `round: 100`",
    ));
    None
}

fn truncate(decl: &TruncateDecl, span: Span, diagnostics: &mut Diagnostics) -> Option<Transform> {
    match decl.length.spanned() {
        Some((_, length)) if *length > 0 => {
            Some(Transform::Truncate { length: *length, unit: decl.unit.get().copied().unwrap_or(Unit::Chars) })
        }
        None if !decl.length.is_absent() => None,
        None => {
            let help = "add `length: 100`";
            diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, "`truncate` has no `length`", help));
            None
        }
        Some((span, _)) => {
            let help = "write a length above 0";
            diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, span, "nothing would be left of the text", help));
            None
        }
    }
}

fn by_origin(parts: &Entries<TransformDecl>, left: &[Value<'_>], diagnostics: &mut Diagnostics) -> Option<Transform> {
    let mut resolved = Vec::new();
    let left: Vec<Value<'_>> = left.iter().map(Value::of_known_origin).collect();
    for entry in &parts.0 {
        let Spanned { span, value: origin } = &entry.name;
        if !ORIGINS.contains(&&**origin) {
            let message = format!("`{}` is not an origin of values", crate::words::shorten(origin));
            let help = crate::words::instead(origin, ORIGINS.into_iter());
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_WORD, *span, message, help));
            continue;
        }
        let Some(transform) = entry.value().and_then(|decl| one(decl, entry.span(), &left, diagnostics)) else {
            continue;
        };
        resolved.push((origin.clone(), transform));
    }
    resolved.sort_by(|a, b| a.0.cmp(&b.0));
    (!resolved.is_empty()).then_some(Transform::ByOrigin(resolved))
}
