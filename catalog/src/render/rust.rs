//! The Rust module of a catalog: a struct for each event, group and common set, an enum for each closed vocabulary.
//!
//! What is printed is what a person would write: types, doc comments, attributes, no logic; the derive makes the rest.
//! It is printed as rustfmt (edition 2024, default style) leaves it, so that formatting a program changes nothing.

mod attribute;
mod doc;
mod event;
mod field;
mod imports;
mod item;
mod names;
mod plan;
mod value;
mod writer;

use super::notation;
use crate::files::Files;
use crate::model::Catalog;
use imports::Imports;
use item::Printer;
use plan::Plan;
use writer::{WIDTH, Writer};

pub(super) use attribute::push_str;
pub(super) use field::title_says_more;
pub(crate) use names::{NameKind, rust_names};

/// How the module is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RustOptions {
    /// The name of the file; that of the catalog, in snake case, when `None`.
    pub file: Option<String>,
    /// Whether the file is brought in with `include!`, where no comment may speak of the module itself.
    pub included: bool,
}

/// Renders the module of a catalog: one file.
#[must_use]
pub fn rust(catalog: &Catalog, options: &RustOptions) -> Files {
    let plan = Plan::of(catalog);
    let mut printer = Printer::new(&plan);
    printer.events();
    printer.groups();
    printer.common_sets();
    printer.vocabularies();
    let (mut module, imports) = printer.finish();
    module.insert_str(0, &head(catalog, options, &imports));
    let mut files = Files::new();
    files.insert(file_name(catalog, options), module);
    files
}

fn file_name(catalog: &Catalog, options: &RustOptions) -> String {
    options.file.clone().unwrap_or_else(|| {
        let name = rust_names(NameKind::Module, &[catalog.id()]).remove(0);
        format!("{name}.rs")
    })
}

/// Returns the name of the type that stands for each event in generated code, by the name of the event.
#[must_use]
pub fn rust_types(catalog: &Catalog) -> Vec<(String, String)> {
    Plan::of(catalog).events.into_iter().map(|event| (event.of.name().to_owned(), event.name)).collect()
}

/// Returns what stands before the first type: the banner, what the catalog says of itself, the imports.
fn head(catalog: &Catalog, options: &RustOptions, imports: &Imports) -> String {
    let comment = if options.included { "//" } else { "//!" };
    let mut head = Writer::default();
    head.line(&format!(
        "{comment} Made from catalog `{}` {} by `telemetry generate rust`. Do not edit.",
        catalog.id(),
        catalog.version()
    ));
    head.line(comment);
    doc::comment(&mut head, comment, catalog.description());
    imports.print(&mut head);
    facts(&mut head, catalog);
    head.finish()
}

/// Writes `catalog! { … }`: what all events share, and what no type stands for.
fn facts(head: &mut Writer, catalog: &Catalog) {
    head.blank();
    head.line("telemetry_core::catalog! {");
    head.deeper();
    for entry in notation::head(catalog).rust_entries(WIDTH) {
        entry.lines().for_each(|line| head.line(line));
    }
    head.shallower();
    head.line("}");
}
