//! Texts that say what they are: the type of a field decides how far it may travel.

use crate::value::values;
use crate::{Encode, Encoder, FieldDescriptor, FieldValue, Place, ValueType};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $ty:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(String);

            impl $name {
                /// Wraps a text.
                #[must_use]
                pub fn new(text: impl Into<String>) -> Self {
                    Self(text.into())
                }

                /// Returns the text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> Self {
                    Self(text)
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self(text.to_owned())
                }
            }
        )*

        values! { $($name, $ty, str, self => &self.0;)* }
    };
}

texts! {
    /// An opaque id that is no UUID: a machine id, a trace id.
    Id, Id;
    /// A URL.
    Url, Url;
    /// An e-mail address.
    Email, Email;
    /// The name of a machine.
    Hostname, Hostname;
    /// The name of a user account.
    Username, Username;
    /// The message of an error.
    ErrorText, Error;
    /// A stack trace.
    StackTrace, Stack;
}

/// A program version, such as `1.4.0` or `2.0.0-beta.1`.
///
/// Short and of few characters, so that no other text fits: that is why versions may be `technical`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(String);

impl Version {
    /// The greatest length of a version.
    pub const MAX_LENGTH: usize = 64;

    /// Returns the version that a text is, if it is one: digits first (after a `v`, if need be), then letters,
    /// digits, `.`, `-`, `+` and `_`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_prefix('v').unwrap_or(text);
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-+_".contains(&byte);
        let is_version = number.starts_with(|char: char| char.is_ascii_digit())
            && text.len() <= Self::MAX_LENGTH
            && number.bytes().all(allowed);
        is_version.then(|| Self(text.to_owned()))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A universally unique id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(u128);

impl Uuid {
    /// Makes an id of its 128 bits.
    #[must_use]
    pub const fn from_u128(bits: u128) -> Self {
        Self(bits)
    }

    /// Returns the id that a text such as `67e55044-10b1-426f-9247-bb680e5fe0c8` names, if it names one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hyphens = [8, 13, 18, 23];
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match byte {
                b'-' => hyphens.contains(&at),
                other => other.is_ascii_hexdigit() && !hyphens.contains(&at),
            });
        if !well_formed {
            return None;
        }
        u128::from_str_radix(&text.replace('-', ""), 16).ok().map(Self)
    }

    fn text(self) -> String {
        let digits = format!("{:032x}", self.0);
        [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
    }
}

impl From<u128> for Uuid {
    fn from(bits: u128) -> Self {
        Self(bits)
    }
}

/// Any JSON value, as text. Counts as what a user wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json(String);

impl Json {
    /// Returns the value that a text is, if it is JSON, nested at most 64 deep.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::json_grammar::is_json(text).then(|| Self(text.to_owned()))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

values! {
    Version, Version, str, self => &self.0;
    Uuid, Uuid, str, self => &self.text();
    Json, Json, json, self => &self.0;
}

/// A member of a public registry, such as the name of a published package.
///
/// The field's `public` says which registry; whoever makes the value has looked it up there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Public<T = String>(T);

impl<T> Public<T> {
    /// Wraps a value that was found in the registry.
    #[must_use]
    pub const fn new(member: T) -> Self {
        Self(member)
    }
}

impl<T: AsRef<str>> AsRef<str> for Public<T> {
    fn as_ref(&self) -> &str {
        self.0.as_ref()
    }
}

impl<T: Encode> Encode for Public<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.0.encode(encoder);
    }

    fn put_field(&self, encoder: &mut dyn Encoder, place: &Place<'_>, field: &'static FieldDescriptor) {
        self.0.put_field(encoder, place, field);
    }
}

impl<T: FieldValue> FieldValue for Public<T> {
    const TYPE: ValueType = ValueType::Public(&T::TYPE);
}

#[cfg(test)]
mod tests {
    use super::{Json, Uuid, Version};

    #[test]
    fn only_versions_are_versions() {
        for good in ["1.4.0", "v2", "2.0.0-beta.1+build_7"] {
            assert!(Version::parse(good).is_some(), "{good}");
        }
        for bad in ["", "v", "beta", "1 0", "1.0/home/me", &"1".repeat(65)] {
            assert!(Version::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn ids_are_read_and_written_alike() {
        let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        assert_eq!(Uuid::parse(text).map(Uuid::text).as_deref(), Some(text));
        for bad in [
            "",
            "67e55044-10b1-426f-9247-bb680e5fe0c",
            "67e55044010b1-426f-9247-bb680e5fe0c8",
            "+7e55044-10b1-426f-9247-bb680e5fe0c8",
        ] {
            assert!(Uuid::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn json_that_would_end_its_event_is_none() {
        assert!(Json::parse("{}").is_some());
        assert!(Json::parse("1},\"fields\":{").is_none());
    }
}
