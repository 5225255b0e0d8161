//! What a compiled program says of what it collects: from bytes to records, and from records to catalogs.
//!
//! Each declared event leaves one record in a section of the program that holds it (`telemetry` in ELF and WebAssembly,
//! `__DATA,__telemetry` in Mach-O, `.telemtr` in PE). [`read`] finds the section in executables, libraries, archives and
//! object files, without running anything, and [`Program::catalogs`] puts the records together as the files of the
//! catalogs they could have been written as. After that, nothing asks where an event came from except to print it.
//!
//! How records look is described in `catalog/RECORDS.md`.
//!
//! Programs are not trusted: every length is checked before it is used, work and memory are bounded by the size of the
//! file, and what is wrong is an error that names the place. Nothing here reads a disk; see [`open`](crate::open).

mod container;
mod declare;
mod document;
mod fault;
mod kind;
mod record;
mod section;
mod stream;
mod types;
mod wasm;

pub use declare::ProgramCatalog;
pub use fault::ProgramError;
pub use stream::Stream;

use container::Found;
use object::ReadRef;
use object::read::ReadCache;
use record::Record;
use stream::Bounded;

/// How many of its first bytes tell whether a file is a program: a PE file says so behind the program for DOS.
pub(crate) const HEAD: u64 = 4096;

/// A program that was read: what its records declare.
#[derive(Debug)]
pub struct Program {
    /// The program, as messages name it.
    name: String,
    records: Vec<Record>,
    notes: Vec<String>,
}

/// Returns whether bytes are those of a program, by their first few; a name says nothing.
#[must_use]
pub fn is_program(bytes: &[u8]) -> bool {
    kind::Kind::of(bytes).is_some()
}

/// Reads the records of a program: an executable, a library, an archive, an object file or a WebAssembly module.
///
/// # Errors
///
/// What is no program, is damaged, or holds no record; the error says where and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<Program, ProgramError> {
    read_records(fault::shown(name), bytes)
}

/// Reads the records of a program that is not in memory; of an executable or a library little else is read.
///
/// # Errors
///
/// Those of [`read`], and what cannot be read at all.
pub fn read_from(name: &str, stream: impl Stream) -> Result<Program, ProgramError> {
    let name = fault::shown(name);
    let cache = ReadCache::new(Bounded::new(&name, stream)?);
    let program = read_records(name.clone(), &cache);
    program.map_err(|error| cache.into_inner().fault(&name).unwrap_or(error))
}

fn read_records<'data>(name: String, data: impl ReadRef<'data>) -> Result<Program, ProgramError> {
    let found = container::find(&name, data)?;
    if found.records.is_empty() {
        return Err(fault::no_records(&name, &found.survey));
    }
    let notes = notes(&name, &found);
    let complete = types::complete(&found.records)?;
    let records = complete.into_iter().map(|(value, site)| Record::parse(value, &site)).collect::<Result<_, _>>()?;
    Ok(Program { name, records, notes })
}

impl Program {
    /// Returns what could not be seen, a sentence each: members of an archive that hold no machine code yet.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Returns the catalogs of the program, by identifier and version; at least one.
    ///
    /// # Errors
    ///
    /// A record whose parts cannot be put together.
    pub fn catalogs(&self) -> Result<Vec<ProgramCatalog>, ProgramError> {
        declare::catalogs(&self.name, &self.records)
    }
}

fn notes(name: &str, found: &Found<'_>) -> Vec<String> {
    let hidden = found.survey.bitcode;
    let members = if hidden == 1 { "1 member".to_owned() } else { format!("{hidden} members") };
    let note = format!("{members} of `{name}` cannot be seen: only LLVM bitcode (LTO); inspect the final program too");
    if hidden > 0 { vec![note] } else { Vec::new() }
}
