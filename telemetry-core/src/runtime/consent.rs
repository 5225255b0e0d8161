//! Who decides about telemetry, and what they decided.
//!
//! [`decide`] is a pure function: who may lower the level stands in [`Inputs`], what the user decided in
//! [`Remembered`], what the program knows of itself in [`Facts`], and what the catalog demands in
//! [`CatalogRules`](crate::rules::CatalogRules). It reads no environment, disk or clock; those who do are
//! [`environment`](crate::runtime::environment) and [`FileMemory`].
//!
//! ```
//! use telemetry_core::Consent;
//! use telemetry_core::rules::{CatalogRules, ConsentRules};
//! use telemetry_core::runtime::consent::{self, Choice, Facts, Inputs, Remembered, Rule};
//!
//! static RULES: CatalogRules =
//!     CatalogRules { title: "Quill", consent: ConsentRules { version: 2, ..ConsentRules::DEFAULT }, ..CatalogRules::DEFAULT };
//! let facts = Facts::new(RULES.facts);
//!
//! // Nobody said anything: nothing is sent.
//! let nobody = consent::decide(&Inputs::default(), &RULES, &facts);
//! assert_eq!((nobody.level, nobody.rule), (Consent::Off, Rule::Undecided));
//!
//! // The user agreed.
//! let mut remembered = Remembered::default();
//! remembered.choice = Some(Choice { level: Consent::Usage, version: 2, at: 1_763_743_452_000 });
//! let agreed = Inputs { remembered, ..Inputs::default() };
//! assert_eq!(consent::decide(&agreed, &RULES, &facts).level, Consent::Usage);
//!
//! // Off wins, whoever agreed.
//! let off = Inputs { do_not_track: Some("1".to_owned()), ..agreed };
//! let decision = consent::decide(&off, &RULES, &facts);
//! assert_eq!((decision.level, decision.rule), (Consent::Off, Rule::DoNotTrack));
//! assert_eq!(decision.rule.sentence(), "The environment asks all programs not to track.");
//! ```
//!
//! # The order
//!
//! The rules are [`Rule::ALL`], strongest first. Those before [`Rule::Undecided`] can only lower: the first that says
//! `off` decides; otherwise the lowest level decides, where it is below what the user decided. Nothing raises a level,
//! neither a variable that says `1` nor a policy: nobody has agreed by inheriting an environment.
//!
//! Who has not decided has agreed to nothing. The level is then `off`, or `local` where the catalog's default is
//! `local` or more. One thing comes after it: a catalog whose default is `usage` asks users to opt out, and its default
//! holds once the program has shown the notice and remembers that it did. It never holds on the run that shows the
//! notice for the first time, unless the program decides again after it was shown.
//!
//! What then holds, the catalog's caps may lower once more: the first whose condition holds decides. Where a fact that
//! one asks for is not known, what comes after it is not asked, and the level is at most the catalog's `unknown`.
//!
//! Where users decide elsewhere, in the settings of an editor perhaps, the program fills [`Remembered`] from there each
//! time, or keeps it there behind the trait [`Memory`].
//!
//! # Versions
//!
//! [`Decision::accepted_version`] is the version that the user agreed to, or of the notice that was shown. A field says
//! from which version on it is covered, and [`covers`] whether it may be sent.

mod caps;
mod decide;
mod facts;
mod file;
mod memory;
pub(in crate::runtime) mod moment;
#[cfg(test)]
mod oracle;
mod remembered;
mod remembered_text;
mod rule;
mod variable;

pub use decide::{Decision, Inputs, covers, decide};
pub use facts::{FactError, Facts, holds, missing};
pub use file::FileMemory;
pub use memory::{Forget, Memory, MemoryError, change, forget_all, recall};
pub use remembered::{Choice, Grants, Notice, Remembered};
pub use remembered_text::TextError;
pub use rule::Rule;
pub use variable::{Polarity, Variable};
