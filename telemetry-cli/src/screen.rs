//! Where text goes: results to standard output, everything else to standard error, colour only where it is wanted.

use crate::arguments::Color;
use anstream::adapter::strip_str;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Effects, Style};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};

pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
pub(crate) const STRONG: Style = Style::new().effects(Effects::BOLD);
pub(crate) const QUIET: Style = Style::new().effects(Effects::DIMMED);
/// How many bytes of JSON are written at once.
const CHUNK: usize = 1 << 16;
const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something to tell the user; exit code 2.
    Said {
        /// What went wrong, lower case, no full stop.
        message: String,
        /// What to do instead.
        help: Option<String>,
    },
    /// The reader of standard output went away. Not an error: it has what it wanted.
    ClosedPipe,
}

impl Failure {
    pub(crate) fn said(message: impl Into<String>) -> Self {
        Self::Said { message: message.into(), help: None }
    }

    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Said { message, .. } => Self::Said { message, help: Some(help.into()) },
            Self::ClosedPipe => Self::ClosedPipe,
        }
    }
}

/// The two standard streams of one run.
pub(crate) struct Screen {
    color: ColorChoice,
    quiet: bool,
}

impl Screen {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let color = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { color, quiet }
    }

    /// Prints a result to standard output. Styles are left out where no colour is wanted.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        written(put(io::stdout().lock(), self.color, text))
    }

    /// Prints a result for machines to standard output, byte by byte as it is.
    pub(crate) fn print_plain(text: &str) -> Result<(), Failure> {
        let mut stream = io::stdout().lock();
        written(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Prints a result for machines as JSON, while it is made: as one text it would be many times what it is made from.
    pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
        let mut stream = BufWriter::with_capacity(CHUNK, io::stdout().lock());
        let printed = serde_json::to_writer_pretty(&mut stream, value).map_err(io::Error::from);
        written(printed.and_then(|()| stream.write_all(b"\n")).and_then(|()| stream.flush()))
    }

    /// Prints findings to standard error: what is there goes before a result that cannot be made.
    pub(crate) fn print_aside(&self, text: &str) {
        // Where standard error is closed nobody can be told that it is.
        let _ = put(io::stderr().lock(), self.color, text);
    }

    /// Prints a line about the run to standard error, unless `--quiet`.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet {
            self.print_aside(&format!("{line}\n"));
        }
    }

    /// Prints why the command could not do its work.
    pub(crate) fn error(&self, message: &str, help: Option<&str>) {
        let mut text = format!("{}: {message}\n", styled(ERROR, "error"));
        if let Some(help) = help {
            text.push_str(&format!("help: {help}\n"));
        }
        self.print_aside(&text);
    }

    /// Returns whether signs of life are welcome: somebody watches standard error.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Returns how many characters a line of standard output has, where a terminal limits it.
    pub(crate) fn width() -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
    }
}

/// Returns a text between the codes of a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}

/// Writes a text to a stream, without its styles where no colour is wanted.
fn put(stream: impl RawStream + AsLockedWrite, color: ColorChoice, text: &str) -> io::Result<()> {
    let mut stream = AutoStream::new(stream, color);
    if stream.current_choice() == ColorChoice::Never {
        // The stream would write what stands between two styles piece by piece.
        let mut stream = stream.into_inner();
        return stream.write_all(strip_str(text).to_string().as_bytes()).and_then(|()| stream.flush());
    }
    stream.write_all(text.as_bytes()).and_then(|()| stream.flush())
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::ClosedPipe),
        Err(error) => Err(Failure::said(format!("cannot write to standard output: {error}"))),
    }
}

/// Returns `1 event` or `2 events`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix("ss")) {
        (1, _) => format!("1 {noun}"),
        (_, Some(_)) => format!("{number} {noun}es"),
        (_, None) => format!("{number} {noun}s"),
    }
}
