//! What a catalog may choose for its page beside layout and columns.

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
