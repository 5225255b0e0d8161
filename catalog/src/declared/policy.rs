//! A policy: what the papers for reviewers need and no catalog says, since it is about a company and not a program.
//!
//! It stands in a file of its own, outside of the catalog's folder. Nothing in it is mandatory: what is not written is
//! marked in the papers as to be written.

use super::{Duration, Entries, List, Text, Written};
use serde::Deserialize;

/// A policy: who answers for what is collected, and on which legal ground.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "policy", deny_unknown_fields, default)]
pub struct PolicyDecl {
    /// Who decides why and how the data is processed.
    pub controller: Written<PartyDecl>,
    /// Others who decide that together with the controller; `[]` says that there are none.
    pub joint_controllers: List<PartyDecl>,
    /// Who represents a controller from outside of the Union.
    pub representative: Written<PartyDecl>,
    /// The data protection officer.
    pub data_protection_officer: Written<PartyDecl>,
    /// Whose data it is, such as `users of the program`.
    pub subjects: List<Text>,
    /// Why the law allows each purpose of the catalog.
    pub legal_bases: Written<Entries<LegalBasis>>,
    /// How long data is kept where the catalog does not say.
    pub retention: Written<Duration>,
    /// Where data leaves for another country, by destination of the catalog.
    pub transfers: Written<Entries<TransferDecl>>,
    /// What protects the data.
    pub security: List<Text>,
    /// Whether data is used for tracking, as Apple defines the word.
    pub tracking: Written<bool>,
    /// Who must approve a change of the catalog: teams or accounts such as `@acme/privacy`.
    pub reviewers: List<Text>,
    /// What the notice for users says and the catalog does not know.
    pub notice: Written<NoticeDecl>,
}

/// A company, an office or a person.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "party", deny_unknown_fields, default)]
pub struct PartyDecl {
    /// The name.
    pub name: Written<Text>,
    /// The postal address.
    pub address: Written<Text>,
    /// How it is reached: an e-mail address or a URL.
    pub contact: Written<Text>,
}

/// A transfer to another country.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "transfer", deny_unknown_fields, default)]
pub struct TransferDecl {
    /// The country or the international organisation.
    pub country: Written<Text>,
    /// What makes the transfer lawful, such as `standard contractual clauses`.
    pub safeguard: Written<Text>,
}

/// What the notice for users says beside what the catalog knows.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "notice", deny_unknown_fields, default)]
pub struct NoticeDecl {
    /// What the program is called in its environment variables; the identifier of the catalog when absent.
    pub program: Written<Text>,
    /// What users type before `on`, `off` and `preview`, where the program answers that: `quill telemetry`.
    pub command: Written<Text>,
    /// Where users read more: the address of the page.
    pub more: Written<Text>,
}

/// Why the law allows something: the grounds of Article 6(1) of the General Data Protection Regulation, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "legal basis", rename_all = "kebab-case")]
pub enum LegalBasis {
    /// The person agreed.
    Consent,
    /// A contract with the person needs it.
    Contract,
    /// A law demands it.
    LegalObligation,
    /// It protects a life.
    VitalInterests,
    /// It serves a task in the public interest.
    PublicTask,
    /// An interest that outweighs those of the person.
    LegitimateInterests,
}
