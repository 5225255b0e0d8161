//! What texts of a type look like: schemas say it to validators, and examples are held against it.

use crate::model::{Date, Type};
use regex_lite::Regex;
use std::cell::RefCell;
use std::collections::HashMap;
use std::net::IpAddr;

/// So many compiled patterns are kept: a catalog of thousands has them one after another.
const MOST_PATTERNS: usize = 64;

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    Free,
    Timestamp,
    Date,
    Uuid,
    Version,
    Path,
    Url,
    Email,
    Ip,
}

impl TextKind {
    /// Returns the format keyword.
    pub(crate) fn format(self) -> Option<&'static str> {
        match self {
            Self::Timestamp => Some("date-time"),
            Self::Date => Some("date"),
            Self::Uuid => Some("uuid"),
            Self::Url => Some("uri"),
            Self::Email => Some("email"),
            Self::Free | Self::Version | Self::Path | Self::Ip => None,
        }
    }

    /// Returns an expression that values match: formats are annotations by default, so most validators refuse
    /// nothing without one.
    pub(crate) fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Timestamp => Some(
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
            ),
            Self::Date => Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            Self::Uuid => Some("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"),
            // Versions are what programs call so, with or without the three numbers; never a sentence or a path.
            Self::Version => Some("^[0-9A-Za-z][0-9A-Za-z.+_-]*$"),
            Self::Ip => Some("^[0-9A-Fa-f.:]+$"),
            Self::Free | Self::Path | Self::Url | Self::Email => None,
        }
    }

    /// Returns what texts of a type say; `None` for a type whose values are no texts.
    pub(crate) fn of(ty: &Type) -> Option<Self> {
        Some(match ty {
            Type::Timestamp => Self::Timestamp,
            Type::Date => Self::Date,
            Type::Uuid => Self::Uuid,
            Type::Version => Self::Version,
            Type::Path => Self::Path,
            Type::Url => Self::Url,
            Type::Email => Self::Email,
            Type::Ip => Self::Ip,
            // The names of machines are not always the host names of RFC 1123.
            Type::String | Type::Id | Type::Error | Type::Stack | Type::Hostname | Type::Username | Type::Secret => {
                Self::Free
            }
            Type::Bool | Type::Enum | Type::Count | Type::Int | Type::Float | Type::Duration | Type::Json => {
                return None;
            }
            Type::List(_) | Type::Set(_) | Type::Map(_) => return None,
        })
    }

    /// Returns how such texts are written, as messages say it.
    pub(crate) fn form(self) -> &'static str {
        match self {
            Self::Timestamp => "a point in time is written as `2026-01-31T12:00:00Z`",
            Self::Date => "a day is written as `2026-01-31`",
            Self::Uuid => "a UUID is written as `6ba7b810-9dad-41d1-80b4-00c04fd430c8`",
            Self::Version => "a version has letters, digits and `. + _ -`",
            Self::Url => "a URL is written as `https://example.org/`, other signs as `%20`",
            Self::Email => "an address is written as `user@example.org`",
            Self::Ip => "an address is written as `192.0.2.1` or `2001:db8::1`",
            Self::Free | Self::Path => "any text is one",
        }
    }

    /// Returns whether a text is one.
    pub(crate) fn holds(self, text: &str) -> bool {
        self.pattern().is_none_or(|pattern| matches_whole(pattern, text))
            && match self {
                Self::Free | Self::Path | Self::Uuid | Self::Version => true,
                Self::Timestamp => is_moment(text),
                Self::Date => Date::parse(text).is_some(),
                Self::Url => text.is_ascii() && matches_whole("[A-Za-z][A-Za-z0-9+.-]*:[^ <>\"\\\\^`{|}\\[\\]]*", text),
                Self::Email => {
                    text.is_ascii() && matches_whole("[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+", text)
                }
                Self::Ip => text.parse::<IpAddr>().is_ok(),
            }
    }
}

/// Returns whether a text of the form of a moment names a day and a time of it that there are.
fn is_moment(text: &str) -> bool {
    let part = |at: usize| text.get(at..at + 2).and_then(|part| part.parse::<u8>().ok());
    let within = |at: usize, most: u8| part(at).is_some_and(|part| part <= most);
    let day = text.get(..10).is_some_and(|day| Date::parse(day).is_some());
    let offset = text.len().checked_sub(5).filter(|_| !text.ends_with(['Z', 'z']));
    let zone = offset.is_none_or(|at| within(at, 23) && within(at + 3, 59));
    day && within(11, 23) && within(14, 59) && within(17, 59) && zone
}

/// Returns whether a pattern matches the text from end to end; one that cannot be read matches nothing.
pub(crate) fn matches_whole(pattern: &str, text: &str) -> bool {
    thread_local! {
        /// A catalog has few patterns and many fields: each is compiled once, unless there are very many.
        static COMPILED: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        if !compiled.contains_key(pattern) {
            if compiled.len() == MOST_PATTERNS {
                compiled.clear();
            }
            compiled.insert(pattern.to_owned(), Regex::new(&format!("^(?:{pattern})$")).ok());
        }
        compiled[pattern].as_ref().is_some_and(|regex| regex.is_match(text))
    })
}
