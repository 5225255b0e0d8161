//! `telemetry docs update`: reads files of the user, renders the regions in them, then writes or compares.
//!
//! All or nothing: where the markers of one file do not fit, or somebody has written into a region, no file is touched.

use super::arguments::UpdateArguments;
use crate::Outcome;
use crate::generate::drift::{self, Shown};
use crate::report::{self, Findings, path_text};
use crate::scan;
use crate::screen::{Failure, Screen, counted};
use crate::source::{self, Read, Wanted};
use std::io;
use std::path::Path;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::{Drift, Files};
use telemetry_docs_gen::{Language, PageOptions, RegionFault, RegionState, Updated, regions};

pub(super) fn update(arguments: &UpdateArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let paths = paths(arguments)?;
    let before = Files::read(Path::new(""), paths.iter().map(String::as_str)).map_err(|error| unreadable(&error))?;
    let wanted = Wanted { path: arguments.catalog.as_deref(), id: arguments.choice.id.as_deref() };
    let mut read = source::read(wanted, arguments.findings.today.as_deref(), screen)?;
    let scanned = scan::scanned(&mut read, &arguments.scan, screen)?;
    if read.fails(&arguments.findings) {
        report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
        screen.note(&format!("{}; nothing is written", read.summary()));
        return Ok(Outcome::Findings);
    }
    let catalog = read.checked.catalog.as_ref().expect("a catalog without errors is there");
    let Some(updated) = render(scanned.as_ref().unwrap_or(catalog), &before, screen) else {
        screen.note("nothing is written");
        return Ok(Outcome::Findings);
    };
    let edited = edited(&before, &updated);
    if arguments.check {
        say_edited(&updated, screen);
        return drift::check(&read, &[&files(&updated)], Path::new(""), arguments.findings.format, screen);
    }
    edited.iter().try_for_each(|drift| screen.print(&drift::difference(drift, Shown::Whole)))?;
    if !edited.is_empty() && !arguments.force {
        say_edited(&updated, screen);
        screen.note("nothing is written");
        return Ok(Outcome::Findings);
    }
    report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
    write(&read, &updated, screen)
}

/// Returns the paths of the files, each once.
fn paths(arguments: &UpdateArguments) -> Result<Vec<String>, Failure> {
    let text = |path: &std::path::PathBuf| {
        path.to_str().map(str::to_owned).ok_or_else(|| {
            Failure::said(format!("the name of `{}` is not UTF-8", path.display())).with_help("rename the file")
        })
    };
    let mut paths = arguments.files.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn unreadable(error: &io::Error) -> Failure {
    let help = match error.kind() {
        io::ErrorKind::InvalidData => "write the file as UTF-8",
        _ => "name a file that is there, with `<!-- telemetry:begin events -->` and `<!-- telemetry:end -->` in it",
    };
    Failure::said(format!("cannot read {error}")).with_help(help)
}

/// Renders the regions of all files; nothing where one of them has markers that do not fit, which is said.
fn render(catalog: &Catalog, before: &Files, screen: &Screen) -> Option<Vec<(String, Updated)>> {
    let mut all = Vec::new();
    let mut faulty = false;
    for (path, text) in before.iter() {
        let faults = match regions(catalog, text, language(path), &PageOptions::default()) {
            Ok(updated) if updated.regions.is_empty() => vec![none(path)],
            Ok(updated) => {
                all.push((path.to_owned(), updated));
                continue;
            }
            Err(faults) => faults,
        };
        faulty = true;
        for fault in &faults {
            let place = format!("{}:{}:{}", path_text(Path::new(path)), fault.line, fault.column);
            screen.error(&format!("{place}: {}", fault.message), Some(&fault.help));
        }
    }
    (!faulty).then_some(all)
}

/// Returns the language of a file, as its name says.
fn language(path: &str) -> Language {
    let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => Language::Html,
        Some("mdx") => Language::Mdx,
        _ => Language::Markdown,
    }
}

fn none(path: &str) -> RegionFault {
    let help = match language(path) {
        Language::Mdx => "put `{/* telemetry:begin events */}` and `{/* telemetry:end */}` where one goes",
        Language::Markdown | Language::MdBook | Language::Html => {
            "put `<!-- telemetry:begin events -->` and `<!-- telemetry:end -->` where one goes"
        }
    };
    RegionFault { line: 1, column: 1, message: "the file has no region".to_owned(), help: help.to_owned() }
}

/// Returns the files in whose regions somebody has written.
fn edited(before: &Files, updated: &[(String, Updated)]) -> Vec<Drift> {
    let edited = updated.iter().filter(|(_, updated)| by_hand(updated).next().is_some());
    let drift = |(path, updated): &(String, Updated)| Drift {
        path: path.into(),
        found: before.get(path).map(str::to_owned),
        expected: updated.text.clone(),
    };
    edited.map(drift).collect()
}

fn by_hand(updated: &Updated) -> impl Iterator<Item = &telemetry_docs_gen::Region> {
    updated.regions.iter().filter(|region| region.state == RegionState::Edited)
}

/// Says in which regions somebody has written.
fn say_edited(updated: &[(String, Updated)], screen: &Screen) {
    for (path, updated) in updated {
        for region in by_hand(updated) {
            let place = format!("{}:{}", path_text(Path::new(path)), region.line);
            let help = "move what was written there out of the region, or give it up with `--force`";
            screen.error(&format!("{place}: the region of `{}` was edited by hand", region.part), Some(help));
        }
    }
}

fn files(updated: &[(String, Updated)]) -> Files {
    let mut files = Files::new();
    for (path, updated) in updated {
        files.insert(path, &updated.text);
    }
    files
}

fn write(read: &Read, updated: &[(String, Updated)], screen: &Screen) -> Result<Outcome, Failure> {
    let failed = |error: io::Error| {
        Failure::said(format!("cannot write {error}")).with_help("make the file writable, or leave it out")
    };
    let summary = files(updated).write(Path::new("")).map_err(failed)?;
    screen.note(&read.summary());
    for (path, updated) in updated {
        let parts: Vec<_> = updated.regions.iter().map(|region| region.part).collect();
        screen.note(&format!("  {path}: {}", parts.join(", ")));
    }
    let unchanged = match summary.unchanged.len() {
        0 => String::new(),
        unchanged => format!(", {unchanged} unchanged"),
    };
    screen.note(&format!("wrote {}{unchanged}", counted(summary.written.len(), "file")));
    Ok(Outcome::Clean)
}
