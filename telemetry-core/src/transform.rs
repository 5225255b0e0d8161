//! The transforms: what happens to a value before it leaves, as descriptors say it.

use crate::Literal;

/// What happens to a value before it leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Transform {
    /// A keyed hash, with a key that never leaves the machine.
    Hmac {
        /// Whose key it is.
        key: KeyScope,
        /// How long a key is used, as an ISO 8601 duration.
        rotate: Option<&'static str>,
        /// How the hash is written.
        encoding: Encoding,
    },
    /// A plain hash.
    Hash {
        /// The algorithm: `sha256` or `blake3`.
        algorithm: &'static str,
        /// A public text that is put before the value.
        prefix: Option<&'static str>,
        /// How the hash is written.
        encoding: Encoding,
    },
    /// The lower bound of the range that the number lies in. The bounds ascend; below the first is 0.
    Bucket(&'static [Literal]),
    /// The nearest multiple of this number.
    Round(Literal),
    /// The first part of the text.
    Truncate {
        /// The greatest length.
        length: u32,
        /// What the length counts.
        unit: Unit,
    },
    /// How many characters or items there are.
    CountOnly,
    /// Text that the redactor has cleaned.
    Redact,
    /// The enum's stable code.
    Encode,
    /// The value as it is, on purpose.
    Keep,
    /// Nothing leaves; only for one of several origins.
    Drop,
    /// A different transform for each origin of the value; nothing leaves of a value of another origin.
    ByOrigin(&'static [(ValueOrigin, Transform)]),
}

impl Transform {
    /// Returns the kind, which is what a field's type shows.
    #[must_use]
    pub const fn kind(&self) -> TransformKind {
        match self {
            Self::Hmac { .. } => TransformKind::Hmac,
            Self::Hash { .. } => TransformKind::Hash,
            Self::Bucket(_) => TransformKind::Bucket,
            Self::Round(_) => TransformKind::Round,
            Self::Truncate { .. } => TransformKind::Truncate,
            Self::CountOnly => TransformKind::CountOnly,
            Self::Redact => TransformKind::Redact,
            Self::Encode => TransformKind::Encode,
            Self::Keep => TransformKind::Keep,
            Self::Drop => TransformKind::Drop,
            Self::ByOrigin(_) => TransformKind::ByOrigin,
        }
    }
}

/// A transform without its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransformKind {
    /// A keyed hash: [`Hmac`](crate::Hmac).
    Hmac,
    /// A plain hash: [`Hashed`](crate::Hashed).
    Hash,
    /// A range: [`Bucketed`](crate::Bucketed).
    Bucket,
    /// A multiple: [`Rounded`](crate::Rounded).
    Round,
    /// A first part: [`Truncated`](crate::Truncated).
    Truncate,
    /// A count: [`Counted`](crate::Counted).
    CountOnly,
    /// Cleaned text: [`Redacted`](crate::Redacted).
    Redact,
    /// An enum's code; every [`FieldEnum`](crate::FieldEnum) can be written so.
    Encode,
    /// The value as it is.
    Keep,
    /// Nothing.
    Drop,
    /// A different transform for each origin: [`ByOrigin`](crate::ByOrigin).
    ByOrigin,
}

impl TransformKind {
    /// Returns the word that catalogs and attributes use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hmac => "hmac",
            Self::Hash => "hash",
            Self::Bucket => "bucket",
            Self::Round => "round",
            Self::Truncate => "truncate",
            Self::CountOnly => "count_only",
            Self::Redact => "redact",
            Self::Encode => "encode",
            Self::Keep => "keep",
            Self::Drop => "drop",
            Self::ByOrigin => "by_origin",
        }
    }

    /// Returns the type that shows the transform, where one does.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Hmac => "Hmac<..>",
            Self::Hash => "Hashed<..>",
            Self::Bucket => "Bucketed<..>",
            Self::Round => "Rounded<..>",
            Self::Truncate => "Truncated<..>",
            Self::CountOnly => "Counted<..>",
            Self::Redact => "Redacted<..>",
            Self::ByOrigin => "ByOrigin<..>",
            Self::Encode | Self::Keep | Self::Drop => "the value's own type",
        }
    }

    /// Returns how attributes say the transform.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Hmac => "hmac(key = install, rotate = \"P90D\")",
            Self::Hash => "hash",
            Self::Bucket => "bucket = [1, 10, 100]",
            Self::Round => "round = 10",
            Self::Truncate => "truncate(length = 80)",
            Self::ByOrigin => "by_origin(builtin(keep), user(redact))",
            Self::CountOnly | Self::Redact | Self::Encode | Self::Keep | Self::Drop => self.name(),
        }
    }

    /// Returns whether a field's type shows the transform.
    #[must_use]
    pub const fn has_type(self) -> bool {
        !matches!(self, Self::Encode | Self::Keep | Self::Drop)
    }
}

/// Whose key a keyed hash uses: within one such scope equal values stay equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Where a value comes from, for [`ByOrigin`](crate::ByOrigin).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueOrigin {
    /// It comes with the program.
    Builtin,
    /// It comes with a published extension.
    Extension,
    /// It comes from the project that is open.
    Workspace,
    /// The user made it.
    User,
}

/// How a hash is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Lower-case hexadecimal digits.
    Hex,
    /// Base64 with padding.
    Base64,
}

/// What a length counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters.
    Chars,
    /// Units of UTF-16.
    Utf16,
}
