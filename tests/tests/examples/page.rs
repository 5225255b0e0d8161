//! What a reader sees of a page: headings, table cells, list items, code spans and where links lead. What stands in
//! running text only, or in a comment, counts as not seen.

use crate::names::Named;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;

/// A page, section by section.
#[derive(Debug, Default)]
pub(crate) struct Page {
    sections: Vec<Section>,
}

/// What stands below one heading, the heading included, down to the next.
#[derive(Debug, Default)]
struct Section {
    heading: String,
    codes: BTreeSet<String>,
    links: BTreeSet<String>,
    /// Cells and items, without the signs of Markdown.
    texts: Vec<String>,
}

impl Page {
    pub(crate) fn read(text: &str) -> Self {
        let mut page = Self { sections: vec![Section::default()] };
        let mut in_heading = false;
        let mut open: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            if matches!(event, Event::Start(Tag::Heading { .. })) {
                page.sections.push(Section::default());
            }
            let section = page.sections.last_mut().expect("there is a first section");
            match event {
                Event::Start(Tag::Heading { .. }) => in_heading = true,
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Start(Tag::TableCell | Tag::Item) => section.texts.extend(open.replace(String::new())),
                Event::End(TagEnd::TableCell | TagEnd::Item) => section.texts.extend(open.take()),
                Event::Start(Tag::Link { dest_url, .. }) => drop(section.links.insert(dest_url.into_string())),
                Event::Text(text) => section.say(&text, in_heading, open.as_mut()),
                Event::Code(code) => {
                    section.say(&code, in_heading, open.as_mut());
                    section.codes.insert(code.into_string());
                }
                _ => {}
            }
        }
        page
    }

    /// Returns whether the page shows a name; that of a property in the section of its event or among what all share.
    pub(crate) fn shows(&self, named: &Named) -> bool {
        let event = named.of.as_deref();
        let sections = self.sections.iter().filter(|section| event.is_none_or(|event| section.is_about(event)));
        sections.into_iter().any(|section| section.shows(&named.name))
    }
}

impl Section {
    fn say(&mut self, text: &str, in_heading: bool, open: Option<&mut String>) {
        if in_heading {
            self.heading.push_str(text);
        } else if let Some(open) = open {
            open.push_str(text);
        }
    }

    /// Returns whether the section is that of an event, under its name or another one, or that of common properties.
    fn is_about(&self, event: &str) -> bool {
        let is_of_one_event = self.codes.contains(&self.heading);
        self.heading == "Common properties" || (is_of_one_event && self.codes.contains(event))
    }

    /// Returns whether a name is here: an address as a link, a phrase within a text, a word as code of its own.
    fn shows(&self, name: &str) -> bool {
        if name.contains("://") {
            return self.links.contains(name);
        }
        let plain = name.replace('`', "");
        let is_phrase = name.contains(' ');
        self.heading == plain
            || self.codes.contains(name)
            || (is_phrase && self.texts.iter().any(|text| text.contains(&plain)))
    }
}
