//! `telemetry generate --check`: compares what would be written with what is there, and shows the difference.

use super::unwritable;
use crate::Outcome;
use crate::arguments::Format;
use crate::report::{self, Findings, path_text};
use crate::screen::{BAD, Failure, GOOD, QUIET, STRONG, Screen, counted, styled};
use crate::source::Read;
use clap::builder::styling::Style;
use similar::{ChangeTag, TextDiff};
use std::path::Path;
use std::time::Duration;
use telemetry_catalog::{Drift, Files};

/// Lines around a difference.
const CONTEXT: usize = 3;
/// After this many lines of one file everybody has understood.
const MOST_LINES: usize = 200;
/// Past this the difference is shown coarsely rather than late.
const PATIENCE: Duration = Duration::from_secs(2);

/// How much of a difference is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As much as one reads.
    Start,
    /// All of it, since what is not shown would be lost.
    Whole,
}

/// Compares all outputs with what is in a folder; a drift is a finding.
pub(crate) fn check(
    read: &Read,
    rendered: &[&Files],
    out: &Path,
    format: Format,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let mut drifts = Vec::new();
    let mut count = 0;
    for files in rendered {
        count += files.len();
        drifts.extend(files.compare(out).map_err(|error| unwritable(&error))?);
    }
    let cure = cure();
    if format == Format::Text {
        drifts.iter().try_for_each(|drift| screen.print(&difference(drift, Shown::Start)))?;
        report::print_aside(format, &Findings::of(read), screen)?;
    } else {
        report::print_aside(format, &Findings { drifts: &drifts, cure: &cure, ..Findings::of(read) }, screen)?;
    }
    screen.note(&read.summary());
    if drifts.is_empty() {
        screen.note(&format!("{} up to date", counted(count, "file")));
        return Ok(Outcome::Clean);
    }
    screen.note(&format!("{} of {} not up to date; run `{cure}`", drifts.len(), counted(count, "file")));
    Ok(Outcome::Findings)
}

/// Returns the command that was run, without `--check` and without what shapes the report.
fn cure() -> String {
    let mut cure = "telemetry".to_owned();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        let argument = argument.to_string_lossy();
        match &*argument {
            "--format" => drop(arguments.next()),
            "--check" | "--quiet" | "-q" | "--deny-warnings" => {}
            shape if shape.starts_with("--format=") => {}
            _ => cure.push_str(&format!(" {}", quoted(&argument))),
        }
    }
    cure
}

fn quoted(argument: &str) -> String {
    let harmless = |char: char| char.is_alphanumeric() || "-_./,=:@%+".contains(char);
    if !argument.is_empty() && argument.chars().all(harmless) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

/// Returns a unified diff from what is there to what should be.
pub(crate) fn difference(drift: &Drift, shown: Shown) -> String {
    let path = path_text(&drift.path);
    let found = drift.found.as_deref();
    let from = if found.is_some() { path.as_str() } else { "/dev/null" };
    let mut lines = vec![styled(STRONG, &format!("--- {from}")), styled(STRONG, &format!("+++ {path}"))];
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(found.unwrap_or_default(), &drift.expected);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        lines.push(styled(QUIET, &hunk.header().to_string()));
        lines.extend(hunk.iter_changes().map(|change| {
            let text = change.value().trim_end_matches(['\n', '\r']);
            match change.tag() {
                ChangeTag::Equal => format!(" {text}"),
                ChangeTag::Delete => changed(BAD, '-', text),
                ChangeTag::Insert => changed(GOOD, '+', text),
            }
        }));
    }
    if shown == Shown::Start && lines.len() > MOST_LINES {
        let more = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("… and {}", counted(more, "more line")));
    }
    lines.join("\n") + "\n"
}

fn changed(style: Style, sign: char, text: &str) -> String {
    styled(style, &format!("{sign}{text}"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cure_can_be_pasted_into_a_shell() {
        assert_eq!(quoted("target/app"), "target/app");
        assert_eq!(quoted("my docs/it's"), r"'my docs/it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
