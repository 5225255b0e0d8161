//! The page as a whole: which sections there are, and in which order.

use crate::anchor::Anchor;
use crate::columns::Column;
use crate::markdown::{Dialect, Writer};
use crate::row::{RowsOf, Shown};
use crate::site::changes::Changes;
use crate::site::hypertext::Hypertext;
use crate::survey::Survey;
use crate::{part, rows, style};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, DocsFormat, DocsStyle, Event};

/// What a caller may choose; what is left out is the catalog's own choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// The name of the file; `data-collected.md` when absent, with the ending of the format.
    pub file: Option<String>,
    /// What the page is written as; only [`page`] asks for it.
    pub format: Option<DocsFormat>,
    /// The layout.
    pub style: Option<DocsStyle>,
    /// The columns of tables, in order.
    pub columns: Option<Vec<&'static Column>>,
}

/// The name of the file without its ending, unless an option names another.
const FILE: &str = "data-collected";

/// A page with fewer sections than this has no line of contents.
const SECTIONS_TO_LIST: usize = 4;

/// Renders the public page of a catalog in the format of its choice, or in that of the caller.
#[must_use]
pub fn page(catalog: &Catalog, options: &PageOptions) -> Files {
    let format = options.format.unwrap_or(catalog.docs().format());
    let (ending, text) = match format {
        DocsFormat::Markdown => ("md", with_page(catalog, options, |page| page.render(Dialect::Github))),
        DocsFormat::Mdx => ("mdx", with_page(catalog, options, |page| page.render(Dialect::Mdx))),
        DocsFormat::Html => ("html", with_page(catalog, options, |page| page.hypertext())),
        DocsFormat::Csv => ("csv", rows::csv(catalog, options.columns.as_deref())),
        DocsFormat::Json => ("json", rows::json(catalog, options.columns.as_deref())),
    };
    let mut files = Files::new();
    files.insert(options.file.clone().unwrap_or_else(|| format!("{FILE}.{ending}")), text);
    files
}

/// Renders the public page of a catalog as GitHub-flavoured Markdown, whatever format it chooses.
#[must_use]
pub fn markdown(catalog: &Catalog, options: &PageOptions) -> Files {
    page(catalog, &PageOptions { format: Some(DocsFormat::Markdown), ..options.clone() })
}

/// Prepares what every section is written from, and hands it over.
pub(crate) fn with_page<T>(catalog: &Catalog, options: &PageOptions, write: impl FnOnce(&Page<'_>) -> T) -> T {
    let style = options.style.unwrap_or(catalog.docs().style());
    let columns = columns(catalog, options);
    let columns = if columns.is_empty() { style::default_columns(catalog, style) } else { columns };
    let shown = Shown::new(&columns, catalog.docs().headings(), style::rows(catalog, style));
    let listed = Shown::new(&[], &[], RowsOf::OnePlace);
    let survey = Survey::of(catalog);
    let changes = if survey.dated { Changes::of(catalog) } else { Changes::default() };
    write(&Page { catalog, style, shown: &shown, listed: &listed, survey: &survey, changes: &changes })
}

/// Returns the chosen columns, each once. The rule `unknown-column` has refused names that are not in the table.
fn columns(catalog: &Catalog, options: &PageOptions) -> Vec<&'static Column> {
    let mut columns: Vec<&'static Column> = match &options.columns {
        Some(columns) => columns.clone(),
        None => catalog.docs().columns().iter().filter_map(|name| Column::from_name(name)).collect(),
    };
    let mut index = 0;
    while index < columns.len() {
        let repeated = columns[..index].contains(&columns[index]);
        if repeated {
            columns.remove(index);
        } else {
            index += 1;
        }
    }
    columns
}

/// What every section is written from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) style: DocsStyle,
    /// What tables show; lists take the place of tables where it has no columns.
    pub(crate) shown: &'a Shown<'a>,
    /// What lists show.
    pub(crate) listed: &'a Shown<'a>,
    /// What the page speaks of.
    pub(crate) survey: &'a Survey<'a>,
    /// What changed in which version.
    pub(crate) changes: &'a Changes<'a>,
}

/// One section: its anchor, its heading and what writes its body. Nothing written, no section.
pub(crate) type Section = (&'static str, &'static str, fn(&mut Writer, &Page<'_>));

impl<'a> Page<'a> {
    /// Returns the events that are recorded, by name.
    pub(crate) fn events(self) -> impl Iterator<Item = &'a Event> {
        self.catalog.events().iter().filter(|event| event.is_recorded())
    }

    fn render(&self, dialect: Dialect) -> String {
        let mut writer = self.head(dialect);
        self.sections(&mut writer, &part::sections());
        writer.finish()
    }

    /// Returns the page as HTML, made from the Markdown that the writer writes.
    fn hypertext(&self) -> String {
        let markdown = self.render(Dialect::Github);
        let banner = markdown.lines().next().unwrap_or_default();
        format!("{banner}\n{}", Hypertext { badges: None }.blocks(&markdown))
    }

    /// Writes those sections that say anything, with a line of contents before them where there are many.
    pub(crate) fn sections(&self, writer: &mut Writer, sections: &[Section]) {
        let contents_at = writer.len();
        let there: Vec<bool> = sections.iter().map(|section| self.section(writer, *section)).collect();
        let mut contents = writer.beside();
        if there.iter().filter(|there| **there).count() >= SECTIONS_TO_LIST {
            contents.words(if contents_at > 0 { "\n\nOn this page: " } else { "On this page: " });
            let listed = sections.iter().zip(there).filter(|(_, there)| *there);
            for (index, ((id, heading, _), _)) in listed.enumerate() {
                contents.words(if index > 0 { " · " } else { "" });
                contents.prose_link(Anchor::section(id), heading);
            }
        }
        if contents_at == 0 {
            contents.block();
        }
        writer.insert(contents_at, contents.as_str());
    }

    /// Writes a section and returns whether it says anything: one that does not leaves no heading.
    fn section(&self, writer: &mut Writer, (id, heading, write): Section) -> bool {
        let before = writer.len();
        writer.heading(2, Anchor::section(id), heading);
        let start = writer.len();
        write(writer, self);
        let says_something = writer.len() > start;
        if !says_something {
            writer.take_back(before);
        }
        says_something
    }

    /// Writes what stands before the first section: the banner, the title, what the page is about.
    fn head(&self, dialect: Dialect) -> Writer {
        let catalog = self.catalog;
        let mut writer = Writer::speaking(dialect);
        writer.comment(&format!(
            "Made from catalog {} {} by `telemetry generate docs`. Do not edit.",
            catalog.id(),
            catalog.version()
        ));
        writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
        writer.paragraphs(catalog.description());
        writer.block().words("This page describes version ").prose(catalog.version()).words(" of ");
        writer.prose(catalog.title()).words(".");
        writer
    }
}

pub(crate) fn never(writer: &mut Writer, page: &Page<'_>) {
    for item in page.catalog.never() {
        writer.item(0).prose(item);
    }
}
