//! Which renderer makes which output, with which options, in which folder.

use crate::arguments::{GenerateArguments, Output, PageFormat, Style};
use crate::list::known;
use crate::nearest;
use crate::progress::Progress;
use crate::screen::{Failure, Screen};
use crate::source::Read;
use telemetry_catalog::model::{Catalog, DocsFormat, DocsStyle};
use telemetry_catalog::render::{self, RustOptions, SchemaOptions};
use telemetry_catalog::{Files, STANDARD, STANDARD_COLUMNS};
use telemetry_docs_gen::{Column, PageOptions, column_names};

/// Renders what is wanted, each once and in the order of [`Output`]; pages from the catalog that a scan has completed. Each
/// is rendered when it is asked for, so that a large one can be let go before the next.
pub(super) fn render<'a>(
    read: &'a Read,
    scanned: Option<&'a Catalog>,
    (wanted, arguments): (&'a [Output], &'a GenerateArguments),
    screen: &'a Screen,
) -> Result<impl Iterator<Item = (Output, Files)> + 'a, Failure> {
    let catalog = read.checked.catalog.as_ref().expect("a catalog without errors is there");
    let pages = pages(arguments)?;
    let destinations: Vec<&str> = catalog.destinations().iter().map(|destination| destination.name()).collect();
    arguments.destination.iter().try_for_each(|name| known("destination", Some(name), &destinations))?;
    let all = [Output::Rust, Output::Schema, Output::Docs];
    let is_wanted = |output: &Output| is_wanted(wanted, *output);
    Ok(all.into_iter().filter(is_wanted).map(move |output| {
        let _progress = Progress::start("rendering", screen);
        let shown = scanned.filter(|_| output == Output::Docs).unwrap_or(catalog);
        (output, one(output, shown, arguments, &pages))
    }))
}

/// Returns whether an output is wanted; nothing named means everything.
fn is_wanted(wanted: &[Output], output: Output) -> bool {
    wanted.is_empty() || wanted.contains(&output)
}

/// Refuses options of an output that is not wanted, which would do nothing.
pub(super) fn fitting(wanted: &[Output], arguments: &GenerateArguments) -> Result<(), Failure> {
    let given = [
        ("scan", Output::Docs, !arguments.scan.scan.is_empty()),
        ("page", Output::Docs, !arguments.page.is_empty()),
        ("style", Output::Docs, arguments.style.is_some()),
        ("columns", Output::Docs, !arguments.columns.is_empty()),
        ("audience", Output::Docs, arguments.audience.is_some()),
        ("language", Output::Docs, arguments.language.is_some()),
        ("destination", Output::Schema, !arguments.destination.is_empty()),
        ("bundle-only", Output::Schema, arguments.bundle_only),
        ("no-privacy-keyword", Output::Schema, arguments.no_privacy_keyword),
    ];
    match given.into_iter().find(|(_, output, is_given)| *is_given && !is_wanted(wanted, *output)) {
        None => Ok(()),
        Some((option, output, _)) => {
            let elsewhere = match option {
                "scan" => "; `check`, `docs site` and `docs update` take it, too",
                _ => "",
            };
            let output = name(output);
            Err(Failure::said(format!("`--{option}` changes `{output}`, which is not generated"))
                .with_help(format!("leave `--{option}` out, or add `{output}` to the outputs{elsewhere}")))
        }
    }
}

fn one(output: Output, catalog: &Catalog, arguments: &GenerateArguments, pages: &[PageOptions]) -> Files {
    match output {
        Output::Rust => below("rust", render::rust(catalog, &RustOptions::default())),
        Output::Schema => below("schemas", schemas(catalog, arguments)),
        Output::Docs => below("docs", page_files(catalog, pages)),
    }
}

/// Returns the page in each format; their files have names of their own.
fn page_files(catalog: &Catalog, pages: &[PageOptions]) -> Files {
    let mut files = Files::new();
    for page in pages {
        files.append(telemetry_docs_gen::page(catalog, page));
    }
    files
}

/// Returns the schemas of what is recorded, and of what each chosen destination receives.
fn schemas(catalog: &Catalog, arguments: &GenerateArguments) -> Files {
    let options = |destination: Option<&String>| SchemaOptions {
        events: !arguments.bundle_only,
        bundle: true,
        destination: destination.cloned(),
        privacy_keyword: !arguments.no_privacy_keyword,
    };
    let mut files = render::schema(catalog, &options(None));
    for destination in &arguments.destination {
        for (path, content) in render::schema(catalog, &options(Some(destination))).iter() {
            // All of them share the file that describes the privacy keyword.
            if files.get(path).is_none() {
                files.insert(path, content);
            }
        }
    }
    files
}

/// Returns how each page is made: one for every format that is named, one of the catalog's choice where none is.
fn pages(arguments: &GenerateArguments) -> Result<Vec<PageOptions>, Failure> {
    let style = arguments.style.map(|style| match style {
        Style::Events => DocsStyle::Events,
        Style::Table => DocsStyle::Table,
        Style::Conditions => DocsStyle::Conditions,
    });
    let columns = arguments.columns.iter().map(|name| columns(name)).collect::<Result<Vec<_>, _>>()?.concat();
    let columns = (!columns.is_empty()).then_some(columns);
    let audience = arguments.audience.map(Into::into);
    let language = arguments.language.map(Into::into);
    let page = |format: Option<DocsFormat>| PageOptions {
        style,
        format,
        audience,
        language,
        columns: columns.clone(),
        file: None,
    };
    let mut formats: Vec<DocsFormat> = arguments.page.iter().map(|format| docs_format(*format)).collect();
    formats.sort_by_key(|format| format.name());
    formats.dedup();
    if formats.is_empty() { Ok(vec![page(None)]) } else { Ok(formats.into_iter().map(Some).map(page).collect()) }
}

fn docs_format(format: PageFormat) -> DocsFormat {
    match format {
        PageFormat::Markdown => DocsFormat::Markdown,
        PageFormat::Mdx => DocsFormat::Mdx,
        PageFormat::Html => DocsFormat::Html,
        PageFormat::Csv => DocsFormat::Csv,
        PageFormat::Json => DocsFormat::Json,
    }
}

/// Returns the column of a name, or those that it stands for.
fn columns(name: &str) -> Result<Vec<&'static Column>, Failure> {
    if name == STANDARD {
        return Ok(STANDARD_COLUMNS.iter().filter_map(|name| Column::from_name(name)).collect());
    }
    Column::from_name(name).map(|column| vec![column]).ok_or_else(|| {
        let known: Vec<&str> = column_names().chain([STANDARD]).collect();
        Failure::said(format!("pages have no column `{name}`")).with_help(nearest::instead(name, &known))
    })
}

/// Puts files into a folder of the output, unless their renderer has put them there.
fn below(folder: &str, files: Files) -> Files {
    let is_there = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    if files.iter().all(|(path, _)| is_there(path)) {
        return files;
    }
    files.below(folder)
}

/// Returns the word that names an output on the command line.
pub(super) fn name(output: Output) -> &'static str {
    match output {
        Output::Rust => "rust",
        Output::Schema => "schema",
        Output::Docs => "docs",
    }
}
