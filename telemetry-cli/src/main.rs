//! The `telemetry` command: arguments in, text and exit codes out. Everything else is in the libraries.

mod arguments;
mod check;
mod completions;
mod docs;
mod explain;
mod generate;
mod init;
mod inspect;
mod list;
mod nearest;
mod program;
mod progress;
mod report;
mod schema;
mod screen;
mod source;

use arguments::{Arguments, Command};
use clap::Parser;
use screen::{Failure, Screen};
use std::process::ExitCode;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Clean,
    /// Exit code 1: errors in the catalog, denied warnings, or files that are not up to date.
    Findings,
}

fn main() -> ExitCode {
    let Arguments { command, color, quiet } = Arguments::parse();
    let screen = Screen::new(color, quiet);
    match run(command, &screen) {
        // Whoever reads a closed pipe, such as `head`, has seen enough.
        Ok(Outcome::Clean) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure::Said { message, help }) => {
            screen.error(&message, help.as_deref());
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, screen: &Screen) -> Result<Outcome, Failure> {
    match command {
        Command::Init(arguments) => init::init(&arguments, screen),
        Command::Check(arguments) => check::check(&arguments, screen),
        Command::Generate(arguments) => generate::generate(&arguments, screen),
        Command::Docs(arguments) => docs::docs(&arguments, screen),
        Command::Inspect(arguments) => inspect::inspect(&arguments, screen),
        Command::List(arguments) => list::list(&arguments, screen),
        Command::Explain(arguments) => explain::explain(&arguments, screen),
        Command::Schema(arguments) => schema::schema(&arguments, screen),
        Command::Completions(arguments) => completions::completions(&arguments),
    }
}
