//! `telemetry completions`: scripts for shells.

use crate::Outcome;
use crate::arguments::{Arguments, CompletionsArguments, Kind, Output};
use crate::screen::{Failure, Screen};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory as _, ValueEnum};
use clap_complete::Shell;
use telemetry_catalog::rules::RULES;

pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    // Into memory first: the generator would panic on a pipe that its reader has closed.
    clap_complete::generate(arguments.shell, &mut command(arguments.shell), "telemetry", &mut script);
    Screen::print_plain(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}

/// Returns the command line with words that parsing takes as texts, so that it can say more of those it does not know.
fn command(shell: Shell) -> Command {
    let rules = PossibleValuesParser::new(RULES.iter().map(|rule| rule.name));
    let command = Arguments::command()
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |argument| argument.value_parser(rules)));
    if shell != Shell::Bash {
        // Only Bash offers files too where an argument has words of its own, and these may be paths.
        return command;
    }
    command
        .mut_subcommand("generate", |generate| generate.mut_arg("words", |words| words.value_parser(all::<Output>())))
        .mut_subcommand("list", |list| list.mut_arg("words", |words| words.value_parser(all::<Kind>())))
}

fn all<W: ValueEnum>() -> PossibleValuesParser {
    let words: Vec<PossibleValue> = W::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
    words.into()
}
