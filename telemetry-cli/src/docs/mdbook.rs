//! `telemetry docs mdbook`: the preprocessor of mdBook. A book comes in as JSON and goes out with parts of the page in its
//! chapters.
//!
//! The JSON is taken as it is: mdBook 0.4 names the list of chapters `sections`, 0.5 names it `items`, and whatever else
//! a version adds goes out as it came in. No crate of mdBook is needed for that.

use super::arguments::{MdbookArguments, MdbookQuestion};
use crate::Outcome;
use crate::arguments::Format;
use crate::nearest::instead;
use crate::report::{self, Findings, path_text};
use crate::screen::{Failure, Screen};
use crate::source::{self, FOLDER, Wanted};
use serde_json::Value;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use telemetry_catalog::model::Catalog;
use telemetry_docs_gen::{Language, PageOptions, RegionState, regions};

/// The keys of `[preprocessor.telemetry]` that are ours.
const OURS: [&str; 2] = ["catalog", "id"];
/// Those that mdBook reads.
const OF_MDBOOK: [&str; 6] = ["after", "before", "command", "optional", "renderer", "renderers"];
/// How lists of chapters are named, in a book and in a chapter.
const LISTS: [&str; 3] = ["items", "sections", "sub_items"];

pub(crate) fn mdbook(arguments: &MdbookArguments, screen: &Screen) -> Result<Outcome, Failure> {
    match &arguments.question {
        // What is put in is Markdown, which every renderer gets.
        Some(MdbookQuestion::Supports { renderer: _ }) => Ok(Outcome::Clean),
        None => prepare(screen),
    }
}

/// Reads a book, puts the parts in, and prints it.
fn prepare(screen: &Screen) -> Result<Outcome, Failure> {
    let (context, mut book) = input()?;
    let settings = Settings::of(&context, screen)?;
    let read = source::read(Wanted { path: Some(&settings.catalog), id: settings.id.as_deref() }, None, screen)
        .map_err(|failure| settings.explain(failure))?;
    if read.checked.diagnostics.has_errors() {
        report::print_aside(Format::Text, &Findings::of(&read), screen)?;
        return Ok(Outcome::Findings);
    }
    let catalog = read.checked.catalog.as_ref().expect("a catalog without errors is there");
    let mut chapters = Chapters { catalog, folder: settings.folder, faults: Vec::new(), parts: 0, screen };
    chapters.fill(&mut book);
    if !chapters.faults.is_empty() {
        chapters.faults.iter().for_each(|(message, help)| screen.error(message, Some(help)));
        return Ok(Outcome::Findings);
    }
    if chapters.parts == 0 {
        screen.note("telemetry: no chapter has a part of the page; write `{{#telemetry events}}` where one goes");
    }
    Screen::print_plain(&book.to_string())?;
    Ok(Outcome::Clean)
}

/// Reads what mdBook hands over: what it knows of the book, and the book.
fn input() -> Result<(Value, Value), Failure> {
    let help = "let mdBook call this command: write `[preprocessor.telemetry]` into book.toml, then `mdbook build`";
    if io::stdin().is_terminal() {
        return Err(Failure::said("there is no book on standard input").with_help(help));
    }
    let bytes = source::standard_input()?;
    let not_a_book = |why: &str| Failure::said(format!("standard input is no book: {why}")).with_help(help);
    match serde_json::from_slice(&bytes) {
        Ok(Value::Array(mut pair)) if pair.len() == 2 => {
            let book = pair.pop().unwrap_or_default();
            let has_chapters = LISTS.iter().any(|list| book.get(list).is_some_and(Value::is_array));
            if !has_chapters {
                return Err(not_a_book("it has neither `items` nor `sections`"));
            }
            Ok((pair.pop().unwrap_or_default(), book))
        }
        Ok(_) => Err(not_a_book("it is not a list of a context and a book")),
        Err(error) => Err(not_a_book(&error.to_string())),
    }
}

/// What book.toml says.
struct Settings {
    /// Where the catalog lies.
    catalog: PathBuf,
    /// One of several catalogs of a program.
    id: Option<String>,
    /// Where the files of chapters lie, as messages name it.
    folder: PathBuf,
}

impl Settings {
    fn of(context: &Value, screen: &Screen) -> Result<Self, Failure> {
        let root = PathBuf::from(context["root"].as_str().unwrap_or_default());
        let config = &context["config"];
        let settings = &config["preprocessor"]["telemetry"];
        let text = |key: &str| match &settings[key] {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.clone())),
            other => Err(Failure::said(format!("`{key}` below `[preprocessor.telemetry]` is `{other}`, not a text"))
                .with_help(format!("write `{key} = \"…\"`"))),
        };
        for key in settings.as_object().into_iter().flat_map(|settings| settings.keys()) {
            warn_of(key, screen);
        }
        let catalog = root.join(text("catalog")?.unwrap_or_else(|| FOLDER.to_owned()));
        let folder = PathBuf::from(config["book"]["src"].as_str().unwrap_or("src"));
        Ok(Self { catalog, id: text("id")?, folder })
    }

    /// Says where the path of the catalog came from.
    fn explain(&self, failure: Failure) -> Failure {
        match failure {
            Failure::Said { message, help: None } if !self.catalog.exists() => Failure::said(message)
                .with_help("write `catalog = \"…\"` below `[preprocessor.telemetry]`; the path starts at book.toml"),
            failure => failure,
        }
    }
}

/// Says that nobody reads a key of book.toml.
fn warn_of(key: &str, screen: &Screen) {
    if OURS.contains(&key) || OF_MDBOOK.contains(&key) {
        return;
    }
    let instead = instead(key, &OURS);
    screen.note(&format!("warning: `{key}` below `[preprocessor.telemetry]` is not known; {instead}"));
}

/// The walk over the chapters of a book.
struct Chapters<'run> {
    catalog: &'run Catalog,
    folder: PathBuf,
    /// What is wrong with markers, each with what to write instead.
    faults: Vec<(String, String)>,
    /// How many parts were put in.
    parts: usize,
    screen: &'run Screen,
}

impl Chapters<'_> {
    /// Puts the parts into all chapters below a book or a chapter.
    fn fill(&mut self, parent: &mut Value) {
        for list in LISTS {
            for item in parent.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                // What is no chapter is a line between two, or a title.
                let Some(chapter) = item.get_mut("Chapter") else { continue };
                self.fill_one(chapter);
                self.fill(chapter);
            }
        }
    }

    fn fill_one(&mut self, chapter: &mut Value) {
        let Some(text) = chapter["content"].as_str() else { return };
        let place = |line: usize| format!("{}:{line}", self.place(chapter));
        match regions(self.catalog, text, Language::MdBook, &PageOptions::default()) {
            Ok(updated) => {
                for region in updated.regions.iter().filter(|region| region.state == RegionState::Edited) {
                    let (place, part) = (place(region.line), region.part);
                    self.screen.note(&format!(
                        "warning: {place}: the region of `{part}` was edited by hand; the book has what the catalog says"
                    ));
                }
                self.parts += updated.regions.len();
                chapter["content"] = Value::String(updated.text);
            }
            Err(faults) => {
                let said = |fault: &telemetry_docs_gen::RegionFault| {
                    (format!("{}:{}: {}", place(fault.line), fault.column, fault.message), fault.help.clone())
                };
                let said: Vec<_> = faults.iter().map(said).collect();
                self.faults.extend(said);
            }
        }
    }

    /// Returns how messages name a chapter: by its file, or by its title where it has none.
    fn place(&self, chapter: &Value) -> String {
        let name = chapter["name"].as_str().unwrap_or_default();
        let path = ["source_path", "path"].into_iter().find_map(|key| chapter[key].as_str());
        match path {
            Some(path) => format!("chapter `{name}`, {}", path_text(&self.folder.join(Path::new(path)))),
            None => format!("chapter `{name}`"),
        }
    }
}
