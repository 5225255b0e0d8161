//! The short sections of the page: the summary at its top, what failures send, what changed, and whom to ask. Each says
//! only what the catalog declares.

use crate::anchor::Anchor;
use crate::event;
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{Scope, scopes};
use crate::sentences;
use crate::site::changes::{Changes, Entry, Subject};
use crate::survey::{is_report, is_text_of_failure};
use telemetry_catalog::model::{Event, Member, Text};

/// The summary names what is never collected up to here; the section about it names all.
const NEVER_TO_NAME: usize = 8;
/// Reports of failures are listed up to here, and counted beyond.
const FAILURES_TO_LIST: usize = 50;
/// What is new in a version is listed up to here, and counted beyond.
const NEW_TO_LIST: usize = 12;

/// Writes what a reader wants to know first: what holds before anybody decides, how to turn it off, what is never sent.
pub(crate) fn summary(writer: &mut Writer, page: &Page<'_>) {
    let consent = page.catalog.consent();
    fact(writer, "By default").words(sentences::undecided(consent.default()));
    if let Some(how) = consent.how_to_disable() {
        fact(writer, "To turn it off").sentence(how);
    } else if let Some(setting) = consent.setting() {
        fact(writer, "To turn it off").words("the setting ").code(setting).words(".");
    } else if let Some(variable) = consent.environment().first() {
        fact(writer, "To turn it off").words("set the environment variable ").code(variable).words(".");
    }
    never(writer, page.catalog.never());
    if let Some(version) = page.changes.newest() {
        fact(writer, "Last changed")
            .words("in version ")
            .prose_link(Anchor::section("changes").within(version), version);
        writer.words(".");
    }
}

/// Names what is never collected; the section about it says what does not fit here.
fn never(writer: &mut Writer, never: &[Text]) {
    if never.is_empty() {
        return;
    }
    fact(writer, "Never collected");
    let named = never.iter().take(NEVER_TO_NAME).map(|item| item.trim_end().trim_end_matches('.'));
    match never.len().checked_sub(NEVER_TO_NAME).filter(|more| *more > 0) {
        None => sentences::list(writer, named, "and", |writer, item| writer.prose(item).end()),
        Some(more) => {
            for item in named {
                writer.prose(item).words(", ");
            }
            writer.link(Anchor::section("never"), |writer| writer.words("and ").number(more).words(" more").end());
        }
    }
    writer.full_stop();
}

fn fact<'w>(writer: &'w mut Writer, label: &str) -> &'w mut Writer {
    writer.item(0).words("**").words(label).words(":** ")
}

/// Writes which events are reports of failures, and which others carry text of failures.
pub(crate) fn failures(writer: &mut Writer, page: &Page<'_>) {
    let (reports, others): (Vec<&Event>, Vec<&Event>) = page.survey.failures.iter().partition(|event| is_report(event));
    for event in reports.iter().take(FAILURES_TO_LIST) {
        writer.item(0);
        event::link(writer, event);
        writer.words(": ").sentence(event.description()).words(" Needs consent level ");
        writer.code_link(Anchor::new("consent", event.consent().name()), event.consent().name()).words(".");
        carried(writer, event);
    }
    let room = FAILURES_TO_LIST.saturating_sub(reports.len());
    for event in others.iter().take(room) {
        writer.item(0);
        event::link(writer, event);
        writer.words(":");
        carried(writer, event);
    }
    if let Some(more) = page.survey.failures.len().checked_sub(FAILURES_TO_LIST).filter(|more| *more > 0) {
        writer.block().words("And ").number(more).words(" more events.");
    }
}

/// Names the fields of an event that hold text produced by a failure.
fn carried(writer: &mut Writer, event: &Event) {
    let all = scopes(event).flat_map(|(scope, members)| members.iter().map(move |member| (scope, member)));
    let fields: Vec<(Scope<'_>, &Member)> = all.filter(|(_, member)| is_text_of_failure(member)).collect();
    if fields.is_empty() {
        return;
    }
    writer.words(" Text of a failure is in ");
    sentences::list(writer, fields.iter(), "and", |writer, (scope, member)| {
        writer.code_link(scope.anchor().within(member.name()), member.name());
    });
    writer.words(".");
}

/// Writes what changed in which version, newest first. Where much is new at once, how much it is.
pub(crate) fn changes(writer: &mut Writer, page: &Page<'_>) {
    for (version, entries) in page.changes.iter() {
        Changes::heading(writer, 3, version);
        let is_new = |entry: &&Entry<'_>| entry.note.is_none();
        let new = entries.iter().filter(is_new).count();
        if new > NEW_TO_LIST {
            much_is_new(writer, entries);
        }
        entries.iter().filter(|entry| new <= NEW_TO_LIST || !is_new(entry)).for_each(|entry| entry.write_item(writer));
    }
}

fn much_is_new(writer: &mut Writer, entries: &[Entry<'_>]) {
    let new = || entries.iter().filter(|entry| entry.note.is_none());
    let events = new().filter(|entry| matches!(entry.subject, Subject::Event(_))).count();
    let counts = [(events, " event", " events"), (new().count() - events, " field", " fields")];
    let counts: Vec<_> = counts.into_iter().filter(|(count, ..)| *count > 0).collect();
    writer.item(0);
    sentences::list(writer, counts.iter(), "and", |writer, (count, one, many)| {
        writer.number(count).words(if *count == 1 { one } else { many });
    });
    writer.words(" are new.");
}

/// Writes whom to ask, what the privacy policy is, and on which legal bases data is processed.
pub(crate) fn contact(writer: &mut Writer, page: &Page<'_>) {
    if let Some(contact) = page.catalog.contact() {
        writer.block().words("Questions about your data, and reports of data that should not have been sent: ");
        writer.contact(contact).words(".");
    }
    if let Some(policy) = page.catalog.docs().links().policy() {
        writer.block().words("Your rights, and who is responsible: ");
        writer.link_to(policy, |writer| writer.words("privacy policy").end()).words(".");
    }
    let bases = &page.survey.bases;
    if !bases.is_empty() {
        writer.block().words("Legal bases: ");
        sentences::list(writer, bases.iter(), "and", |writer, basis| writer.prose(basis).end());
        writer.full_stop();
    }
}

/// Writes where the same is for programs.
pub(crate) fn files(writer: &mut Writer, page: &Page<'_>) {
    let links = page.catalog.docs().links();
    let all = [
        ("Data dictionary, with search", links.dictionary()),
        ("JSON Schemas of the events", links.schemas()),
        ("Fields as CSV", links.csv()),
        ("Fields as JSON", links.json()),
        ("Feed of changes", links.feed()),
    ];
    for (label, address) in all {
        if let Some(address) = address {
            writer.item(0).link_to(address, |writer| writer.words(label).end());
        }
    }
}
