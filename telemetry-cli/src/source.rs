//! Reading a catalog from where the user says it is, written or in a program, and checking it.

use crate::arguments::FindingsArguments;
use crate::program;
use crate::progress::Progress;
use crate::screen::{Failure, Screen, counted};
use std::io::{self, Cursor, Read as _};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use telemetry_catalog::model::{Catalog, Date, Event};
use telemetry_catalog::program::is_program;
use telemetry_catalog::{CheckOptions, Checked, Diagnostics, Input, Severity, SourceFile, Sources};

/// The folder that `init` writes and that is read when no catalog is named.
pub(crate) const FOLDER: &str = "telemetry";
/// The folder that papers are written to, with the policy that they are made with.
pub(crate) const PAPERS: &str = "papers";
/// How messages name standard input.
const STANDARD_INPUT: &str = "<stdin>";

/// A catalog that was read and checked.
pub(crate) struct Read {
    pub(crate) sources: Sources,
    pub(crate) checked: Checked,
    /// How messages name the catalog as a whole.
    name: String,
}

/// Which catalog a user means.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// A file, a folder, a program, or `-`; the usual folder when `None`.
    pub(crate) path: Option<&'a Path>,
    /// One of several catalogs of a program.
    pub(crate) id: Option<&'a str>,
}

/// Reads and checks a catalog. It lives as long as the process: to free a large one piece by piece only takes time.
pub(crate) fn read(wanted: Wanted<'_>, today: Option<&str>, screen: &Screen) -> Result<ManuallyDrop<Read>, Failure> {
    let options = options(today)?;
    let path = wanted.path.map_or_else(default_path, |path| Ok(path.to_owned()))?;
    let _progress = Progress::start("checking", screen);
    let sources = sources(&path, wanted.id, screen)?;
    let checked = telemetry_catalog::check(&sources, &options);
    Ok(ManuallyDrop::new(Read::new(sources, checked, name(&path))))
}

/// Reads a catalog and a program, checks both, and compares what is declared with what is shipped.
pub(crate) fn compared(
    catalog: Option<&Path>,
    (program, id): (&Path, Option<&str>),
    today: Option<&str>,
    screen: &Screen,
) -> Result<ManuallyDrop<Read>, Failure> {
    let options = options(today)?;
    let path = catalog.map_or_else(default_path, |path| Ok(path.to_owned()))?;
    let _progress = Progress::start("comparing", screen);
    let declared = sources(&path, None, screen)?;
    let shipped = name(program);
    let catalogs = program::catalogs(&shipped, input(program)?, screen)?;
    // Of several catalogs the one of the same name is meant, unless the user says otherwise.
    let same = match id {
        None if catalogs.len() > 1 => telemetry_catalog::check(&declared, &options).catalog,
        None | Some(_) => None,
    };
    let same = same.as_ref().map(Catalog::id).filter(|id| catalogs.iter().filter(|one| one.id() == *id).count() == 1);
    let chosen = program::choose(&shipped, catalogs, id.or(same))?;
    let compared = telemetry_catalog::compare(declared, chosen.sources(), &options);
    let checked = Checked { catalog: compared.declared, diagnostics: compared.diagnostics };
    Ok(ManuallyDrop::new(Read::new(compared.sources, checked, name(&path))))
}

/// Returns how a check judges what depends on the day.
pub(crate) fn options(today: Option<&str>) -> Result<CheckOptions, Failure> {
    Ok(CheckOptions { today: Some(today.map_or_else(|| Ok(current_day()), day)?) })
}

/// Returns how messages name what a path leads to.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { STANDARD_INPUT.to_owned() } else { path.display().to_string() }
}

/// Reads the files of a catalog, or those that a program could have been written as.
fn sources(path: &Path, id: Option<&str>, screen: &Screen) -> Result<Sources, Failure> {
    let name = name(path);
    match (input(path)?, id) {
        (program @ Input::Program(_), id) => {
            let catalogs = program::catalogs(&name, program, screen)?;
            program::choose(&name, catalogs, id).map(|catalog| catalog.sources())
        }
        (Input::Catalog(sources), None) => Ok(sources),
        (Input::Catalog(_), Some(_)) => Err(Failure::said(format!("`{name}` is a catalog, not a program"))
            .with_help("leave `--id` out: it chooses among the catalogs of a program")),
    }
}

/// Reads what a path leads to.
pub(crate) fn input(path: &Path) -> Result<Input, Failure> {
    if path.as_os_str() != "-" {
        return telemetry_catalog::open(path).map_err(|error| Failure::said(error.to_string()));
    }
    let bytes = standard_input()?;
    if is_program(&bytes) {
        return Ok(Input::Program(Box::new(Cursor::new(bytes))));
    }
    Ok(Input::Catalog(Sources::new(vec![SourceFile::from_bytes(STANDARD_INPUT, bytes)])))
}

pub(crate) fn default_path() -> Result<PathBuf, Failure> {
    let path = PathBuf::from(FOLDER);
    if path.exists() {
        return Ok(path);
    }
    Err(Failure::said(format!("no catalog is named, and there is no folder `{FOLDER}` here"))
        .with_help("give the path of a catalog, or start one with `telemetry init`"))
}

/// Reads all of standard input.
pub(crate) fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::said(format!("cannot read standard input: {error}")))?;
    Ok(bytes)
}

fn day(text: &str) -> Result<Date, Failure> {
    Date::parse(text)
        .ok_or_else(|| Failure::said(format!("`{text}` is not a day")).with_help("write it as `2027-03-31`"))
}

fn current_day() -> Date {
    // A clock before 1970 is wrong; nothing has expired then.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Date::from_unix_seconds(since.as_secs())
}

impl Read {
    pub(crate) fn new(sources: Sources, checked: Checked, name: String) -> Self {
        Self { sources, checked, name }
    }

    /// Returns the run in a line: `oso: 3 events, 41 fields, no findings`.
    pub(crate) fn summary(&self) -> String {
        let findings = findings(&self.checked.diagnostics);
        match &self.checked.catalog {
            Some(catalog) => format!("{}: {}, {findings}", catalog.id(), contents(catalog)),
            None => format!("{}: {findings}", self.name),
        }
    }

    /// Returns whether the findings fail the run.
    pub(crate) fn fails(&self, arguments: &FindingsArguments) -> bool {
        let diagnostics = &self.checked.diagnostics;
        diagnostics.has_errors() || (arguments.deny_warnings && !diagnostics.is_empty())
    }
}

fn findings(diagnostics: &Diagnostics) -> String {
    let counts = [Severity::Error, Severity::Warning].map(|severity| (diagnostics.count(severity), severity.name()));
    let parts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| counted(count, name)).collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// Returns how much a catalog declares.
pub(crate) fn contents(catalog: &Catalog) -> String {
    // The tag that says which form an event has is a field of it too.
    let fields = |event: &Event| event.all_members().count() + usize::from(event.variants().is_some());
    let own: usize = catalog.events().iter().map(fields).sum();
    let common: usize = catalog.common().iter().map(|set| set.members().len()).sum();
    format!("{}, {}", counted(catalog.events().len(), "event"), counted(own + common, "field"))
}
