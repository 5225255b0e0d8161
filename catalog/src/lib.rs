//! Telemetry catalogs: what a program may record, declared once in YAML, checked, and turned into what machines read.
//!
//! ```text
//! written ──parse──▶ declared ──resolve──▶ resolved ──check──▶ checked ──render──▶ files
//!  YAML               declared::*           model::*            Checked             Files
//! ```
//!
//! # In a build script
//!
//! ```no_run
//! // build.rs
//! telemetry_catalog::build::catalog("telemetry/").emit();
//! ```
//!
//! # As a library
//!
//! ```
//! use telemetry_catalog::{CheckOptions, Sources, check, render};
//!
//! let sources = Sources::from_text("catalog.yaml", r#"
//! catalog: editor
//! title: Editor
//! version: 1.0.0
//! description: What the editor records.
//! destinations:
//!   store: { ceiling: technical, consent: usage }
//! events:
//!   file_opened:
//!     description: A file was opened.
//!     purpose: product
//!     consent: usage
//!     destinations: [store]
//!     fields:
//!       from_recent: { type: bool, class: technical, description: Whether it was in the list of recent files. }
//! "#);
//! let checked = check(&sources, &CheckOptions::default());
//! assert!(checked.diagnostics.is_empty(), "{}", checked.diagnostics.to_text(&sources));
//!
//! let catalog = checked.catalog.expect("there are no findings");
//! assert_eq!(catalog.events()[0].class().name(), "technical");
//! let rust = render::rust(&catalog, &render::RustOptions::default());
//! assert!(rust.get("editor.rs").expect("one module").contains("pub struct FileOpened"));
//! ```
//!
//! What is wrong is found in one run, with its place and what to write instead:
//!
//! ```
//! use telemetry_catalog::{CheckOptions, Sources, check};
//!
//! let sources = Sources::from_text("catalog.yaml", "catalog: editor\ntitel: Editor\n");
//! let text = check(&sources, &CheckOptions::default()).diagnostics.to_text(&sources);
//! assert!(text.contains("error[unknown-key]: a catalog has no key `titel`"));
//! assert!(text.contains("help: did you mean `title`?"));
//! ```
//!
//! The format's reference is `FORMAT.md` beside this crate's sources; with the feature `format-schema` the crate hands
//! out the format as a JSON Schema, for editors.
//!
//! # What lives here, and what does not
//!
//! One module reads disks (`disk`), one writes them (`files`), one knows the environment (`build_script`), one knows
//! YAML (`yaml`). Pages for people are the business of `telemetry-docs-gen`, arguments and colour of `telemetry-cli`.

mod build_script;
#[cfg(feature = "program")]
mod compare;
mod de;
pub mod declared;
mod diagnostic;
mod disk;
mod files;
#[cfg(feature = "format-schema")]
pub mod format;
pub mod model;
mod parse;
mod policy;
#[cfg(feature = "program")]
pub mod program;
pub mod render;
mod resolve;
pub mod rules;
mod source;
mod text_kind;
mod words;
mod yaml;

#[cfg(feature = "program")]
pub use compare::{Compared, compare, recorded};
pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
#[cfg(feature = "program")]
pub use disk::{Input, open};
pub use disk::{LoadError, load};
pub use files::{Drift, Files, WriteSummary};
pub use policy::{CheckedPolicy, policy};
pub use resolve::CheckOptions;
pub use resolve::docs::{COLUMNS, STANDARD, STANDARD_COLUMNS};
pub use resolve::strings::STRINGS;
pub use source::{FileId, Position, SourceFile, Sources, Span};

use model::Catalog;

/// Catalogs in build scripts, in one line.
pub mod build {
    pub use crate::build_script::{BuildCatalog, BuildError, catalog, today};
}

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
    let declared = parse::parse(sources, 0..sources.len(), &mut diagnostics);
    let readable = declared.len() == sources.len();
    let catalog = if readable {
        resolve::resolve(sources, declared, *options, &mut diagnostics)
    } else {
        // What can be read is read, for its faults.
        for declared in declared {
            declared.events.read(&mut diagnostics, |_, _| {});
        }
        None
    };
    diagnostics.finish();
    Checked { catalog, diagnostics }
}
