//! `telemetry check`: reads, checks, compares with a program or with a source tree where one is named, reports.

use crate::Outcome;
use crate::arguments::CheckArguments;
use crate::report;
use crate::scan;
use crate::screen::{Failure, Screen};
use crate::source::{self, Wanted};

pub(crate) fn check(arguments: &CheckArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let findings = &arguments.findings;
    let path = arguments.catalog.as_deref().or(arguments.declared.as_deref());
    let (id, today) = (arguments.choice.id.as_deref(), findings.today.as_deref());
    let mut read = match &arguments.program {
        Some(program) => source::compared(path, (program, id), today, screen)?,
        None => source::read(Wanted { path, id }, today, screen)?,
    };
    scan::scanned(&mut read, &arguments.scan(), screen)?;
    report::print(findings.format, &read, screen)?;
    let compared = arguments.program.as_ref().map(|program| format!("; compared with {}", source::name(program)));
    screen.note(&format!("{}{}", read.summary(), compared.unwrap_or_default()));
    Ok(if read.fails(findings) { Outcome::Findings } else { Outcome::Clean })
}
