//! Where other languages name an event: its name on the wire, alone between quotes.

use std::collections::HashMap;
use telemetry_catalog::model::Catalog;

/// The names that are looked for, and the events that they stand for.
pub(super) struct Names<'a> {
    events: HashMap<&'a str, &'a str>,
    /// The length of the longest name.
    longest: usize,
}

/// What a line begins with that is a comment in most languages.
const COMMENTS: [&str; 6] = ["//", "#", "*", "/*", "--", "<!--"];

impl<'a> Names<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let own = catalog.events().iter().map(|event| (event.name(), event.name()));
        let wire = catalog.events().iter().map(|event| (event.wire(), event.name()));
        let twins =
            catalog.events().iter().flat_map(|event| event.twins().iter().map(|twin| (twin.name(), event.name())));
        let events: HashMap<_, _> = twins.chain(own).chain(wire).collect();
        let longest = events.keys().map(|name| name.len()).max().unwrap_or(0);
        Self { events, longest }
    }

    /// Returns each place of a file where an event is named between quotes.
    pub(super) fn quoted(&self, text: &str) -> Vec<(&'a str, u32)> {
        let mut found = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let is_comment = COMMENTS.iter().any(|sign| line.trim_start().starts_with(sign));
            if !is_comment {
                found.extend(self.on_line(line).map(|event| (event, number)));
            }
        }
        found
    }

    /// Returns the events that a line names. Whatever is a quote may open one: a name is short, so each looks no further.
    fn on_line<'l>(&'l self, line: &'l str) -> impl Iterator<Item = &'a str> + 'l {
        let opens = line.char_indices().filter(|(_, char)| matches!(char, '"' | '\'' | '`'));
        opens.filter_map(move |(at, quote)| {
            let rest = &line.as_bytes()[at + 1..];
            let near = &rest[..rest.len().min(self.longest + 1)];
            let end = near.iter().position(|byte| char::from(*byte) == quote)?;
            self.events.get(line.get(at + 1..at + 1 + end)?).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn check(text: &str, expected: &[(&str, u32)]) {
        let names = Names { events: [("file saved", "saved"), ("opened", "opened")].into(), longest: 10 };
        assert_eq!(names.quoted(text), expected, "{text}");
    }

    #[test]
    fn a_name_between_quotes_is_found() {
        check("track(\"opened\")\nsend('file saved', \"opened\")", &[("opened", 1), ("saved", 2), ("opened", 2)]);
        check("track(`opened`); it's \"opened\"", &[("opened", 1), ("opened", 1)]);
        check("\"é\", \"opened", &[]);
    }

    #[test]
    fn a_name_in_a_comment_or_a_longer_text_is_not() {
        check("// track(\"opened\")\n  # \"opened\"\n * 'opened'", &[]);
        check("\"opened twice\" opened \"opened' 'not opened'", &[]);
    }
}
