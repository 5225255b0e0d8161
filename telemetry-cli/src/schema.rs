//! `telemetry schema`: the JSON Schemas of the formats that people write.

use crate::Outcome;
use crate::arguments::{Document, SchemaArguments};
use crate::screen::{Failure, Screen};
use std::path::Path;
use telemetry_catalog::Files;

pub(crate) fn schema(arguments: &SchemaArguments, screen: &Screen) -> Result<Outcome, Failure> {
    match &arguments.out {
        None => Screen::print_plain(&text(arguments.document))?,
        Some(path) => write(arguments.document, path, screen)?,
    }
    Ok(Outcome::Clean)
}

/// Returns a schema as it is written.
pub(crate) fn text(document: Document) -> String {
    let schema = match document {
        Document::Catalog => telemetry_catalog::format::schema(),
        Document::Policy => telemetry_catalog::format::policy_schema(),
    };
    format!("{schema:#}\n")
}

fn write(document: Document, path: &Path, screen: &Screen) -> Result<(), Failure> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(Failure::said(format!("{} is not the name of a file", path.display())));
    };
    let mut files = Files::new();
    files.insert(name, text(document));
    let folder = path.parent().unwrap_or(Path::new(""));
    files.write(folder).map_err(|error| Failure::said(format!("cannot write {error}")))?;
    screen.note(&format!("wrote {}", path.display()));
    Ok(())
}
