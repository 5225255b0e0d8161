//! What a catalog may choose for its page beside layout and columns.

use super::written::Form;
use super::{Text, Written};
use serde::{Deserialize, Deserializer};

/// Whether the page holds a full sample of each event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page samples", rename_all = "kebab-case")]
pub enum Samples {
    /// Every event has one, however many there are.
    All,
    /// No event has one.
    None,
}

/// Addresses that the page names beside itself: a URL, or a path from where the page lies.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "links section", deny_unknown_fields, default)]
pub struct LinksDecl {
    /// The privacy policy of the product.
    pub policy: Written<Text>,
    /// The data dictionary, as `telemetry docs site` makes it.
    pub dictionary: Written<Text>,
    /// The JSON Schemas of the events.
    pub schemas: Written<Text>,
    /// The fields as CSV, as `telemetry generate docs --page csv` makes it.
    pub csv: Written<Text>,
    /// The fields as JSON, as `telemetry generate docs --page json` makes it.
    pub json: Written<Text>,
    /// The feed of changes, `changes.atom` of the data dictionary.
    pub feed: Written<Text>,
}

/// For whom the page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page audience", rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody: without owners and reviews, unless a column of theirs is chosen. The data dictionary names the owner of each
    /// event, by whom its reader filters, and not how to reach them.
    Public,
    /// Those who work on the program: with the owner of each event, how owners are reached, and reviews.
    Internal,
}

/// A section of the page. One stands there only where the catalog has something to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page section", rename_all = "kebab-case")]
pub enum Section {
    /// In short: what holds unless users decide, how to turn it off, what is never collected.
    Summary,
    /// The purposes.
    Why,
    /// What is never collected.
    Never,
    /// How to turn it off, and how to see whether it is on.
    Off,
    /// The levels and permissions, and what lowers them.
    Choice,
    /// How to see what is sent, and a full sample of each event.
    Samples,
    /// The events and their fields.
    Collected,
    /// What tells things apart, how it is made and how long it stays.
    Identifiers,
    /// What crashes and errors send.
    Failures,
    /// When and how it is sent.
    Sending,
    /// Who receives it, where it is kept and for how long.
    Destinations,
    /// How text is cleaned.
    Cleaning,
    /// The privacy classes and facts.
    Words,
    /// What is planned.
    Planned,
    /// What is no longer collected.
    Removed,
    /// What changed in which version.
    Changes,
    /// Whom to ask, and the legal bases.
    Contact,
    /// The same for programs.
    Files,
}

/// One part of the page in its place: a section, or a text of yours.
#[derive(Debug)]
pub enum SectionDecl {
    /// A section that is made from the catalog.
    Made(Section),
    /// A text of the project.
    Own(OwnTextDecl),
}

/// A text of yours between sections: in the language of the page, kept as it is.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "own text", deny_unknown_fields, default)]
pub struct OwnTextDecl {
    /// The file that holds it, by its path from the file that names it; `.md`, `.mdx` or `.html`.
    pub file: Written<Text>,
    /// The text itself.
    pub text: Written<Text>,
}

impl<'de> Deserialize<'de> for SectionDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::<Section, OwnTextDecl>::deserialize(deserializer)? {
            Form::Short(section) => Self::Made(section),
            Form::Full(own) => Self::Own(own),
        })
    }
}

#[cfg(feature = "format-schema")]
impl schemars::JsonSchema for SectionDecl {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "part-of-the-page".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let own = generator.subschema_for::<OwnTextDecl>();
        let section = generator.subschema_for::<Section>();
        schemars::json_schema!({
            "description": "A section of the page, or a text of yours.",
            "anyOf": [own, section]
        })
    }
}

/// The language of our words on the page; texts of the catalog stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "page language", rename_all = "kebab-case")]
pub enum PageLanguage {
    /// English.
    En,
    /// German.
    De,
}
