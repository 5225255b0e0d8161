//! Which transform fits which value: that of the type, and what earlier transforms leave of it. Catalogs and derives ask
//! here, so that both refuse the same.
//!
//! A transform that fits changes what it is given as the runtime, the schema and the page all understand it. One that would
//! do nothing, or whose outcome says nothing, is refused: it would look as if it protected something.
//!
//! ```
//! use telemetry_core::TransformKind::{CountOnly, Hmac, Redact};
//! use telemetry_core::fitting::{Container, Item, Leaving, Left};
//!
//! let path = Leaving::new(Item::Text, Container::None, Left::Whole);
//! assert!(path.misfit(Redact).is_none());
//! assert!(path.after(Redact).misfit(Hmac).is_none());
//! // All hashes have one length.
//! assert!(path.after(Hmac).misfit(CountOnly).is_some());
//! ```

use crate::{Transform, TransformKind, ValueOrigin, ValueType};

/// What a value is, or each of its items, as far as transforms tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A number, or a length of time.
    Number,
    /// True or false.
    Bool,
    /// A word of a vocabulary.
    Enum,
    /// A point in time or a day: part of it would mean another.
    Moment,
    /// A UUID, all of which have one length.
    Uuid,
    /// Any JSON value.
    Json,
    /// Any other text.
    Text,
}

/// What holds several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// There is one value.
    None,
    /// A list or a set.
    Items,
    /// A map, whose keys are text.
    Map,
}

/// What is left of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
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

/// A value on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    item: Item,
    container: Container,
    left: Left,
    /// Whether it is known where it came from.
    has_origin: bool,
}

/// Why a transform does not fit a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Whether it asks for an origin that is known; else it cannot be applied to the value.
    pub knows_origin: bool,
    /// What to do instead.
    pub help: &'static str,
}

impl Leaving {
    /// Returns a value on its way out.
    #[must_use]
    pub const fn new(item: Item, container: Container, left: Left) -> Self {
        Self { item, container, left, has_origin: false }
    }

    /// Returns what is left of it.
    #[must_use]
    pub const fn left(self) -> Left {
        self.left
    }

    /// Returns the same value where its origin decided already.
    #[must_use]
    pub const fn of_known_origin(self) -> Self {
        Self { has_origin: true, ..self }
    }

    /// Returns what it is, or its items, where that is still so.
    const fn item(self) -> Option<Item> {
        if matches!(self.left, Left::Whole | Left::Allowed) { Some(self.item) } else { None }
    }

    const fn is_collection(self) -> bool {
        !matches!(self.container, Container::None) && !matches!(self.left, Left::Number | Left::Code)
    }

    const fn is_number(self) -> bool {
        match self.left {
            Left::Number => true,
            Left::Whole => matches!((self.item, self.container), (Item::Number, Container::None)),
            _ => false,
        }
    }

    /// Returns whether its items say so little that all that they could be can be tried.
    const fn is_guessed(self) -> bool {
        matches!(self.left, Left::Number | Left::Code)
            || matches!(self.item(), Some(Item::Number | Item::Bool | Item::Enum))
    }

    /// Returns whether its items are texts of which a part is a text.
    const fn is_cut(self) -> bool {
        matches!(self.left, Left::Hash | Left::Text) || matches!(self.item(), Some(Item::Text | Item::Uuid))
    }

    /// Returns whether there is text in it that a user may have written; the keys of a map are such.
    const fn is_cleaned(self) -> bool {
        match (self.left, self.item) {
            (Left::Text, _) => true,
            (Left::Whole, Item::Enum | Item::Moment) => false,
            (Left::Whole, Item::Number | Item::Bool) => matches!(self.container, Container::Map),
            (Left::Whole, _) => true,
            _ => false,
        }
    }

    /// Returns whether it has a length that is not always the same.
    const fn has_length(self) -> bool {
        self.is_collection() || matches!(self.left, Left::Text) || matches!(self.item(), Some(Item::Text | Item::Json))
    }

    const fn fits(self, transform: TransformKind) -> bool {
        match transform {
            TransformKind::Keep | TransformKind::Drop => return true,
            TransformKind::Encode => {
                return matches!(self.left, Left::Whole | Left::Constant)
                    && matches!((self.item, self.container), (Item::Enum, Container::None));
            }
            _ if matches!(self.left, Left::Constant) => return false,
            _ => {}
        }
        match transform {
            TransformKind::Bucket | TransformKind::Round => self.is_number(),
            TransformKind::Hmac | TransformKind::Hash => !self.is_guessed(),
            TransformKind::Truncate => self.is_cut() && !self.is_collection(),
            TransformKind::Redact => self.is_cleaned(),
            TransformKind::CountOnly => self.has_length(),
            _ => true,
        }
    }

    /// Returns why a transform does not fit; `None` where it does.
    #[must_use]
    pub const fn misfit(self, transform: TransformKind) -> Option<Misfit> {
        if matches!(transform, TransformKind::ByOrigin) && self.has_origin {
            return Some(Misfit { knows_origin: true, help: "write once what happens to values of each origin" });
        }
        if self.fits(transform) {
            return None;
        }
        let help = match (self.left, transform) {
            (Left::Constant, _) => "remove it: a constant leaves as it is, and says the same each time",
            (_, TransformKind::Encode) => "use `encode` on an `enum` with codes",
            (Left::Allowed, TransformKind::Redact) => "remove it: what a closed list allows needs no cleaning",
            (Left::Hash, TransformKind::Redact | TransformKind::CountOnly) => {
                "write it before the hash, which hides all of the text"
            }
            (_, TransformKind::CountOnly) if matches!(self.item, Item::Uuid) => {
                "remove it: all UUIDs have the same length"
            }
            (_, TransformKind::CountOnly) => "use `count_only` on text, a list, a set or a map",
            (_, TransformKind::Bucket) => "use `bucket` on a number: `count`, `int`, `float` or `duration`",
            (_, TransformKind::Round) => "use `round` on a number: `count`, `int`, `float` or `duration`",
            (_, TransformKind::Hmac) => "use `hmac` on text or ids; a hash of few values can be read back",
            (_, TransformKind::Hash) => "use `hash` on text or ids; a hash of few values can be read back",
            (_, TransformKind::Truncate) => "use `truncate` on text",
            (_, TransformKind::Redact) => "use `redact` on text",
            (_, _) => "",
        };
        Some(Misfit { knows_origin: false, help })
    }

    /// Returns what a transform leaves that is the same for all origins.
    #[must_use]
    pub const fn after(self, transform: TransformKind) -> Self {
        let left = match transform {
            TransformKind::Keep | TransformKind::Drop | TransformKind::ByOrigin => self.left,
            TransformKind::Bucket | TransformKind::Round | TransformKind::CountOnly => Left::Number,
            TransformKind::Encode => Left::Code,
            TransformKind::Hmac | TransformKind::Hash => Left::Hash,
            TransformKind::Truncate if !matches!(self.left, Left::Whole) => self.left,
            // Only the keys of such a map change, and JSON is still JSON.
            TransformKind::Redact if matches!(self.item, Item::Number | Item::Bool | Item::Json) => self.left,
            TransformKind::Redact | TransformKind::Truncate => Left::Text,
        };
        Self { left, ..self }
    }

    /// Returns what messages call it; `None` where it is all that its type says.
    #[must_use]
    pub const fn words(self) -> Option<&'static str> {
        match self.left {
            Left::Whole => None,
            Left::Allowed => Some("texts of a closed list"),
            Left::Constant => Some("a constant"),
            Left::Number => Some("a number that a transform made"),
            Left::Code => Some("the code of an enum"),
            Left::Hash => Some("a hash"),
            Left::Text => Some("a text that a transform changed"),
        }
    }
}

/// Returns the first of a field's transforms that does not fit.
pub(crate) const fn misfit(ty: &ValueType, transforms: &[Transform]) -> Option<Found> {
    let value = recorded(ty);
    let found = first_misfit(value, transforms, 0);
    let allowed = Leaving { item: Item::Text, left: Left::Allowed, ..value };
    if found.is_some() && may_be_allowed(ty) && first_misfit(allowed, transforms, 0).is_none() {
        return None;
    }
    found
}

/// Returns whether the words of a vocabulary may be the texts of an allow list, one of which stands for all others.
const fn may_be_allowed(ty: &ValueType) -> bool {
    match ty {
        ValueType::Optional(value)
        | ValueType::Family(value)
        | ValueType::Public(value)
        | ValueType::Transformed(_, value)
        | ValueType::List(value)
        | ValueType::Set(value)
        | ValueType::Map { item: value, .. } => may_be_allowed(value),
        ValueType::Enum(vocabulary) => vocabulary.fallback.is_some(),
        _ => false,
    }
}

/// Returns what a Rust type records.
const fn recorded(ty: &ValueType) -> Leaving {
    let item = match ty {
        ValueType::Optional(value)
        | ValueType::Family(value)
        | ValueType::Public(value)
        | ValueType::Transformed(_, value) => return recorded(value),
        ValueType::Constant(value) => return Leaving { left: Left::Constant, ..recorded(value) },
        ValueType::List(item) | ValueType::Set(item) => {
            return Leaving { container: Container::Items, ..recorded(item) };
        }
        ValueType::Map { item, .. } => return Leaving { container: Container::Map, ..recorded(item) },
        ValueType::Count | ValueType::Int | ValueType::Float | ValueType::Duration => Item::Number,
        ValueType::Bool => Item::Bool,
        ValueType::Enum(_) => Item::Enum,
        ValueType::Timestamp | ValueType::Date => Item::Moment,
        ValueType::Uuid => Item::Uuid,
        ValueType::Json => Item::Json,
        ValueType::Id
        | ValueType::Version
        | ValueType::String
        | ValueType::Path
        | ValueType::Url
        | ValueType::Error
        | ValueType::Stack
        | ValueType::Email
        | ValueType::Ip
        | ValueType::Hostname
        | ValueType::Username => Item::Text,
    };
    Leaving::new(item, Container::None, Left::Whole)
}

/// A transform of an attribute that does not fit.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    /// The place of the transform in the attribute.
    pub(crate) place: usize,
    pub(crate) kind: TransformKind,
    /// What it cannot be applied to.
    pub(crate) value: Leaving,
    pub(crate) misfit: Misfit,
}

/// Returns the first of some transforms, from a place on, that does not fit what those before it leave.
const fn first_misfit(mut value: Leaving, transforms: &[Transform], mut place: usize) -> Option<Found> {
    while place < transforms.len() {
        let kind = transforms[place].kind();
        if let Some(misfit) = value.misfit(kind) {
            return Some(Found { place, kind, value, misfit });
        }
        if let Transform::ByOrigin(parts) = &transforms[place] {
            return misfit_of_parts(value.of_known_origin(), parts, transforms, place);
        }
        value = value.after(kind);
        place += 1;
    }
    None
}

/// Returns the same of what happens to values of each origin, and of what follows.
const fn misfit_of_parts(
    value: Leaving,
    parts: &[(ValueOrigin, Transform)],
    transforms: &[Transform],
    place: usize,
) -> Option<Found> {
    let mut index = 0;
    while index < parts.len() {
        let kind = parts[index].1.kind();
        if let Some(misfit) = value.misfit(kind) {
            return Some(Found { place, kind, value, misfit });
        }
        if !matches!(kind, TransformKind::Drop)
            && let Some(found) = first_misfit(value.after(kind), transforms, place + 1)
        {
            return Some(found);
        }
        index += 1;
    }
    None
}
