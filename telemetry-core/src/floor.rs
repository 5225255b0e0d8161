//! The floor: the lowest class that values of a type may be declared with, checked while the program compiles.

use crate::fitting::{Found, misfit};
use crate::message::Message;
use crate::value::higher;
use crate::{
    Class, Detail, FieldClass, FieldDescriptor, FieldValue, FieldsDescriptor, KeyScope, Member, Transform,
    TransformKind, ValueOrigin, ValueType,
};

/// Returns a field of which no more is said than its name, its class and its description.
///
/// # Panics
///
/// At compile time, where the class stands in the field's attribute, when it is below the floor of the type.
#[must_use]
#[track_caller]
pub const fn field<T: FieldValue>(name: &'static str, description: &'static str, class: FieldClass) -> Member {
    // Nearly all fields of a program are right: what is not called costs a compiler nothing.
    if class.rank < T::LEAST_RANK {
        check(&FieldDescriptor::plain(name, description, class, T::TYPE));
    }
    // Made where it is returned: a compiler spends on each copy.
    Member::Field(FieldDescriptor {
        name,
        wire: name,
        description,
        class,
        ty: T::TYPE,
        code: T::CODE,
        transforms: &[],
        details: &[],
    })
}

/// Returns a field without transforms.
///
/// # Panics
///
/// At compile time, as [`field`].
#[must_use]
#[track_caller]
pub const fn field_with<T: FieldValue>(
    name: &'static str,
    wire: &'static str,
    description: &'static str,
    class: FieldClass,
    details: &'static [Detail],
) -> Member {
    let field =
        FieldDescriptor { name, wire, description, class, ty: T::TYPE, code: T::CODE, transforms: &[], details };
    check(&field);
    Member::Field(field)
}

/// Refuses a field whose class is below the floor of its type, or whose attribute and type do not say the same.
#[track_caller]
const fn check(field: &FieldDescriptor) {
    refuse(&fault(&field.ty, field.transforms), field);
    refuse_family(field);
    refuse_class(field);
}

/// Returns the rank from which on a class is right for a field of which nothing more is said; one above all where more
/// must be said.
pub(crate) const fn least_rank(ty: &ValueType) -> u8 {
    if is_family(ty) || ty.outermost_transform().is_some() { u8::MAX } else { ty.floor().rank() }
}

/// Refuses a class below the floor of the field's type. Transforms that are not those of the type, or do not fit it, are said
/// elsewhere.
///
/// # Panics
///
/// At compile time, where the class stands in the field's attribute.
#[track_caller]
pub const fn check_class(fields: &FieldsDescriptor, index: usize) {
    if let Member::Field(field) = &fields.members[index]
        && matches!(fault(&field.ty, field.transforms), Fault::None)
        && misfit(&field.ty, field.transforms).is_none()
    {
        refuse_class(field);
    }
}

/// Refuses a transform that the field's type does not show; at the first one, transforms of the type that the attribute
/// does not say.
///
/// # Panics
///
/// At compile time, where the transform stands in the field's attribute.
#[track_caller]
pub const fn check_transform(fields: &FieldsDescriptor, index: usize, transform: usize) {
    if let Member::Field(field) = &fields.members[index] {
        let fault = fault(&field.ty, field.transforms);
        let place = if let Fault::Missing { place, .. } = &fault { *place } else { 0 };
        if place == transform {
            refuse(&fault, field);
        }
        if matches!(fault, Fault::None)
            && let Some(found) = misfit(&field.ty, field.transforms)
            && found.place == transform
        {
            refuse_misfit(&found, field);
        }
    }
}

/// Refuses a type that shows transforms which the attribute does not say.
///
/// # Panics
///
/// At compile time, at the type.
#[track_caller]
pub const fn check_transforms(fields: &FieldsDescriptor, index: usize) {
    if let Member::Field(field) = &fields.members[index] {
        refuse(&fault(&field.ty, field.transforms), field);
    }
}

/// Refuses a family of one field, and many fields that are no family.
///
/// # Panics
///
/// At compile time, at the type.
#[track_caller]
pub const fn check_family(fields: &FieldsDescriptor, index: usize) {
    if let Member::Field(field) = &fields.members[index] {
        refuse_family(field);
    }
}

/// Returns the fields of one case of variants, which are the only member of their type.
#[must_use]
pub const fn case(fields: &FieldsDescriptor, index: usize) -> &FieldsDescriptor {
    match &fields.members[0] {
        Member::Variants(variants) => &variants.cases[index].fields,
        Member::Field(_) | Member::Constant(..) | Member::Group { .. } => fields,
    }
}

#[track_caller]
const fn refuse_class(field: &FieldDescriptor) {
    let floor = floor(&field.ty, field.transforms, field.transforms.len());
    if field.class.rank >= floor.rank() {
        return;
    }
    let message = about(field).text(" is declared ").quoted(field.class.name);
    let message = message.text(", but ").text(subject(field)).text(" `").type_name(&field.ty).text("` is at least ");
    let message = message.quoted(floor.name()).text(": ").text(floor.test());
    message.text("; ").text(advice(field)).panic();
}

/// Returns what of a type it is that has the floor.
const fn subject(field: &FieldDescriptor) -> &'static str {
    match last_kind(field.transforms) {
        Some(TransformKind::Hmac) => "a keyed hash of the type",
        Some(TransformKind::Hash) => "a plain hash of the type",
        _ => "the type",
    }
}

/// Returns what to write instead of a class that is too low.
const fn advice(field: &FieldDescriptor) -> &'static str {
    match last_kind(field.transforms) {
        Some(TransformKind::Hmac) if never_rotates(field.transforms) => {
            "a key that is never changed lowers nothing: add `rotate = \"P90D\"`, or declare it so"
        }
        Some(TransformKind::Hash) if field.class.rank >= Class::Identifier.rank() => {
            "a plain hash can be guessed: use `Hmac<..>` with a key that rotates, or declare it so"
        }
        _ if has_free_keys(&field.ty) => {
            "declare it so, or close the keys of the map: `BTreeMap<Public, _>` where they are public names"
        }
        _ => "declare it so, or use a type that closes or transforms the value",
    }
}

const fn last_kind(transforms: &[Transform]) -> Option<TransformKind> {
    match transforms {
        [.., last] => Some(last.kind()),
        [] => None,
    }
}

const fn never_rotates(transforms: &[Transform]) -> bool {
    match transforms {
        [.., Transform::Hmac { key: KeyScope::Session, .. }] => false,
        [.., Transform::Hmac { rotate, .. }] => rotate.is_none(),
        _ => false,
    }
}

/// Returns whether the keys of a map are what lifts its floor.
const fn has_free_keys(ty: &ValueType) -> bool {
    match ty {
        ValueType::Map { key, item } => key.floor().rank() > item.floor().rank(),
        ValueType::Optional(item) | ValueType::List(item) | ValueType::Family(item) => has_free_keys(item),
        _ => false,
    }
}

#[track_caller]
const fn refuse_family(field: &FieldDescriptor) {
    match (is_family(&field.ty), says_family(field.details)) {
        (true, false) => {
            let message = about(field).text(" has the type `Family<..>`, but does not declare it; add ");
            message.text("`family(placeholder = \"…\", description = \"…\", max = …)` to its attribute").panic()
        }
        (false, true) => {
            about(field).text(" declares `family`, but its type is one value; write it as `Family<..>`").panic()
        }
        (true, true) | (false, false) => {}
    }
}

/// Begins a message. Only a fault calls it: what a compiler computes for each field of a program is kept small.
const fn about(field: &FieldDescriptor) -> Message {
    Message::new().text("field ").quoted(field.name)
}

const fn is_family(ty: &ValueType) -> bool {
    match ty {
        ValueType::Family(_) => true,
        ValueType::Optional(value) | ValueType::Transformed(_, value) => is_family(value),
        _ => false,
    }
}

const fn says_family(details: &[Detail]) -> bool {
    let mut index = 0;
    while index < details.len() {
        if matches!(details[index], Detail::Family { .. }) {
            return true;
        }
        index += 1;
    }
    false
}

#[track_caller]
const fn refuse(fault: &Fault, field: &FieldDescriptor) {
    match fault {
        Fault::None => {}
        Fault::Missing { kind, shown: None, .. } => {
            let message = about(field)
                .text(" declares ")
                .quoted(kind.name())
                .text(", but its type does not show it; write it as ");
            message.quoted(kind.type_name()).panic();
        }
        Fault::Missing { kind, shown: Some(shown), .. } => {
            let message = about(field).text(" declares ").quoted(kind.name()).text(" where its type shows ");
            let message = message.quoted(shown.type_name()).text("; the last transform is the outermost type: write ");
            message.quoted(kind.type_name()).text(" there, or declare ").quoted(shown.name()).panic();
        }
        Fault::Undeclared(kind) => {
            let message = about(field).text(" has the type ").quoted(kind.type_name()).text(", but does not declare ");
            message.quoted(kind.name()).text("; add ").quoted(kind.example()).text(" to its attribute").panic();
        }
    }
}

#[track_caller]
const fn refuse_misfit(found: &Found, field: &FieldDescriptor) {
    let message = about(field).text(": ").quoted(found.kind.name());
    let message = match (found.misfit.knows_origin, found.value.words()) {
        (true, _) => message.text(" stands inside or behind another one, where the origin is known"),
        (false, Some(words)) => message.text(" cannot be applied to ").text(words),
        (false, None) => message.text(" cannot be applied to the type `").type_name(&field.ty).text("`"),
    };
    message.text("; ").text(found.misfit.help).panic();
}

/// Returns the floor of a type whose transforms are the first `count`, with what the attribute says of each. Whatever happens
/// to the values of a map, its keys leave as they are, unless nothing of it does.
const fn floor(ty: &ValueType, transforms: &[Transform], count: usize) -> Class {
    higher(floor_of_values(ty, transforms, count), floor_of_keys(ty, transforms, count))
}

const fn floor_of_keys(ty: &ValueType, transforms: &[Transform], mut count: usize) -> Class {
    match ty {
        ValueType::Transformed(_, raw) => {
            while count > 0 {
                count -= 1;
                if hides_keys(&transforms[count]) {
                    return Class::Technical;
                }
            }
            floor_of_keys(raw, transforms, 0)
        }
        ValueType::Optional(item) | ValueType::Family(item) => floor_of_keys(item, transforms, count),
        ValueType::Map { key, .. } => key.floor(),
        _ => Class::Technical,
    }
}

const fn hides_keys(transform: &Transform) -> bool {
    match transform {
        Transform::CountOnly | Transform::Drop => true,
        Transform::ByOrigin(parts) => {
            let mut index = 0;
            while index < parts.len() {
                let (origin, part) = &parts[index];
                if !is_public(*origin, part) && !hides_keys(part) {
                    return false;
                }
                index += 1;
            }
            true
        }
        _ => false,
    }
}

/// Returns whether what an origin leaves is public: a name that comes with the program or a published extension.
const fn is_public(origin: ValueOrigin, part: &Transform) -> bool {
    matches!(part, Transform::Keep) && matches!(origin, ValueOrigin::Builtin | ValueOrigin::Extension)
}

const fn floor_of_values(ty: &ValueType, transforms: &[Transform], mut count: usize) -> Class {
    match ty {
        ValueType::Transformed(_, raw) => {
            while count > 0 && !transforms[count - 1].kind().has_type() {
                count -= 1;
            }
            if count == 0 {
                return raw.floor();
            }
            after(floor_of_values(raw, transforms, count - 1), &transforms[count - 1])
        }
        ValueType::Optional(item) | ValueType::List(item) | ValueType::Set(item) | ValueType::Family(item) => {
            floor_of_values(item, transforms, count)
        }
        ValueType::Map { key, item } => higher(key.floor(), floor_of_values(item, transforms, count)),
        other => other.floor(),
    }
}

/// Returns the floor after a transform.
const fn after(before: Class, transform: &Transform) -> Class {
    match transform {
        Transform::Hmac { rotate: Some(_), .. } | Transform::Hmac { key: KeyScope::Session, .. } => Class::Identifier,
        // A key that is never changed lowers nothing, and a plain hash can be guessed.
        Transform::Hmac { .. } | Transform::Hash { .. } => higher(before, Class::Identifier),
        Transform::Bucket(_) | Transform::CountOnly | Transform::Encode | Transform::Drop => Class::Technical,
        Transform::Round(_) | Transform::Truncate { .. } | Transform::Redact | Transform::Keep => before,
        Transform::ByOrigin(parts) => {
            let mut highest = Class::Technical;
            let mut index = 0;
            while index < parts.len() {
                let (origin, part) = &parts[index];
                let of_part = if is_public(*origin, part) { Class::Technical } else { after(before, part) };
                highest = higher(highest, of_part);
                index += 1;
            }
            highest
        }
    }
}

/// What attribute and type say otherwise.
enum Fault {
    None,
    /// The attribute says a transform that the type does not show at its place.
    Missing {
        place: usize,
        kind: TransformKind,
        shown: Option<TransformKind>,
    },
    /// The type shows a transform that the attribute does not say.
    Undeclared(TransformKind),
}

/// Compares the transforms that are declared with those that the type shows, the last one first.
const fn fault(ty: &ValueType, transforms: &[Transform]) -> Fault {
    let mut shown = ty.outermost_transform();
    let mut left = transforms.len();
    while left > 0 {
        left -= 1;
        let declared = transforms[left].kind();
        if !declared.has_type() {
            continue;
        }
        match shown {
            Some((kind, raw)) if kind as u8 == declared as u8 => shown = raw.outermost_transform(),
            Some((other, _)) => return Fault::Missing { place: left, kind: declared, shown: Some(other) },
            None => return Fault::Missing { place: left, kind: declared, shown: None },
        }
    }
    match shown {
        Some((kind, _)) => Fault::Undeclared(kind),
        None => Fault::None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, fault, floor};
    use crate::{
        ByOrigin, Class, Counted, Encoding, FieldValue, Hashed, Hmac, KeyScope, Public, Redacted, Transform, Truncated,
        Unit, Url, ValueOrigin,
    };
    use std::collections::BTreeMap;

    const ROTATING: Transform =
        Transform::Hmac { key: KeyScope::Install, rotate: Some("P90D"), encoding: Encoding::Hex };
    const FOREVER: Transform = Transform::Hmac { key: KeyScope::Install, rotate: None, encoding: Encoding::Hex };
    const PLAIN: Transform = Transform::Hash { algorithm: "sha256", prefix: None, encoding: Encoding::Hex };
    const FIRST: Transform = Transform::Truncate { length: 3, unit: Unit::Chars };

    fn check<T: FieldValue>(transforms: &[Transform], expected: Class) {
        assert_eq!(floor(&T::TYPE, transforms, transforms.len()), expected);
        assert!(matches!(fault(&T::TYPE, transforms), Fault::None));
    }

    #[test]
    fn only_a_key_that_rotates_lowers_a_class() {
        check::<Url>(&[], Class::Content);
        check::<Hmac<Url>>(&[ROTATING], Class::Identifier);
        check::<Hmac<Url>>(&[FOREVER], Class::Content);
        check::<Hashed<Url>>(&[PLAIN], Class::Content);
        check::<Hashed<Public>>(&[PLAIN], Class::Identifier);
        check::<Option<Vec<Hmac<Url>>>>(&[ROTATING], Class::Identifier);
    }

    #[test]
    fn counting_hides_and_cutting_does_not() {
        check::<Counted<Vec<Url>>>(&[Transform::CountOnly], Class::Technical);
        check::<Truncated<Redacted<String>>>(&[Transform::Redact, FIRST], Class::Content);
    }

    #[test]
    fn keys_of_maps_are_free_text_unless_they_are_public() {
        check::<BTreeMap<String, u64>>(&[], Class::Content);
        check::<BTreeMap<Public, u64>>(&[], Class::Technical);
        check::<Hmac<BTreeMap<String, Url>>>(&[ROTATING], Class::Content);
        let hashed = &[(ValueOrigin::User, ROTATING), (ValueOrigin::Builtin, Transform::Keep)];
        check::<ByOrigin<BTreeMap<String, Url>>>(&[Transform::ByOrigin(hashed)], Class::Content);
        let counted = &[(ValueOrigin::User, Transform::CountOnly), (ValueOrigin::Builtin, Transform::Keep)];
        check::<ByOrigin<BTreeMap<String, Url>>>(&[Transform::ByOrigin(counted)], Class::Technical);
    }

    #[test]
    fn each_origin_counts() {
        let parts = &[(ValueOrigin::Builtin, Transform::Keep), (ValueOrigin::User, ROTATING)];
        check::<ByOrigin<String>>(&[Transform::ByOrigin(parts)], Class::Identifier);
        check::<ByOrigin<String>>(&[Transform::ByOrigin(&[(ValueOrigin::User, Transform::Keep)])], Class::Content);
    }

    #[test]
    fn types_and_attributes_say_the_same() {
        assert!(matches!(fault(&Url::TYPE, &[ROTATING]), Fault::Missing { .. }));
        assert!(matches!(fault(&<Hmac<Url>>::TYPE, &[]), Fault::Undeclared(_)));
        assert!(matches!(
            fault(&<Redacted<Truncated<String>>>::TYPE, &[Transform::Redact, FIRST]),
            Fault::Missing { .. }
        ));
    }
}
