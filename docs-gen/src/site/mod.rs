//! The data dictionary: a static site with a page for each event, an index that can be searched, and the same as
//! Markdown and JSON. It works from a disk, without a network and without JavaScript; the one script, `dictionary.js`,
//! adds search and filters to the index.
//!
//! Every page is written once, as Markdown, by the functions that write the public page; `hypertext` makes its HTML.
//! What only the site has (the index, the frame around pages, the feed) is put together here.

mod body;
pub(crate) mod changes;
mod digest;
mod entry;
mod facets;
mod feed;
pub(crate) mod hypertext;
mod index;
mod once;
pub(crate) mod places;
mod shell;
mod twin;
mod words;

use crate::columns::Column;
use crate::markdown::Writer;
use crate::page::{OwnTexts, Page};
use crate::row::{RowsOf, Shown};
use crate::strings::Strings;
use crate::survey::Survey;
use changes::Changes;
use hypertext::Hypertext;
use shell::Shell;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Audience, Catalog, DocsStyle, PageLanguage};

/// What a caller may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteOptions {
    /// How the site is laid out.
    pub layout: SiteLayout,
    /// For whom it is written; what the catalog says when absent.
    pub audience: Option<Audience>,
    /// The language of our words, what the catalog says when absent; texts of the catalog stay as they are.
    pub language: Option<PageLanguage>,
}

/// How the site is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SiteLayout {
    /// A folder: an index, a page for each event, and beside each page the same as Markdown and as JSON.
    #[default]
    Folder,
    /// One HTML file that needs no other.
    OneFile,
}

/// The columns of the tables of fields.
const COLUMNS: [&str; 4] = ["field", "description", "type", "class"];

/// Renders the data dictionary of a catalog.
#[must_use]
pub fn site(catalog: &Catalog, options: &SiteOptions) -> Files {
    let columns: Vec<_> = COLUMNS.iter().filter_map(|name| Column::from_name(name)).collect();
    let audience = options.audience.unwrap_or(catalog.docs().audience());
    let shown = Shown::new(&columns, catalog.docs().headings(), RowsOf::OnePlace).to(audience);
    let listed = Shown::new(&[], &[], RowsOf::OnePlace).to(audience);
    let language = options.language.unwrap_or(catalog.docs().language());
    let strings = Strings::of(language, catalog.docs().strings());
    let survey = Survey::of(catalog);
    let changes = Changes::of(catalog);
    let page = Page {
        catalog,
        style: DocsStyle::Events,
        audience,
        own: OwnTexts::AsTheyAre,
        strings: strings.as_ref(),
        shown: &shown,
        listed: &listed,
        survey: &survey,
        changes: &changes,
    };
    let hypertext = Hypertext { badges: Some(catalog), once: None };
    let shell =
        Shell { catalog, layout: options.layout, changes: !changes.is_empty(), language, strings: page.strings };
    let site = Site { page, hypertext, shell, changes: &changes };
    match options.layout {
        SiteLayout::Folder => site.folder(),
        SiteLayout::OneFile => site.one_file(),
    }
}

/// What every page of the site is made from.
#[derive(Clone, Copy, Debug)]
struct Site<'a> {
    page: Page<'a>,
    hypertext: Hypertext<'a>,
    shell: Shell<'a>,
    changes: &'a Changes<'a>,
}

impl Site<'_> {
    /// Makes an empty page, or a piece of one.
    fn writer(&self, file: &str) -> Writer {
        Writer::on(file).with(self.page.strings)
    }

    /// Returns words of our own in the language of the site.
    fn words(&self, words: &str) -> String {
        self.shell.words(words)
    }

    /// Returns words of our own as HTML, in the language of the site.
    fn say(&self, words: &str) -> String {
        self.shell.say(words)
    }

    fn folder(&self) -> Files {
        let catalog = self.page.catalog;
        let mut files = Files::new();
        files.insert("style.css", shell::STYLE);
        self.add(&mut files, places::INDEX, index::markdown(self), twin::index(catalog));
        self.add(&mut files, places::PRIVACY, body::privacy(self), twin::privacy(catalog));
        if !catalog.common().is_empty() {
            self.add(&mut files, places::COMMON, body::common(self), twin::common(self));
        }
        if !self.changes.is_empty() {
            self.add(&mut files, places::CHANGES, self.changes.markdown(self), self.changes.json());
            files.insert("changes.atom", feed::atom(self));
        }
        for (index, event) in catalog.events().iter().enumerate() {
            let file = places::event(event.name());
            let markdown = body::event(self, &file, event);
            let html = self.hypertext.blocks(&markdown) + &self.around(&file, index);
            files.insert(places::with_ending(&file, "html"), self.shell.frame(&file, &html));
            files.insert(places::with_ending(&file, "json"), twin::event(self, event));
            files.insert(file, markdown);
        }
        files
    }

    /// Adds a page in its three forms.
    fn add(&self, files: &mut Files, file: &str, markdown: String, json: String) {
        let html = match file {
            places::INDEX => index::html(self),
            _ => self.shell.frame(file, &self.hypertext.blocks(&markdown)),
        };
        files.insert(places::with_ending(file, "html"), html);
        files.insert(places::with_ending(file, "json"), json);
        files.insert(file, markdown);
    }

    /// Returns the links to the events before and after one.
    fn around(&self, file: &str, index: usize) -> String {
        let neighbours = body::neighbours(self, file, index);
        let links = ["Previous", "Next"].into_iter().zip(neighbours).filter_map(|(label, link)| Some((label, link?)));
        let links = links.map(|(label, link)| {
            format!("<div><small>{}</small> {}</div>\n", self.say(label), self.hypertext.line(&link))
        });
        let links: String = links.collect();
        if links.is_empty() {
            links
        } else {
            format!("<nav class=around aria-label=\"{}\">\n{links}</nav>\n", self.say("Neighbours"))
        }
    }

    fn one_file(&self) -> Files {
        let mut files = Files::new();
        files.insert("index.html", index::html(self));
        files
    }
}
