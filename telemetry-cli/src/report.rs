//! Findings in four formats: for people, for programs, for code scanning, for pull requests.
//!
//! All four say the same; a test in `tests/cli.rs` runs each over the same catalogs.

mod github;
mod json;
mod sarif;
mod text;

use crate::arguments::Format;
use crate::screen::{Failure, Screen};
use crate::source::Read;
use serde::Serialize;
use telemetry_catalog::{Diagnostics, Drift, Sources, Span};

/// What a run found.
pub(crate) struct Findings<'run> {
    pub(crate) sources: &'run Sources,
    pub(crate) diagnostics: &'run Diagnostics,
    /// Files that are not up to date, for `generate --check`.
    pub(crate) drifts: &'run [Drift],
    /// The command that brings them up to date.
    pub(crate) cure: &'run str,
}

impl<'run> Findings<'run> {
    /// Returns the findings in the catalog itself.
    pub(crate) fn of(read: &'run Read) -> Self {
        Self { sources: &read.sources, diagnostics: &read.checked.diagnostics, drifts: &[], cure: "" }
    }
}

/// Prints the findings of a check to standard output.
pub(crate) fn print(format: Format, read: &Read, screen: &Screen) -> Result<(), Failure> {
    let findings = Findings::of(read);
    match format {
        Format::Text => screen.print(&text::render(&findings)),
        Format::Json | Format::Sarif | Format::Github => print_for_machines(format, &findings),
    }
}

/// Prints findings beside a result: for people to standard error, for machines to standard output.
pub(crate) fn print_aside(format: Format, findings: &Findings<'_>, screen: &Screen) -> Result<(), Failure> {
    match format {
        Format::Text => {
            screen.print_aside(&text::render(findings));
            Ok(())
        }
        Format::Json | Format::Sarif | Format::Github => print_for_machines(format, findings),
    }
}

fn print_for_machines(format: Format, findings: &Findings<'_>) -> Result<(), Failure> {
    Screen::print_plain(&match format {
        Format::Text => text::render(findings),
        Format::Json => json::render(findings),
        Format::Sarif => sarif::render(findings),
        Format::Github => github::render(findings),
    })
}

/// The title of a finding about a file that is not up to date.
const DRIFT: &str = "drift";
const DRIFT_SUMMARY: &str = "a generated file is missing or not up to date";

/// Returns what is wrong with a file that is not up to date, in one clause.
fn drift_message(drift: &Drift) -> String {
    let state = if drift.found.is_some() { "is not up to date" } else { "is missing" };
    format!("{} {state}", path_text(&drift.path))
}

/// A path as reports print it: with slashes, so that they are the same on every system.
pub(crate) fn path_text(path: &std::path::Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A range in a file. The end is the place after the last character.
#[derive(Serialize)]
struct Place {
    file: String,
    start: Spot,
    end: Spot,
}

/// A place in a file: line and column count from 1 and in characters, the byte counts from 0.
#[derive(Serialize)]
struct Spot {
    line: usize,
    column: usize,
    byte: u32,
}

/// Returns the place of a finding, as machines are told. One in a program is the line that declares it in the source:
/// there it can be shown and mended.
fn place(sources: &Sources, span: Span) -> Place {
    let file = sources.file(span.file);
    if let Some(site) = file.declared_at() {
        let spot = || Spot { line: site.line().map_or(1, |line| line as usize), column: 1, byte: 0 };
        return Place { file: site.path().to_owned(), start: spot(), end: spot() };
    }
    let spot = |byte: u32| {
        let position = file.position(byte);
        Spot { line: position.line, column: position.column, byte }
    };
    Place { file: path_text(file.path()), start: spot(span.start), end: spot(span.end) }
}
