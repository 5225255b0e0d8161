//! How the public page is laid out.

use super::head::Head;
use super::merge::Merged;
use super::words;
use crate::declared::{DocsDecl, LinksDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Docs, DocsFormat, DocsStyle, Links};
use crate::rules;

/// The columns that a page can have; `docs-gen` prints them, and a test holds the two lists together.
pub const COLUMNS: [&str; 32] = [
    "aliases",
    "changed",
    "class",
    "code",
    "consent",
    "data",
    "description",
    "destinations",
    "event",
    "example",
    "expires",
    "field",
    "kind",
    "legal-basis",
    "lifetime",
    "limits",
    "linkage",
    "made",
    "optional",
    "owner",
    "purpose",
    "retention",
    "review",
    "since",
    "source",
    "state",
    "transform",
    "type",
    "unit",
    "values",
    "when",
    "wire",
];

pub(super) fn resolve(merged: &Merged<'_>, head: Option<&Head>, diagnostics: &mut Diagnostics) -> Docs {
    let empty = DocsDecl::default();
    let decl = merged.single("docs", |decl| &decl.docs, diagnostics).and_then(Written::get).unwrap_or(&empty);
    for item in decl.columns.items() {
        known(item, diagnostics);
    }
    let mut headings = Vec::new();
    for entry in decl.headings.entries() {
        known(&entry.name, diagnostics);
        headings.extend(entry.value().cloned().map(|heading| (entry.name.value.clone(), heading)));
    }
    headings.sort();
    Docs {
        style: decl.style.get().copied().unwrap_or(DocsStyle::Events),
        format: decl.format.get().copied().unwrap_or(DocsFormat::Markdown),
        columns: words::texts(&decl.columns),
        headings,
        title: words::text(&decl.title).or_else(|| head.map(|head| head.title.clone())).unwrap_or_default(),
        samples: decl.samples.get().copied(),
        links: links(decl.links.get().unwrap_or(&LinksDecl::default())),
    }
}

fn links(decl: &LinksDecl) -> Links {
    Links {
        policy: words::text(&decl.policy),
        dictionary: words::text(&decl.dictionary),
        schemas: words::text(&decl.schemas),
        csv: words::text(&decl.csv),
        json: words::text(&decl.json),
        feed: words::text(&decl.feed),
    }
}

fn known(item: &Spanned<Text>, diagnostics: &mut Diagnostics) {
    if !COLUMNS.contains(&item.value.trim()) {
        let message = format!("`{}` is not a column", crate::words::shorten(&item.value));
        let help = crate::words::instead(&item.value, COLUMNS.into_iter());
        diagnostics.push(Diagnostic::new(&rules::UNKNOWN_COLUMN, item.span, message, help));
    }
}
