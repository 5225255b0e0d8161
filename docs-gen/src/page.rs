//! The page as a whole: which sections there are, and in which order.

use crate::anchor::Anchor;
use crate::columns::Column;
use crate::markdown::Writer;
use crate::row::{RowsOf, Shown};
use crate::survey::Survey;
use crate::{choice, destinations, event, identifiers, legend, style};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, DocsStyle, Event};

/// What a caller may choose; what is left out is the catalog's own choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// The name of the file; `data-collected.md` when absent.
    pub file: Option<String>,
    /// The layout.
    pub style: Option<DocsStyle>,
    /// The columns of tables, in order.
    pub columns: Option<Vec<&'static Column>>,
}

/// The name of the file, unless an option names another.
const FILE: &str = "data-collected.md";

/// A page with fewer sections than this has no line of contents.
const SECTIONS_TO_LIST: usize = 4;

/// Renders the public page of a catalog as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(catalog: &Catalog, options: &PageOptions) -> Files {
    let style = options.style.unwrap_or(catalog.docs().style());
    let columns = columns(catalog, options);
    let columns = if columns.is_empty() { style::default_columns(catalog, style) } else { columns };
    let rows = style::rows(catalog, style);
    let shown = Shown::new(&columns, catalog.docs().headings(), rows);
    let listed = Shown::new(&[], &[], RowsOf::OnePlace);
    let survey = Survey::of(catalog);
    let page = Page { catalog, shown: &shown, listed: &listed, survey: &survey };
    let mut files = Files::new();
    files.insert(options.file.as_deref().unwrap_or(FILE), page.render(style));
    files
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
    /// What tables show; lists take the place of tables where it has no columns.
    pub(crate) shown: &'a Shown<'a>,
    /// What lists show.
    pub(crate) listed: &'a Shown<'a>,
    /// What the page speaks of.
    pub(crate) survey: &'a Survey<'a>,
}

/// One section: its anchor, its heading and what writes its body. Nothing written, no section.
pub(crate) type Section = (&'static str, &'static str, fn(&mut Writer, &Page<'_>));

impl<'a> Page<'a> {
    /// Returns the events that are recorded, by name.
    pub(crate) fn events(self) -> impl Iterator<Item = &'a Event> {
        self.catalog.events().iter().filter(|event| event.is_recorded())
    }

    fn render(&self, style: DocsStyle) -> String {
        let mut writer = self.head();
        self.sections(
            &mut writer,
            &[
                ("choice", "Your choice", choice::write),
                ("never", "What is never collected", never),
                ("collected", "What is collected", style::of(style)),
                ("identifiers", "Identifiers", identifiers::write),
                ("destinations", "Where the data goes", destinations::write),
                ("cleaning", "How text is cleaned", destinations::cleaning),
                ("words", "What the words mean", legend::write),
                ("planned", "Planned", event::planned),
                ("removed", "No longer collected", event::removed),
            ],
        );
        writer.finish()
    }

    /// Writes those sections that say anything, with a line of contents before them where there are many.
    pub(crate) fn sections(&self, writer: &mut Writer, sections: &[Section]) {
        let contents_at = writer.len();
        let there: Vec<bool> = sections.iter().map(|section| self.section(writer, *section)).collect();
        let mut contents = Writer::new();
        if there.iter().filter(|there| **there).count() >= SECTIONS_TO_LIST {
            contents.words("\n\nOn this page: ");
            let listed = sections.iter().zip(there).filter(|(_, there)| *there);
            for (index, ((id, heading, _), _)) in listed.enumerate() {
                contents.words(if index > 0 { " · " } else { "" });
                contents.prose_link(Anchor::section(id), heading);
            }
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
    fn head(&self) -> Writer {
        let catalog = self.catalog;
        let mut writer = Writer::new();
        let made_from = format!("{} {}", catalog.id(), catalog.version()).replace("--", "- -").replace('>', "");
        writer.words("<!-- Made from catalog ").words(&made_from);
        writer.words(" by `telemetry generate docs`. Do not edit. -->");
        writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
        writer.paragraphs(catalog.description());
        writer.block().words("This page describes version ").prose(catalog.version()).words(" of ");
        writer.prose(catalog.title()).words(".");
        if let Some(contact) = catalog.contact() {
            writer.words(" Questions about your data: ").contact(contact).words(".");
        }
        writer
    }
}

pub(crate) fn never(writer: &mut Writer, page: &Page<'_>) {
    for item in page.catalog.never() {
        writer.item(0).prose(item);
    }
}
