//! Fields whose values leave as they were recorded, byte for byte, since nothing is declared that could change them. Most
//! fields are such: what they would cost otherwise is reading a value and writing the same one.

use crate::{Detail, EnumDescriptor, FieldDescriptor, ValueType};

/// What the value of a field must be on a tape to leave as it is; any other goes the long way through
/// [`sent`](crate::runtime::transform::sent), which would change nothing of these.
#[derive(Clone, Copy)]
pub(crate) enum Plain {
    /// None does.
    Never,
    Bool,
    Count,
    Int,
    Float,
    /// A text of so many bytes at most. Limits count characters, of which there are no more.
    Text(usize),
    /// A word of a vocabulary.
    Word(&'static EnumDescriptor),
}

impl Plain {
    /// Returns what leaves as it is of a field.
    pub(crate) fn of(field: &FieldDescriptor) -> Self {
        let has_limits = |detail: &Detail| match detail {
            Detail::Min(_)
            | Detail::Max(_)
            | Detail::MinLength(_)
            | Detail::MaxItems(_)
            | Detail::Pattern(_)
            | Detail::Family { .. } => true,
            Detail::Grant(_)
            | Detail::Condition(_)
            | Detail::Prefix(_)
            | Detail::Flow(_)
            | Detail::Without(_)
            | Detail::AboutTelemetry
            | Detail::Consent(_)
            | Detail::Destinations(_)
            | Detail::Unit(_)
            | Detail::None(_)
            | Detail::Kind(_)
            | Detail::Source(_)
            | Detail::ConsentVersion(_)
            | Detail::Supply(_)
            | Detail::Separator(_)
            | Detail::Twin(_)
            | Detail::MaxLength(_) => false,
        };
        if !field.transforms.is_empty() || field.details.iter().any(has_limits) {
            return Self::Never;
        }
        let longest = |detail: &Detail| if let Detail::MaxLength(most) = detail { Some(*most as usize) } else { None };
        Self::of_type(&field.ty, field.details.iter().find_map(longest).unwrap_or(usize::MAX))
    }

    fn of_type(ty: &ValueType, longest: usize) -> Self {
        match ty {
            ValueType::Constant(item) | ValueType::Public(item) | ValueType::Optional(item) => {
                Self::of_type(item, longest)
            }
            ValueType::Bool => Self::Bool,
            ValueType::Count => Self::Count,
            ValueType::Int => Self::Int,
            ValueType::Float => Self::Float,
            ValueType::Enum(words) => Self::Word(words),
            ValueType::Timestamp
            | ValueType::Date
            | ValueType::Uuid
            | ValueType::Id
            | ValueType::Version
            | ValueType::String
            | ValueType::Path
            | ValueType::Url
            | ValueType::Error
            | ValueType::Stack
            | ValueType::Email
            | ValueType::Ip
            | ValueType::Hostname
            | ValueType::Username => Self::Text(longest),
            ValueType::Duration
            | ValueType::Json
            | ValueType::List(_)
            | ValueType::Set(_)
            | ValueType::Map { .. }
            | ValueType::Family(_)
            | ValueType::Transformed(..) => Self::Never,
        }
    }

    /// Returns whether what leaves as it is holds text, which a destination may want cleaned.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Text(_) | Self::Word(_))
    }

    /// Returns whether a text leaves as it is.
    pub(crate) fn takes(self, text: &[u8]) -> bool {
        match self {
            Self::Text(longest) => text.len() <= longest,
            // That of a tag has its words with the forms.
            Self::Word(words) => {
                words.values.is_empty() || words.values.iter().any(|known| known.wire.as_bytes() == text)
            }
            Self::Never | Self::Bool | Self::Count | Self::Int | Self::Float => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::runtime::tape::{Reader, Recorded, push};
    use crate::runtime::transform::{Context, Patterns, sent};
    use crate::runtime::{Losses, Value};
    use crate::{
        Class, Detail, EnumDescriptor, FieldClass, FieldDescriptor, Literal, Transform, ValueDescriptor, ValueType,
    };

    const KEPT: ValueDescriptor =
        ValueDescriptor { name: "kept", wire: "kept", description: "It was kept.", code: None };
    const WORDS: &EnumDescriptor = &EnumDescriptor { values: &[KEPT], fallback: None, id: 0 };
    const TEXT: ValueType = ValueType::Optional(&ValueType::Public(&ValueType::String));

    fn field(ty: ValueType, details: &'static [Detail], transforms: &'static [Transform]) -> FieldDescriptor {
        let class = FieldClass::built_in(Class::Technical);
        FieldDescriptor { transforms, details, ..FieldDescriptor::plain("field", "A field.", class, ty) }
    }

    fn fields() -> Vec<FieldDescriptor> {
        let types = [
            ValueType::Bool,
            ValueType::Count,
            ValueType::Int,
            ValueType::Float,
            ValueType::Duration,
            ValueType::Json,
            ValueType::Uuid,
            ValueType::Enum(WORDS),
            ValueType::List(&ValueType::Int),
            ValueType::Family(&ValueType::Int),
            TEXT,
        ];
        let mut fields = Vec::from(types.map(|ty| field(ty, &[], &[])));
        fields.push(field(ValueType::Int, &[Detail::Max(Literal::Int(3))], &[]));
        fields.push(field(TEXT, &[Detail::MaxLength(4), Detail::None(Literal::Text("unknown"))], &[]));
        fields.push(field(TEXT, &[Detail::MinLength(5)], &[]));
        fields.push(field(TEXT, &[Detail::Pattern("^k")], &[]));
        fields.push(field(TEXT, &[], &[Transform::Drop]));
        fields.push(field(ValueType::Count, &[], &[Transform::Round(Literal::Int(10))]));
        fields
    }

    /// Returns whether a value goes the short way, and holds it to what the long way would make of it.
    fn is_plain(value: &Value<'_>, field: &FieldDescriptor) -> bool {
        let mut tape = Vec::new();
        push(&mut tape, value);
        let start = Reader::new(&tape);
        let mut reader = start.clone();
        let is_plain = reader.plain(Plain::of(field));
        let passed = reader.since(&start).len();
        assert_eq!(passed, if is_plain { tape.len() } else { 0 }, "{value:?} of {:?}", field.ty);
        if is_plain {
            let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
            let (patterns, losses) = (&mut patterns, &mut losses);
            let mut context = Context { now: 0, origin: None, keys: None, redactor: None, patterns, losses };
            let Some(Recorded { value: read, .. }) = start.clone().value(field) else { panic!("{value:?} is read") };
            assert_eq!(sent(read, field, &mut context).as_ref(), Some(value), "{:?}", field.ty);
            assert!(context.losses.is_empty(), "{value:?} of {:?}: {}", field.ty, context.losses);
        }
        is_plain
    }

    #[test]
    fn what_goes_the_short_way_is_what_the_long_way_makes_of_it() {
        let text = |text: &'static str| Value::Text(text.into());
        let values = [
            Value::Null,
            Value::Bool(true),
            Value::Int(-1),
            Value::Int(4),
            Value::Count(u64::MAX),
            Value::Float(f64::INFINITY),
            Value::List(vec![Value::Int(1)]),
            Value::Json("{}".into()),
            text(""),
            text("kept"),
            text("nobody's word"),
            text("äöüß"),
        ];
        let fields = fields();
        let plain = |field: &FieldDescriptor| values.iter().filter(|value| is_plain(value, field)).count();
        let counts: Vec<usize> = fields.iter().map(plain).collect();
        // Booleans, counts, whole numbers, numbers, and texts of the types above; then those with limits and transforms.
        assert_eq!(counts, [1, 1, 3, 4, 0, 0, 4, 1, 0, 0, 4, 0, 2, 0, 0, 0, 0]);
    }
}
