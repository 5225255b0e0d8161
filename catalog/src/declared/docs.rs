//! What a catalog may choose for its page beside layout and columns.

use super::{Text, Written};
use serde::Deserialize;

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
