//! From what is written to what it means. The only place that builds the model.
//!
//! One file for each part of a catalog; each reports what is wrong with its part and goes on with the next, so that
//! one run finds everything. What depends on a faulty part is left alone: a cause hides its consequences.

mod across;
mod common;
mod condition;
mod consent;
pub(crate) mod destination;
pub(crate) mod docs;
mod event;
mod examples;
mod field;
mod fitting;
pub(crate) mod floor;
mod flow;
mod head;
mod limits;
mod members;
mod merge;
mod names;
mod privacy;
mod received;
mod registry;
pub(crate) mod strings;
mod transform;
mod twin;
mod words;

use crate::diagnostic::Diagnostics;
use crate::model::{Catalog, Date, Text, WrittenIn};
use crate::parse::Declared;
use crate::source::{FileId, Sources};
use event::Resolved;
use merge::Merged;
use registry::Registry;

/// What a check may know beside the catalog.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// The day against which expiry dates are held; none when `None`.
    pub today: Option<Date>,
}

/// Resolves all files of a catalog as one; `None` when something keeps it from meaning anything.
pub(crate) fn resolve(
    sources: &Sources,
    declared: Vec<Declared<'_>>,
    options: CheckOptions,
    diagnostics: &mut Diagnostics,
) -> Option<Catalog> {
    let written = written_in(sources, declared.iter().map(|declared| declared.file.place.file));
    let (files, events): (Vec<_>, Vec<_>) =
        declared.into_iter().map(|declared| (declared.file, declared.events)).unzip();
    let merged = Merged::new(&files, diagnostics);
    let head = head::resolve(&merged, diagnostics);
    let registry = Registry::new(&merged, head.as_ref(), options, diagnostics);
    let groups = members::groups(&registry, &merged, diagnostics);
    let common = common::resolve(&registry, &merged, &groups, diagnostics);
    let promises = privacy::promises(&merged);
    // What concerns one event alone is checked while it is at hand: to fetch a large catalog again takes time.
    let check = |resolved: &Resolved, diagnostics: &mut Diagnostics| {
        received::check_event(&registry, resolved, &common, diagnostics);
        privacy::check_event(&promises, resolved, diagnostics);
    };
    let events = event::resolve(&registry, events, &groups, &common, sources, &check, diagnostics);
    let docs = docs::resolve(sources, &merged, head.as_ref(), diagnostics);
    across::check(&events, &common, diagnostics);
    received::check_sets(&registry, &common, diagnostics);
    privacy::check(&promises, head.as_ref(), &events, &common, diagnostics);
    merged.files.iter().for_each(|file| words::report_repeated(&file.never, diagnostics));
    if diagnostics.has_errors() {
        return None;
    }
    registry.report_unused(&merged, diagnostics);
    let never = merged.list(|decl| &decl.never).map(|item| item.value.trim().into()).collect();
    let common = (common.sets.into_iter().map(|common| common.set).collect(), common.precedence);
    let events = events.into_iter().map(|resolved| resolved.event).collect();
    let catalog = registry.into_catalog(head?, groups.into_model(&merged), common, never, docs, events)?;
    Some(Catalog { files: written, ..catalog })
}

/// Returns the files that a catalog is written in. What was read out of a program is written in its code; parts of it of
/// which the program does not say where are written nowhere.
fn written_in(sources: &Sources, files: impl Iterator<Item = FileId>) -> WrittenIn {
    let files: Vec<_> = files.map(|id| sources.file(id)).collect();
    let in_code = files.iter().filter_map(|file| file.declared_at()).map(|site| site.path().into());
    let mut paths: Vec<Text> = in_code.collect();
    if paths.is_empty() {
        paths = files.iter().map(|file| file.path().to_string_lossy().replace('\\', "/").into()).collect();
    }
    paths.sort();
    paths.dedup();
    WrittenIn(paths)
}
