//! From a file to the sections that hold records: object files, archives of them, and files for several machines.
//!
//! Only sections of the right name are looked at, never the whole file: the metadata of an rlib holds further copies.

use super::fault::{self, AGAIN, ProgramError, short};
use super::kind::Kind;
use super::section::{Raw, records};
use super::wasm;
use object::read::archive::{ArchiveFile, ArchiveMember};
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{BinaryFormat, File, Object, ObjectSection, ReadRef};
use std::collections::HashSet;
use std::sync::Arc;

/// How deep files may lie in files: an archive in a file for several machines, and one more.
const DEEPEST: usize = 3;
/// For how many machines one file may be. Ten or so exist.
const MOST_MACHINES: usize = 64;
/// How many bytes the texts of all records may have, each counted once: twice what ten thousand large events need.
pub(super) const MOST_TEXT: usize = 64 << 20;

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Found<'data> {
    /// The records, each once, in the order of the file.
    pub(super) records: Vec<Raw<'data>>,
    pub(super) survey: Survey,
}

/// What the file is made of: it explains why there are no records.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) archive: bool,
    pub(super) objects: usize,
    pub(super) sections: usize,
    /// Object files that are not there yet: only what LLVM keeps until the final link.
    pub(super) bitcode: usize,
    /// Members that the archive names and does not hold.
    pub(super) thin: usize,
}

/// Finds all records of a file, in memory or not.
pub(super) fn find<'data>(name: &str, data: impl ReadRef<'data>) -> Result<Found<'data>, ProgramError> {
    let size = data.len().unwrap_or_default();
    let head = data.read_bytes_at(0, size.min(super::HEAD)).unwrap_or_default();
    let kind = Kind::of(head).ok_or_else(|| fault::no_program(name))?;
    let mut search = Search { found: Found::default(), seen: HashSet::new(), text: 0, work: Work::new(size) };
    search.file(&format!("`{name}`"), kind, data, DEEPEST)?;
    Ok(search.found)
}

/// One run over a file and the files in it.
struct Search<'data> {
    found: Found<'data>,
    /// The contents of records so far, their types too.
    seen: HashSet<(&'data str, &'data [u8])>,
    text: usize,
    work: Work,
}

/// What may still be looked at. A hostile file can name one range of bytes again and again; an honest one cannot, so
/// all of it together is bounded by the size of the file.
struct Work {
    left: u64,
}

impl Work {
    fn new(size: u64) -> Self {
        Self { left: size.saturating_mul(4).saturating_add(1 << 16) }
    }

    fn spend(&mut self, what: &str, bytes: usize) -> Result<(), ProgramError> {
        self.left = self.left.checked_sub(bytes as u64).ok_or_else(|| fault::overlapping(what))?;
        Ok(())
    }
}

impl<'data> Search<'data> {
    /// Looks into a file; `what` names it in messages.
    fn file<R: ReadRef<'data>>(&mut self, what: &str, kind: Kind, data: R, depth: usize) -> Result<(), ProgramError> {
        match kind {
            Kind::Object => self.object(what, data),
            Kind::Wasm => self.wasm(what, data),
            Kind::Fat32 => {
                let fat = MachOFatFile32::parse(data).map_err(|error| damaged(what, error))?;
                self.fat(what, fat.arches(), data, depth)
            }
            Kind::Fat64 => {
                let fat = MachOFatFile64::parse(data).map_err(|error| damaged(what, error))?;
                self.fat(what, fat.arches(), data, depth)
            }
            Kind::Archive => self.archive(what, data, depth),
            Kind::Bitcode => {
                self.found.survey.bitcode += 1;
                Ok(())
            }
            Kind::Import => Ok(()),
        }
    }

    fn object<R: ReadRef<'data>>(&mut self, what: &str, data: R) -> Result<(), ProgramError> {
        let file = File::parse(data).map_err(|error| damaged(what, error))?;
        self.found.survey.objects += 1;
        let wanted = section_name(file.format());
        for section in file.sections() {
            self.found.survey.sections += 1;
            let name = section.name_bytes().map_err(|error| damaged(what, error))?;
            self.work.spend(what, name.len())?;
            if name == wanted.as_bytes() {
                let content = section.data().map_err(|error| {
                    ProgramError::new(format!("the section `{wanted}` of {what} is damaged: {}", said(error)), AGAIN)
                })?;
                self.section(what, wanted, content)?;
            }
        }
        Ok(())
    }

    fn wasm<R: ReadRef<'data>>(&mut self, what: &str, data: R) -> Result<(), ProgramError> {
        self.found.survey.objects += 1;
        // A module without custom sections is no sign of a packer.
        self.found.survey.sections += 1;
        let wanted = section_name(BinaryFormat::Wasm);
        let data = data.len().and_then(|size| data.read_bytes_at(0, size)).map_err(|()| fault::cut_off(what))?;
        for content in wasm::sections(what, data, wanted)? {
            self.section(what, wanted, content)?;
        }
        Ok(())
    }

    fn section(&mut self, what: &str, name: &str, content: &'data [u8]) -> Result<(), ProgramError> {
        let section: Arc<str> = format!("section `{name}` of {what}").into();
        self.work.spend(what, content.len())?;
        for record in records(&section, content)? {
            if self.seen.insert((record.text, record.tail)) {
                self.text += record.text.len();
                self.found.records.push(record);
            }
        }
        if self.text > MOST_TEXT {
            let message = format!("the records of {what} have more than {} MiB", MOST_TEXT >> 20);
            return Err(ProgramError::new(message, "no program has as many events: build or copy the file again"));
        }
        Ok(())
    }

    fn fat<A: FatArch, R: ReadRef<'data>>(
        &mut self,
        what: &str,
        parts: &[A],
        data: R,
        depth: usize,
    ) -> Result<(), ProgramError> {
        if parts.len() > MOST_MACHINES {
            let message = format!("{what} says it is for {} machines", parts.len());
            return Err(ProgramError::new(message, "a Java class begins like such a file; else copy the file again"));
        }
        for part in parts {
            let what = format!("{what} ({})", format!("{:?}", part.architecture()).to_lowercase());
            let content = part.data(data).map_err(|error| damaged(&what, error))?;
            self.work.spend(&what, content.len())?;
            self.inner(&what, content, depth)?;
        }
        Ok(())
    }

    fn archive<R: ReadRef<'data>>(&mut self, what: &str, data: R, depth: usize) -> Result<(), ProgramError> {
        self.found.survey.archive = true;
        let archive = ArchiveFile::parse(data).map_err(|error| damaged(what, error))?;
        for member in archive.members() {
            let member = member.map_err(|error| damaged(what, error))?;
            self.work.spend(what, member.name().len())?;
            self.member(what, &member, data, depth)?;
        }
        Ok(())
    }

    fn member<R: ReadRef<'data>>(
        &mut self,
        what: &str,
        member: &ArchiveMember<'data>,
        data: R,
        depth: usize,
    ) -> Result<(), ProgramError> {
        if member.is_thin() {
            self.found.survey.thin += 1;
            return Ok(());
        }
        let name = short(&String::from_utf8_lossy(member.name()));
        let what = format!("`{name}` in {what}");
        let content = member.data(data).map_err(|error| damaged(&what, error))?;
        self.work.spend(&what, content.len())?;
        self.inner(&what, content, depth)
    }

    /// Looks into a file that lies in another one; what is no program is left out, such as the metadata of an rlib.
    fn inner(&mut self, what: &str, data: &'data [u8], depth: usize) -> Result<(), ProgramError> {
        match Kind::of(data) {
            Some(kind) if depth > 0 => self.file(what, kind, data, depth - 1),
            Some(_) => {
                let message = format!("files lie in files more than {DEEPEST} deep in {what}");
                Err(ProgramError::new(message, "unpack it and inspect the parts"))
            }
            None => Ok(()),
        }
    }
}

/// Returns the name of the section that holds records.
fn section_name(format: BinaryFormat) -> &'static str {
    match format {
        BinaryFormat::MachO => "__telemetry",
        BinaryFormat::Coff | BinaryFormat::Pe => ".telemtr",
        // ELF and WebAssembly; the list is the crate's and may grow.
        _ => "telemetry",
    }
}

fn damaged(what: &str, error: object::Error) -> ProgramError {
    ProgramError::new(format!("{what} is damaged: {}", said(error)), AGAIN)
}

/// Returns what the reader of the format said, as the middle of a sentence.
fn said(error: object::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
