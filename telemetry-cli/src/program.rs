//! Programs on the command line: reading one, and choosing among its catalogs.

use crate::nearest;
use crate::screen::{Failure, Screen};
use std::collections::HashMap;
use std::mem::ManuallyDrop;
use telemetry_catalog::Input;
use telemetry_catalog::program::{self, ProgramCatalog, ProgramError};

/// How many catalogs an error names.
const MOST: usize = 32;

/// Reads the catalogs of a program; says what of it could not be seen.
pub(crate) fn catalogs(name: &str, input: Input, screen: &Screen) -> Result<Vec<ProgramCatalog>, Failure> {
    let program = match input {
        Input::Program(stream) => program::read_from(name, stream),
        // What is no program is said by the one who knows what programs are.
        Input::Catalog(_) => program::read(name, &[]),
    };
    // To free a large program record by record only takes time.
    let program = ManuallyDrop::new(program.map_err(|error| failure(&error))?);
    program.notes().iter().for_each(|note| screen.note(&format!("note: {note}")));
    program.catalogs().map_err(|error| failure(&error))
}

/// Returns the catalog that a user means: the only one, or the one of an identifier.
pub(crate) fn choose(name: &str, catalogs: Vec<ProgramCatalog>, id: Option<&str>) -> Result<ProgramCatalog, Failure> {
    let names = names(&catalogs);
    match id {
        None if catalogs.len() > 1 => {
            let message = format!("`{name}` holds {} catalogs", catalogs.len());
            let named: Vec<String> = names.iter().take(MOST).map(|name| format!("`--id {name}`")).collect();
            let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
            Err(Failure::said(message).with_help(format!("choose one with {}{more}", named.join(", "))))
        }
        None => Ok(only(catalogs)),
        Some(id) => {
            let at = names.iter().position(|name| name == id).ok_or_else(|| {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
                Failure::said(format!("`{name}` holds no catalog `{id}`")).with_help(nearest::instead(id, &known))
            })?;
            Ok(only(catalogs.into_iter().skip(at)))
        }
    }
}

fn only(catalogs: impl IntoIterator<Item = ProgramCatalog>) -> ProgramCatalog {
    catalogs.into_iter().next().expect("a program with records has a catalog")
}

/// Returns the shortest name of each catalog that no other has: `id`, `id@version`, `id@version/package@version`.
pub(crate) fn names(catalogs: &[ProgramCatalog]) -> Vec<String> {
    let id = |catalog: &ProgramCatalog| catalog.id().to_owned();
    let version = |catalog: &ProgramCatalog| format!("{}@{}", catalog.id(), catalog.version());
    let package = |catalog: &ProgramCatalog| {
        let (name, number) = catalog.package();
        format!("{}@{}/{name}@{number}", catalog.id(), catalog.version())
    };
    let forms: [&dyn Fn(&ProgramCatalog) -> String; 3] = [&id, &version, &package];
    let mut counts: HashMap<String, usize> = HashMap::new();
    for form in forms {
        for catalog in catalogs {
            *counts.entry(form(catalog)).or_default() += 1;
        }
    }
    let is_alone = |name: &String| counts.get(name) == Some(&1);
    let name = |catalog: &ProgramCatalog| forms.iter().map(|form| form(catalog)).find(is_alone);
    catalogs.iter().map(|catalog| name(catalog).unwrap_or_else(|| package(catalog))).collect()
}

/// Returns why a program could not be read, as the command line says it.
pub(crate) fn failure(error: &ProgramError) -> Failure {
    Failure::said(error.message()).with_help(error.help())
}
