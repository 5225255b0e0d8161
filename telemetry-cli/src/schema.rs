//! `telemetry schema`: the JSON Schema of the catalog format.

use crate::Outcome;
use crate::arguments::SchemaArguments;
use crate::screen::{Failure, Screen};
use std::path::Path;
use telemetry_catalog::Files;

pub(crate) fn schema(arguments: &SchemaArguments, screen: &Screen) -> Result<Outcome, Failure> {
    match &arguments.out {
        None => Screen::print_plain(&text())?,
        Some(path) => write(path, screen)?,
    }
    Ok(Outcome::Clean)
}

/// Returns the schema as it is written.
pub(crate) fn text() -> String {
    format!("{:#}\n", telemetry_catalog::format::schema())
}

fn write(path: &Path, screen: &Screen) -> Result<(), Failure> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(Failure::said(format!("{} is not the name of a file", path.display())));
    };
    let mut files = Files::new();
    files.insert(name, text());
    let folder = path.parent().unwrap_or(Path::new(""));
    files.write(folder).map_err(|error| Failure::said(format!("cannot write {error}")))?;
    screen.note(&format!("wrote {}", path.display()));
    Ok(())
}
