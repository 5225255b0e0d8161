//! How the public page is laid out.

use super::head::Head;
use super::merge::Merged;
use super::strings::STRINGS;
use super::words;
use crate::declared::{Audience, DocsDecl, LinksDecl, List, OwnTextDecl, SectionDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::disk::TEXTS;
use crate::model::{Docs, DocsFormat, DocsStyle, Links, PageLanguage, PagePart, Section};
use crate::rules;
use crate::source::{Sources, Span};

/// The columns that a page can have; `docs-gen` prints them, and a test holds the two lists together.
pub const COLUMNS: [&str; 32] = [
    "aliases",
    "changed",
    "class",
    "code",
    "consent",
    "data",
    "description",
    "destinations",
    "event",
    "example",
    "expires",
    "field",
    "kind",
    "legal-basis",
    "lifetime",
    "limits",
    "linkage",
    "made",
    "optional",
    "owner",
    "purpose",
    "retention",
    "review",
    "since",
    "source",
    "state",
    "transform",
    "type",
    "unit",
    "values",
    "when",
    "wire",
];

/// The columns that readers of public pages look for, in the order in which they ask.
pub const STANDARD_COLUMNS: [&str; 8] = ["data", "description", "example", "type", "class", "purpose", "when", "since"];

/// The word that stands for all of [`STANDARD_COLUMNS`] among columns.
pub const STANDARD: &str = "standard";

pub(super) fn resolve(
    sources: &Sources,
    merged: &Merged<'_>,
    head: Option<&Head>,
    diagnostics: &mut Diagnostics,
) -> Docs {
    let empty = DocsDecl::default();
    let decl = merged.single("docs", |decl| &decl.docs, diagnostics).and_then(Written::get).unwrap_or(&empty);
    let mut headings = Vec::new();
    for entry in decl.headings.entries() {
        known(&entry.name, &[], diagnostics);
        headings.extend(entry.value().cloned().map(|heading| (entry.name.value.clone(), heading)));
    }
    headings.sort();
    Docs {
        style: decl.style.get().copied().unwrap_or(DocsStyle::Events),
        format: decl.format.get().copied().unwrap_or(DocsFormat::Markdown),
        columns: columns(&decl.columns, diagnostics),
        headings,
        title: words::text(&decl.title).or_else(|| head.map(|head| head.title.clone())).unwrap_or_default(),
        front_matter: front_matter(&decl.front_matter, diagnostics),
        samples: decl.samples.get().copied(),
        links: links(decl.links.get().unwrap_or(&LinksDecl::default())),
        parts: parts(sources, &decl.sections, diagnostics),
        audience: decl.audience.get().copied().unwrap_or(Audience::Public),
        language: decl.language.get().copied().unwrap_or(PageLanguage::En),
        strings: own_strings(decl, diagnostics),
    }
}

/// Returns the front matter; a line that would end it early is reported. TOML stands between two lines of `+++`.
fn front_matter(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Text> {
    let (place, text) = written.spanned()?;
    let text = text.trim_matches('\n');
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let ends: &[&str] = if lines.first() == Some(&"+++") { &["+++"] } else { &["---", "..."] };
    let inside = match *lines {
        ["+++", ref inside @ .., "+++"] => inside,
        _ => &lines,
    };
    if inside.iter().any(|line| ends.contains(line)) {
        let message = "the front matter holds a line that ends it";
        let help =
            "leave out the lines of `---`: the page has them around it; or write TOML between two lines of `+++`";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, place, message.to_owned(), help));
    }
    Some(text.trim_end().into())
}

/// Signs that Markdown, MDX or HTML would read: words go onto the page as they are.
const MARKUP: [char; 13] = ['`', '<', '>', '{', '}', '|', '*', '_', '[', ']', '\\', '#', '&'];

/// Returns the words of a catalog for ours, by key; keys that pages do not have and markup are reported.
fn own_strings(decl: &DocsDecl, diagnostics: &mut Diagnostics) -> Vec<(Text, Text)> {
    let mut strings = Vec::new();
    for entry in decl.strings.entries() {
        let key = &entry.name;
        let Some(text) = entry.value() else { continue };
        if STRINGS.binary_search(&&*key.value).is_err() {
            let message = format!("pages have no string `{}`", crate::words::shorten(&key.value));
            let all = "`telemetry docs strings` prints all keys";
            let help = match crate::words::nearest(&key.value, STRINGS.into_iter()) {
                Some(nearest) => format!("did you mean `{nearest}`? {all}"),
                None => all.to_owned(),
            };
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_KEY, key.span, message, help));
        } else if let Some(sign) = text.chars().find(|char| MARKUP.contains(char) || char.is_control()) {
            let message = format!("the string `{}` holds `{}`, which is no word", key.value, sign.escape_debug());
            let help = "write plain words: signs around them are those of the page";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, key.span, message, help));
        } else if !text.starts_with(char::is_alphabetic)
            || ["import", "export"].iter().any(|word| text.starts_with(word))
        {
            let message = format!("the string `{}` does not start with a word of a page", key.value);
            let help = "start with a letter, and not with `import` or `export`, which MDX would run";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, key.span, message, help));
        }
        strings.push((key.value.clone(), text.clone()));
    }
    strings.sort();
    strings
}

/// Returns the parts of the page in order; a section that is named twice is reported.
fn parts(sources: &Sources, sections: &List<SectionDecl>, diagnostics: &mut Diagnostics) -> Vec<PagePart> {
    let mut first: Vec<(Section, Span)> = Vec::new();
    let mut parts = Vec::new();
    for item in sections.items() {
        match &item.value {
            SectionDecl::Made(section) => {
                match first.iter().find(|(known, _)| known == section) {
                    Some((_, place)) => diagnostics.push(named_twice(*section, item.span, *place)),
                    None => first.push((*section, item.span)),
                }
                parts.push(PagePart::Section(*section));
            }
            SectionDecl::Own(own) => parts.extend(own_text(sources, own, item.span, diagnostics).map(PagePart::Own)),
        }
    }
    parts
}

fn named_twice(section: Section, place: Span, first: Span) -> Diagnostic {
    let message = format!("the page has the section `{}` twice", section.name());
    Diagnostic::new(&rules::DUPLICATE_NAME, place, message, "delete one of the two")
        .with_label(first, "first named here")
}

fn own_text(sources: &Sources, own: &OwnTextDecl, place: Span, diagnostics: &mut Diagnostics) -> Option<Text> {
    match (own.file.spanned(), own.text.get()) {
        (Some((place, file)), None) => text_of_file(sources, file, place, diagnostics),
        (None, Some(text)) => Some(text.clone()),
        _ if own.file.is_faulty() || own.text.is_faulty() => None,
        _ => {
            let message = "a text of yours is either in a file or written here";
            let help = "write `{ file: promise.md }` or `{ text: … }`";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, place, message.to_owned(), help));
            None
        }
    }
}

fn text_of_file(sources: &Sources, path: &str, place: Span, diagnostics: &mut Diagnostics) -> Option<Text> {
    let mut fault = |message: String, help: String| {
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, place, message, help));
        None
    };
    let shown = crate::words::shorten(path);
    match sources.text_beside(place.file, path) {
        Some(text) if text.not_utf8().is_some() => {
            fault(format!("`{shown}` is not UTF-8"), "save it as UTF-8".to_owned())
        }
        Some(text) => Some(text.text().into()),
        None => fault(
            format!("there is no text `{shown}` beside this file"),
            format!("name a file in the folder of the catalog that ends in {}", crate::words::list(TEXTS.into_iter())),
        ),
    }
}

fn links(decl: &LinksDecl) -> Links {
    Links {
        policy: words::text(&decl.policy),
        dictionary: words::text(&decl.dictionary),
        schemas: words::text(&decl.schemas),
        csv: words::text(&decl.csv),
        json: words::text(&decl.json),
        feed: words::text(&decl.feed),
    }
}

/// Returns the columns that are named, those that a word stands for each by itself.
fn columns(decl: &List<Text>, diagnostics: &mut Diagnostics) -> Vec<Text> {
    words::report_repeated(decl, diagnostics);
    let mut columns = Vec::new();
    for item in decl.items() {
        if item.value.trim() == STANDARD {
            columns.extend(STANDARD_COLUMNS.map(Text::from));
        } else {
            known(item, &[STANDARD], diagnostics);
            columns.push(words::trimmed(&item.value));
        }
    }
    columns
}

fn known(item: &Spanned<Text>, others: &[&str], diagnostics: &mut Diagnostics) {
    if !COLUMNS.contains(&item.value.trim()) {
        let message = format!("`{}` is not a column", crate::words::shorten(&item.value));
        let help = crate::words::instead(&item.value, others.iter().chain(&COLUMNS).copied());
        diagnostics.push(Diagnostic::new(&rules::UNKNOWN_COLUMN, item.span, message, help));
    }
}
