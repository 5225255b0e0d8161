//! "Identifiers": what tells things apart, how it is made, how long it stays the same, and on which events it rides.
//! Identifiers that are alike in all of that are told of together.

use crate::anchor::Anchor;
use crate::event;
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{Row, Scope, is_listed, scopes};
use crate::sentences;
use std::collections::BTreeMap;
use telemetry_catalog::model::{CommonSet, Event, Field, Identifies, Linkage, Member};
use telemetry_core::Class;

/// An identifier that rides on more events than this is said to ride on so many, without their names.
const MOST_NAMED: usize = 6;

/// What makes identifiers alike: what they tell apart, how they are made, how long they stay, what is done to them.
/// Those of which nobody says how they are made are alike only when they are described alike.
type Key<'a> = (Option<Identifies>, Option<&'a str>, Option<&'a str>, String, &'a str);

/// Identifiers that are alike, and where they ride.
#[derive(Default)]
struct Alike<'a> {
    names: BTreeMap<&'a str, Row<'a>>,
    sets: BTreeMap<&'a str, &'a CommonSet>,
    events: Vec<&'a Event>,
}

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    let identifiers = gather(page);
    for alike in identifiers.values() {
        one(writer, page, alike);
    }
    if let Some(how) = page.catalog.consent().how_to_reset().filter(|_| !identifiers.is_empty()) {
        writer.block().words("To reset what tells your installation apart: ").sentence(how);
    }
    let linkable = page.events().any(|event| event.linkage() != Linkage::None);
    if identifiers.is_empty() && !linkable && page.events().next().is_some() {
        writer.block().words("No event carries an identifier: events cannot be linked to each other.");
    }
}

fn gather<'a>(page: &Page<'a>) -> BTreeMap<Key<'a>, Alike<'a>> {
    let mut identifiers = BTreeMap::new();
    for set in page.catalog.common() {
        for member in set.members() {
            add(&mut identifiers, page, Scope::Common(set), member);
        }
    }
    for event in page.events() {
        for (scope, members) in scopes(event) {
            for member in members {
                add(&mut identifiers, page, scope, member);
            }
        }
    }
    identifiers
}

fn is_identifier(field: &Field) -> bool {
    field.identifies().is_some() || field.made().is_some() || field.class().treat_as() == Class::Identifier
}

fn add<'a>(identifiers: &mut BTreeMap<Key<'a>, Alike<'a>>, page: &Page<'a>, scope: Scope<'a>, member: &'a Member) {
    let field: &Field = member.field();
    if !is_identifier(field) || !is_listed(member) {
        return;
    }
    let transforms = if field.transforms().is_empty() { String::new() } else { format!("{:?}", field.transforms()) };
    let described = if field.made().is_some() { "" } else { field.description() };
    let key = (field.identifies(), field.made(), field.lifetime(), transforms, described);
    let alike = identifiers.entry(key).or_default();
    alike.names.entry(member.name()).or_insert(Row { catalog: page.catalog, shown: page.listed, scope, member });
    match scope {
        Scope::Common(set) => drop(alike.sets.insert(set.name(), set)),
        Scope::Event(event) | Scope::Case(event, _) | Scope::Twin(event, _) => {
            if alike.events.last().is_none_or(|last| last.name() != event.name()) {
                alike.events.push(event);
            }
        }
    }
}

fn one(writer: &mut Writer, page: &Page<'_>, alike: &Alike<'_>) {
    let Some(row) = alike.names.values().next() else { return };
    let field = row.field();
    writer.item(0);
    sentences::list(writer, alike.names.values(), "and", |writer, row| {
        writer.code_link(row.scope.anchor().within(row.member.name()), row.member.name());
    });
    writer.words(": ");
    match field.identifies() {
        Some(subject) => {
            let [one, several] = sentences::tells_apart(subject);
            writer.words(if alike.names.len() > 1 { several } else { one }).words(".");
        }
        None => writer.sentence(field.description()).end(),
    }
    // Of a keyed hash the transforms say it, in the language of the page.
    if let Some(made) = field.made_in_own_words() {
        writer.words(" How it is made: ").sentence(made);
    }
    if let Some(lifetime) = field.lifetime() {
        writer.words(" It stays the same ");
        sentences::lifetime(writer, lifetime);
        writer.full_stop();
    }
    if !field.transforms().is_empty() {
        writer.words(" ");
        sentences::transforms(writer, field);
        writer.full_stop();
    }
    rides(writer, page, alike);
}

/// Writes on which events identifiers ride: all, some by name, or so many.
fn rides(writer: &mut Writer, page: &Page<'_>, alike: &Alike<'_>) {
    let always = |set: &&CommonSet| set.condition().is_none() && page.events().all(|event| event.carries(set));
    let count = alike.events.len();
    writer.words(if alike.names.len() > 1 { " They ride on " } else { " It rides on " });
    if alike.sets.values().any(always) || (count > 1 && count == page.events().count()) {
        writer.words("every event.");
        return;
    }
    if !alike.sets.is_empty() {
        writer.words("events with the common properties ");
        sentences::list(writer, alike.sets.keys(), "or", |writer, name| {
            writer.code_link(Anchor::common(name), name);
        });
        writer.words(if count > 0 { ", and on " } else { "" });
    }
    match count {
        0 => {}
        count if count > MOST_NAMED => writer.number(count).words(" events").end(),
        _ => sentences::list(writer, alike.events.iter(), "and", |writer, event| event::link(writer, event)),
    }
    writer.words(".");
}
