//! The frame around every page: head, header with the ways to other pages, footer.
//!
//! A page asks for nothing that is not beside it. Its Content-Security-Policy forbids everything else, and the one
//! script of the index is named by its digest, so that no text of a catalog could run even if it became an element.

use super::digest::sha256;
use super::hypertext::{escaped, push_attribute};
use super::once::USUAL;
use super::{SiteLayout, places};
use crate::strings::Strings;
use std::sync::Arc;
use telemetry_catalog::model::{Catalog, PageLanguage};

/// The styles of all pages.
pub(super) const STYLE: &str = include_str!("style.css");
/// The search and the filters of the index.
pub(super) const SCRIPT: &str = include_str!("dictionary.js");
/// The drawing of the browser's tab.
const TAB_ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect \
     width='16' height='16' rx='4' fill='%231f5fbf'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='%23fff' \
     stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E";

/// What the frame is made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shell<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) layout: SiteLayout,
    /// Whether there is a page of changes.
    pub(super) changes: bool,
    pub(super) language: PageLanguage,
    /// Our words, where they are not English.
    pub(super) strings: Option<&'a Arc<Strings>>,
}

impl Shell<'_> {
    /// Returns words of our own as HTML, in the language of the site.
    pub(super) fn say(&self, words: &str) -> String {
        escaped(&self.words(words))
    }

    /// Returns words of our own in the language of the site.
    pub(super) fn words(&self, words: &str) -> String {
        self.strings.map_or_else(|| words.to_owned(), |strings| strings.text(words))
    }

    /// Returns the styles of a page that holds everything: fields of the class that is left out there show its word too.
    fn style(&self) -> String {
        let mut word = String::new();
        for char in self.words(USUAL).chars() {
            if char.is_ascii_alphanumeric() {
                word.push(char);
            } else {
                word.push_str(&format!("\\{:06x}", u32::from(char)));
            }
        }
        format!("{}:root{{--usual:\"{word}\"}}", terse_style())
    }

    /// Returns the HTML of a page without a script of its own.
    pub(super) fn frame(&self, file: &str, body: &str) -> String {
        self.page(file, &format!("<div class=text>\n{body}</div>\n"), None)
    }

    /// Returns the HTML of a page; `words` is what its script looks through.
    pub(super) fn page(&self, file: &str, body: &str, words: Option<&str>) -> String {
        let mut html = String::with_capacity(body.len() + words.map_or(0, str::len) + 16 * 1024);
        let made_from = format!("{} {}", self.catalog.id(), self.catalog.version());
        let made_from = made_from.replace("--", "- -").replace('>', "");
        let language = match self.language {
            PageLanguage::En => "en",
            PageLanguage::De => "de",
        };
        html.push_str(&format!("<!doctype html>\n<html lang={language}>\n<head>\n<meta charset=utf-8>\n"));
        html.push_str(&format!("<!-- Made from catalog {made_from} by `telemetry docs site`. Do not edit. -->\n"));
        self.head(&mut html, file, body, words.is_some());
        let skip = self.say("Skip to the content");
        html.push_str(&format!("</head>\n<body>\n<a class=skip href=#main>{skip}</a>\n"));
        self.header(&mut html, file);
        html.push_str("<main id=main>\n");
        html.push_str(body);
        html.push_str("</main>\n");
        self.footer(&mut html, file);
        if let Some(words) = words {
            if !words.is_empty() {
                html.push_str(&format!("<script type=application/json id=words>{words}</script>\n"));
            }
            html.push_str(&format!("<script>{}</script>\n", terse(SCRIPT)));
        }
        html.push_str("</body>\n</html>\n");
        html
    }

    fn head(&self, html: &mut String, file: &str, body: &str, has_script: bool) {
        let style = match self.layout {
            SiteLayout::Folder => "'self'".to_owned(),
            SiteLayout::OneFile => format!("'{}'", sha256(&self.style())),
        };
        let script = if has_script { format!("; script-src '{}'", sha256(&terse(SCRIPT))) } else { String::new() };
        let policy = format!(
            "default-src 'none'; style-src {style}{script}; img-src data:; base-uri 'none'; form-action 'self'"
        );
        html.push_str("<meta http-equiv=\"Content-Security-Policy\"");
        push_attribute(html, "content", &policy);
        html.push_str(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.push_str("<meta name=color-scheme content=\"light dark\">\n");
        html.push_str("<meta name=referrer content=no-referrer>\n");
        html.push_str(&format!("<title>{}</title>\n", self.title(file, body)));
        html.push_str(&format!("<link rel=\"icon\" href=\"{TAB_ICON}\">\n"));
        if self.layout == SiteLayout::OneFile {
            html.push_str(&format!("<style>{}</style>\n", self.style()));
            return;
        }
        let up = if file.contains('/') { "../" } else { "" };
        html.push_str(&format!("<link rel=\"stylesheet\" href=\"{up}style.css\">\n"));
        let [markdown, json] = twins(file);
        html.push_str(&format!("<link rel=\"alternate\" type=\"text/markdown\" href=\"{markdown}\">\n"));
        html.push_str(&format!("<link rel=\"alternate\" type=\"application/json\" href=\"{json}\">\n"));
        if self.changes {
            html.push_str("<link rel=\"alternate\" type=\"application/atom+xml\"");
            push_attribute(html, "title", &self.words("Changes"));
            html.push_str(&format!(" href=\"{up}changes.atom\">\n"));
        }
    }

    /// Returns the title of the window: the heading of the page, then the program.
    fn title(&self, file: &str, body: &str) -> String {
        let site = escaped(self.catalog.docs().title());
        if file == places::INDEX {
            return site;
        }
        let heading = body.split_once("<h1").and_then(|(_, rest)| rest.split_once('>')?.1.split_once("</h1>"));
        let heading = heading.map_or("", |(heading, _)| heading);
        // Between its tags a heading holds text in which nothing is markup.
        let words: String =
            heading.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        format!("{words} · {site}")
    }

    fn header(&self, html: &mut String, file: &str) {
        let to = |page: &str| places::with_ending(&places::between(file, page), "html");
        let to = |page: &str| if page == file { "#main".to_owned() } else { to(page) };
        html.push_str("<header class=top>\n<a class=brand");
        push_attribute(html, "href", &to(places::INDEX));
        html.push_str(&format!(">{}", escaped(self.catalog.title())));
        html.push_str(&format!(" <small>{}</small></a>\n", escaped(self.catalog.version())));
        html.push_str("<nav");
        push_attribute(html, "aria-label", &self.words("Pages"));
        html.push_str(">\n<ul>\n");
        for (page, label) in self.pages() {
            let (address, current) = match self.layout {
                SiteLayout::Folder => (to(page), page == file),
                SiteLayout::OneFile => (in_page(page).to_owned(), false),
            };
            html.push_str("<li><a");
            push_attribute(html, "href", &address);
            html.push_str(if current { " aria-current=page>" } else { ">" });
            html.push_str(&self.say(label));
            html.push_str("</a>\n");
        }
        html.push_str("</ul>\n</nav>\n");
        if file != places::INDEX {
            html.push_str("<form class=elsewhere role=search");
            push_attribute(html, "action", &to(places::INDEX));
            html.push_str("><input type=search name=q");
            push_attribute(html, "aria-label", &self.words("Search all events and fields"));
            push_attribute(html, "placeholder", &self.words("Search"));
            html.push_str("></form>\n");
        }
        html.push_str("</header>\n");
    }

    fn pages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let common = !self.catalog.common().is_empty() && self.layout == SiteLayout::Folder;
        let all = [
            (places::INDEX, "Events", true),
            (places::COMMON, "Common properties", common),
            (places::PRIVACY, "Your choice and your data", true),
            (places::CHANGES, "Changes", self.changes),
        ];
        all.into_iter().filter(|(.., there)| *there).map(|(page, label, _)| (page, label))
    }

    fn footer(&self, html: &mut String, file: &str) {
        let [title, version] = [self.catalog.title(), self.catalog.version()].map(escaped);
        let [of, made] =
            ["of", "This page is made from the catalog that the program is built with."].map(|words| self.say(words));
        html.push_str(&format!("<footer>\n<p>{} {version} {of} {title}. {made}</p>\n", self.say("Version")));
        if self.layout == SiteLayout::Folder {
            let [markdown, json] = twins(file);
            html.push_str(&format!(
                "<p>{} <a href=\"{markdown}\">Markdown</a> {} <a href=\"{json}\">JSON</a>",
                self.say("This page as"),
                self.say("or")
            ));
            if self.changes {
                let up = if file.contains('/') { "../" } else { "" };
                html.push_str(&format!(" · <a href=\"{up}changes.atom\">{}</a>", self.say("Feed of changes")));
            }
            html.push_str("</p>\n");
        }
        html.push_str("</footer>\n");
    }
}

/// Returns styles or a script without comments and blanks that only those who write them need.
fn terse(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| {
        let is_comment = line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
        !line.is_empty() && !is_comment
    });
    lines.fold(String::with_capacity(text.len()), |text, line| text + line + "\n")
}

/// Returns the styles in one line; no text in them holds what is shortened here.
fn terse_style() -> String {
    const SHORTER: [(&str, &str); 8] =
        [(": ", ":"), ("; ", ";"), (", ", ","), (" > ", ">"), (" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}")];
    let style = terse(STYLE).replace('\n', " ");
    SHORTER.iter().fold(style, |style, (long, short)| style.replace(long, short)).replace("} ", "}")
}

/// Returns where the only page has what is a page of its own elsewhere.
fn in_page(page: &str) -> &'static str {
    match page {
        places::PRIVACY => "#section-choice",
        places::CHANGES => "#section-changes",
        _ => "#section-collected",
    }
}

/// Returns the same page as Markdown and as JSON, from where it lies.
fn twins(file: &str) -> [String; 2] {
    let name = file.rsplit('/').next().unwrap_or(file);
    [name.to_owned(), places::with_ending(name, "json")]
}
