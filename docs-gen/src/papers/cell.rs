//! Answers that say where they are from, and what every paper begins with.

use crate::markdown::Writer;
use telemetry_catalog::model::Catalog;

/// One answer of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// The catalog says it.
    Catalog(String),
    /// The policy says it.
    Policy(String),
    /// Nobody has said it yet; the text says what belongs here.
    Open(String),
}

impl Cell {
    /// Returns what a person has to write.
    pub(super) fn open(what: impl Into<String>) -> Self {
        Self::Open(what.into())
    }

    /// Returns what the policy says, or what belongs here.
    pub(super) fn policy(said: Option<String>, open: &str) -> Self {
        said.map_or_else(|| Self::open(open), Self::Policy)
    }

    /// Returns what the catalog says, or what belongs here.
    pub(super) fn catalog(said: Option<String>, open: &str) -> Self {
        said.map_or_else(|| Self::open(open), Self::Catalog)
    }

    /// Returns where the answer is from, in words.
    pub(super) fn from(&self) -> &'static str {
        match self {
            Self::Catalog(_) => "from the catalog",
            Self::Policy(_) => "from the policy",
            Self::Open(_) => "to be written",
        }
    }

    /// Returns the answer itself.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Catalog(text) | Self::Policy(text) | Self::Open(text) => text,
        }
    }

    /// Writes the answer with its mark before it.
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.words(match self {
            Self::Catalog(_) => "**From the catalog:** ",
            Self::Policy(_) => "**From the policy:** ",
            Self::Open(_) => "**To be written:** ",
        });
        writer.sentence(self.text());
    }

    /// Writes the answer as a cell of a table, with its mark behind it.
    pub(super) fn write_in_table(&self, writer: &mut Writer) {
        match self {
            Self::Open(what) => writer.words("*to be written:* ").prose(what),
            Self::Catalog(text) | Self::Policy(text) => writer.prose(text).words(" *(").words(self.from()).words(")*"),
        };
    }
}

/// Writes the title of a paper and what it is: a draft.
pub(super) fn head(writer: &mut Writer, catalog: &Catalog, kind: &str, title: &str) {
    writer.block().words("# ").words(title).words(" of ").prose(catalog.title());
    writer
        .block()
        .words("> **Draft for a reviewer.** Made from catalog ")
        .code(catalog.id())
        .words(" ")
        .prose(catalog.version())
        .words(" by `telemetry docs paper ")
        .words(kind)
        .words("`. Each answer says where it is from: the catalog, the policy, or a person who still has to write it. ")
        .words("Check all of them; this is no legal advice.");
}
