//! `telemetry check`: reads, checks, reports.

use crate::Outcome;
use crate::arguments::CheckArguments;
use crate::report;
use crate::screen::{Failure, Screen};
use crate::source;

pub(crate) fn check(arguments: &CheckArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let findings = &arguments.findings;
    let read = source::read(arguments.catalog.as_deref(), findings.today.as_deref(), screen)?;
    report::print(findings.format, &read, screen)?;
    screen.note(&read.summary());
    Ok(if read.fails(findings) { Outcome::Findings } else { Outcome::Clean })
}
