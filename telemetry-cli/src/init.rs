//! `telemetry init`: a commented catalog, or policy, to start from.

use crate::Outcome;
use crate::arguments::{Document, InitArguments};
use crate::report::path_text;
use crate::schema;
use crate::screen::{Failure, Screen};
use crate::source::{FOLDER, PAPERS};
use std::path::{Path, PathBuf};
use telemetry_catalog::Files;

/// What `init` writes: a document to start from, and the schema that editors complete it with.
struct Starter {
    folder: &'static str,
    name: &'static str,
    text: &'static str,
    schema: &'static str,
    document: Document,
}

const CATALOG: Starter = Starter {
    folder: FOLDER,
    name: "catalog.yaml",
    text: include_str!("starter.yaml"),
    schema: "telemetry-catalog.schema.json",
    document: Document::Catalog,
};
const POLICY: Starter = Starter {
    folder: PAPERS,
    name: "policy.yaml",
    text: include_str!("policy.yaml"),
    schema: "telemetry-policy.schema.json",
    document: Document::Policy,
};

pub(crate) fn init(arguments: &InitArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let starter = if arguments.policy { POLICY } else { CATALOG };
    let folder = folder(arguments, starter.folder);
    let path = folder.join(starter.name);
    if path.exists() && !arguments.force {
        return Err(Failure::said(format!("{} is there already", path.display()))
            .with_help("use `--force` to replace it with the starter"));
    }
    let mut files = Files::new();
    files.insert(starter.name, starter.text);
    files.insert(starter.schema, schema::text(starter.document));
    files.write(&folder).map_err(|error| Failure::said(format!("cannot write {error}")))?;
    let path = path_text(&path);
    let steps = match starter.document {
        Document::Catalog => catalog_steps(&path_text(&folder)),
        Document::Policy => format!("  telemetry docs paper article-30 --policy {path}\n"),
    };
    let done = format!("wrote {path} and the schema that editors complete it with\n");
    screen.print(&format!("{done}\nnext:\n  edit {path}\n{steps}"))?;
    Ok(Outcome::Clean)
}

/// Returns a folder of the project; the current project's is named without `./`.
fn folder(arguments: &InitArguments, name: &str) -> PathBuf {
    let folder = arguments.folder.join(name);
    folder.strip_prefix(".").map(Path::to_owned).unwrap_or(folder)
}

fn catalog_steps(folder: &str) -> String {
    // The folder `telemetry` is found by itself.
    let named = if folder == FOLDER { String::new() } else { format!(" {folder}") };
    format!("  telemetry check{named}\n  telemetry list{named} fields\n  telemetry generate{named} --out generated\n")
}
