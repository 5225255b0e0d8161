//! The papers that reviewers ask for, filled in as far as a catalog and a policy go.
//!
//! A reviewer must see at a glance what was declared and what a person still has to answer, so every answer is a
//! [`Cell`](cell::Cell) that says where it is from. Nothing is guessed: what neither the catalog nor the policy says is
//! to be written, and a format that has no word for something leaves it out and says so beside.

mod article_30;
mod cell;
mod codeowners;
mod data_review;
mod data_safety;
mod dpv;
mod fides;
mod leaving;
mod notice;
mod privacy_manifest;
mod retention;
mod vscode;
mod weaver;
mod yaml_text;

pub use data_safety::{SafetyForm, SafetyFormFault, data_safety};
pub use privacy_manifest::{Manifest, ManifestFault, privacy_manifest};

use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Policy};

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A request for a data review, in the questions of Mozilla's form: `data-review.md`.
    DataReview,
    /// A record of processing activities as Article 30(1) of the General Data Protection Regulation demands it, as
    /// `article-30.csv` and `article-30.md`.
    Article30,
    /// Apple's privacy manifest, `PrivacyInfo.xcprivacy`, with a sheet for the reviewer beside it. See
    /// [`privacy_manifest`] for adding to one that is there.
    PrivacyManifest,
    /// A dataset and a system of fides: `fides.yml`.
    Fides,
    /// What an extension of VS Code ships: `telemetry.json`, with a sheet for the reviewer beside it.
    VsCode,
    /// Who must approve changes of the files of the catalog: `CODEOWNERS.fragment`.
    CodeOwners,
    /// The Data Privacy Vocabulary of the W3C as JSON-LD: `dpv.jsonld`.
    Dpv,
    /// A registry of OpenTelemetry Weaver with privacy annotations: `weaver/manifest.yaml` and `weaver/registry.yaml`.
    Weaver,
    /// Answers for the data safety form of Google Play: `data_safety.review.md`. See [`data_safety`] for putting them into
    /// the form.
    DataSafety,
    /// The notice that users read before anything is sent, short and long, in the words of the program: `notice.md`.
    Notice,
}

impl Paper {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::DataReview,
        Self::Article30,
        Self::PrivacyManifest,
        Self::Fides,
        Self::VsCode,
        Self::CodeOwners,
        Self::Dpv,
        Self::Weaver,
        Self::DataSafety,
        Self::Notice,
    ];

    /// Returns the word that the command line takes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataReview => "data-review",
            Self::Article30 => "article-30",
            Self::PrivacyManifest => "privacy-manifest",
            Self::Fides => "fides",
            Self::VsCode => "vscode",
            Self::CodeOwners => "codeowners",
            Self::Dpv => "dpv",
            Self::Weaver => "weaver",
            Self::DataSafety => "data-safety",
            Self::Notice => "notice",
        }
    }
}

/// Renders a paper.
///
/// ```
/// use telemetry_catalog::{CheckOptions, Sources, check, model::Policy};
/// use telemetry_docs_gen::{Paper, paper};
///
/// let sources = Sources::from_text("telemetry.yaml", "
/// catalog: lantern
/// title: Lantern
/// version: 1.0.0
/// description: What Lantern records, and why.
/// ");
/// let catalog = check(&sources, &CheckOptions::default()).catalog.expect("the catalog has no errors");
/// let files = paper(&catalog, &Policy::default(), Paper::DataReview);
/// assert!(files.get("data-review.md").expect("the paper has this name").contains("**To be written:**"));
/// ```
#[must_use]
pub fn paper(catalog: &Catalog, policy: &Policy, paper: Paper) -> Files {
    match paper {
        Paper::DataReview => data_review::render(catalog),
        Paper::Article30 => article_30::render(catalog, policy),
        Paper::PrivacyManifest => privacy_manifest(catalog, policy, None),
        Paper::Fides => fides::render(catalog, policy),
        Paper::VsCode => vscode::render(catalog),
        Paper::CodeOwners => codeowners::render(catalog, policy),
        Paper::Dpv => dpv::render(catalog, policy),
        Paper::Weaver => weaver::render(catalog, policy),
        Paper::DataSafety => data_safety(catalog, policy, None),
        Paper::Notice => notice::render(catalog, policy),
    }
}
