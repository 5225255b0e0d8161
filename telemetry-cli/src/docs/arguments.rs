//! What can be written after `telemetry docs`. Doc comments here are the help.

use crate::arguments::{ChoiceArguments, FindingsArguments};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Writes what people read: the data dictionary.
#[derive(Args, Debug)]
pub(crate) struct DocsArguments {
    #[command(subcommand)]
    pub(crate) command: DocsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DocsCommand {
    Site(SiteArguments),
}

/// Writes the data dictionary: a static site with search, filters and a page for each event.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  telemetry docs site                             Of the folder `telemetry`, to the folder `site`
  telemetry docs site catalog.yaml --out public   Of one file, to another folder
  telemetry docs site --one-file                  One file that can be sent by mail: site/index.html
  telemetry docs site target/release/app          Of what a compiled program collects
  telemetry docs site --check                     Writes nothing; exit code 1 and a diff on drift

The site works from a disk and without JavaScript, and asks for nothing that is not beside it.
Each page lies there as Markdown and as JSON too; changes.atom is a feed of what changed in which
version. Files are replaced only when their bytes differ, and nothing else in the folder is
touched: the page of an event that is renamed stays, so that links to it work, until you remove it.")]
pub(crate) struct SiteArguments {
    /// The catalog: a file, a folder, a compiled program, or `-` for standard input; the folder `telemetry` when
    /// absent.
    #[arg(value_name = "CATALOG")]
    pub(crate) catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// The folder that is written to.
    #[arg(long, short, value_name = "DIR", default_value = "site")]
    pub(crate) out: PathBuf,
    /// Writes one HTML file that needs no other.
    #[arg(long)]
    pub(crate) one_file: bool,
    /// Writes nothing; prints a diff and exits with 1 when a file is missing or differs.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}
