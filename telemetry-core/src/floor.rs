//! The floor: the lowest class that values of a type may be declared with, checked while the program compiles.

use crate::message::Message;
use crate::value::higher;
use crate::{Class, FieldClass, KeyScope, Transform, TransformKind, ValueOrigin, ValueType};

/// Refuses a class below the floor of a type, and transforms that are not those of the type.
#[track_caller]
pub(crate) const fn check(field: &str, class: &FieldClass, ty: &ValueType, transforms: &[Transform]) {
    let floor = floor(ty, transforms, transforms.len());
    if class.rank < floor.rank() {
        let message = Message::new().text("field ").quoted(field).text(" is declared ").quoted(class.name);
        let message = message.text(", but the type ").quoted(ty.name()).text(" is at least ").quoted(floor.name());
        let message = message.text(": ").text(floor.test());
        message.text("; declare it so, or use a type that closes or transforms the value").panic();
    }
    match fault(ty, transforms) {
        Fault::None => {}
        Fault::Missing(kind) => {
            let message = Message::new().text("field ").quoted(field).text(" declares ").quoted(kind.name());
            let message = message.text(", but its type does not show it; the type must be ");
            message.quoted(kind.type_name()).panic();
        }
        Fault::Undeclared(kind) => {
            let message = Message::new().text("field ").quoted(field).text(" has the type ").quoted(kind.type_name());
            message.text(", but does not declare ").quoted(kind.name()).panic();
        }
    }
}

/// Returns the floor of a type whose transforms are the first `count`, with what the attribute says of each.
const fn floor(ty: &ValueType, transforms: &[Transform], mut count: usize) -> Class {
    match ty {
        ValueType::Transformed(_, raw) => {
            while count > 0 && !transforms[count - 1].kind().has_type() {
                count -= 1;
            }
            if count == 0 { raw.floor() } else { after(floor(raw, transforms, count - 1), &transforms[count - 1]) }
        }
        ValueType::Optional(item) | ValueType::List(item) | ValueType::Set(item) | ValueType::Family(item) => {
            floor(item, transforms, count)
        }
        ValueType::Map { key, item } => higher(key.floor(), floor(item, transforms, count)),
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
                // A name that comes with the program or a published extension is public.
                let public =
                    matches!(part, Transform::Keep) && matches!(origin, ValueOrigin::Builtin | ValueOrigin::Extension);
                let of_part = if public { Class::Technical } else { after(before, part) };
                highest = higher(highest, of_part);
                index += 1;
            }
            highest
        }
    }
}

enum Fault {
    None,
    Missing(TransformKind),
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
            _ => return Fault::Missing(declared),
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
    }

    #[test]
    fn each_origin_counts() {
        let parts = &[(ValueOrigin::Builtin, Transform::Keep), (ValueOrigin::User, ROTATING)];
        check::<ByOrigin<String>>(&[Transform::ByOrigin(parts)], Class::Identifier);
        check::<ByOrigin<String>>(&[Transform::ByOrigin(&[(ValueOrigin::User, Transform::Keep)])], Class::Content);
    }

    #[test]
    fn types_and_attributes_say_the_same() {
        assert!(matches!(fault(&Url::TYPE, &[ROTATING]), Fault::Missing(_)));
        assert!(matches!(fault(&<Hmac<Url>>::TYPE, &[]), Fault::Undeclared(_)));
        assert!(matches!(fault(&<Redacted<Truncated<String>>>::TYPE, &[Transform::Redact, FIRST]), Fault::Missing(_)));
    }
}
