//! Made from catalog `odd-names` 1.0.0 by `telemetry generate rust`. Do not edit.
//!
//! \`\`\`
//! not_a_test()
//! \`\`\`
//! nor this

use telemetry_core::{ErrorText, Event, FieldEnum, Fields, Redacted, Truncated};

telemetry_core::catalog! {
    catalog: "odd-names",
    title: "Odd names",
    version: "1.0.0",
    description: "```\nnot_a_test()\n```\n    nor this",
    schemas: "https://example.org/telemetry",
    destinations: { here: { ceiling: personal, consent: usage, retention: P30D } },
    precedence: [event],
}

/// An option was changed, and the sentence that says so is so long that it does not fit into one
/// line of the module.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "option",
    purpose = product,
    consent = usage,
    destinations(here)
)]
pub struct OptionEvent {}

/// A policy was loaded: `Vec<T>` is code, Vec\<T\> is not, \[neither\] is *this*.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "policy.loaded",
    description = "A policy was loaded: `Vec<T>` is code, Vec<T> is not, [neither] is *this*.",
    purpose = product,
    consent = usage,
    destinations(here)
)]
pub struct PolicyLoaded {
    /// Starts with a digit.
    #[telemetry(technical, name = "2fa")]
    pub field_2fa: bool,
    /// With a dot.
    #[telemetry(technical, name = "a.b")]
    pub a_b_2: bool,
    /// With a slash.
    #[telemetry(technical, name = "a/b")]
    pub a_b_3: bool,
    /// As Rust has it.
    #[telemetry(technical)]
    pub a_b: bool,
    /// Too long for one line.
    #[telemetry(diagnostic, redact, truncate(length = 10))]
    pub an_extraordinarily_long_name_of_a_field_that_nobody_would_write_but_that_a_catalog_may_hold:
        Option<Truncated<Redacted<ErrorText>>>,
    /// In another casing.
    #[telemetry(technical, name = "camelCase")]
    pub camel_case: bool,
    /// A keyword and a hidden mark.
    #[telemetry(
        technical,
        name = "fn",
        description = "A keyword\u{202e} and a hidden mark."
    )]
    pub fn_: bool,
    /// Grüße aus der Größe.
    #[telemetry(technical, name = "größe")]
    pub groesse: i64,
    /// Values with odd names.
    #[telemetry(technical)]
    pub kind: PolicyLoadedKind,
    /// Texts with odd letters.
    #[telemetry(technical)]
    pub status: Status,
    /// Letters of Japan.
    #[telemetry(technical, name = "名前")]
    pub u540d_u524d: i64,
    /// The fields of the group `option`.
    #[telemetry(flatten(prefix = "option."))]
    pub option_option: OptionFields,
}

/// See <https://example.org/a_b>, or \`this.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "policy/loaded",
    description = "See https://example.org/a_b, or `this.",
    purpose = product,
    consent = usage,
    destinations(here)
)]
pub struct PolicyLoadedEvent {
    /// Another kind.
    #[telemetry(technical)]
    pub kind: PolicyLoadedKindValue,
}

/// An event with letters of another alphabet.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "событие",
    purpose = product,
    consent = usage,
    destinations(here)
)]
pub struct U0441U043eU0431U044bU0442U0438U0435 {}

/// The group has the name of a type that every program knows.
#[derive(Fields)]
#[telemetry(catalog = CATALOG, name = "option")]
pub struct OptionFields {
    /// Whether `self` is a keyword.
    #[telemetry(technical, name = "self")]
    pub self_: bool,
}

/// The fields of the group `policy.loaded`.
#[derive(Fields)]
#[telemetry(description = "", catalog = CATALOG, name = "policy.loaded")]
pub struct PolicyLoadedFields {
    /// The event has the same Rust name.
    #[telemetry(technical, name = "type")]
    pub type_: bool,
}

/// Values with odd names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum PolicyLoadedKind {
    /// Not found.
    #[telemetry(name = "404")]
    Value404,
    /// With a space.
    #[telemetry(name = "a b")]
    AB,
    /// Greater.
    #[telemetry(name = "größer")]
    Groesser,
    /// Not found either.
    #[telemetry(name = "not-found")]
    NotFound,
    /// Nor this.
    #[telemetry(name = "not_found")]
    NotFoundValue,
    /// Itself.
    #[telemetry(name = "self")]
    SelfValue,
}

/// Texts with odd letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
#[telemetry(allow)]
pub enum Status {
    /// The text \`\`.
    #[telemetry(name = "", description = "The text ``.")]
    Value,
    /// The text `Other`.
    #[telemetry(name = "Other")]
    Other,
    /// The text `a"b`.
    #[telemetry(name = "a\"b")]
    AB,
    /// The text `other`, and any other.
    #[telemetry(name = "other", fallback, allowed)]
    OtherValue,
}

/// Another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum PolicyLoadedKindValue {
    /// One.
    One,
    /// Two.
    Two,
}
