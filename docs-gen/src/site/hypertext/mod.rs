//! From the Markdown that [`Writer`](crate::markdown::Writer) writes to HTML: blocks here, what stands in a line in
//! `inline`.
//!
//! A page of the site is written once, as Markdown, and its HTML is made from that, so that the two cannot say
//! different things. This is no reader of Markdown at large: it knows what the writer writes and prints everything
//! else as text. So no text of a catalog becomes markup here, whatever it holds.
//!
//! HTML says more than Markdown where that helps: ids stand on headings, rows and items themselves and the name of a
//! field is its permanent link, lists of labelled facts become description lists, a class becomes a badge.

mod inline;
mod rows;

pub(crate) use inline::{escaped, push_attribute, push_quoted, push_text};
pub(crate) use rows::FieldRow;

use crate::site::once::Once;
use inline::Inline;
use std::iter::Peekable;
use std::str::Lines;
use telemetry_catalog::model::Catalog;

/// Makes HTML of what the writer has written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hypertext<'a> {
    /// The catalog that knows the classes, where the page holds the drawings of their badges.
    pub(crate) badges: Option<&'a Catalog>,
    /// What the page says once, of what its blocks say several times.
    pub(crate) once: Option<&'a Once<'a>>,
}

impl Hypertext<'_> {
    /// Returns whole blocks as HTML.
    pub(crate) fn blocks(self, markdown: &str) -> String {
        let mut blocks =
            Blocks { hypertext: self, html: String::with_capacity(2 * markdown.len()), id: None, title: "" };
        let mut lines = markdown.lines().peekable();
        while let Some(line) = lines.next() {
            blocks.block(line, &mut lines);
        }
        blocks.html
    }

    /// Returns one line as HTML.
    pub(crate) fn line(self, markdown: &str) -> String {
        let mut html = String::with_capacity(2 * markdown.len());
        Inline::new(self.badges, markdown).push(&mut html);
        html
    }
}

/// What the lines begin with between which a reader opens something; no text of a catalog begins a line like this.
const FOLDS: [&str; 3] = ["<details>", "</details>", "<summary>"];

/// Blocks that grow from top to bottom.
struct Blocks<'a, 'text> {
    hypertext: Hypertext<'a>,
    html: String,
    /// The id of the block that comes next.
    id: Option<&'text str>,
    /// The last heading, which names the table that follows.
    title: &'text str,
}

impl<'text> Blocks<'_, 'text> {
    fn block(&mut self, line: &'text str, lines: &mut Peekable<Lines<'text>>) {
        if line.is_empty() || line.starts_with("<!--") {
            return;
        }
        let (id, rest) = anchored(line);
        self.id = id.or(self.id);
        if rest.is_empty() {
            return;
        }
        if FOLDS.iter().any(|fold| line.starts_with(fold)) {
            // The writer makes all of it, of entities and its own elements alone.
            self.html.push_str(line);
            self.html.push('\n');
            while let Some(inside) = lines.next_if(|_| line == FOLDS[0]) {
                // As code elsewhere on the page, it is scrolled with keys.
                self.html.push_str(&inside.replacen("<pre>", "<pre tabindex=0>", 1));
                self.html.push('\n');
                if inside == FOLDS[1] {
                    break;
                }
            }
        } else if let Some(fence) = fence(line) {
            self.code(fence, lines);
        } else if line.starts_with('#') {
            self.heading(line);
        } else if line.starts_with('|') {
            self.table(line, lines);
        } else if let Some(item) = Item::of(line) {
            let mut items = vec![item];
            while let Some(item) = lines.peek().and_then(|line| Item::of(line)) {
                items.push(item);
                lines.next();
            }
            self.list(&items);
        } else {
            self.open("p", &[]);
            self.line(rest);
            self.html.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        Inline::new(self.hypertext.badges, text).push(&mut self.html);
    }

    /// Writes a start tag with the id that waits for one.
    fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.html.push('<');
        self.html.push_str(tag);
        let id = self.id.take().map(|id| ("id", id));
        for (name, value) in id.iter().chain(attributes) {
            push_attribute(&mut self.html, name, value);
        }
        self.html.push('>');
    }

    /// Writes a heading; one with an id is the link to itself.
    fn heading(&mut self, line: &'text str) {
        let text = line.trim_start_matches('#');
        let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][(line.len() - text.len()).clamp(1, 6) - 1];
        self.title = text.trim();
        let id = self.id;
        self.open(tag, &[]);
        self.own_link(id, self.title);
        self.html.push_str(&format!("</{tag}>\n"));
    }

    /// Writes what a thing is called, as a link to itself where it has an id.
    fn own_link(&mut self, id: Option<&str>, text: &str) {
        match id.filter(|_| !text.contains("](")) {
            Some(id) => Inline::new(self.hypertext.badges, text).push_as_link(&format!("#{id}"), &mut self.html),
            None => self.line(text),
        }
    }

    fn code(&mut self, fence: &str, lines: &mut Peekable<Lines<'text>>) {
        self.html.push_str("<pre tabindex=0><code>");
        for line in lines.by_ref().take_while(|line| *line != fence) {
            push_text(&mut self.html, line);
            self.html.push('\n');
        }
        self.html.push_str("</code></pre>\n");
    }

    /// Writes a list of at least one item.
    fn list(&mut self, items: &[Item<'text>]) {
        // Where all say what they are about, they are facts.
        let facts = items[0].label().is_some() && items.iter().all(|item| item.depth > 0 || item.label().is_some());
        self.html.push_str(if facts { "<dl class=facts>\n" } else { "<ul>\n" });
        let mut depth = 0_usize;
        for (index, item) in items.iter().enumerate() {
            self.html.push_str(&"</ul>\n".repeat(depth.saturating_sub(item.depth)));
            self.html.push_str(&"\n<ul>\n".repeat(item.depth.saturating_sub(depth)));
            depth = item.depth;
            self.id = item.id;
            match item.label().filter(|_| facts && depth == 0) {
                Some(fact) => self.fact(index > 0, fact),
                None => {
                    self.open("li", &[]);
                    self.line(item.text);
                }
            }
            self.html.push('\n');
        }
        self.html.push_str(&"</ul>\n".repeat(depth));
        self.html.push_str(if facts { "</div>\n</dl>\n" } else { "</ul>\n" });
    }

    fn fact(&mut self, follows: bool, (label, text): (&'text str, &'text str)) {
        self.html.push_str(if follows { "</div>\n" } else { "" });
        self.open("div", &[]);
        self.html.push_str("<dt>");
        self.line(label);
        self.html.push_str("<dd>");
        self.line(text);
    }

    fn table(&mut self, head: &str, lines: &mut Peekable<Lines<'text>>) {
        if let Some(once) = self.hypertext.once {
            lines.next_if(|line| line.starts_with("| ---"));
            let rows = std::iter::from_fn(|| FieldRow::of(lines.next_if(|line| line.starts_with('|'))?));
            return self.fields(once, &rows.collect::<Vec<_>>());
        }
        self.html.push_str("<table>");
        if !self.title.is_empty() {
            self.html.push_str("<caption>");
            self.line(self.title);
            self.html.push_str("</caption>");
        }
        self.html.push_str("<thead><tr>");
        for cell in cells(head) {
            self.html.push_str("<th>");
            self.line(cell);
        }
        self.html.push_str("<tbody>\n");
        lines.next_if(|line| line.starts_with("| ---"));
        while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
            self.row(row);
        }
        self.html.push_str("</table>\n");
    }

    /// Writes a row; its first cell names it and is its permanent link.
    fn row(&mut self, row: &'text str) {
        for (index, cell) in cells(row).enumerate() {
            if index > 0 {
                self.html.push_str("<td>");
                self.line(cell);
                continue;
            }
            let (id, text) = anchored(cell);
            self.id = id;
            self.open("tr", &[]);
            self.html.push_str("<th>");
            self.own_link(id, text);
        }
        self.html.push('\n');
    }
}

/// One item of a list.
#[derive(Clone, Copy)]
struct Item<'text> {
    depth: usize,
    id: Option<&'text str>,
    text: &'text str,
}

impl<'text> Item<'text> {
    fn of(line: &'text str) -> Option<Self> {
        let rest = line.trim_start_matches(' ');
        let depth = (line.len() - rest.len()) / 4;
        let (id, text) = anchored(rest.strip_prefix("- ")?);
        Some(Self { depth, id, text })
    }

    /// Returns the words in bold at the start, without the colon, and what follows.
    fn label(&self) -> Option<(&'text str, &'text str)> {
        let (label, text) = self.text.strip_prefix("**")?.split_once(":**")?;
        (!label.contains("**")).then_some((label, text.trim_start()))
    }
}

/// Returns the id that stands at the start, and what follows.
fn anchored(text: &str) -> (Option<&str>, &str) {
    match text.strip_prefix("<a id=\"").and_then(|rest| rest.split_once("\"></a>")) {
        Some((id, rest)) => (Some(id), rest),
        None => (None, text),
    }
}

/// Returns the run of backticks that opens a block of code.
fn fence(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('`');
    let fence = &line[..line.len() - rest.len()];
    (fence.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(fence)
}

/// Returns the cells of a row: a pipe after a backslash is text.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut rest = row.strip_prefix('|').unwrap_or(row);
    std::iter::from_fn(move || {
        let mut escaped = false;
        let end = rest.bytes().position(|byte| {
            let ends = byte == b'|' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })?;
        let cell = &rest[..end];
        rest = &rest[end + 1..];
        Some(cell.trim())
    })
}
