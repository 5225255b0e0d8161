//! Values that a catalog writes down: examples, constants, the texts of allow lists, what stands for "none". Each is held against
//! all that its field says of values.

use super::field::View;
use super::limits::OTHER;
use crate::declared::{AllowDecl, Literal, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{EnumType, Limits, Type};
use crate::rules;
use crate::source::Span;
use crate::text_kind::{TextKind, matches_whole};

/// What a field says of its values.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) ty: &'a Type,
    pub(super) limits: &'a Limits,
    pub(super) vocabulary: Option<&'a EnumType>,
}

/// Resolves examples; reports those, and constants and allowed texts, that the field cannot have.
pub(super) fn resolve(view: &View<'_>, field: Said<'_>, diagnostics: &mut Diagnostics) -> Vec<Literal> {
    let examples = view.get(|decl| &decl.examples);
    let allow = view.get(|decl| &decl.allow).spanned();
    let none = view.get(|decl| &decl.none).spanned();
    let means_none = |literal: &Literal| none.is_some_and(|(_, none)| none == literal);
    let is_allowed = |literal: &Literal| {
        let fallback = view.get(|decl| &decl.fallback).get().map_or(OTHER, |fallback| &**fallback);
        let text = literal.to_string();
        allow.is_none_or(|(_, allow)| text == fallback || allow.values.iter().any(|allowed| **allowed == *text))
    };
    for item in examples.items().filter(|item| !means_none(&item.value)) {
        let fault = match allow {
            Some(_) => (!is_allowed(&item.value)).then(|| "is none of the allowed texts".to_owned()),
            None => field.mismatch(&item.value),
        };
        report(item.span, "example", &item.value, fault, diagnostics);
    }
    if let Some((span, constant)) = view.get(|decl| &decl.const_).spanned() {
        match field.constant_misfit(constant) {
            Some((clause, help)) => push((span, "constant", constant), &clause, help, diagnostics),
            None => report(span, "constant", constant, field.mismatch(constant), diagnostics),
        }
    }
    if let Some((span, none)) = none {
        report(span, "value for none", none, field.none_mismatch(none), diagnostics);
    }
    if let Some((span, AllowDecl { values, .. })) = allow {
        for text in values {
            // Like the text that stands for all others, they need not be written as the type is.
            let literal = Literal::Text(Text::clone(text));
            report(span, "allowed text", &literal, field.limit_mismatch(text), diagnostics);
        }
    }
    examples.items().map(|item| item.value.clone()).collect()
}

fn report(span: Span, noun: &str, literal: &Literal, fault: Option<String>, diagnostics: &mut Diagnostics) {
    if let Some(clause) = fault {
        push((span, noun, literal), &clause, "write a value that could really occur".to_owned(), diagnostics);
    }
}

fn push((span, noun, literal): (Span, &str, &Literal), clause: &str, help: String, diagnostics: &mut Diagnostics) {
    let message = format!("the {noun} `{}` {clause}", crate::words::shorten(&literal.to_string()));
    diagnostics.push(Diagnostic::new(&rules::EXAMPLE_MISMATCH, span, message, help));
}

impl Said<'_> {
    /// Returns why a value, or one item of a collection, cannot be one of the field.
    fn mismatch(&self, literal: &Literal) -> Option<String> {
        let ty = self.ty.item();
        match (ty, literal) {
            (Type::Bool, Literal::Bool(_)) | (Type::Json, _) => None,
            (Type::Count, Literal::Int(number)) if *number < 0 => Some("is below 0".to_owned()),
            (Type::Duration, _) if literal.number().is_some_and(|number| number < 0.0) => Some("is below 0".to_owned()),
            (Type::Count | Type::Int, Literal::Int(_))
            | (Type::Float | Type::Duration, Literal::Int(_) | Literal::Float(_)) => literal
                .number()
                .is_some_and(|number| self.is_outside(number))
                .then(|| "is outside the limits".to_owned()),
            (Type::Bool | Type::Count | Type::Int | Type::Float | Type::Duration, _) => {
                Some(format!("is not of the type `{ty}`"))
            }
            (Type::Enum, literal) => {
                let text = literal.to_string();
                let known =
                    self.vocabulary.is_none_or(|values| values.values().iter().any(|value| *value.name == *text));
                (!known).then(|| "is none of the values".to_owned())
            }
            (_, literal) => self.text_mismatch(&literal.to_string()),
        }
    }

    fn is_outside(&self, number: f64) -> bool {
        let below = self.limits.min.as_ref().and_then(Literal::number).is_some_and(|min| number < min);
        below || self.limits.max.as_ref().and_then(Literal::number).is_some_and(|max| number > max)
    }

    fn text_mismatch(&self, text: &str) -> Option<String> {
        self.limit_mismatch(text).or_else(|| {
            let ty = self.ty.item();
            let kind = TextKind::of(ty).filter(|kind| !kind.holds(text))?;
            Some(format!("is not of the type `{ty}`: {}", kind.form()))
        })
    }

    /// Returns which limit of texts one does not keep.
    fn limit_mismatch(&self, text: &str) -> Option<String> {
        let Limits { min_length, max_length, pattern, .. } = self.limits;
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        if min_length.is_some_and(|min| length < min) || max_length.is_some_and(|max| length > max) {
            return Some("is outside the limits of length".to_owned());
        }
        let pattern = pattern.as_ref().filter(|pattern| !matches_whole(pattern, text))?;
        Some(format!("does not match the pattern `{pattern}`"))
    }

    /// Returns why a value of the right letters cannot be the only one, and what to do. A constant is sent as it is
    /// written, so that it is a text where the type is one.
    fn constant_misfit(&self, literal: &Literal) -> Option<(String, String)> {
        let ty = self.ty;
        if ty.is_collection() {
            let help = "declare the type of one value, or remove `const`".to_owned();
            return Some((format!("is one value, and the type is `{ty}`"), help));
        }
        let is_text = *ty == Type::Enum || TextKind::of(ty).is_some();
        let is_misfit = is_text && !matches!(literal, Literal::Text(_));
        is_misfit.then(|| (format!("is no text, and the type is `{ty}`"), format!("write it in quotes: `'{literal}'`")))
    }

    /// Returns why no value of the field can be the one that means "none", which limits do not hold for.
    fn none_mismatch(&self, literal: &Literal) -> Option<String> {
        let ty = self.ty.item();
        let is_number = literal.number().is_some();
        let fits = match literal {
            Literal::Text(_) => !ty.is_number(),
            Literal::Int(_) | Literal::Float(_) => ty.is_number(),
            Literal::Bool(_) => false,
        };
        let broken = is_number && matches!(literal, Literal::Float(_)) && matches!(ty, Type::Count | Type::Int);
        (!fits || broken).then(|| format!("is not of the type `{ty}`"))
    }
}
