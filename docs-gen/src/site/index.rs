//! The index: what the program collects at a glance, all entries with their filters, and in a site of one file
//! everything else as well.

use super::body::{self, choice_and_data};
use super::entry::Entry;
use super::facets::{Facets, Values};
use super::hypertext::{Hypertext, push_attribute};
use super::once::{Once, Samples, USUAL};
use super::words::Words;
use super::{Site, SiteLayout, places};
use crate::anchor::Anchor;
use crate::event::{self, Shared};
use crate::markdown::Writer;
use crate::{choice, sentences};
use std::collections::BTreeMap;
use telemetry_catalog::model::State;

/// What is never collected is listed on the index up to here.
const NEVER_TO_LIST: usize = 8;

/// Returns the index as Markdown.
pub(super) fn markdown(site: &Site<'_>) -> String {
    let catalog = site.page.catalog;
    let mut writer = body::begin(site, places::INDEX);
    writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
    writer.paragraphs(catalog.description());
    choice::in_short(&mut writer, catalog);
    writer.block().verbatim("[").words("More on your choice and your data").verbatim("](privacy.md)");
    for (heading, states) in GROUPS {
        let mut events = catalog.events().iter().filter(|event| states.contains(&event.state())).peekable();
        if events.peek().is_none() {
            continue;
        }
        writer.title(2, |writer| writer.words(heading).end());
        writer.table_of(["Event", "What happened", "Class"]);
        for event in events {
            writer.row(0..3, |writer, column| match column {
                0 => event::link(writer, event),
                1 => writer.prose(event.description()).end(),
                _ => sentences::class(writer, event.class()),
            });
        }
    }
    writer.finish()
}

/// The groups of events: heading, and the states that belong to it.
const GROUPS: [(&str, &[State]); 3] = [
    ("Events", &[State::Active, State::Deprecated]),
    ("Planned", &[State::Planned]),
    ("No longer collected", &[State::Removed]),
];

/// Entries below one heading.
type Group<'a> = (&'static str, Vec<Entry<'a>>);

/// Returns the index as HTML.
pub(super) fn html(site: &Site<'_>) -> String {
    let groups = groups(site);
    let values: Vec<_> = groups.iter().flat_map(|(_, entries)| entries).map(|entry| entry.values(site)).collect();
    let mut index = Index { site, facets: Facets::of(site, &values), values, html: String::new() };
    index.summary();
    let words = match site.shell.layout {
        SiteLayout::Folder => {
            let entries = index.groups(&groups, |html, entry, numbers, _| entry.push(html, site, numbers));
            index.dictionary("", &entries, "");
            let mut words = Words::default();
            groups.iter().flat_map(|(_, entries)| entries).for_each(|entry| entry.add_words(&mut words));
            words.json()
        }
        // All words stand in the page itself.
        SiteLayout::OneFile => {
            index.everything(&groups);
            String::new()
        }
    };
    site.shell.page(places::INDEX, &index.html, Some(&words))
}

/// Returns all entries, in groups of which none is empty.
fn groups<'a>(site: &Site<'a>) -> Vec<Group<'a>> {
    let catalog = site.page.catalog;
    let of = |states: &[State]| {
        catalog.events().iter().filter(|event| states.contains(&event.state())).map(Entry::Event).collect()
    };
    let mut groups: Vec<Group<'a>> = GROUPS.iter().map(|(heading, states)| (*heading, of(states))).collect();
    groups.insert(1, ("Common properties", catalog.common().iter().map(|set| Entry::Common(set)).collect()));
    groups.retain(|(_, entries)| !entries.is_empty());
    groups
}

struct Index<'a> {
    site: &'a Site<'a>,
    facets: Facets<'a>,
    /// What is known of the entries, in their order.
    values: Vec<Values<'a>>,
    html: String,
}

impl<'a> Index<'a> {
    /// Writes what everybody should know before looking anything up.
    fn summary(&mut self) {
        let site = self.site;
        let catalog = site.page.catalog;
        let mut writer = site.writer(places::INDEX);
        writer.title(1, |writer| writer.prose(catalog.docs().title()).end());
        writer.paragraphs(catalog.description());
        self.html.push_str("<div class=summary>\n");
        self.push_blocks(writer);
        self.html.push_str(&format!("<div class=cards>\n<section class=card>\n<h2>{}</h2>\n", site.say("Your choice")));
        let mut writer = site.writer(places::INDEX);
        choice::in_short(&mut writer, catalog);
        self.push_blocks(writer);
        self.link_to_privacy("choice", &site.say("More on your choice and your data"));
        self.html.push_str("</section>\n");
        self.never();
        self.html.push_str("</div>\n</div>\n");
    }

    /// Writes a link to a section of what has a page of its own in a site of many files.
    fn link_to_privacy(&mut self, section: &str, words: &str) {
        let page = match self.site.shell.layout {
            SiteLayout::Folder => "privacy.html",
            SiteLayout::OneFile => "",
        };
        self.html.push_str("<p><a");
        push_attribute(&mut self.html, "href", &format!("{page}#section-{section}"));
        self.html.push_str(&format!(">{words}</a></p>\n"));
    }

    fn never(&mut self) {
        let never = self.site.page.catalog.never();
        if never.is_empty() {
            return;
        }
        let mut writer = self.site.writer(places::INDEX);
        writer.block();
        for item in never.iter().take(NEVER_TO_LIST) {
            writer.item(0).prose(item);
        }
        let heading = self.site.say("Never collected");
        self.html.push_str(&format!("<section class=\"card never\">\n<h2>{heading}</h2>\n"));
        self.push_blocks(writer);
        if let Some(more) = never.len().checked_sub(NEVER_TO_LIST).filter(|more| *more > 0) {
            let words = format!("{} {more} {}", self.site.say("And"), self.site.say("more"));
            self.link_to_privacy("never", &words);
        }
        self.html.push_str("</section>\n");
    }

    fn push_blocks(&mut self, writer: Writer) {
        let blocks = self.site.hypertext.blocks(&writer.finish());
        self.html.push_str(&blocks);
    }

    /// Writes the search, the filters and the entries; `before` and `after` stand around the entries.
    fn dictionary(&mut self, before: &str, entries: &str, after: &str) {
        let site = self.site;
        let heading = site.say("What is collected");
        self.html.push_str(&format!("<div class=dictionary>\n<h2 id=section-collected>{heading}</h2>\n"));
        if self.values.is_empty() {
            let nothing = site.say("Nothing: this catalog declares no event.");
            self.html.push_str(&format!("<p class=empty>{nothing}</p>\n</div>\n"));
            return;
        }
        self.form();
        let facets = self.facets.html(site);
        if !facets.is_empty() {
            let filters = site.say("Filters");
            self.html.push_str("<details class=filters id=filters open hidden>\n");
            self.html.push_str(&format!("<summary>{filters}</summary>\n{facets}</details>\n"));
        }
        self.html.push_str("<div class=results>\n");
        self.html.push_str(before);
        self.found();
        self.html.push_str(entries);
        self.nothing();
        self.html.push_str(after);
        self.html.push_str("</div>\n</div>\n");
    }

    /// Writes the search. Without the script it does nothing, so it is hidden until the script is there.
    fn form(&mut self) {
        let [label, hint] = ["Search names, descriptions and values", "Search events, fields, values"]
            .map(|words| self.site.say(words));
        self.html.push_str("<form id=find role=search autocomplete=off hidden>\n");
        self.html.push_str(&format!("<label for=q>{label}</label>\n<div class=field>"));
        self.html.push_str("<input type=search id=q name=q spellcheck=false");
        push_attribute(&mut self.html, "placeholder", &hint);
        self.html.push_str(">\n<kbd aria-hidden=true>Ctrl K</kbd></div>\n</form>\n");
    }

    /// Writes the place where the script says how much was found, with its words.
    fn found(&mut self) {
        self.html.push_str("<p id=found role=status");
        for (name, words) in
            [("entry", "entry"), ("entries", "entries"), ("found", "found"), ("field", "Field"), ("fields", "Fields")]
        {
            push_attribute(&mut self.html, &format!("data-{name}"), &self.site.say(words));
        }
        self.html.push_str("></p>\n");
    }

    /// Writes what stands in the place of entries where none is found.
    fn nothing(&mut self) {
        let [nothing, clear] =
            ["Nothing matches.", "Clear the search and all filters"].map(|words| self.site.say(words));
        self.html.push_str("<div class=empty id=nothing hidden>\n");
        self.html
            .push_str(&format!("<p>{nothing}</p>\n<p><button type=reset form=find>{clear}</button></p>\n</div>\n"));
    }

    /// Returns all groups, whose entries are written with their number and, where it is not that of most of the group, with
    /// the boxes by which they are found.
    fn groups(
        &self,
        groups: &[Group<'a>],
        mut write: impl FnMut(&mut String, Entry<'a>, Option<&str>, usize),
    ) -> String {
        let mut html = String::new();
        let mut at = 0;
        for (heading, entries) in groups {
            let numbers: Vec<_> =
                self.values[at..].iter().take(entries.len()).map(|values| self.facets.numbers(values)).collect();
            let usual = most_common(&numbers);
            html.push_str("<section class=group");
            push_attribute(&mut html, "data-is", usual);
            html.push_str(&format!(">\n<h3>{}</h3>\n", self.site.say(heading)));
            for (place, (entry, own)) in entries.iter().zip(&numbers).enumerate() {
                write(&mut html, *entry, Some(own.as_str()).filter(|own| *own != usual), at + place);
            }
            html.push_str("</section>\n");
            at += entries.len();
        }
        html
    }

    /// Writes the entries in full, then what has pages of its own in a site of many files.
    fn everything(&mut self, groups: &[Group<'a>]) {
        let site = self.site;
        let shared = Shared::of(&site.page);
        let samples = Samples::of(site.page.catalog);
        let inside: Vec<String> =
            groups.iter().flat_map(|(_, entries)| entries).map(|entry| entry.inside(site, shared, &samples)).collect();
        let rest = rest(site);
        let once = Once::of(&inside, &rest, usual_class(site), site.say("Also"));
        let hypertext = Hypertext { once: Some(&once), ..site.hypertext };
        let entries = self.groups(groups, |html, entry, numbers, at| {
            entry.push_whole(html, site, (numbers, shared), (hypertext, &inside[at]));
        });
        let mut before = Writer::new().with(site.page.strings);
        shared.write(&mut before, &site.page);
        samples.write(&mut before);
        once.write_usual(&mut before);
        let mut after = Writer::new().with(site.page.strings);
        once.write(&mut after);
        let [before, after] = [before, after].map(|writer| site.hypertext.blocks(&writer.finish()));
        self.dictionary(&before, &entries, &after);
        self.html.push_str("<div class=\"text rest\">\n");
        self.html.push_str(&site.hypertext.blocks(&rest));
        self.html.push_str("</div>\n");
    }
}

/// Returns the class that stands beside no field of a site of one file, as its tables write it.
fn usual_class(site: &Site<'_>) -> String {
    let mut writer = Writer::new().with(site.page.strings);
    let classes = site.page.catalog.classes();
    classes.iter().filter(|class| class.name() == USUAL).for_each(|class| sentences::class(&mut writer, class));
    writer.as_str().to_owned()
}

/// Returns the text that is there most often; the first of these by the alphabet.
fn most_common(texts: &[String]) -> &str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(text, _)| text)
}

/// Returns what has pages of its own in a site of many files, as Markdown.
fn rest(site: &Site<'_>) -> String {
    let mut writer = Writer::new().with(site.page.strings);
    choice_and_data(&mut writer, &site.page);
    if !site.changes.is_empty() {
        writer.heading(2, Anchor::section("changes"), "Changes");
        site.changes.write(&mut writer, 3);
    }
    writer.finish()
}
