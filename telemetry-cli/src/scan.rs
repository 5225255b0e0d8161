//! `--scan`: where in a source tree each event is recorded. What is found goes to the pages as code sites; what is
//! recorded nowhere is said.
//!
//! In Rust an event is recorded where its type is made: the type that is generated for it, or a type of the tree that
//! derives it. Elsewhere it is where its name on the wire stands between quotes. Both read tokens and no meaning: a type of
//! the same name in another module is taken for it. Tests do not record.

mod literal;
mod revision;
mod rust;
mod token;
mod tree;

use crate::progress::Progress;
use crate::report::path_text;
use crate::screen::{Failure, Screen, counted};
use clap::Args;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::{CallSites, Catalog};

/// Where call sites are looked for.
#[derive(Args, Debug, Default)]
pub(crate) struct ScanArguments {
    /// Links events to where they are recorded below this folder, and names those that are recorded nowhere; may be given
    /// several times.
    #[arg(long, value_name = "DIR", help_heading = "Code")]
    pub(crate) scan: Vec<PathBuf>,
    /// The revision that such links lead to; what is checked out when absent.
    #[arg(long, value_name = "REVISION", requires = "scan", help_heading = "Code")]
    pub(crate) revision: Option<String>,
}

/// Returns a catalog with what a scan found, and says what it did not find; `None` where none is wanted.
pub(crate) fn scanned(
    catalog: &Catalog,
    arguments: &ScanArguments,
    screen: &Screen,
) -> Result<Option<Catalog>, Failure> {
    let Some(first) = arguments.scan.first() else { return Ok(None) };
    let progress = Progress::start("scanning", screen);
    let root = tree::root(first);
    let files = tree::files(&arguments.scan, root.as_deref())?;
    let sites = call_sites(catalog, &files);
    drop(progress);
    say(catalog, &files, &sites, screen);
    let found = || root.as_deref().and_then(revision::of);
    let revision = arguments.revision.clone().or_else(found);
    Ok(Some(catalog.clone().with_call_sites(&sites, revision.as_deref())))
}

/// Returns where each event is recorded, in the order of the files.
fn call_sites(catalog: &Catalog, files: &[tree::File]) -> CallSites {
    let literals = literal::Names::of(catalog);
    let mut types = rust::Types::of(catalog);
    let is_rust = |file: &&tree::File| Path::new(&file.path).extension().is_some_and(|ending| ending == "rs");
    // A type may be used in a file before the one that declares it.
    files.iter().filter(is_rust).for_each(|file| types.learn(catalog, &file.text));
    let mut sites = CallSites::new();
    for file in files {
        let found = if is_rust(&file) { types.recorded(&file.text) } else { literals.quoted(&file.text) };
        for (event, line) in found {
            sites.entry(event.to_owned()).or_default().push((file.path.clone(), line));
        }
    }
    sites.values_mut().for_each(Vec::dedup);
    sites
}

/// Says what was read and which events are recorded nowhere.
fn say(catalog: &Catalog, files: &[tree::File], sites: &CallSites, screen: &Screen) {
    let recorded = catalog.events().iter().filter(|event| event.is_recorded());
    let (found, missing): (Vec<_>, Vec<_>) = recorded.partition(|event| sites.contains_key(event.name()));
    screen.note(&format!(
        "scanned {}: {} of {} recorded",
        counted(files.len(), "file"),
        found.len(),
        counted(found.len() + missing.len(), "event")
    ));
    for event in missing {
        screen.note(&format!("  declared, never recorded: `{}`", event.name()));
    }
    // What is not recorded by declaration and still is.
    for event in catalog.events().iter().filter(|event| !event.is_recorded() && sites.contains_key(event.name())) {
        screen.note(&format!("  recorded, and not declared to be active: `{}`", event.name()));
    }
}

/// Returns how messages name a folder.
fn name(path: &Path) -> String {
    path_text(path)
}
