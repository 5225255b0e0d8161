//! Which transform fits which value, as catalogs write both: `telemetry_core::fitting` decides.

use crate::declared::TransformDecl;
use crate::model::Type;
use std::fmt;
use telemetry_core::TransformKind;
use telemetry_core::fitting::{Container, Item, Leaving, Left};

/// A value on its way out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value<'a> {
    ty: &'a Type,
    leaving: Leaving,
}

impl<'a> Value<'a> {
    /// Returns what a field of a type records.
    pub(super) fn new(ty: &'a Type, is_constant: bool, is_allowed: bool) -> Self {
        let left = match (is_constant, is_allowed) {
            (true, _) => Left::Constant,
            (false, true) => Left::Allowed,
            (false, false) => Left::Whole,
        };
        let container = match ty {
            Type::List(_) | Type::Set(_) => Container::Items,
            Type::Map(_) => Container::Map,
            _ => Container::None,
        };
        Self { ty, leaving: Leaving::new(item(ty), container, left) }
    }

    /// Returns the same value where its origin decided already.
    pub(super) fn of_known_origin(&self) -> Self {
        Self { leaving: self.leaving.of_known_origin(), ..*self }
    }

    /// Returns why a transform does not fit, and what to do instead.
    pub(super) fn misfit(&self, decl: &TransformDecl) -> Option<(String, &'static str)> {
        let kind = kind(decl);
        let misfit = self.leaving.misfit(kind)?;
        let message = if misfit.knows_origin {
            format!("`{}` stands inside or behind another one, where the origin is known", kind.name())
        } else {
            format!("`{}` cannot be applied to {self}", kind.name())
        };
        Some((message, misfit.help))
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.leaving.words() {
            Some(words) => formatter.write_str(words),
            None => write!(formatter, "the type `{}`", self.ty),
        }
    }
}

fn item(ty: &Type) -> Item {
    match ty {
        Type::Count | Type::Int | Type::Float | Type::Duration => Item::Number,
        Type::Bool => Item::Bool,
        Type::Enum => Item::Enum,
        Type::Timestamp | Type::Date => Item::Moment,
        Type::Uuid => Item::Uuid,
        Type::Json => Item::Json,
        Type::Id
        | Type::Version
        | Type::String
        | Type::Path
        | Type::Url
        | Type::Error
        | Type::Stack
        | Type::Email
        | Type::Ip
        | Type::Hostname
        | Type::Username
        | Type::Secret => Item::Text,
        Type::List(item) | Type::Set(item) | Type::Map(item) => self::item(item),
    }
}

fn kind(decl: &TransformDecl) -> TransformKind {
    match decl {
        TransformDecl::Keep => TransformKind::Keep,
        TransformDecl::Hmac(_) => TransformKind::Hmac,
        TransformDecl::Hash(_) => TransformKind::Hash,
        TransformDecl::Bucket(_) => TransformKind::Bucket,
        TransformDecl::Round(_) => TransformKind::Round,
        TransformDecl::Truncate(_) => TransformKind::Truncate,
        TransformDecl::CountOnly => TransformKind::CountOnly,
        TransformDecl::Redact => TransformKind::Redact,
        TransformDecl::Encode => TransformKind::Encode,
        TransformDecl::Drop => TransformKind::Drop,
        TransformDecl::ByOrigin(_) => TransformKind::ByOrigin,
    }
}

/// Returns what a declared transform leaves; of origins of which nothing leaves, nothing.
pub(super) fn after<'a>(values: &[Value<'a>], decl: &TransformDecl) -> Vec<Value<'a>> {
    let one = |value: &Value<'a>| Value { leaving: value.leaving.after(kind(decl)), ..*value };
    let TransformDecl::ByOrigin(parts) = decl else { return values.iter().map(one).collect() };
    let known: Vec<Value<'a>> = values.iter().map(Value::of_known_origin).collect();
    // What does not fit was reported.
    let is_sent = |part: &&TransformDecl| {
        !matches!(part, TransformDecl::Drop) && known.iter().all(|value| value.misfit(part).is_none())
    };
    let sent = parts.0.iter().filter_map(|entry| entry.value()).filter(is_sent);
    sent.flat_map(|part| after(&known, part)).collect()
}
