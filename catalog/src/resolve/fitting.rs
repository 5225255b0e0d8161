//! Which transform fits which value: that of the type, and what earlier transforms leave of it.
//!
//! A transform that fits changes what it is given as the runtime, the schema and the page all understand it. One that would
//! do nothing, or whose outcome says nothing, is refused: it would look as if it protected something.

use crate::declared::TransformDecl;
use crate::model::{Transform, Type};
use std::fmt;

/// A value on its way out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value<'a> {
    ty: &'a Type,
    left: Left,
    /// Whether it is known where it came from.
    has_origin: bool,
}

/// What is left of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// All of it.
    Whole,
    /// One of the texts of an allow list.
    Allowed,
    /// Always the same.
    Constant,
    /// The number of its characters or items, or the range or multiple of a number.
    Number,
    /// The code of its word.
    Code,
    /// A hash of it, or of each item.
    Hash,
    /// Text that it was changed to, as are all items.
    Text,
}

impl<'a> Value<'a> {
    /// Returns what a field of a type records.
    pub(super) fn new(ty: &'a Type, is_constant: bool, is_allowed: bool) -> Self {
        let left = match (is_constant, is_allowed) {
            (true, _) => Left::Constant,
            (false, true) => Left::Allowed,
            (false, false) => Left::Whole,
        };
        Self { ty, left, has_origin: false }
    }

    /// Returns the same value where its origin decided already.
    pub(super) fn of_known_origin(&self) -> Self {
        Self { has_origin: true, ..*self }
    }

    /// Returns the type of it or of its items, where that is still what it is.
    fn item(&self) -> Option<&'a Type> {
        matches!(self.left, Left::Whole | Left::Allowed).then_some(self.ty.item())
    }

    fn is_collection(&self) -> bool {
        self.ty.is_collection() && !matches!(self.left, Left::Number | Left::Code)
    }

    fn is_number(&self) -> bool {
        self.left == Left::Number || (self.left == Left::Whole && self.ty.is_number())
    }

    /// Returns whether its items say so little that all that they could be can be tried.
    fn is_guessed(&self) -> bool {
        self.left == Left::Number
            || self.left == Left::Code
            || self.item().is_some_and(|item| item.is_number() || matches!(item, Type::Bool | Type::Enum))
    }

    /// Returns whether its items are texts of which a part is a text.
    fn is_cut(&self) -> bool {
        let whole = |item: &Type| !(item.is_number() || is_fixed(item) || *item == Type::Json);
        matches!(self.left, Left::Hash | Left::Text) || self.item().is_some_and(whole)
    }

    /// Returns whether there is text in it that a user may have written; the keys of a map are such.
    fn is_cleaned(&self) -> bool {
        match (self.left, self.ty.item()) {
            (Left::Text, _) => true,
            (Left::Whole, Type::Enum | Type::Timestamp | Type::Date) => false,
            (Left::Whole, item) => matches!(self.ty, Type::Map(_)) || !(item.is_number() || *item == Type::Bool),
            _ => false,
        }
    }

    /// Returns whether it has a length that is not always the same.
    fn has_length(&self) -> bool {
        let text = |item: &Type| !(item.is_number() || is_fixed(item) || *item == Type::Uuid);
        self.is_collection() || self.left == Left::Text || self.item().is_some_and(text)
    }
}

/// Returns whether values of a type are no text, or a text of which no part can be taken or replaced: a moment is written in
/// letters, and part of it would mean another moment.
fn is_fixed(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::Enum | Type::Timestamp | Type::Date)
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.left {
            Left::Whole => write!(formatter, "the type `{}`", self.ty),
            Left::Allowed => formatter.write_str("texts of a closed list"),
            Left::Constant => formatter.write_str("a constant"),
            Left::Number => formatter.write_str("a number that a transform made"),
            Left::Code => formatter.write_str("the code of an enum"),
            Left::Hash => formatter.write_str("a hash"),
            Left::Text => formatter.write_str("a text that a transform changed"),
        }
    }
}

/// Returns why a transform does not fit a value, and what to do instead.
pub(super) fn misfit(decl: &TransformDecl, value: &Value<'_>) -> Option<(String, &'static str)> {
    let is_coded = matches!(value.left, Left::Whole | Left::Constant) && *value.ty == Type::Enum;
    let (name, fits, help) = match decl {
        TransformDecl::Keep | TransformDecl::Drop => return None,
        TransformDecl::Encode if is_coded => return None,
        TransformDecl::Encode => ("encode", false, "use `encode` on an `enum` with codes"),
        TransformDecl::Bucket(_) => {
            ("bucket", value.is_number(), "use `bucket` on a number: `count`, `int`, `float` or `duration`")
        }
        TransformDecl::Round(_) => {
            ("round", value.is_number(), "use `round` on a number: `count`, `int`, `float` or `duration`")
        }
        TransformDecl::Hmac(_) => {
            ("hmac", !value.is_guessed(), "use `hmac` on text or ids; a hash of few values can be read back")
        }
        TransformDecl::Hash(_) => {
            ("hash", !value.is_guessed(), "use `hash` on text or ids; a hash of few values can be read back")
        }
        TransformDecl::Truncate(_) => ("truncate", value.is_cut() && !value.is_collection(), "use `truncate` on text"),
        TransformDecl::Redact => ("redact", value.is_cleaned(), "use `redact` on text"),
        TransformDecl::CountOnly => {
            ("count_only", value.has_length(), "use `count_only` on text, a list, a set or a map")
        }
        TransformDecl::ByOrigin(_) if value.has_origin => {
            let message = "`by_origin` stands inside or behind another one, where the origin is known";
            return Some((message.to_owned(), "write once what happens to values of each origin"));
        }
        TransformDecl::ByOrigin(_) => ("by_origin", true, ""),
    };
    if fits && value.left != Left::Constant {
        return None;
    }
    let help = match (value.left, decl) {
        (Left::Constant, _) => "remove it: a constant leaves as it is, and says the same each time",
        (Left::Allowed, TransformDecl::Redact) => "remove it: what a closed list allows needs no cleaning",
        (Left::Hash, TransformDecl::Redact | TransformDecl::CountOnly) => {
            "write it before the hash, which hides all of the text"
        }
        (_, TransformDecl::CountOnly) if *value.ty == Type::Uuid => "remove it: all UUIDs have the same length",
        _ => help,
    };
    Some((format!("`{name}` cannot be applied to {value}"), help))
}

/// Returns what a transform leaves; of origins of which nothing leaves, nothing.
pub(super) fn after<'a>(values: &[Value<'a>], transform: &Transform) -> Vec<Value<'a>> {
    let one = |value: &Value<'a>| Value { left: left(value, transform), ..*value };
    let Transform::ByOrigin(parts) = transform else { return values.iter().map(one).collect() };
    let known: Vec<Value<'a>> = values.iter().map(Value::of_known_origin).collect();
    let sent = parts.iter().filter(|(_, part)| *part != Transform::Drop);
    sent.flat_map(|(_, part)| after(&known, part)).collect()
}

fn left(value: &Value<'_>, transform: &Transform) -> Left {
    match transform {
        Transform::Keep | Transform::Drop | Transform::ByOrigin(_) => value.left,
        Transform::Bucket(_) | Transform::Round(_) | Transform::CountOnly => Left::Number,
        Transform::Encode => Left::Code,
        Transform::Hmac { .. } | Transform::Hash { .. } => Left::Hash,
        Transform::Truncate { .. } if value.left != Left::Whole => value.left,
        // Only the keys of such a map change, and JSON is still JSON.
        Transform::Redact if value.ty.item().is_number() || matches!(value.ty.item(), Type::Bool | Type::Json) => {
            value.left
        }
        Transform::Redact | Transform::Truncate { .. } => Left::Text,
    }
}
