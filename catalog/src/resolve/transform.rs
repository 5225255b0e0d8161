//! Transforms: complete, and fitting the type.

use crate::declared::{Entries, HashDecl, HmacDecl, List, Literal, Many, Spanned, TransformDecl, TruncateDecl};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Algorithm, Encoding, Transform, Type, Unit};
use crate::rules;
use crate::source::Span;

/// The origins a value can have, for `by_origin`.
const ORIGINS: [&str; 4] = ["builtin", "extension", "workspace", "user"];

/// Resolves the transforms of a field of a type.
pub(super) fn resolve(list: &List<TransformDecl>, ty: &Type, diagnostics: &mut Diagnostics) -> Vec<Transform> {
    let items = list.get().map_or(&[][..], |Many(items)| items);
    let mut resolved = Vec::with_capacity(items.len());
    for item in items {
        // After a count or a code, a number goes on.
        let number = matches!(resolved.last(), Some(Transform::CountOnly | Transform::Encode));
        let ty = if number { &Type::Count } else { ty };
        resolved.extend(one(&item.value, item.span, ty, diagnostics));
    }
    if let (Some(drop), true) = (items.iter().find(|item| matches!(item.value, TransformDecl::Drop)), items.len() > 1) {
        let help = "write `drop` alone, or leave it out";
        let message = "`drop` stands beside other transforms, of which nothing is left";
        diagnostics.push(Diagnostic::new(&rules::TRANSFORM_MISMATCH, drop.span, message, help));
    }
    resolved
}

fn one(decl: &TransformDecl, span: Span, ty: &Type, diagnostics: &mut Diagnostics) -> Option<Transform> {
    if let Some((name, fitting)) = misfit(decl, ty) {
        let message = format!("`{name}` cannot be applied to the type `{ty}`");
        diagnostics.push(Diagnostic::new(
            &rules::TRANSFORM_MISMATCH,
            span,
            message,
            format!("use `{name}` on {fitting}"),
        ));
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
        TransformDecl::ByOrigin(parts) => by_origin(parts, ty, diagnostics),
    }
}

/// Returns the name of a transform that does not fit the type, and what it fits.
fn misfit(decl: &TransformDecl, ty: &Type) -> Option<(&'static str, &'static str)> {
    let number = ty.is_number();
    let flag = matches!(ty, Type::Bool | Type::Enum);
    // A moment is written in letters, and no text: part of it would mean another moment.
    let moment = matches!(ty.item(), Type::Timestamp | Type::Date);
    let text = !number && !flag && !moment && !ty.is_collection();
    match decl {
        TransformDecl::Bucket(_) if !number => Some(("bucket", "a number: `count`, `int`, `float` or `duration`")),
        TransformDecl::Round(_) if !number => Some(("round", "a number: `count`, `int`, `float` or `duration`")),
        TransformDecl::Hmac(_) if flag || number => {
            Some(("hmac", "text or ids; a hash of few values can be read back"))
        }
        TransformDecl::Hash(_) if flag || number => {
            Some(("hash", "text or ids; a hash of few values can be read back"))
        }
        TransformDecl::Truncate(_) if !text => Some(("truncate", "text")),
        TransformDecl::Redact if number || flag || moment => Some(("redact", "text")),
        TransformDecl::CountOnly if number || flag || (moment && !ty.is_collection()) => {
            Some(("count_only", "text, a list, a set or a map"))
        }
        TransformDecl::Encode if *ty != Type::Enum => Some(("encode", "an `enum` with codes")),
        _ => None,
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

fn by_origin(parts: &Entries<TransformDecl>, ty: &Type, diagnostics: &mut Diagnostics) -> Option<Transform> {
    let mut resolved = Vec::new();
    for entry in &parts.0 {
        let Spanned { span, value: origin } = &entry.name;
        if !ORIGINS.contains(&&**origin) {
            let message = format!("`{}` is not an origin of values", crate::words::shorten(origin));
            let help = crate::words::instead(origin, ORIGINS.into_iter());
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_WORD, *span, message, help));
            continue;
        }
        let Some(transform) = entry.value().and_then(|decl| one(decl, entry.span(), ty, diagnostics)) else {
            continue;
        };
        resolved.push((origin.clone(), transform));
    }
    resolved.sort_by(|a, b| a.0.cmp(&b.0));
    (!resolved.is_empty()).then_some(Transform::ByOrigin(resolved))
}
