//! Tables of fields on a page that says once what several events have in common.

use super::{Blocks, Inline, anchored, cells};
use crate::site::once::{FIELDS, Once, Own};

/// One row of a table of fields, in Markdown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldRow<'text> {
    pub(crate) id: &'text str,
    pub(crate) name: &'text str,
    pub(crate) description: &'text str,
    pub(crate) ty: &'text str,
    pub(crate) class: &'text str,
}

impl<'text> FieldRow<'text> {
    /// Reads a line, if it is such a row.
    pub(crate) fn of(line: &'text str) -> Option<Self> {
        let mut cells = cells(line.strip_prefix("| <a").and(Some(line))?);
        let (id, name) = anchored(cells.next()?);
        let row = Self { id: id?, name, description: cells.next()?, ty: cells.next()?, class: cells.next()? };
        cells.next().is_none().then_some(row)
    }

    /// Returns the name of the field, as its id ends.
    pub(crate) fn field(&self) -> &'text str {
        self.id.rsplit(':').next().unwrap_or(self.id)
    }

    /// Returns all that is said of the field.
    pub(crate) fn facts(&self) -> [&'text str; 3] {
        [self.description, self.ty, self.class]
    }

    /// Returns what is said of the field besides its description.
    pub(crate) fn shape(&self) -> [&'text str; 3] {
        [self.rest(), self.ty, self.class]
    }

    /// Returns the first sentence of the description.
    pub(crate) fn first(&self) -> &'text str {
        &self.description[..first_sentence(self.description)]
    }

    /// Returns what follows the first sentence; nothing where there is but one.
    pub(crate) fn rest(&self) -> &'text str {
        self.description[first_sentence(self.description)..].trim_start()
    }
}

/// Returns where the first sentence ends that is followed by another: at a full stop outside of code and links.
fn first_sentence(text: &str) -> usize {
    let mut in_code = false;
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'`' => in_code = !in_code,
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'.' if !in_code && depth == 0 && begins_sentence(&text[at + 1..]) => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn begins_sentence(text: &str) -> bool {
    text.strip_prefix(' ').and_then(|text| text.chars().next()).is_some_and(char::is_uppercase)
}

impl<'text> Blocks<'_, 'text> {
    /// Writes fields, then the names of those that are described elsewhere on the page.
    pub(super) fn fields(&mut self, once: &Once<'_>, rows: &[FieldRow<'text>]) {
        let mut named = Vec::new();
        let before = self.html.len();
        self.html.push_str("<table>");
        let start = self.html.len();
        for row in rows {
            match once.own(*row) {
                Own::Name => named.push(row.name),
                Own::All => self.field(once, row, row.description, None),
                Own::Description(description, place) => self.field(once, row, description, Some(place)),
            }
        }
        if self.html.len() == start {
            self.html.truncate(before);
        } else {
            self.html.push_str("</table>");
        }
        self.named(once, &named);
    }

    fn named(&mut self, once: &Once<'_>, names: &[&'text str]) {
        if names.is_empty() {
            return;
        }
        self.html.push_str(&format!("<p>{} <a href=#{FIELDS}>", once.also));
        for (index, name) in names.iter().enumerate() {
            self.html.push_str(if index > 0 { ", " } else { "" });
            self.name(name);
        }
        self.html.push_str("</a>");
    }

    /// Writes the name of a field; the styles print it as code.
    fn name(&mut self, name: &str) {
        let mut html = String::new();
        Inline::new(None, name).push(&mut html);
        self.html.push_str(&html.replace("<code>", "").replace("</code>", ""));
    }

    /// Writes one field; what it has in common with others is a link away.
    fn field(&mut self, once: &Once<'_>, row: &FieldRow<'text>, description: &'text str, common: Option<&str>) {
        self.id = Some(row.id).filter(|id| once.keeps(id));
        self.open("tr", &[]);
        self.html.push_str("<th>");
        self.name(row.name);
        self.html.push_str("<td>");
        self.line(description);
        self.html.push_str("<td>");
        match common {
            Some(place) => Inline::new(None, row.ty).push_as_link(&format!("#field-{place}"), &mut self.html),
            None => self.line(row.ty),
        }
        if row.class != once.usual {
            self.html.push(' ');
            self.line(row.class);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FieldRow;

    #[track_caller]
    fn check(description: &str, first: &str, rest: &str) {
        let line = format!("| <a id=\"event-a:b\"></a>`b` | {description} | count | technical |");
        let row = FieldRow::of(&line).expect("the line is a row");
        assert_eq!((row.field(), row.first(), row.rest()), ("b", first, rest));
    }

    #[test]
    fn a_description_is_its_first_sentence() {
        check("How it ended.", "How it ended.", "");
        check("How it ended. One of `a. b` or `c`.", "How it ended.", "One of `a. b` or `c`.");
        check("As a. b or c. 1 are.", "As a. b or c. 1 are.", "");
        check("See `a. b` and [c. d](https://e.f). More.", "See `a. b` and [c. d](https://e.f).", "More.");
    }

    #[test]
    fn other_lines_are_no_fields() {
        for line in ["| Field | Description | Type | Class |", "| <a id=\"a\"></a>`b` | c |", "text"] {
            assert!(FieldRow::of(line).is_none(), "{line}");
        }
    }
}
