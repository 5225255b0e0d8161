//! The `telemetry` command: arguments in, text and exit codes out. Everything else is in the libraries.
//!
//! It is a library so that two programs can be one: `telemetry`, and `mdbook-telemetry`, which mdBook looks for. Nothing
//! here is a promise to other programs; those use `telemetry-catalog` and `telemetry-docs-gen`.

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
mod scan;
mod schema;
mod screen;
mod source;

use arguments::{Arguments, Color, Command};
use clap::Parser;
use docs::arguments::Preprocessor;
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

/// Runs `telemetry` with the arguments of the process.
#[must_use]
pub fn telemetry() -> ExitCode {
    let Arguments { command, color, quiet } = Arguments::parse();
    let screen = Screen::new(color, quiet);
    end(run(command, &screen), &screen)
}

/// Runs `mdbook-telemetry`, which is `telemetry docs mdbook`, with the arguments of the process.
#[must_use]
pub fn mdbook_telemetry() -> ExitCode {
    let arguments = Preprocessor::parse().arguments;
    let screen = Screen::new(Color::Auto, false);
    end(docs::mdbook(&arguments, &screen), &screen)
}

fn end(outcome: Result<Outcome, Failure>, screen: &Screen) -> ExitCode {
    match outcome {
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
