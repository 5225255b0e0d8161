//! `telemetry docs`: what people read, one subcommand each.

pub(crate) mod arguments;
mod mdbook;
mod paper;
mod site;
mod update;

use crate::Outcome;
use crate::screen::{Failure, Screen};
use arguments::{DocsArguments, DocsCommand};

pub(crate) use mdbook::mdbook;

pub(crate) fn docs(arguments: &DocsArguments, screen: &Screen) -> Result<Outcome, Failure> {
    match &arguments.command {
        DocsCommand::Site(arguments) => site::site(arguments, screen),
        DocsCommand::Paper(arguments) => paper::paper(arguments, screen),
        DocsCommand::Mdbook(arguments) => mdbook(arguments, screen),
        DocsCommand::Update(arguments) => update::update(arguments, screen),
        DocsCommand::Strings(arguments) => {
            Screen::print_plain(telemetry_docs_gen::strings_file(arguments.language.into()))?;
            Ok(Outcome::Clean)
        }
    }
}
