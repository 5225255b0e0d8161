//! The floor: the lowest class that a field's type, vocabulary and transforms allow, and what is said of a field below it.

use super::field::View;
use super::registry::Registry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, KeyScope, Transform, Type};
use crate::rules;
use std::fmt::Display;
use telemetry_core::Class;

/// The lowest class a field may have, and why, as messages say it.
struct Floor {
    class: Class,
    because: String,
}

/// What of a field decides its floor.
struct Shape<'a> {
    ty: &'a Type,
    /// Whether the vocabulary is closed: an allow list, a constant.
    closed: bool,
    /// Whether every value is a member of a public registry.
    public: bool,
    transforms: &'a [Transform],
}

/// Returns whether a field is at or above the floor of its type, and nothing moves that floor up: the usual field, for
/// which no text has to be made.
fn holds_plainly(field: &Field) -> bool {
    let fixed = field.transforms().is_empty() && !matches!(field.ty(), Type::Map(_));
    fixed && field.class().rank() >= floor_of_type(field.ty()).rank()
}

/// Returns whether the class is at or above the floor; reports when it is not.
pub(super) fn holds(
    registry: &Registry<'_>,
    view: &View<'_>,
    field: &Field,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) -> bool {
    if holds_plainly(field) {
        return true;
    }
    let shape = Shape {
        ty: field.ty(),
        closed: field.allow().is_some() || field.constant().is_some(),
        public: field.public().is_some(),
        transforms: field.transforms(),
    };
    let floor = floor(&shape);
    if field.class().rank() >= floor.class.rank() {
        return true;
    }
    // What would have lowered the floor may be faulty; then that is the cause, and it is reported.
    let causes = [
        view.get(|decl| &decl.transform).span(),
        view.get(|decl| &decl.allow).span(),
        view.get(|decl| &decl.const_).span(),
    ];
    if causes.into_iter().flatten().any(|cause| diagnostics.has_error_in(cause)) {
        return false;
    }
    // Where the class is that of the shared definition, the field's own keys raised the floor.
    let span = view.own.class.span().unwrap_or(view.at);
    let inherited = view.base.filter(|_| view.own.class.is_absent()).and_then(|base| base.class.span());
    let hashed = field.transforms().iter().any(|transform| matches!(transform, Transform::Hash { .. }));
    let below = field.class().rank() < Class::Identifier.rank();
    let (rule, message) = if hashed && below {
        (&rules::PLAIN_HASH, format!("{of} is a plain hash and cannot be `{}`", field.class().name()))
    } else {
        let message =
            format!("{of} cannot be `{}`: {}, so the floor is `{}`", field.class().name(), floor.because, floor.class);
        (&rules::CLASS_BELOW_FLOOR, message)
    };
    let allowed = registry.classes.iter().filter(|class| class.rank() >= floor.class.rank() && !class.is_restricted());
    let help = format!("{}{}", crate::words::one_of(allowed.map(|class| class.name())), way_down(&floor));
    let diagnostic = Diagnostic::new(rule, span, message, help);
    diagnostics.push(match inherited {
        Some(class) => diagnostic.with_label(class, "its class"),
        None => diagnostic,
    });
    false
}

/// How a text earns a lower class.
fn way_down(floor: &Floor) -> &'static str {
    match floor.class {
        Class::Content => "; or close the vocabulary (`allow`, `public`), count, or hash with a rotating key",
        Class::Personal => "; or hash it with a rotating key",
        _ => "",
    }
}

/// Computes the floor: the type's, lowered by a closed or public vocabulary, then changed by each transform in order.
fn floor(shape: &Shape<'_>) -> Floor {
    let base = floor_of_type(shape.ty);
    let start = if base == Class::Restricted {
        Floor { class: base, because: format!("the type `{}` holds secrets", shape.ty) }
    } else if shape.closed || shape.public {
        Floor { class: Class::Technical, because: "its vocabulary is closed".to_owned() }
    } else {
        Floor { class: base, because: format!("the type is `{}`", shape.ty) }
    };
    let floor = shape.transforms.iter().fold(start, after);
    // Whatever happens to the values of a map, its keys leave as they are.
    let keys_leave = matches!(shape.ty, Type::Map(_)) && !shape.public && !shape.transforms.iter().any(hides_keys);
    if keys_leave && floor.class < Class::Content {
        return Floor { class: Class::Content, because: "the keys of a map are free text".to_owned() };
    }
    floor
}

fn hides_keys(transform: &Transform) -> bool {
    match transform {
        Transform::CountOnly | Transform::Drop => true,
        Transform::ByOrigin(parts) => parts.iter().all(|(origin, part)| is_public(origin, part) || hides_keys(part)),
        _ => false,
    }
}

/// Returns whether what an origin leaves is public: a name that comes with the program or a published extension.
fn is_public(origin: &str, part: &Transform) -> bool {
    *part == Transform::Keep && matches!(origin, "builtin" | "extension")
}

fn after(before: Floor, transform: &Transform) -> Floor {
    if before.class == Class::Restricted {
        return before;
    }
    match transform {
        Transform::Hmac { key, rotate, .. } if rotate.is_some() || *key == KeyScope::Session => {
            Floor { class: Class::Identifier, because: "every hash tells values apart".to_owned() }
        }
        Transform::Hmac { .. } => Floor {
            class: before.class.max(Class::Identifier),
            because: format!("{}, and a keyed hash lowers a class only when its key rotates", before.because),
        },
        Transform::Hash { .. } => Floor {
            class: before.class.max(Class::Identifier),
            because: format!("{}, and a plain hash never lowers a class", before.because),
        },
        Transform::Bucket(_) | Transform::CountOnly | Transform::Encode | Transform::Drop => {
            Floor { class: Class::Technical, because: "what leaves is one of few numbers".to_owned() }
        }
        Transform::Round(_) | Transform::Truncate { .. } | Transform::Redact | Transform::Keep => before,
        Transform::ByOrigin(parts) => parts
            .iter()
            .map(|(origin, part)| {
                let start = if is_public(origin, part) { Class::Technical } else { before.class };
                after(Floor { class: start, because: format!("{}, for the origin `{origin}`", before.because) }, part)
            })
            .max_by_key(|floor| floor.class)
            .unwrap_or(before),
    }
}

/// Returns the floor of a type alone.
pub(crate) fn floor_of_type(ty: &Type) -> Class {
    match ty {
        Type::Bool
        | Type::Enum
        | Type::Count
        | Type::Int
        | Type::Float
        | Type::Duration
        | Type::Timestamp
        | Type::Date
        | Type::Version => Class::Technical,
        Type::Uuid | Type::Id => Class::Identifier,
        Type::Error | Type::Stack => Class::Diagnostic,
        Type::String | Type::Path | Type::Url | Type::Json => Class::Content,
        Type::Email | Type::Ip | Type::Hostname | Type::Username => Class::Personal,
        Type::Secret => Class::Restricted,
        Type::List(item) | Type::Set(item) => floor_of_type(item),
        // The keys of a map are free text.
        Type::Map(item) => floor_of_type(item).max(Class::Content),
    }
}
