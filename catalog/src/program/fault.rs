//! Why a program could not be read: what is wrong, where, and what to do.

use super::container::Survey;
use crate::words::{is_invisible, shorten};
use std::fmt;
use std::io;

/// Why a program could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramError {
    message: String,
    help: String,
}

impl ProgramError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// Returns what is wrong and where, in one clause.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to do.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for ProgramError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\nhelp: {}", self.message, self.help)
    }
}

impl std::error::Error for ProgramError {}

/// What to do about a file that is cut short or changed.
pub(super) const AGAIN: &str = "build or copy the file again: it is cut short, or was changed after it was linked";

/// Returns a text from a program as messages may print it: on one line, without what nobody sees.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|char| if char.is_control() || is_invisible(char) { '\u{fffd}' } else { char }).collect()
}

/// Returns the first characters of a name from a program.
pub(super) fn short(text: &str) -> String {
    shown(&shorten(text))
}

/// Returns what to say of a file that names one range of its bytes again and again.
pub(super) fn overlapping(what: &str) -> ProgramError {
    ProgramError::new(format!("parts of {what} lie on top of each other"), AGAIN)
}

/// Returns what to say of a file that ends before what was there when it was opened.
pub(super) fn cut_off(what: &str) -> ProgramError {
    ProgramError::new(format!("{what} is cut off"), AGAIN)
}

/// Returns what to say of a file that the system does not hand out.
pub(super) fn unreadable(name: &str, error: &io::Error) -> ProgramError {
    ProgramError::new(format!("cannot read `{name}`: {error}"), "copy the file to where it can be read")
}

pub(super) fn no_program(name: &str) -> ProgramError {
    let help = "give an executable, a library, an rlib, an object file or a WebAssembly module; `telemetry list` reads \
                catalogs";
    ProgramError::new(format!("`{name}` is no program that can be read"), help)
}

/// Returns what to say of a program without records: that may be the truth, and usually one of few causes explains it.
pub(super) fn no_records(name: &str, survey: &Survey) -> ProgramError {
    let message = format!("`{name}` holds no telemetry records");
    if survey.thin > 0 {
        let help = "this is a thin archive, which names its members and does not hold them: inspect the final program, \
                    or the object files";
        return ProgramError::new(message, help);
    }
    if survey.bitcode > 0 {
        let help = "it is built for link-time optimisation and holds only LLVM bitcode, in which nothing can be seen \
                    yet: inspect the final program";
        return ProgramError::new(message, help);
    }
    if survey.objects > 0 && survey.sections == 0 {
        let help = "it has no sections at all: a packer or a stripping tool took them away, or it is cut short; \
                    inspect the program as the linker wrote it";
        return ProgramError::new(message, help);
    }
    let mut help = "is it built with events of `telemetry-core`? A crate that only Cargo.toml names is not linked: \
                    write `use that_crate as _;` in the program"
        .to_owned();
    if !survey.archive {
        help.push_str("; a static library that another linker links needs `--whole-archive`, or inspect the library");
    }
    ProgramError::new(message, help)
}
