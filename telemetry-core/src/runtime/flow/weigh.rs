//! How much memory what is held takes, and how much it may.

use crate::runtime::{Item, ItemField, Value};

/// How much a stage holds at most. Together they bound its memory: 16 MB by default, should it ever be full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many keys are known at once, at least one. The first to go for a new one goes early.
    pub keys: usize,
    /// How many bytes one event may have that is held. A larger one is dropped: [`TooLarge`](super::Reason::TooLarge).
    pub bytes: usize,
}

impl Limits {
    /// A thousand keys, with 16 KiB each.
    pub const DEFAULT: Self = Self { keys: 1_000, bytes: 16 * 1024 };
}

/// What knows how many bytes of memory it takes, roughly.
pub trait Weigh {
    /// Returns the bytes, what it points to included.
    fn bytes(&self) -> usize;
}

impl Weigh for String {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.len()
    }
}

impl Weigh for Vec<u8> {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.len()
    }
}

impl Weigh for Item<'_> {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.name.len() + self.fields.iter().map(Weigh::bytes).sum::<usize>()
    }
}

impl Weigh for ItemField<'_> {
    fn bytes(&self) -> usize {
        size_of::<Self>() - size_of::<Value<'_>>() + self.key.len() + self.value.bytes()
    }
}

impl Weigh for Value<'_> {
    fn bytes(&self) -> usize {
        let beside = match self {
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Count(_) | Self::Float(_) => 0,
            Self::Text(text) | Self::Json(text) => text.len(),
            Self::List(values) => values.iter().map(Weigh::bytes).sum(),
            Self::Map(entries) => entries.iter().map(|(key, value)| size_of_val(key) + key.len() + value.bytes()).sum(),
        };
        size_of::<Self>() + beside
    }
}

#[cfg(test)]
mod tests {
    use super::Weigh;
    use crate::runtime::Value;

    #[test]
    fn what_is_inside_counts() {
        let text = |text: &'static str| Value::Text(text.into());
        let alone = Value::Null.bytes();
        assert_eq!(text("four").bytes(), alone + 4);
        assert_eq!(Value::List(vec![text("four"), Value::Bool(true)]).bytes(), alone * 3 + 4);
        let key = size_of::<std::borrow::Cow<'_, str>>() + 3;
        assert_eq!(Value::Map(vec![("key".into(), text("four"))]).bytes(), alone * 2 + key + 4);
    }
}
