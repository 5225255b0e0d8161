//! The subcommands with which users of a program see and decide what its telemetry does: `status`, `on`, `off`, `local`,
//! `grant`, `revoke`, `show`, `preview`, `export`, `clear`, `forget`, `help`.
//!
//! The program hands over the words after its own `telemetry` subcommand, however it read its arguments, and something
//! that answers: a [`Host`]. Nothing is asked back, and no terminal is needed. What was done goes to `out`, what went
//! wrong to `faults`.
//!
//! ```
//! use telemetry_core::runtime::console::{self, Exit, Host};
//! # use std::path::Path;
//! # use telemetry_core::Consent;
//! # use telemetry_core::rules::CatalogRules;
//! # use telemetry_core::runtime::console::*;
//! # use telemetry_core::runtime::consent::{Facts, Inputs, Remembered, decide};
//! # use telemetry_core::runtime::notice::Recipient;
//! # static RULES: CatalogRules = CatalogRules { title: "Quill", ..CatalogRules::DEFAULT };
//! # struct Quill;
//! # impl Host for Quill {
//! #     fn command(&self) -> &str { "quill telemetry" }
//! #     fn program(&self) -> &str { "quill" }
//! #     fn rules(&self) -> &CatalogRules { &RULES }
//! #     fn recipients(&self) -> Vec<Recipient<'_>> { Vec::new() }
//! #     fn status(&self) -> Status {
//! #         let decision = decide(&Inputs::default(), &RULES, &Facts::new(&[]));
//! #         Status { decision, remembered: Remembered::default(), trouble: None, accounts: Vec::new() }
//! #     }
//! #     fn choose(&self, _: Consent) -> Result<Changed, String> { Err("read only".to_owned()) }
//! #     fn grant(&self, _: &str) -> Result<Changed, String> { Err("read only".to_owned()) }
//! #     fn revoke(&self, _: &str) -> Result<Changed, String> { Err("read only".to_owned()) }
//! #     fn events(&self, _: usize) -> Result<Vec<ShownEvent>, String> { Ok(Vec::new()) }
//! #     fn samples(&self) -> Result<Vec<Sample>, String> { Ok(Vec::new()) }
//! #     fn export(&self, _: &Path) -> Result<u64, String> { Ok(0) }
//! #     fn clear(&self) -> Result<u64, String> { Ok(0) }
//! #     fn forget(&self) -> Result<u64, String> { Ok(0) }
//! # }
//! # let quill = Quill;
//! let (mut out, mut faults) = (Vec::new(), Vec::new());
//! let exit = console::run(&["status"], &mut out, &mut faults, &quill);
//! assert_eq!((exit, faults.len()), (Exit::Done, 0));
//! assert!(out.starts_with(b"Telemetry of Quill: off\n"));
//!
//! let exit = console::run(&["of"], &mut out, &mut faults, &quill);
//! assert_eq!(exit.code(), 2);
//! assert!(faults.starts_with(b"error: there is no command `of`\nhelp: did you mean `off`?"));
//! ```
//!
//! `main` returns it: `ExitCode::from(exit)`.

mod commands;
mod decision;
mod events;
mod host;
mod nearest;
mod status;

pub use host::{Account, Changed, EventState, Host, Sample, SampleCopy, ShownEvent, Status};

use crate::prose::plain;
use crate::runtime::console::commands::COMMANDS;
use std::ffi::OsStr;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Runs the subcommand that the words say, `status` where there is none, and returns how it ended.
///
/// Nobody needs to read the output: who closes it early, as `head` does, has seen enough.
pub fn run(words: &[impl AsRef<OsStr>], out: &mut dyn Write, faults: &mut dyn Write, host: &dyn Host) -> Exit {
    let words: Vec<&OsStr> = words.iter().map(AsRef::as_ref).collect();
    let (exit, written) = match answer(&words, host) {
        Ok(text) => (Exit::Done, write(out, &text)),
        Err(fault) => (fault.exit, write(faults, &fault.text())),
    };
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => exit.max(Exit::Failed),
        _ => exit,
    }
}

/// How a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It was done. Exit code 0.
    Done,
    /// It could not be done, and nothing was changed but what is said. Exit code 1.
    Failed,
    /// There is no such command, or its arguments are not understood. Exit code 2.
    Misused,
}

impl Exit {
    /// Returns the exit code for it.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Misused => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// What goes with a subcommand: its words, and who answers.
struct Call<'a> {
    host: &'a dyn Host,
    argument: Option<&'a OsStr>,
}

impl Call<'_> {
    /// Returns the argument as a text; what is none shows as such, and names nothing.
    fn word(&self) -> Option<String> {
        self.argument.map(|argument| argument.to_string_lossy().into_owned())
    }
}

/// Why a subcommand was not done.
struct Fault {
    exit: Exit,
    message: String,
    help: String,
}

impl Fault {
    fn misused(message: String, help: String) -> Self {
        Self { exit: Exit::Misused, message, help }
    }

    /// Says what the host could not do.
    fn failed(doing: &str, reason: &str) -> Self {
        Self { exit: Exit::Failed, message: format!("{doing}: {reason}"), help: String::new() }
    }

    /// Says that a decision could not be kept, and what works all the same for one against telemetry.
    fn not_kept(what: &str, reason: &str, is_against: bool) -> Self {
        let way = "until it is kept, `DO_NOT_TRACK=1` in the environment turns telemetry off";
        Self {
            help: if is_against { way.to_owned() } else { String::new() },
            ..Self::failed(&format!("{what} was not kept"), reason)
        }
    }

    fn text(&self) -> String {
        let help = if self.help.is_empty() { String::new() } else { format!("help: {}\n", self.help) };
        format!("error: {}\n{help}", self.message)
    }
}

fn answer(words: &[&OsStr], host: &dyn Host) -> Result<String, Fault> {
    let (word, arguments) =
        words.split_first().map_or(("status".into(), &[][..]), |(word, rest)| (word.to_string_lossy(), rest));
    let word = if matches!(word.as_ref(), "-h" | "--help") { "help".into() } else { word };
    let Some(command) = COMMANDS.iter().find(|command| command.name == word) else {
        let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        return Err(Fault::misused(format!("there is no command `{word}`"), nearest::instead(&word, &names)));
    };
    let usage = || format!("write `{}`", command.usage(host.command()));
    match arguments {
        [] if command.needs_argument() => Err(Fault::misused(format!("`{word}` needs {}", command.argument), usage())),
        [_, extra, ..] => Err(too_many(&word, extra, usage())),
        [extra] if command.argument.is_empty() => Err(too_many(&word, extra, usage())),
        _ => (command.run)(&Call { host, argument: arguments.first().copied() }),
    }
}

fn too_many(word: &str, extra: &OsStr, usage: String) -> Fault {
    Fault::misused(format!("`{word}` does not take `{}`", extra.to_string_lossy()), usage)
}

fn write(to: &mut dyn Write, text: &str) -> io::Result<()> {
    to.write_all(plain(text).as_bytes())?;
    to.flush()
}
