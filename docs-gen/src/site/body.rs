//! What stands on a page below its frame, as Markdown: an event, the common properties, choice and privacy.

use super::once::Sample;
use super::{Site, places};
use crate::anchor::Anchor;
use crate::event::{self, Shared};
use crate::markdown::Writer;
use crate::page::{self, Page, Section};
use crate::row::{Scope, is_listed};
use crate::style::parts;
use crate::{choice, destinations, identifiers, legend, sentences};
use telemetry_catalog::model::{Audience, Event, State};
use telemetry_catalog::render;

/// What "Your choice and your data" holds: everything of the public page but what is collected.
const SECTIONS: [Section; 8] = [
    ("choice", "Your choice", choice::write),
    ("why", "Why it is collected", legend::purposes),
    ("never", "What is never collected", page::never),
    ("identifiers", "Identifiers", identifiers::write),
    ("sending", "When and how it is sent", destinations::sending),
    ("destinations", "Where the data goes", destinations::write),
    ("cleaning", "How text is cleaned", destinations::cleaning),
    ("words", "What the words mean", legend::write),
];

/// Starts a page with the banner that says where it comes from.
pub(super) fn begin(site: &Site<'_>, file: &str) -> Writer {
    let catalog = site.page.catalog;
    let made_from = format!("{} {}", catalog.id(), catalog.version()).replace("--", "- -").replace('>', "");
    let mut writer = site.writer(file);
    writer.verbatim(&format!("<!-- Made from catalog {made_from} by `telemetry docs site`. Do not edit. -->"));
    writer
}

/// Returns the page about choice and privacy.
pub(super) fn privacy(site: &Site<'_>) -> String {
    let mut writer = begin(site, places::PRIVACY);
    writer.title(1, |writer| writer.words("Your choice and your data").end());
    choice_and_data(&mut writer, &site.page);
    writer.finish()
}

/// Writes all of choice and privacy but the title.
pub(super) fn choice_and_data(writer: &mut Writer, page: &Page<'_>) {
    let catalog = page.catalog;
    writer.block().words("What holds for everything that ").prose(catalog.title()).words(" collects.");
    if let Some(contact) = catalog.contact() {
        writer.words(" Questions about your data: ").contact(contact).words(".");
    }
    page.sections(writer, &SECTIONS);
}

/// Returns the page of what rides on many events.
pub(super) fn common(site: &Site<'_>) -> String {
    let page = &site.page;
    let mut writer = begin(site, places::COMMON);
    writer.heading(1, Anchor::section("common"), "Common properties");
    writer.block().words("These ride on many events and are described once, here.");
    for set in page.catalog.common() {
        writer.heading_of(2, Anchor::common(set.name()), |writer| writer.code(set.name()).end());
        parts::when_common(&mut writer, page, set);
        parts::common_fields(&mut writer, page, set, parts::fields);
    }
    parts::precedence(&mut writer, page);
    writer.finish()
}

/// Returns the page of an event.
pub(super) fn event(site: &Site<'_>, file: &str, event: &Event) -> String {
    let page = &site.page;
    let mut writer = begin(site, file);
    writer.heading_of(1, Anchor::event(event.name()), |writer| event::called(writer, event));
    if event.is_recorded() {
        writer.paragraphs(event.description());
    }
    inside(&mut writer, page, event, Within::Page);
    writer.finish()
}

/// Where an event is described.
#[derive(Clone, Copy, Debug)]
pub(super) enum Within<'a> {
    /// On a page of its own.
    Page,
    /// Among all others, where what they share is said once.
    Entry(Shared, Sample<'a>),
}

/// Writes everything about an event but its title, its description and what is said once for all events.
pub(super) fn inside(writer: &mut Writer, page: &Page<'_>, event: &Event, within: Within<'_>) {
    match event.state() {
        State::Planned => writer.block().words("**Planned: none of this is recorded today.**").block(),
        State::Removed => writer.block().words("**No longer collected.**").block(),
        State::Active | State::Deprecated => return recorded(writer, page, event, within),
    };
    writer.sentence(event.description());
    event::history(writer, page, event);
    if event.state() == State::Planned {
        writer.block();
    }
    event::carried(writer, page, event, 0);
}

fn recorded(writer: &mut Writer, page: &Page<'_>, event: &Event, within: Within<'_>) {
    let (shared, sample) = match within {
        Within::Page => (Shared::default(), Sample::Here),
        Within::Entry(shared, sample) => (shared, sample),
    };
    writer.block();
    event::facts(writer, page, event, shared, 0);
    // Those who work on the program see it among the facts, with the way to reach the owner.
    if let Some(owner) = event.owner().filter(|_| page.audience == Audience::Public) {
        writer.item(0).words("**Owner:** ").prose(owner.title());
    }
    if matches!(within, Within::Page) {
        writer.title(2, |writer| writer.words("Fields").end());
    }
    if event.members().iter().any(is_listed) {
        parts::fields(writer, page, Scope::Event(event), event.members());
    } else {
        writer.block().words("This event has no fields of its own.");
    }
    event::other_fields(writer, Scope::Event(event), event.members());
    if matches!(within, Within::Page) {
        rides_along(writer, page, event);
    }
    parts::forms(writer, page, event, true);
    parts::twins(writer, page, event, true);
    match (within, sample) {
        (Within::Page, _) => samples(writer, page, event, 2),
        (Within::Entry(..), Sample::Here) => samples(writer, page, event, 5),
        (Within::Entry(..), Sample::With(other)) => {
            writer.block().words("Example of what is sent").words(": ").words("as that of").words(" ");
            event::link(writer, other);
        }
        (Within::Entry(..), Sample::Said) => {}
    }
}

/// Writes what is sent, below a heading of a level.
fn samples(writer: &mut Writer, page: &Page<'_>, event: &Event, level: usize) {
    let samples = render::samples(page.catalog, event);
    if !samples.is_empty() {
        writer.title(level, |writer| writer.words("Example of what is sent").end());
    }
    for sample in samples {
        let of = sample.twin.iter().map(|twin| ("Also sent as ", twin));
        let of: Vec<_> = of.chain(sample.form.iter().map(|form| ("Form ", form))).collect();
        for (index, (words, name)) in of.iter().enumerate() {
            let start = if index == 0 { writer.block() } else { writer.words(", ") };
            start.words(words).code(name);
        }
        writer.fenced("json", &sample.json);
    }
}

/// Names the common properties that ride on an event.
fn rides_along(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    let sets = page.catalog.common_of(event);
    let members = sets.flat_map(|set| set.members().iter().map(move |member| (set, member)));
    let members: Vec<_> = members.filter(|(_, member)| is_listed(member)).collect();
    if members.is_empty() {
        return;
    }
    writer.block().words("Common properties ride along: ");
    sentences::list(writer, members.iter(), "and", |writer, (set, member)| {
        writer.code_link(Anchor::common(set.name()).within(member.name()), member.name());
    });
    writer.words(".");
}

/// Returns links to the events before and after the one at a place of the catalog.
pub(super) fn neighbours(site: &Site<'_>, file: &str, index: usize) -> [Option<String>; 2] {
    let link = |index: usize| {
        let mut writer = site.writer(file);
        event::link(&mut writer, site.page.catalog.events().get(index)?);
        Some(writer.as_str().to_owned())
    };
    [index.checked_sub(1).and_then(link), link(index + 1)]
}
