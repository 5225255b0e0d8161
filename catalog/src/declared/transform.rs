//! Transforms: what happens to a value before it leaves.

use super::{Duration, Entries, Literal, Text, Written};
use serde::Deserialize;

/// What happens to a value before it leaves.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "transform", rename_all = "snake_case")]
pub enum TransformDecl {
    /// Nothing, on purpose.
    Keep,
    /// A keyed hash with a local random key that never leaves: gives `identifier`.
    Hmac(HmacDecl),
    /// A plain hash, named as what it is: it never lowers a class, since it can be guessed.
    Hash(HashDecl),
    /// The lower bound of the range that the number lies in; the list holds the bounds.
    Bucket(Vec<Literal>),
    /// The nearest multiple of this number.
    Round(Literal),
    /// The first part of the text.
    Truncate(TruncateDecl),
    /// How many characters or items there are, and nothing of them.
    CountOnly,
    /// Text that the redactor has cleaned.
    Redact,
    /// The enum's stable code.
    Encode,
    /// Nothing: the value stays in the program.
    Drop,
    /// A different transform for each origin of the value, such as a built-in name or a user's.
    ByOrigin(Entries<TransformDecl>),
}

/// A keyed hash.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "hmac transform", deny_unknown_fields, default)]
pub struct HmacDecl {
    /// Whose key it is: within one such scope equal values stay equal.
    pub key: Written<KeyScope>,
    /// How long a key is used: an ISO 8601 duration such as `P90D`.
    pub rotate: Written<Duration>,
    /// How the hash is written; `hex` when absent.
    pub encoding: Written<Encoding>,
}

/// Whose key a keyed hash uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "key scope", rename_all = "kebab-case")]
pub enum KeyScope {
    /// A new key for each session.
    Session,
    /// One key for each installation.
    Install,
    /// One key for each project.
    Project,
    /// One key for an organisation.
    Organisation,
}

/// A plain hash.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "hash transform", deny_unknown_fields, default)]
pub struct HashDecl {
    /// The algorithm; `sha256` when absent.
    pub algorithm: Written<Algorithm>,
    /// A public text that is put before the value. It is no secret.
    pub prefix: Written<Text>,
    /// How the hash is written; `hex` when absent.
    pub encoding: Written<Encoding>,
}

/// The algorithm of a plain hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "hash algorithm", rename_all = "kebab-case")]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// BLAKE3.
    Blake3,
}

/// How a hash is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "encoding", rename_all = "kebab-case")]
pub enum Encoding {
    /// Lower-case hexadecimal digits.
    Hex,
    /// Base64 with padding.
    Base64,
}

/// The first part of a text.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "truncate transform", deny_unknown_fields, default)]
pub struct TruncateDecl {
    /// The greatest length.
    pub length: Written<u32>,
    /// What the length counts; `chars` when absent.
    pub unit: Written<super::Unit>,
}
