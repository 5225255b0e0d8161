//! The page as a whole: which sections there are, and in which order.

use crate::anchor::Anchor;
use crate::columns::Column;
use crate::markdown::{Dialect, Writer};
use crate::row::{RowsOf, Shown};
use crate::site::changes::Changes;
use crate::site::hypertext::Hypertext;
use crate::strings::Strings;
use crate::survey::Survey;
use crate::{part, rows, style};
use std::collections::BTreeSet;
use std::sync::Arc;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Audience, Catalog, DocsFormat, DocsStyle, Event, PageLanguage, PagePart};

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
    /// For whom it is written.
    pub audience: Option<Audience>,
    /// The language of our words; texts of the catalog stay as they are.
    pub language: Option<PageLanguage>,
}

/// The name of the file without its ending, unless an option names another.
const FILE: &str = "data-collected";

/// A page with fewer sections than this has no line of contents.
const SECTIONS_TO_LIST: usize = 4;

/// Renders the public page of a catalog in the format of its choice, or in that of the caller.
#[must_use]
pub fn page(catalog: &Catalog, options: &PageOptions) -> Files {
    let format = options.format.unwrap_or(catalog.docs().format());
    let columns = options.columns.as_deref();
    let audience = audience(catalog, options);
    let strings = strings(catalog, options);
    let (ending, text) = match format {
        DocsFormat::Markdown => {
            ("md", with_page(catalog, options, |page| headed(page.render(Dialect::Github), catalog)))
        }
        DocsFormat::Mdx => ("mdx", with_page(catalog, options, |page| headed(page.render(Dialect::Mdx), catalog))),
        DocsFormat::Html => ("html", with_page(catalog, options, |page| page.render_hypertext())),
        DocsFormat::Csv => ("csv", rows::csv(catalog, columns, audience, strings.as_ref())),
        DocsFormat::Json => ("json", rows::json(catalog, columns, audience, strings.as_ref())),
    };
    let mut files = Files::new();
    files.insert(options.file.clone().unwrap_or_else(|| format!("{FILE}.{ending}")), text);
    files
}

/// Puts the front matter of a catalog before its page. YAML has lines of `---` around it, in which JSON is YAML; TOML brings
/// its own.
fn headed(page: String, catalog: &Catalog) -> String {
    match catalog.docs().front_matter() {
        Some(front_matter) if front_matter.lines().next().is_some_and(|line| line.trim_end() == "+++") => {
            format!("{front_matter}\n\n{page}")
        }
        Some(front_matter) => format!("---\n{front_matter}\n---\n\n{page}"),
        None => page,
    }
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
    let audience = audience(catalog, options);
    let shown = Shown::new(&columns, catalog.docs().headings(), style::rows(catalog, style)).to(audience);
    let listed = Shown::new(&[], &[], RowsOf::OnePlace).to(audience);
    let survey = Survey::of(catalog);
    let changes = if survey.dated { Changes::of(catalog) } else { Changes::default() };
    let strings = strings(catalog, options);
    write(&Page {
        catalog,
        style,
        audience,
        own: OwnTexts::AsTheyAre,
        strings: strings.as_ref(),
        shown: &shown,
        listed: &listed,
        survey: &survey,
        changes: &changes,
    })
}

/// Returns for whom the page is written.
fn audience(catalog: &Catalog, options: &PageOptions) -> Audience {
    options.audience.unwrap_or(catalog.docs().audience())
}

/// Returns the words of the page; `None` for plain English.
fn strings(catalog: &Catalog, options: &PageOptions) -> Option<Arc<Strings>> {
    Strings::of(options.language.unwrap_or(catalog.docs().language()), catalog.docs().strings())
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
    pub(crate) audience: Audience,
    pub(crate) own: OwnTexts,
    /// Our words, where they are not English.
    pub(crate) strings: Option<&'a Arc<Strings>>,
    /// What tables show; lists take the place of tables where it has no columns.
    pub(crate) shown: &'a Shown<'a>,
    /// What lists show.
    pub(crate) listed: &'a Shown<'a>,
    /// What the page speaks of.
    pub(crate) survey: &'a Survey<'a>,
    /// What changed in which version.
    pub(crate) changes: &'a Changes<'a>,
}

/// How texts of the project stand on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnTexts {
    AsTheyAre,
    /// By [`OWN_TEXT`], since HTML is made from the page, and they are HTML already.
    Marked,
}

/// What marks the place of a text of the project; no text of a catalog becomes a comment.
const OWN_TEXT: &str = "<!-- own text -->";

/// One section: its anchor, its heading and what writes its body. Nothing written, no section.
pub(crate) type Section = (&'static str, &'static str, fn(&mut Writer, &Page<'_>));

/// One part of a page in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PartOf<'a> {
    /// What is made from the catalog.
    Section(Section),
    /// A text of the project, kept as it is.
    Own(&'a str),
}

impl<'a> Page<'a> {
    /// Returns the events that are recorded, by name.
    pub(crate) fn events(self) -> impl Iterator<Item = &'a Event> {
        self.catalog.events().iter().filter(|event| event.is_recorded())
    }

    fn render(&self, dialect: Dialect) -> String {
        let parts = part::of_page(self.catalog);
        let mut writer = match self.catalog.docs().parts() {
            [] => Writer::speaking(dialect).with(self.strings),
            // What is left out cannot be linked to.
            _ => Writer::among(dialect, &self.ids(&parts)).with(self.strings),
        };
        self.head(&mut writer);
        self.parts(&mut writer, &parts);
        writer.finish()
    }

    /// Returns the ids of all places in these parts.
    fn ids(&self, parts: &[PartOf<'_>]) -> BTreeSet<String> {
        let mut writer = Writer::gathering(BTreeSet::new());
        self.parts(&mut writer, parts);
        writer.gathered()
    }

    /// Returns the page as HTML, made from the Markdown that the writer writes.
    fn render_hypertext(&self) -> String {
        let markdown = Page { own: OwnTexts::Marked, ..*self }.render(Dialect::Github);
        let banner = markdown.lines().next().unwrap_or_default();
        format!("{banner}\n{}", self.hypertext(&markdown))
    }

    /// Returns Markdown as HTML, with the texts of the project where they are [marked](OwnTexts::Marked).
    pub(crate) fn hypertext(&self, markdown: &str) -> String {
        let own = self.catalog.docs().parts().iter().filter_map(|part| match part {
            PagePart::Own(text) => Some(&**text),
            PagePart::Section(_) => None,
        });
        let hypertext = Hypertext { badges: None, once: None };
        let mut pieces = markdown.split(OWN_TEXT);
        let mut html = hypertext.blocks(pieces.next().unwrap_or_default());
        for (piece, text) in pieces.zip(own) {
            html.push_str(text.trim_matches('\n'));
            html.push('\n');
            html.push_str(&hypertext.blocks(piece));
        }
        html
    }

    /// Writes those sections that say anything, with a line of contents before them where there are many.
    pub(crate) fn sections(&self, writer: &mut Writer, sections: &[Section]) {
        self.parts(writer, &sections.iter().copied().map(PartOf::Section).collect::<Vec<_>>());
    }

    /// Writes texts of the project and those sections that say anything.
    pub(crate) fn parts(&self, writer: &mut Writer, parts: &[PartOf<'_>]) {
        let contents_at = writer.len();
        let there: Vec<Section> = parts.iter().filter_map(|part| self.part(writer, *part)).collect();
        let mut contents = writer.beside();
        if there.len() >= SECTIONS_TO_LIST {
            contents.words(if contents_at > 0 { "\n\nOn this page: " } else { "On this page: " });
            for (index, (id, heading, _)) in there.into_iter().enumerate() {
                contents.words(if index > 0 { " · " } else { "" });
                contents.words_link(Anchor::section(id), heading);
            }
        }
        if contents_at == 0 {
            contents.block();
        }
        writer.insert(contents_at, contents.as_str());
    }

    /// Writes one part; returns the section, where it is one that says anything.
    fn part(&self, writer: &mut Writer, part: PartOf<'_>) -> Option<Section> {
        match part {
            PartOf::Own(text) => {
                let text = match self.own {
                    OwnTexts::AsTheyAre => text.trim_matches('\n'),
                    OwnTexts::Marked => OWN_TEXT,
                };
                writer.block().verbatim(text).block();
                None
            }
            PartOf::Section(section) => self.section(writer, section).then_some(section),
        }
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
    fn head(&self, writer: &mut Writer) {
        let catalog = self.catalog;
        writer.comment(&format!(
            "Made from catalog {} {} by `telemetry generate docs`. Do not edit.",
            catalog.id(),
            catalog.version()
        ));
        writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
        writer.paragraphs(catalog.description());
        writer.block().words("This page describes version ").prose(catalog.version()).words(" of ");
        writer.prose(catalog.title()).words(".");
        if self.audience == Audience::Internal {
            writer.words(" It is written for those who work on the program: owners and reviews are on it.");
        }
    }
}

pub(crate) fn never(writer: &mut Writer, page: &Page<'_>) {
    for item in page.catalog.never() {
        writer.item(0).prose(item);
    }
}
