//! What users are told before anything is sent: short, for the first run, and long, for those who ask. Both come from
//! what the catalog demands, so that they cannot say less than what happens.
//!
//! A program shows the short notice where a person can read it, once for each version of consent
//! ([`Remembered::wants_notice`](crate::runtime::consent::Remembered::wants_notice)), and remembers that it did.
//!
//! ```
//! use telemetry_core::Consent;
//! use telemetry_core::rules::{CatalogRules, DestinationRules};
//! use telemetry_core::runtime::notice::{self, About, Recipient};
//!
//! let rules = CatalogRules { title: "Quill", ..CatalogRules::DEFAULT };
//! let store = DestinationRules { title: Some("the Quill store"), retention: Some("P90D"), ..DestinationRules::DEFAULT };
//! let recipients = [Recipient { name: "store", consent: Consent::Usage, grant: None, rules: &store }];
//! let about = About {
//!     rules: &rules,
//!     recipients: &recipients,
//!     level: Consent::Usage,
//!     grants: &[],
//!     program: "quill",
//!     command: Some("quill telemetry"),
//!     more: None,
//! };
//!
//! let expected = "\
//! Quill sends usage events, error and crash reports to the Quill store (kept for
//! 90 days).
//! Turn it off: `quill telemetry off`
//! See what is sent: `quill telemetry preview`
//! ";
//! assert_eq!(notice::short(&about), expected);
//! ```

use crate::Consent;
use crate::notice::{self, Permission, Receiver, Terms};
use crate::rules::{CatalogRules, DestinationRules};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About<'a> {
    /// What the catalog demands.
    pub rules: &'a CatalogRules,
    /// Who may receive something.
    pub recipients: &'a [Recipient<'a>],
    /// The level that holds unless the user decides otherwise.
    pub level: Consent,
    /// The permissions that are given.
    pub grants: &'a [&'a str],
    /// What the program is called in its environment variables, such as `quill`.
    pub program: &'a str,
    /// What users type before a subcommand of the [`console`](crate::runtime::console), where the program has it.
    pub command: Option<&'a str>,
    /// Where users read more, such as the address of the page.
    pub more: Option<&'a str>,
}

/// Somebody who may receive something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipient<'a> {
    /// The name of the destination.
    pub name: &'a str,
    /// The least consent level at which anything is sent to it.
    pub consent: Consent,
    /// The permission that must be given too.
    pub grant: Option<&'a str>,
    /// What the destination demands beside.
    pub rules: &'a DestinationRules,
}

/// Returns the notice for the first run: a few lines.
#[must_use]
pub fn short(about: &About<'_>) -> String {
    notice::short(&terms(about))
}

/// Returns all that the catalog says about who receives what, and how to turn it off.
#[must_use]
pub fn long(about: &About<'_>) -> String {
    notice::long(&terms(about))
}

fn terms<'a>(about: &About<'a>) -> Terms<'a> {
    let CatalogRules { title, description, contact, consent, grants, never, .. } = about.rules;
    Terms {
        title,
        description,
        never: never.to_vec(),
        contact: *contact,
        receivers: about.recipients.iter().map(receiver).collect(),
        level: about.level,
        permissions: grants
            .iter()
            .map(|grant| Permission { name: grant.name, description: grant.description })
            .collect(),
        given: about.grants.to_vec(),
        setting: consent.setting,
        environment: consent.environment.to_vec(),
        how_to_disable: consent.how_to_disable,
        program: about.program,
        command: about.command,
        more: about.more,
    }
}

fn receiver<'a>(recipient: &Recipient<'a>) -> Receiver<'a> {
    let DestinationRules { title, description, kind, processor, retention, .. } = recipient.rules;
    Receiver {
        name: recipient.name,
        title: *title,
        description: *description,
        processor: *processor,
        retention: *retention,
        is_local: *kind == Some("local"),
        consent: recipient.consent,
        grant: recipient.grant,
    }
}
