//! What can be written on the command line. Doc comments here are the help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const TOP_EXAMPLES: &str = "\
Examples:
  telemetry init                        Start a catalog in the folder `telemetry`
  telemetry check                       Check it
  telemetry generate --out src/gen      Write Rust code, JSON Schemas and pages
  telemetry generate --check            Fail when what is written is not up to date
  telemetry explain missing-class       Say what a finding means

Exit codes: 0 clean, 1 findings, 2 wrong usage or a file that cannot be read or written.";

/// Declares what a program may record, checks it, and generates code, schemas and public pages from it.
#[derive(Debug, Parser)]
#[command(name = "telemetry", version, after_help = TOP_EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colour; `auto` looks at the terminal and at `NO_COLOR`.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Prints findings and results only, no summary.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArguments),
    Check(CheckArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Completions(CompletionsArguments),
}

/// Writes a commented catalog to start from.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry init            Writes telemetry/catalog.yaml
  telemetry init crates/app Writes crates/app/telemetry/catalog.yaml
  telemetry init --force    Replaces what is there")]
pub(crate) struct InitArguments {
    /// The project's folder.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Replaces a catalog that is there.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Checks a catalog and prints what is wrong with it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry check                                  Checks the folder `telemetry`
  telemetry check catalog.yaml --deny-warnings     Fails on warnings too
  telemetry check --format sarif > findings.sarif  For code scanning
  telemetry check --format github                  For annotations of a pull request
  telemetry check --today 2027-01-01               Which events will have expired by then?
  cat catalog.yaml | telemetry check -             Checks what comes from another program

Exit codes: 0 no errors, 1 errors (or warnings that are denied), 2 nothing could be read.
Findings go to standard output, the summary goes to standard error.")]
pub(crate) struct CheckArguments {
    /// The catalog: a file, a folder, or `-` for standard input; the folder `telemetry` when absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

/// How findings are judged and printed.
#[derive(Args, Debug)]
pub(crate) struct FindingsArguments {
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Makes warnings fail: exit code 1.
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// The day on which expiry is judged, as `2027-03-31`; the current day (UTC) when absent.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the source line underlined
    #[default]
    Text,
    /// One JSON object, described in the readme of the command
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Explains a rule: what it says, why, and what to write instead.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry explain                 Lists all rules
  telemetry explain missing-class   Prints the page of one")]
pub(crate) struct ExplainArguments {
    /// The rule, as findings name it in brackets; all rules are listed when absent.
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

/// Prints the JSON Schema of the catalog format, for editors.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry schema                                                 Prints it
  telemetry schema --out telemetry/telemetry-catalog.schema.json   Writes it

Editors with a YAML language server complete and check a catalog that starts with
  # yaml-language-server: $schema=./telemetry-catalog.schema.json")]
pub(crate) struct SchemaArguments {
    /// The file to write to; standard output when absent.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Prints a script that lets a shell complete commands and options.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry completions bash > ~/.local/share/bash-completion/completions/telemetry
  telemetry completions zsh > ~/.zfunc/_telemetry
  telemetry completions fish > ~/.config/fish/completions/telemetry.fish")]
pub(crate) struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
