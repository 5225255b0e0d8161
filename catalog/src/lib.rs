//! Telemetry catalogs: YAML in, one checked model, Rust and JSON Schema out.

mod de;
pub mod declared;
mod diagnostic;
mod disk;
mod files;
pub mod model;
mod parse;
pub mod render;
mod resolve;
pub mod rules;
mod source;
mod words;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use disk::{LoadError, load};
pub use files::{Drift, Files, WriteSummary};
pub use resolve::CheckOptions;
pub use resolve::docs::COLUMNS;
pub use source::{FileId, Position, SourceFile, Sources, Span};

use model::Catalog;

/// What a check found: the catalog, where it means something, and everything there is to say about it.
#[derive(Debug)]
pub struct Checked {
    /// The resolved catalog; `None` when there are errors.
    pub catalog: Option<Catalog>,
    /// The findings, in source order, each once.
    pub diagnostics: Diagnostics,
}

/// Parses, resolves and checks all files of a catalog as one.
#[must_use]
pub fn check(sources: &Sources, options: &CheckOptions) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let declared = parse::parse(sources, &mut diagnostics);
    let readable = declared.len() == sources.len();
    let catalog = if readable { resolve::resolve(sources, declared, *options, &mut diagnostics) } else { None };
    diagnostics.finish();
    Checked { catalog, diagnostics }
}
