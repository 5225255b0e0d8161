//! The example catalogs: what is made of them, what a check says about them, and that their pages name everything that
//! the published documents of the four systems name. `BLESS=1 cargo test -p whole-line-tests --test examples` rewrites
//! the folder of each catalog in `goldens`; the lists in `goldens/seed-names` are written by hand.

#[path = "examples/documents.rs"]
mod documents;
#[path = "examples/names.rs"]
mod names;
#[path = "examples/page.rs"]
mod page;

use names::Named;
use page::Page;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::{self, RustOptions, SchemaOptions};
use telemetry_catalog::{CheckOptions, Files, Severity, check, load};
use telemetry_docs_gen::{PageOptions, markdown};

const CATALOGS: [&str; 4] = ["continue", "copilot-chat", "oso", "sourcegraph"];

/// One example catalog and everything that is made of it.
struct Example {
    name: &'static str,
    /// Every output as `telemetry generate` lays it out, and what the check says.
    outputs: Files,
    page: Page,
}

fn examples() -> &'static [Example] {
    static EXAMPLES: OnceLock<Vec<Example>> = OnceLock::new();
    EXAMPLES.get_or_init(|| CATALOGS.into_iter().map(example).collect())
}

fn example(name: &'static str) -> Example {
    let sources = load(&root().join("catalog/examples").join(name)).unwrap_or_else(|error| panic!("{error}"));
    let checked = check(&sources, &CheckOptions { today: None });
    let findings: Vec<_> = checked.diagnostics.iter().collect();
    let errors = findings.iter().filter(|found| found.severity() == Severity::Error).count();
    assert!(errors == 0, "{name} has {errors} errors:\n{}", checked.diagnostics.to_text(&sources));
    let line = |found: &&telemetry_catalog::Diagnostic| {
        format!("{}[{}]: {}\n", found.severity().name(), found.rule.name, found.message)
    };
    let catalog = checked.catalog.expect("no errors, hence a catalog");
    let pages = markdown(&catalog, &PageOptions::default());
    let page = Page::read(pages.iter().next().expect("there is one page").1);
    let mut outputs = outputs(&catalog, &pages);
    outputs.insert("findings.txt", findings.iter().map(line).collect::<String>());
    Example { name, outputs, page }
}

fn outputs(catalog: &Catalog, pages: &Files) -> Files {
    let mut outputs = below("rust", &render::rust(catalog, &RustOptions::default()));
    let schemas = SchemaOptions { events: true, bundle: true, destination: None, privacy_keyword: true };
    outputs.append(below("schemas", &render::schema(catalog, &schemas)));
    outputs.append(below("docs", pages));
    outputs
}

/// Puts files into the folder that the command line puts them into.
fn below(folder: &str, files: &Files) -> Files {
    let mut moved = Files::new();
    for (path, content) in files.iter() {
        let path = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
        moved.insert(format!("{folder}/{path}"), content);
    }
    moved
}

/// Returns the folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens")
}

#[test]
fn outputs_and_findings_are_as_expected() {
    let mut faults = Vec::new();
    for example in examples() {
        let folder = goldens().join(example.name);
        if env::var_os("BLESS").is_some() {
            // What is not made any more goes too.
            fs::remove_dir_all(&folder).ok();
            example.outputs.write(&folder).expect("the goldens can be written");
            continue;
        }
        for drift in example.outputs.compare(&folder).expect("the goldens can be read") {
            let found = drift.found.unwrap_or_default();
            faults.push(format!("{}{}", drift.path.display(), difference(&found, &drift.expected)));
        }
        let made: BTreeSet<_> = example.outputs.iter().map(|(path, _)| folder.join(path)).collect();
        let left = files_in(&folder).into_iter().filter(|path| !made.contains(path));
        faults.extend(left.map(|path| format!("{} is made by nothing", path.display())));
    }
    assert!(faults.is_empty(), "{}\nBLESS=1 rewrites the goldens", faults.join("\n"));
}

/// Returns where two texts part, with the lines there.
fn difference(golden: &str, made: &str) -> String {
    let same = golden.lines().zip(made.lines()).take_while(|(golden, made)| golden == made).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    format!(":{}\n- {}\n+ {}", same + 1, line(golden), line(made))
}

/// Returns all files in a folder and in the folders below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("can be read").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

#[test]
fn pages_show_every_name_of_the_published_documents() {
    let mut missing = Vec::new();
    for example in examples() {
        let hidden = listed(example.name).into_iter().filter(|name| !example.page.shows(name));
        missing.extend(hidden.map(|name| format!("{}: {name}", example.name)));
    }
    assert!(missing.is_empty(), "no heading, cell, item or code span shows:\n{}", missing.join("\n"));
}

#[test]
fn the_lists_hold_the_names_of_the_documents() {
    let mut faults = Vec::new();
    for example in examples() {
        let document = documents::file(example.name);
        let Ok(text) = fs::read_to_string(root().join("../shared/seeds").join(document)) else {
            println!("skipped: {document} is not at hand");
            continue;
        };
        let found = documents::names(example.name, &text);
        let listed: BTreeSet<Named> = listed(example.name).into_iter().collect();
        faults.extend(found.difference(&listed).map(|name| format!("{}: {name} is not listed", example.name)));
        faults.extend(listed.difference(&found).map(|name| format!("{}: {name} is not in {document}", example.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn listed(catalog: &str) -> Vec<Named> {
    let path = goldens().join("seed-names").join(format!("{catalog}.txt"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    names::parse(&text)
}

#[test]
fn only_what_a_reader_looks_at_is_shown() {
    let page = "# Page\n\n<!-- `comment` -->\n\nRunning words, `code`.\n\n### `event`\n\n- an item\n\n| Field |\n| --- |\n\
                | `field` |\n| [a cell](https://example.org/a) |\n";
    let page = Page::read(page);
    let shown = ["Page", "code", "event", "an item", "field", "a cell", "https://example.org/a"];
    let hidden = ["comment", "Running words", "Running", "cell", "https://example.org/b"];
    assert_eq!(shown.map(|name| page.shows(&Named::alone(name))), [true; 7]);
    assert_eq!(hidden.map(|name| page.shows(&Named::alone(name))), [false; 5]);
    assert!(page.shows(&Named::property("event", "field")) && !page.shows(&Named::property("event", "code")));
}
