//! `telemetry init`: a commented catalog to start from.

use crate::Outcome;
use crate::arguments::InitArguments;
use crate::report::path_text;
use crate::schema;
use crate::screen::{Failure, Screen};
use crate::source::FOLDER;
use std::path::{Path, PathBuf};
use telemetry_catalog::Files;

const STARTER: &str = include_str!("starter.yaml");
const CATALOG: &str = "catalog.yaml";
const SCHEMA: &str = "telemetry-catalog.schema.json";

pub(crate) fn init(arguments: &InitArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let folder = folder(arguments);
    let path = folder.join(CATALOG);
    if path.exists() && !arguments.force {
        return Err(Failure::said(format!("{} is there already", path.display()))
            .with_help("use `--force` to replace it with the starter"));
    }
    let mut files = Files::new();
    files.insert(CATALOG, STARTER);
    files.insert(SCHEMA, schema::text());
    files.write(&folder).map_err(|error| Failure::said(format!("cannot write {error}")))?;
    screen.print(&next_steps(arguments))?;
    Ok(Outcome::Clean)
}

/// Returns the folder of the catalog; the current project's is named without `./`.
fn folder(arguments: &InitArguments) -> PathBuf {
    let folder = arguments.folder.join(FOLDER);
    folder.strip_prefix(".").map(Path::to_owned).unwrap_or(folder)
}

fn next_steps(arguments: &InitArguments) -> String {
    let folder = path_text(&folder(arguments));
    // The folder `telemetry` is found by itself.
    let named = if folder == FOLDER { String::new() } else { format!(" {folder}") };
    format!(
        "wrote {folder}/{CATALOG} and the schema that editors complete it with\n\
         \n\
         next:\n\
         \x20 edit {folder}/{CATALOG}\n\
         \x20 telemetry check{named}\n\
         \x20 telemetry list{named} fields\n\
         \x20 telemetry generate{named} --out generated\n"
    )
}
