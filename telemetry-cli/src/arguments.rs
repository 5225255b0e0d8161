//! What can be written on the command line. Doc comments here are the help.

use crate::docs::arguments::DocsArguments;
use crate::nearest;
use crate::scan::ScanArguments;
use crate::screen::Failure;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use telemetry_catalog::model::{Audience, PageLanguage};

const TOP_EXAMPLES: &str = "\
Examples:
  telemetry init                        Start a catalog in the folder `telemetry`
  telemetry check                       Check it
  telemetry generate --out src/gen      Write Rust code, JSON Schemas and pages
  telemetry generate --check            Fail when what is written is not up to date
  telemetry docs site --out public      Write the data dictionary, a site for people
  telemetry inspect target/release/app  What can this program collect?
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
    Generate(GenerateArguments),
    Docs(DocsArguments),
    Inspect(InspectArguments),
    List(ListArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Completions(CompletionsArguments),
}

/// Writes a commented catalog, or policy, to start from.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry init             Writes telemetry/catalog.yaml
  telemetry init crates/app  Writes crates/app/telemetry/catalog.yaml
  telemetry init --force     Replaces what is there
  telemetry init --policy    Writes papers/policy.yaml, which papers for reviewers ask for")]
pub(crate) struct InitArguments {
    /// The project's folder.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Replaces a catalog, or policy, that is there.
    #[arg(long)]
    pub(crate) force: bool,
    /// Writes a policy for `telemetry docs paper` instead of a catalog.
    #[arg(long)]
    pub(crate) policy: bool,
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
  telemetry check target/release/app               Checks what a compiled program declares
  telemetry check --catalog telemetry --program target/release/app
                                                   Is what ships what is declared?
  telemetry check --scan src --deny-warnings       Fails on events that nothing in `src` records
  cat catalog.yaml | telemetry check -             Checks what comes from another program

Exit codes: 0 no errors or differences, 1 some (or warnings that are denied), 2 nothing could be
read.
Findings go to standard output, the summary goes to standard error.")]
pub(crate) struct CheckArguments {
    /// The catalog: a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    /// The catalog, as an option.
    #[arg(long = "catalog", value_name = "CATALOG", conflicts_with = "catalog")]
    pub(crate) declared: Option<PathBuf>,
    /// Compares the catalog with what this compiled program can send.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) program: Option<PathBuf>,
    /// Searches this folder for what records the events, and warns of those that are recorded nowhere; may be given
    /// several times.
    #[arg(long, value_name = "DIR")]
    scan: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

impl CheckArguments {
    /// Returns what is searched; no links are made from it.
    pub(crate) fn scan(&self) -> ScanArguments {
        ScanArguments { scan: self.scan.clone(), revision: None }
    }
}

/// Which catalog of a program is meant.
#[derive(Args, Debug, Default)]
pub(crate) struct ChoiceArguments {
    /// The catalog of a program that holds several.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
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

/// Writes Rust code, JSON Schemas and pages.
#[derive(Args, Debug)]
#[command(
    override_usage = "telemetry generate [OPTIONS] [CATALOG] [rust|schema|docs]...",
    after_help = "\
Examples:
  telemetry generate                                  All three outputs of the folder `telemetry`
  telemetry generate catalog.yaml --out target/app    Of one file, to another folder
  telemetry generate rust --out src/telemetry         Rust code only
  telemetry generate docs --style table --columns field,class,purpose
  telemetry generate docs --columns standard          A table of eight columns for each event
  telemetry generate docs --audience internal         With owners, their contacts, and reviews
  telemetry generate docs --language de               In German; the catalog's texts stay
  telemetry generate docs --page mdx                  The page for Docusaurus
  telemetry generate docs --page html,csv,json        The page, and beside it what it says as data
  telemetry generate docs --scan src                  Links events to where they are recorded
  telemetry generate schema --destination mixpanel    Also what that destination receives
  telemetry generate target/release/app docs          The page of what a compiled program collects
  telemetry generate --check                          Writes nothing; fails with a diff on drift

A folder that is called like an output is written as a path: ./docs
Files are replaced only when their bytes differ, and nothing else in the folder is touched."
)]
pub(crate) struct GenerateArguments {
    /// The catalog (a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent) and the outputs: `rust`, `schema`, `docs`; all of them when absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) words: Vec<OsString>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// The folder that is written to.
    #[arg(long, short, value_name = "DIR", default_value = "generated")]
    pub(crate) out: PathBuf,
    /// Writes nothing; prints a diff and exits with 1 when a file is missing or differs.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
    /// The layout of the page; what the catalog says when absent.
    #[arg(long, value_enum, help_heading = "Pages")]
    pub(crate) style: Option<Style>,
    /// The language of our words on the page; what the catalog says when absent.
    #[arg(long, value_name = "LANGUAGE", help_heading = "Pages")]
    pub(crate) language: Option<Language>,
    /// For whom the page is written; what the catalog says when absent.
    #[arg(long, value_name = "WHO", help_heading = "Pages")]
    pub(crate) audience: Option<PageAudience>,
    /// What the page is written as, one file for each format; what the catalog says when absent.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT,…", help_heading = "Pages")]
    pub(crate) page: Vec<PageFormat>,
    /// The columns of tables, in order; `standard` stands for the eight that readers of public pages look for.
    #[arg(long, value_delimiter = ',', value_name = "COLUMN,…", help_heading = "Pages")]
    pub(crate) columns: Vec<String>,
    #[command(flatten)]
    pub(crate) scan: ScanArguments,
    /// Writes schemas of what this destination receives too; may be given several times.
    #[arg(long, value_name = "NAME", help_heading = "Schemas")]
    pub(crate) destination: Vec<String>,
    /// Writes the bundle without a file for each event.
    #[arg(long, help_heading = "Schemas")]
    pub(crate) bundle_only: bool,
    /// Leaves the privacy keyword out, for tools that refuse unknown keywords.
    #[arg(long, help_heading = "Schemas")]
    pub(crate) no_privacy_keyword: bool,
}

/// What is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Rust,
    Schema,
    Docs,
}

/// The layout of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// A section for each event
    Events,
    /// One table with a row for each field
    Table,
    /// The common fields, then the events with the conditions under which they are sent
    Conditions,
}

/// The language of our words on the page.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// German
    De,
}

impl From<Language> for PageLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::De => Self::De,
        }
    }
}

/// For whom the page is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PageAudience {
    /// Everybody
    Public,
    /// Those who work on the program: with owners, how they are reached, and reviews
    Internal,
}

impl From<PageAudience> for Audience {
    fn from(audience: PageAudience) -> Self {
        match audience {
            PageAudience::Public => Self::Public,
            PageAudience::Internal => Self::Internal,
        }
    }
}

/// What the page is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// GitHub-flavoured Markdown
    Markdown,
    /// MDX 3, for Docusaurus, Starlight and Nextra
    Mdx,
    /// HTML without a frame
    Html,
    /// The fields as a table for spreadsheets
    Csv,
    /// The fields as JSON
    Json,
}

/// Shows what a compiled program can collect, without running it and without its source.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry inspect target/release/app                  Events and fields of a program
  telemetry inspect libapp.so --format yaml > app.yaml  As a catalog that can be checked
  telemetry inspect app.wasm --format json              For other programs
  telemetry inspect app --id editor                     One of several catalogs

Reads executables, shared and static libraries, rlibs, object files and WebAssembly: ELF, Mach-O,
PE, wasm.
A program that is stripped or optimised says the same; one that is packed must be unpacked before.
Exit codes: 0 shown, 1 what it declares has errors, 2 no program, damaged, or nothing declared in
it.")]
pub(crate) struct InspectArguments {
    /// The program, or `-` for standard input.
    #[arg(value_name = "PROGRAM")]
    pub(crate) program: PathBuf,
    /// One of its catalogs; all when absent.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: InspectFormat,
}

/// How a program is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// Aligned columns: events, then fields
    #[default]
    Table,
    /// One JSON object, described in the readme of the command
    Json,
    /// A catalog that means the same as the program
    Yaml,
}

/// Lists events, fields, classes or destinations.
#[derive(Args, Debug, Default)]
#[command(
    override_usage = "telemetry list [OPTIONS] [CATALOG] [events|fields|classes|destinations]",
    after_help = "\
Examples:
  telemetry list                                Events of the folder `telemetry`
  telemetry list catalog.yaml fields            All fields, those that ride on every event too
  telemetry list fields --class content         Fields of one class
  telemetry list fields --event policy_loaded   Fields of one event
  telemetry list fields --destination mixpanel  Fields that a destination receives
  telemetry list fields --columns field,class   Some columns
  telemetry list target/release/app fields      Fields of a compiled program
  telemetry list classes --format json          For other programs"
)]
pub(crate) struct ListArguments {
    /// The catalog (a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent) and what is listed: `events`, `fields`, `classes` or `destinations`; events when absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) words: Vec<OsString>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// Lists only what has this class.
    #[arg(long, value_name = "CLASS")]
    pub(crate) class: Option<String>,
    /// Lists only this event, or its fields.
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    /// Lists only what this destination receives.
    #[arg(long, value_name = "NAME")]
    pub(crate) destination: Option<String>,
    /// The columns, in order.
    #[arg(long, value_delimiter = ',', value_name = "COLUMN,…")]
    pub(crate) columns: Vec<String>,
    /// How the list is printed.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Events,
    Fields,
    Classes,
    Destinations,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Aligned columns
    #[default]
    Table,
    /// One JSON object, described in the readme of the command
    Json,
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

/// Prints the JSON Schema of the catalog format, or of that of policies, for editors.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry schema                                                 Prints it
  telemetry schema --out telemetry/telemetry-catalog.schema.json   Writes it
  telemetry schema policy --out papers/telemetry-policy.schema.json

Editors with a YAML language server complete and check a catalog that starts with
  # yaml-language-server: $schema=./telemetry-catalog.schema.json")]
pub(crate) struct SchemaArguments {
    /// What the schema describes.
    #[arg(value_name = "DOCUMENT", value_enum, default_value_t)]
    pub(crate) document: Document,
    /// The file to write to; standard output when absent.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// What people write.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Document {
    /// A file of a catalog
    #[default]
    Catalog,
    /// What papers need beside it
    Policy,
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

/// Tells the path of a catalog and words of a closed list apart; a path that looks like a word is written `./word`.
pub(crate) fn path_and_words<W: ValueEnum>(arguments: &[OsString]) -> Result<(Option<PathBuf>, Vec<W>), Failure> {
    let mut path: Option<PathBuf> = None;
    let mut words = Vec::new();
    for argument in arguments {
        if let Some(word) = argument.to_str().and_then(|text| W::from_str(text, false).ok()) {
            words.push(word);
        } else if let Some(first) = &path {
            let known: Vec<_> = W::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
            let known: Vec<&str> = known.iter().map(PossibleValue::get_name).collect();
            return Err(Failure::said(format!(
                "`{}` and `{}` cannot both be the catalog",
                first.display(),
                argument.display()
            ))
            .with_help(nearest::instead(&argument.to_string_lossy(), &known)));
        } else {
            path = Some(argument.into());
        }
    }
    Ok((path, words))
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    /// What is longer than the page is broken in the middle, and examples no longer stand in columns.
    #[test]
    fn no_line_of_help_is_broken() {
        let mut commands = vec![Arguments::command()];
        while let Some(command) = commands.pop() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let long: Vec<_> = help.lines().filter(|line| line.chars().count() > 100).collect();
            assert!(long.is_empty(), "{}: {long:?}", command.get_name());
            commands.extend(command.get_subcommands().cloned());
        }
    }
}
