//! `telemetry docs paper`: reads a catalog and a policy, renders what a reviewer asks for, then writes or compares.

use super::arguments::PaperArguments;
use crate::Outcome;
use crate::generate::{bytes, drift, unwritable};
use crate::report::{self, Findings, path_text};
use crate::screen::{Failure, QUIET, Screen, counted, styled};
use crate::source::{self, Read, Wanted};
use std::fs;
use std::path::Path;
use telemetry_catalog::model::{Catalog, Policy};
use telemetry_catalog::{Checked, Files};
use telemetry_docs_gen::{Manifest, Paper, SafetyForm};

pub(super) fn paper(arguments: &PaperArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let wanted = Wanted { path: arguments.catalog.as_deref(), id: arguments.choice.id.as_deref() };
    let read = source::read(wanted, arguments.findings.today.as_deref(), screen)?;
    if read.fails(&arguments.findings) {
        return refuse(&read, arguments, screen);
    }
    let catalog = read.checked.catalog.as_ref().expect("a catalog without errors is there");
    let policy = match &arguments.policy {
        None => Policy::default(),
        Some(path) => match policy(path, catalog)? {
            Ok(policy) => policy,
            Err(read) => return refuse(&read, arguments, screen),
        },
    };
    let files = render(arguments, catalog, &policy)?;
    if arguments.check {
        return drift::check(&read, &[&files], &arguments.out, arguments.findings.format, screen);
    }
    report::print_aside(arguments.findings.format, &Findings::of(&read), screen)?;
    write(&read, &files, &arguments.out, screen)
}

/// Says what is wrong with a catalog or a policy.
fn refuse(read: &Read, arguments: &PaperArguments, screen: &Screen) -> Result<Outcome, Failure> {
    report::print_aside(arguments.findings.format, &Findings::of(read), screen)?;
    screen.note(&format!("{}; nothing is written", read.summary()));
    Ok(Outcome::Findings)
}

/// Reads a policy; one with errors is returned with what was found.
fn policy(path: &Path, catalog: &Catalog) -> Result<Result<Policy, Box<Read>>, Failure> {
    if path.is_dir() {
        return Err(Failure::said(format!("`{}` is a folder", path_text(path))).with_help("a policy is one file"));
    }
    let sources = telemetry_catalog::load(path).map_err(|error| Failure::said(error.to_string()))?;
    let checked = telemetry_catalog::policy(&sources, catalog);
    Ok(checked.policy.ok_or_else(|| {
        let found = Checked { catalog: None, diagnostics: checked.diagnostics };
        Box::new(Read::new(sources, found, path_text(path)))
    }))
}

fn render(arguments: &PaperArguments, catalog: &Catalog, policy: &Policy) -> Result<Files, Failure> {
    let kind = arguments.kind.paper();
    let is_alone = |option: &str, taken: Paper| {
        Failure::said(format!("the paper `{}` takes no `--{option}`", kind.name()))
            .with_help(format!("leave `--{option}` out, or write `{}`", taken.name()))
    };
    match (kind, &arguments.merge, &arguments.template) {
        (Paper::PrivacyManifest, Some(path), None) => merged(catalog, policy, path),
        (Paper::DataSafety, None, Some(path)) => filled(catalog, policy, path),
        (_, None, None) => Ok(telemetry_docs_gen::paper(catalog, policy, kind)),
        (Paper::PrivacyManifest, _, Some(_)) | (_, None, Some(_)) => Err(is_alone("template", Paper::DataSafety)),
        (_, Some(_), _) => Err(is_alone("merge", Paper::PrivacyManifest)),
    }
}

/// Adds to a privacy manifest.
fn merged(catalog: &Catalog, policy: &Policy, path: &Path) -> Result<Files, Failure> {
    let name = path_text(path);
    let manifest = Manifest::parse(&text(path)?).map_err(|fault| {
        Failure::said(format!("{name} is no privacy manifest; {fault}"))
            .with_help("convert a binary one with `plutil -convert xml1`")
    })?;
    Ok(telemetry_docs_gen::privacy_manifest(catalog, policy, Some(&manifest)))
}

/// Puts answers into a data safety form.
fn filled(catalog: &Catalog, policy: &Policy, path: &Path) -> Result<Files, Failure> {
    let name = path_text(path);
    let form = SafetyForm::parse(&text(path)?).map_err(|fault| {
        Failure::said(format!("{name} is no data safety form; {fault}"))
            .with_help("export it from the Play Console: App content, Data safety, Export to CSV")
    })?;
    Ok(telemetry_docs_gen::data_safety(catalog, policy, Some(&form)))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::said(format!("cannot read {}: {error}", path_text(path))))
}

fn write(read: &Read, files: &Files, out: &Path, screen: &Screen) -> Result<Outcome, Failure> {
    let summary = files.write(out).map_err(|error| unwritable(&error))?;
    screen.note(&read.summary());
    for (path, content) in files.iter() {
        let place = path_text(&out.join(path));
        screen.note(&format!("  paper  {}  {}", bytes(content.len()), styled(QUIET, &place)));
    }
    let unchanged = match summary.unchanged.len() {
        0 => String::new(),
        unchanged => format!(", {unchanged} unchanged"),
    };
    screen.note(&format!("wrote {}{unchanged}", counted(summary.written.len(), "file")));
    Ok(Outcome::Clean)
}
