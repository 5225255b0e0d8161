//! The one place that knows Markdown: blocks, escaping, code spans, links and anchors.
//!
//! Everything else hands over words of our own ([`Writer::words`], never escaped) or text of a catalog
//! ([`Writer::prose`], [`Writer::code`], always escaped), so no text of a catalog becomes markup by chance. Text of a
//! catalog is one line of plain text in which three things keep their meaning: code spans in backticks, links such as
//! `[text](https://…)`, and bare URLs. Emphasis, raw HTML, headings and lists are printed as they are written.
//!
//! What is printed is GitHub-flavoured Markdown that mdBook, Hugo, `MkDocs` and Docusaurus read alike: `{` and `<` are
//! references, lists nest by four blanks, line breaks inside a cell are `<br/>`, and comments stand on lines of their own.

mod inline;
mod prose;
#[cfg(test)]
mod tests;

use crate::anchor::Anchor;
use crate::strings::Strings;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use telemetry_catalog::model::Duration;

/// The kind of Markdown that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// GitHub-flavoured Markdown.
    #[default]
    Github,
    /// MDX 3: comments are expressions, and a paragraph that begins with `import` or `export` would be a program.
    Mdx,
    /// No markup at all: text of a catalog is printed as it was written.
    Plain,
}

/// Where the places lie that links point to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Links {
    /// On the page that is written.
    Here,
    /// In several files, of which this one is written.
    Site(String),
    /// Nothing is linked yet: the ids that are written are gathered.
    Gathered(BTreeSet<String>),
    /// Only these ids are there; what would link to others is text.
    Known(BTreeSet<String>),
}

/// Where text lands, which decides what must be escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A paragraph, a heading or an item of a list.
    Block,
    /// The cell of a table, where a pipe would end it.
    Cell,
}

/// A page that grows from top to bottom.
#[derive(Debug)]
pub(crate) struct Writer {
    text: String,
    place: Place,
    links: Links,
    dialect: Dialect,
    /// Whether the text of a link is written that is an element, as in MDX.
    in_element: bool,
    /// Our words in another language; none where the page is in English.
    strings: Option<Arc<Strings>>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            text: String::new(),
            place: Place::Block,
            links: Links::Here,
            dialect: Dialect::Github,
            in_element: false,
            strings: None,
        }
    }

    /// Makes an empty page in a dialect.
    pub(crate) fn speaking(dialect: Dialect) -> Self {
        Self { dialect, ..Self::new() }
    }

    /// Makes our words those of another language.
    pub(crate) fn with(self, strings: Option<&Arc<Strings>>) -> Self {
        Self { strings: strings.cloned(), ..self }
    }

    /// Makes an empty page of a site: a link to what lies on another page names that page.
    pub(crate) fn on(file: &str) -> Self {
        Self { links: Links::Site(file.to_owned()), ..Self::new() }
    }

    /// Makes an empty page that gathers the ids of its places and links to none.
    pub(crate) fn gathering(ids: BTreeSet<String>) -> Self {
        Self { links: Links::Gathered(ids), ..Self::new() }
    }

    /// Returns the ids that were gathered.
    pub(crate) fn gathered(self) -> BTreeSet<String> {
        match self.links {
            Links::Gathered(ids) => ids,
            Links::Here | Links::Site(_) | Links::Known(_) => BTreeSet::new(),
        }
    }

    /// Makes an empty page that links only to these ids.
    pub(crate) fn among(dialect: Dialect, ids: &BTreeSet<String>) -> Self {
        Self { links: Links::Known(ids.clone()), ..Self::speaking(dialect) }
    }

    /// Makes an empty piece of the same page.
    pub(crate) fn beside(&self) -> Self {
        Self { links: self.links.clone(), strings: self.strings.clone(), ..Self::speaking(self.dialect) }
    }

    /// Returns the page, which ends with one line feed.
    pub(crate) fn finish(mut self) -> String {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.text.push('\n');
        self.text
    }

    /// Ends a chain of calls where nothing is wanted of it.
    #[expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "the chain is what ends")]
    pub(crate) fn end(&mut self) {}

    /// Returns whether there is no markup.
    pub(crate) fn is_plain(&self) -> bool {
        self.dialect == Dialect::Plain
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Puts finished text where the page had this length.
    pub(crate) fn insert(&mut self, at: usize, text: &str) {
        self.text.insert_str(at, text);
    }

    /// Takes back everything that was written since the text had this length.
    pub(crate) fn take_back(&mut self, length: usize) {
        self.text.truncate(length);
    }

    /// Takes back blanks and commas at the start of what was written since the text had this length.
    pub(crate) fn trim_start(&mut self, from: usize) {
        let kept = self.text[from..].trim_start_matches([' ', ',']).len();
        let end = self.text.len() - kept;
        self.text.replace_range(from..end, "");
    }

    /// Makes the first letter of what was written since the text had this length a capital.
    pub(crate) fn capitalise(&mut self, from: usize) {
        let Some(first) = self.text.get(from..).and_then(|text| text.chars().next()) else { return };
        let capital: String = first.to_uppercase().collect();
        self.text.replace_range(from..from + first.len_utf8(), &capital);
    }

    /// Starts a new block: one blank line before it, unless the page is empty.
    pub(crate) fn block(&mut self) -> &mut Self {
        if !self.text.is_empty() {
            self.line();
            if !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
        }
        self
    }

    /// Starts a new line, unless one has just begun.
    pub(crate) fn line(&mut self) -> &mut Self {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self
    }

    /// Starts an item of a list; the outermost has depth 0. The list itself starts with [`Self::block`].
    pub(crate) fn item(&mut self, depth: usize) -> &mut Self {
        self.line();
        for _ in 0..depth {
            self.text.push_str("    ");
        }
        self.text.push_str("- ");
        self
    }

    /// Writes a heading of our own words with the anchor that links use.
    pub(crate) fn heading(&mut self, level: usize, anchor: Anchor<'_>, words: &str) -> &mut Self {
        self.heading_of(level, anchor, |writer| writer.words(words).end())
    }

    /// Writes a heading with the anchor that links use: the heading may be reworded, the anchor stays.
    pub(crate) fn heading_of(&mut self, level: usize, anchor: Anchor<'_>, text: impl FnOnce(&mut Self)) -> &mut Self {
        self.block().anchor(anchor);
        self.title(level, text)
    }

    /// Writes a heading to which nothing links.
    pub(crate) fn title(&mut self, level: usize, text: impl FnOnce(&mut Self)) -> &mut Self {
        self.block();
        for _ in 0..level {
            self.text.push('#');
        }
        self.text.push(' ');
        text(self);
        if self.text.ends_with('#') {
            // A heading may be closed with its sign, which would not be printed.
            self.text.insert(self.text.len() - 1, '\\');
        }
        self.block()
    }

    /// Writes a place that links can point to.
    pub(crate) fn anchor(&mut self, anchor: Anchor<'_>) -> &mut Self {
        if self.dialect == Dialect::Plain {
            return self;
        }
        self.text.push_str("<a id=\"");
        let start = self.text.len();
        anchor.push_id(&mut self.text);
        if let Links::Gathered(ids) = &mut self.links {
            ids.insert(self.text[start..].to_owned());
        }
        self.text.push_str("\"></a>");
        self
    }

    /// Writes a comment of our own in which words of a catalog may stand; it has a line of its own.
    pub(crate) fn comment(&mut self, text: &str) -> &mut Self {
        match self.dialect {
            Dialect::Github => {
                let text = text.replace("--", "- -").replace('>', "");
                self.verbatim("<!-- ").verbatim(&text).verbatim(" -->")
            }
            Dialect::Plain => self,
            Dialect::Mdx => self.verbatim("{/* ").verbatim(&text.replace("*/", "* /")).verbatim(" */}"),
        }
    }

    /// Writes a row of a table, given what fills each cell.
    pub(crate) fn row<T>(&mut self, cells: impl IntoIterator<Item = T>, mut fill: impl FnMut(&mut Self, T)) {
        self.line();
        self.place = Place::Cell;
        self.text.push('|');
        for cell in cells {
            self.text.push(' ');
            fill(self, cell);
            self.text.push_str(if self.text.ends_with(' ') { "|" } else { " |" });
        }
        self.place = Place::Block;
        self.text.push('\n');
    }

    /// Writes the head of a table whose headings are words of our own.
    pub(crate) fn table_of<const COUNT: usize>(&mut self, headings: [&str; COUNT]) {
        let headings = headings.map(|heading| self.translated(heading).into_owned());
        self.table(headings.iter().map(String::as_str));
    }

    /// Writes the head of a table with this many columns.
    pub(crate) fn table<'a>(&mut self, headings: impl ExactSizeIterator<Item = &'a str>) {
        let count = headings.len();
        self.block();
        self.row(headings, |writer, heading| {
            writer.prose(heading);
        });
        self.row(0..count, |writer, _| {
            writer.verbatim("---");
        });
    }

    /// Breaks the line inside a cell or an item.
    pub(crate) fn line_break(&mut self) -> &mut Self {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.verbatim(if self.dialect == Dialect::Plain { " " } else { "<br/>" })
    }

    /// Writes a block of code whose lines stay as they are.
    pub(crate) fn fenced(&mut self, language: &str, code: &str) -> &mut Self {
        let fence = "`".repeat(inline::longest_run(code).max(2) + 1);
        let safe = if language == "json" { json_without_templates(code) } else { code.to_owned() };
        self.block().verbatim(&fence).verbatim(language).verbatim("\n").verbatim(&safe);
        self.line().verbatim(&fence).block()
    }

    /// Starts what a reader opens to see, below a line that says what it is; [`Self::fold_end`] ends it. No link stands
    /// in that line: a press of it opens.
    pub(crate) fn fold(&mut self, name: &str, title: Option<&str>) -> &mut Self {
        if self.dialect == Dialect::Plain {
            return self.block().as_written(title.unwrap_or(name));
        }
        self.block().verbatim("<details>\n<summary><code>");
        self.entities(name);
        self.text.push_str("</code>");
        if let Some(title) = title {
            self.text.push_str(": ");
            self.entities(title);
        }
        self.verbatim("</summary>");
        if self.dialect == Dialect::Mdx { self.block() } else { self.line() }
    }

    /// Writes a sample inside of what [`Self::fold`] has started, below words that say which it is.
    ///
    /// Inside of an element some readers of Markdown read Markdown, and others do not; all of them read HTML that has no
    /// empty line.
    pub(crate) fn folded(&mut self, labels: &[(&str, &str)], sample: &str) -> &mut Self {
        if self.dialect != Dialect::Github {
            for (words, name) in labels {
                self.block().words(words).verbatim(" ").code(name).verbatim(":");
            }
            return self.fenced("json", sample);
        }
        for (words, name) in labels {
            self.verbatim("<p>").words(words).verbatim(" <code>").entities(name).verbatim("</code>:</p>\n");
        }
        self.verbatim("<pre><code class=\"language-json\">");
        for char in json_without_templates(sample).chars() {
            match char {
                '&' | '<' | '>' | '{' | '}' => self.text.push_str(&format!("&#{};", u32::from(char))),
                char => self.text.push(char),
            }
        }
        self.verbatim("</code></pre>\n")
    }

    /// Ends what [`Self::fold`] has started.
    pub(crate) fn fold_end(&mut self) -> &mut Self {
        match self.dialect {
            Dialect::Plain => self.block(),
            Dialect::Github => self.line().verbatim("</details>").block(),
            Dialect::Mdx => self.block().verbatim("</details>").block(),
        }
    }

    /// Writes words of our own, in the language of the page.
    pub(crate) fn words(&mut self, words: &str) -> &mut Self {
        match &self.strings {
            None => self.text.push_str(words),
            Some(strings) => strings.push(&mut self.text, words),
        }
        self
    }

    /// Writes text as it is, whatever it means in the language of the page.
    pub(crate) fn verbatim(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Returns a text of ours in the language of the page.
    pub(crate) fn translated<'text>(&self, text: &'text str) -> Cow<'text, str> {
        match &self.strings {
            None => Cow::Borrowed(text),
            Some(strings) => Cow::Owned(strings.text(text)),
        }
    }

    /// Writes how long something is.
    pub(crate) fn duration(&mut self, duration: &Duration) -> &mut Self {
        for (index, part) in duration.words().split(' ').enumerate() {
            self.verbatim(if index > 0 { " " } else { "" });
            if part.starts_with(|first: char| first.is_ascii_digit()) {
                self.verbatim(part);
            } else {
                self.words(part);
            }
        }
        self
    }

    /// Writes a number.
    pub(crate) fn number(&mut self, number: impl std::fmt::Display) -> &mut Self {
        self.text.push_str(&number.to_string());
        self
    }

    /// Writes a text of the catalog in bold.
    pub(crate) fn bold(&mut self, text: &str) -> &mut Self {
        match self.dialect {
            Dialect::Plain => self.prose(text),
            Dialect::Github | Dialect::Mdx => self.words("**").prose(text).words("**"),
        }
    }

    /// Ends a title that stands before a description: with a new line in a cell, with a colon elsewhere.
    pub(crate) fn title_end(&mut self) -> &mut Self {
        match self.place {
            Place::Cell => self.verbatim("<br/>"),
            Place::Block => self.words(": "),
        }
    }

    /// Writes a text of the catalog and ends it as a sentence.
    pub(crate) fn sentence(&mut self, text: &str) -> &mut Self {
        self.prose(text).full_stop()
    }

    /// Ends a sentence, unless it has ended.
    pub(crate) fn full_stop(&mut self) -> &mut Self {
        if !self.text.trim_end_matches(['`', ')', '"']).ends_with(['.', '!', '?', '…', ':']) || self.ends_in_code() {
            self.text.push('.');
        }
        self
    }

    fn ends_in_code(&self) -> bool {
        self.text.ends_with('`')
    }

    /// Writes a text of the catalog whose blank lines separate paragraphs.
    pub(crate) fn paragraphs(&mut self, text: &str) {
        let mut paragraph = String::new();
        for line in text.lines().chain([""]) {
            if !line.trim().is_empty() {
                paragraph.push_str(line);
                paragraph.push(' ');
            } else if !paragraph.is_empty() {
                self.block().prose(&paragraph);
                paragraph.clear();
            }
        }
    }
}

/// Returns JSON that means the same and holds nothing that sites take for a template, in code too: a brace before a brace
/// can only stand in a string.
fn json_without_templates(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for (at, char) in json.char_indices() {
        if char == '{' && json[at + 1..].starts_with(['{', '%', '#']) {
            safe.push_str("\\u007b");
        } else {
            safe.push(char);
        }
    }
    safe
}
