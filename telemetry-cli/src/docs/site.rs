//! `telemetry docs site`: reads, checks, renders the data dictionary, then writes or compares.

use super::arguments::SiteArguments;
use crate::Outcome;
use crate::generate::{bytes, drift, time, unwritable};
use crate::progress::Progress;
use crate::report::{self, Findings, path_text};
use crate::scan;
use crate::screen::{Failure, QUIET, Screen, counted, styled};
use crate::source::{self, Wanted};
use std::time::Instant;
use telemetry_docs_gen::{SiteLayout, SiteOptions};

pub(super) fn site(arguments: &SiteArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let wanted = Wanted { path: arguments.catalog.as_deref(), id: arguments.choice.id.as_deref() };
    let mut read = source::read(wanted, arguments.findings.today.as_deref(), screen)?;
    let scanned = scan::scanned(&mut read, &arguments.scan, screen)?;
    if read.fails(&arguments.findings) {
        report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
        screen.note(&format!("{}; nothing is written", read.summary()));
        return Ok(Outcome::Findings);
    }
    let catalog = read.checked.catalog.as_ref().expect("a catalog without errors is there");
    let catalog = scanned.as_ref().unwrap_or(catalog);
    let layout = if arguments.one_file { SiteLayout::OneFile } else { SiteLayout::Folder };
    let progress = Progress::start("rendering", screen);
    let options = SiteOptions {
        layout,
        audience: arguments.audience.map(Into::into),
        language: arguments.language.map(Into::into),
    };
    let files = telemetry_docs_gen::site(catalog, &options);
    drop(progress);
    if arguments.check {
        return drift::check(&read, &[&files], &arguments.out, arguments.findings.format, screen);
    }
    report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
    let progress = Progress::start("writing", screen);
    let summary = files.write(&arguments.out).map_err(|error| unwritable(&error))?;
    drop(progress);
    let size = bytes(files.iter().map(|(_, content)| content.len()).sum());
    let index = path_text(&arguments.out.join("index.html"));
    let unchanged = match summary.unchanged.len() {
        0 => String::new(),
        unchanged => format!(", {unchanged} unchanged"),
    };
    screen.note(&read.summary());
    screen.note(&format!("  site  {}  {size}  {}", counted(files.len(), "file"), styled(QUIET, &index)));
    screen.note(&format!("wrote {}{unchanged} in {}", counted(summary.written.len(), "file"), time(started.elapsed())));
    Ok(Outcome::Clean)
}
