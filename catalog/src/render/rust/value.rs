//! The Rust type of a field.

use super::imports::{Imports, Name};
use super::plan::Plan;
use crate::model::{Field, Transform, Type};

/// Returns the type of a field; notes what it needs.
pub(super) fn type_of(plan: &Plan<'_>, field: &Field, imports: &mut Imports) -> String {
    let mut ty = String::with_capacity(32);
    let is_family = field.family().is_some();
    if is_family {
        open(&mut ty, imports.need(Name::Family));
    } else if field.optional() {
        open(&mut ty, "Option");
    }
    push_changed(&mut ty, plan, field, field.transforms(), imports);
    if is_family || field.optional() {
        ty.push('>');
    }
    ty
}

/// Returns the newtype that shows a transform, where one does.
fn newtype(transform: &Transform) -> Option<Name> {
    match transform {
        Transform::Hmac { .. } => Some(Name::Hmac),
        Transform::Hash { .. } => Some(Name::Hashed),
        Transform::Bucket(_) => Some(Name::Bucketed),
        Transform::Round(_) => Some(Name::Rounded),
        Transform::Truncate { .. } => Some(Name::Truncated),
        Transform::CountOnly => Some(Name::Counted),
        Transform::Redact => Some(Name::Redacted),
        Transform::ByOrigin(_) => Some(Name::ByOrigin),
        Transform::Encode | Transform::Drop | Transform::Keep => None,
    }
}

/// Writes the value inside its newtypes, the last transform outermost. Collections are changed item by item, except
/// that they are counted, and have an origin, as a whole.
fn push_changed(ty: &mut String, plan: &Plan<'_>, field: &Field, transforms: &[Transform], imports: &mut Imports) {
    let is_of_whole = |transform: &Transform| matches!(transform, Transform::CountOnly | Transform::ByOrigin(_));
    let (inner, outer) = transforms.split_at(transforms.iter().position(is_of_whole).unwrap_or(transforms.len()));
    let mut opened = push_newtypes(ty, outer, imports);
    opened += match field.ty() {
        Type::List(_) => open(ty, "Vec"),
        Type::Set(_) => open(ty, imports.need(Name::BTreeSet)),
        Type::Map(_) => {
            ty.push_str(imports.need(Name::BTreeMap));
            push_key(ty, field, imports);
            1
        }
        _ => 0,
    };
    opened += push_newtypes(ty, inner, imports);
    push_item(ty, plan, field, imports);
    (0..opened).for_each(|_| ty.push('>'));
}

/// Writes the type of a map's keys, which are free text unless they come from a public registry.
fn push_key(ty: &mut String, field: &Field, imports: &mut Imports) {
    if field.public().is_some() {
        ty.extend(["<", imports.need(Name::Public), "<String>, "]);
    } else {
        ty.push_str("<String, ");
    }
}

fn push_newtypes(ty: &mut String, transforms: &[Transform], imports: &mut Imports) -> usize {
    transforms.iter().rev().filter_map(newtype).map(|newtype| open(ty, imports.need(newtype))).sum()
}

fn open(ty: &mut String, name: &str) -> usize {
    ty.push_str(name);
    ty.push('<');
    1
}

/// Writes the type of one value.
fn push_item(ty: &mut String, plan: &Plan<'_>, field: &Field, imports: &mut Imports) {
    if let Some(vocabulary) = plan.vocabulary(field) {
        ty.push_str(vocabulary);
        return;
    }
    // Of a map with numbers, it is the keys that are members of the registry.
    let item = field.ty().item();
    let is_public = field.public().is_some() && !(item.is_number() || matches!(item, Type::Bool));
    if is_public {
        open(ty, imports.need(Name::Public));
    }
    let is_in_set = matches!(field.ty(), Type::Set(_));
    ty.push_str(match item {
        Type::Bool => "bool",
        Type::Count => "u64",
        Type::Int => "i64",
        Type::Float if is_in_set => imports.need(Name::Float),
        Type::Float => "f64",
        Type::Duration => imports.need(Name::Duration),
        Type::Timestamp => imports.need(Name::Timestamp),
        Type::Date => imports.need(Name::Date),
        Type::Id => imports.need(Name::Id),
        Type::Uuid => imports.need(Name::Uuid),
        Type::Version => imports.need(Name::Version),
        Type::Path => imports.need(Name::PathBuf),
        Type::Url => imports.need(Name::Url),
        Type::Json => imports.need(Name::Json),
        Type::Error => imports.need(Name::ErrorText),
        Type::Stack => imports.need(Name::StackTrace),
        Type::Email => imports.need(Name::Email),
        Type::Ip => imports.need(Name::IpAddr),
        Type::Hostname => imports.need(Name::Hostname),
        Type::Username => imports.need(Name::Username),
        // Enums have a vocabulary, secrets are never sent, and collections do not nest.
        Type::String | Type::Enum | Type::Secret | Type::List(_) | Type::Set(_) | Type::Map(_) => "String",
    });
    if is_public {
        ty.push('>');
    }
}
