//! Consent: how users decide, what programs ask of their surroundings, and what lowers a decision.

use super::{Condition, Entries, List, Text, Withdrawal, Written};
use serde::Deserialize;

/// How users decide about telemetry, and what may lower their decision.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "consent section", deny_unknown_fields, default)]
pub struct ConsentDecl {
    /// The version of what users agreed to; a field with a newer `consent_version` is not sent until they agree again.
    pub version: Written<u32>,
    /// The level before anybody decided: `off` or `local`, or one up to `usage` where the product asks to opt out; `off`
    /// when absent.
    pub default: Written<Text>,
    /// The settings key that users change, exactly as the user interface declares it.
    pub setting: Written<Text>,
    /// Environment variables of the program that turn telemetry off.
    pub environment: List<Text>,
    /// How a user turns it off, in one line.
    pub how_to_disable: Written<Text>,
    /// How a user sees whether it is on, in one line.
    pub how_to_check: Written<Text>,
    /// How a user sees exactly what is or would be sent, in one line.
    pub how_to_see: Written<Text>,
    /// How a user replaces what tells their installation apart by something new, in one line.
    pub how_to_reset: Written<Text>,
    /// Rules that cap the user's level; the first whose condition holds decides.
    pub caps: List<CapDecl>,
    /// The level when a fact is not known; `off` when absent.
    pub unknown: Written<Text>,
    /// What happens to what is queued when consent is withdrawn; `drop` when absent.
    pub on_withdrawal: Written<Withdrawal>,
}

/// One rule that caps the user's level.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "cap", deny_unknown_fields, default)]
pub struct CapDecl {
    /// When the rule applies; always when absent, which only the last may be.
    pub condition: Written<Condition>,
    /// The highest level under this rule.
    pub level: Written<Text>,
    /// Why, as `status` prints it.
    pub reason: Written<Text>,
}

/// A named permission beside the consent levels, such as an agreement to send prompts.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "grant", deny_unknown_fields, default)]
pub struct GrantDecl {
    /// What is permitted, as users read it.
    pub description: Written<Text>,
    /// How the permission is given and taken back.
    pub how: Written<Text>,
    /// What happens to what is queued when it is taken back; `drop` when absent.
    pub on_withdrawal: Written<Withdrawal>,
}

/// A fact about the running program that conditions may ask for.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "fact", deny_unknown_fields, default)]
pub struct FactDecl {
    /// What the fact says, and where it comes from.
    pub description: Written<Text>,
    /// The values it may have, each with what it means; `true` and `false` when absent.
    pub values: Written<Entries<Text>>,
}
