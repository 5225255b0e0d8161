//! `--scan`: where in a source tree each event is recorded. What is found goes to the pages as code sites; what is
//! recorded nowhere is a finding.
//!
//! In Rust an event is recorded where its type is made: the type that is generated for it, or a type of the tree that
//! derives it. Another type of that name is told by its path or by `use`; where that does not tell, the place is taken for
//! one, and said. Elsewhere an event is recorded where its name on the wire stands between quotes. Both read tokens and no
//! meaning. Tests do not record.

mod literal;
mod names;
mod revision;
mod rust;
mod token;
mod tree;

use crate::progress::Progress;
use crate::report::path_text;
use crate::screen::{Failure, Screen, counted};
use crate::source::Read;
use clap::Args;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::{CallSites, Catalog};

/// Where call sites are looked for.
#[derive(Args, Debug, Default)]
pub(crate) struct ScanArguments {
    /// Links events to where they are recorded below this folder, and warns of those that are recorded nowhere; may be
    /// given several times.
    #[arg(long, value_name = "DIR", help_heading = "Code")]
    pub(crate) scan: Vec<PathBuf>,
    /// The revision that such links lead to; what is checked out when absent.
    #[arg(long, value_name = "REVISION", requires = "scan", help_heading = "Code")]
    pub(crate) revision: Option<String>,
}

/// Searches for what records the events of a catalog, adds to the findings what that says against the catalog, and returns
/// the catalog with the places for pages; `None` where no search is wanted, or where the catalog has errors.
pub(crate) fn scanned(read: &mut Read, arguments: &ScanArguments, screen: &Screen) -> Result<Option<Catalog>, Failure> {
    let (Some(first), Some(catalog)) = (arguments.scan.first(), &read.checked.catalog) else { return Ok(None) };
    let progress = Progress::start("scanning", screen);
    let root = tree::root(first);
    let files = tree::files(&arguments.scan, root.as_deref())?;
    let found = find(catalog, &files);
    drop(progress);
    telemetry_catalog::recorded(&read.sources, catalog, &found.sites, &mut read.checked.diagnostics);
    say(catalog, &files, &found, screen);
    let revision = || root.as_deref().and_then(revision::of);
    let revision = arguments.revision.clone().or_else(revision);
    Ok(Some(catalog.clone().with_call_sites(&found.sites, revision.as_deref())))
}

/// What a search found.
#[derive(Default)]
struct Found {
    sites: CallSites,
    /// Where another type of the same name may be meant.
    unsure: Vec<String>,
}

/// Returns where each event is recorded, in the order of the files.
fn find(catalog: &Catalog, files: &[tree::File]) -> Found {
    let literals = literal::Names::of(catalog);
    let is_rust = |file: &&tree::File| Path::new(&file.path).extension().is_some_and(|ending| ending == "rs");
    let types = types(catalog, &files.iter().filter(is_rust).collect::<Vec<_>>());
    let Found { mut sites, mut unsure } = Found::default();
    let mut add = |event: &str, file: &tree::File, line| {
        sites.entry(event.to_owned()).or_default().push((file.path.clone(), line));
    };
    for file in files {
        if !is_rust(&file) {
            literals.quoted(&file.text).into_iter().for_each(|(event, line)| add(event, file, line));
            continue;
        }
        for record in types.recorded(&file.path, &file.text) {
            add(record.event, file, record.line);
            if let Some(name) = record.unsure {
                let place = format!("{}:{}", file.path, record.line);
                unsure.push(format!("{place}: `{name}` is taken for the event `{}`", record.event));
            }
        }
    }
    sites.values_mut().for_each(Vec::dedup);
    Found { sites, unsure }
}

/// Returns the types that stand for events. One may be used in a file before that which declares it.
fn types(catalog: &Catalog, files: &[&tree::File]) -> rust::Types {
    let mut types = rust::Types::of(catalog);
    for file in files {
        types.learn(catalog, &file.text);
    }
    let mut is_news = true;
    while std::mem::take(&mut is_news) {
        for file in files {
            is_news |= types.locate(&file.path, &file.text);
        }
    }
    types
}

/// Says what was read, and what could not be told.
fn say(catalog: &Catalog, files: &[tree::File], found: &Found, screen: &Screen) {
    let recorded: Vec<_> = catalog.events().iter().filter(|event| event.is_recorded()).collect();
    let count = recorded.iter().filter(|event| found.sites.contains_key(event.name())).count();
    let events = counted(recorded.len(), "event");
    screen.note(&format!("scanned {}: {count} of {events} recorded", counted(files.len(), "file")));
    for place in &found.unsure {
        screen.note(&format!("  {place}, though another type has that name, too"));
    }
}

/// Returns how messages name a folder.
fn name(path: &Path) -> String {
    path_text(path)
}
