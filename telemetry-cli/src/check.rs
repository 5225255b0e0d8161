//! `telemetry check`: reads, checks, reports.

use crate::Outcome;
use crate::arguments::CheckArguments;
use crate::report;
use crate::screen::{Failure, Screen};
use crate::source::{self, Wanted};

pub(crate) fn check(arguments: &CheckArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let findings = &arguments.findings;
    let wanted = Wanted { path: arguments.catalog.as_deref(), id: arguments.choice.id.as_deref() };
    let read = source::read(wanted, findings.today.as_deref(), screen)?;
    report::print(findings.format, &read, screen)?;
    screen.note(&read.summary());
    Ok(if read.fails(findings) { Outcome::Findings } else { Outcome::Clean })
}
