//! `telemetry inspect`: what a compiled program says of what it collects, without running it and without its source.

use crate::Outcome;
use crate::arguments::{Format, InspectArguments, InspectFormat};
use crate::list::{self, Head, Whole};
use crate::program;
use crate::progress::Progress;
use crate::report::{self, Findings, path_text};
use crate::screen::{Failure, QUIET, STRONG, Screen, counted, styled};
use crate::source::{self, Read};
use serde::Serialize;
use std::mem::ManuallyDrop;
use std::path::Path;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::program::ProgramCatalog;
use telemetry_catalog::{CheckOptions, Input};

pub(crate) fn inspect(arguments: &InspectArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let name = source::name(&arguments.program);
    let progress = Progress::start("reading", screen);
    let mut catalogs = program::catalogs(&name, input(&arguments.program, &name)?, screen)?;
    if arguments.id.is_some() || arguments.format == InspectFormat::Yaml {
        catalogs = vec![program::choose(&name, catalogs, arguments.id.as_deref())?];
    }
    // To free what lives as long as the process only takes time.
    let catalogs = ManuallyDrop::new(catalogs);
    let checked: ManuallyDrop<Vec<Read>> =
        ManuallyDrop::new(catalogs.iter().map(|catalog| checked(catalog, &name)).collect());
    drop(progress);
    match arguments.format {
        InspectFormat::Table => tables(&checked, screen)?,
        InspectFormat::Json => Screen::print_json(&document(&name, &catalogs, &checked))?,
        InspectFormat::Yaml => Screen::print_plain(&catalogs.iter().map(ProgramCatalog::to_yaml).collect::<String>())?,
    }
    // Warnings are the business of `check`; what cannot be shown must be said.
    let mut outcome = Outcome::Clean;
    for read in checked.iter().filter(|read| read.checked.diagnostics.has_errors()) {
        report::print_aside(Format::Text, &Findings::of(read), screen)?;
        outcome = Outcome::Findings;
    }
    screen.note(&format!("{}: {}", path_text(Path::new(&name)), counted(catalogs.len(), "catalog")));
    Ok(outcome)
}

/// Opens a program; of a folder, which is no catalog here, it says so.
fn input(path: &Path, name: &str) -> Result<Input, Failure> {
    if path.as_os_str() != "-" && path.is_dir() {
        return Err(Failure::said(format!("`{name}` is a folder")).with_help("give the path of a program in it"));
    }
    source::input(path)
}

fn checked(catalog: &ProgramCatalog, name: &str) -> Read {
    let sources = catalog.sources();
    let checked = telemetry_catalog::check(&sources, &CheckOptions::default());
    Read::new(sources, checked, name.to_owned())
}

/// Prints each catalog: what it is, its events, their fields.
fn tables(checked: &[Read], screen: &Screen) -> Result<(), Failure> {
    let catalogs = checked.iter().filter_map(|read| read.checked.catalog.as_ref());
    for (index, catalog) in catalogs.enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        screen.print(&format!("{gap}{}\n", heading(catalog)))?;
        for table in list::tables(catalog, Screen::width()) {
            screen.print(&format!("\n{table}"))?;
        }
    }
    Ok(())
}

fn heading(catalog: &Catalog) -> String {
    let name = styled(STRONG, &format!("{} {}", catalog.id(), catalog.version()));
    let contents = source::contents(catalog);
    format!("{name}  {} {}", catalog.title(), styled(QUIET, &format!("({contents})")))
}

/// All catalogs with all lists and all columns; the shape is documented in the readme of this crate.
#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    program: String,
    catalogs: Vec<Shipped<'a>>,
}

#[derive(Serialize)]
struct Shipped<'a> {
    catalog: ShippedHead<'a>,
    #[serde(flatten)]
    lists: Whole<'a>,
}

#[derive(Serialize)]
struct ShippedHead<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    package: &'a str,
    package_version: &'a str,
}

fn document<'a>(name: &str, catalogs: &'a [ProgramCatalog], checked: &'a [Read]) -> Document<'a> {
    let one = |(shipped, read): (&'a ProgramCatalog, &'a Read)| {
        let catalog = read.checked.catalog.as_ref()?;
        let (package, package_version) = shipped.package();
        let head = ShippedHead { head: Head::of(catalog), package, package_version };
        Some(Shipped { catalog: head, lists: list::whole(catalog) })
    };
    let catalogs = catalogs.iter().zip(checked).filter_map(one).collect();
    Document { version: 1, program: path_text(Path::new(name)), catalogs }
}
