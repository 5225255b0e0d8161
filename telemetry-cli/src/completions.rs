//! `telemetry completions`: scripts for shells.

use crate::Outcome;
use crate::arguments::{Arguments, CompletionsArguments};
use crate::screen::{Failure, Screen};
use clap::CommandFactory as _;

pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    // Into memory first: the generator would panic on a pipe that its reader has closed.
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "telemetry", &mut script);
    Screen::print_plain(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
