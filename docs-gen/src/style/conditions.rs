//! Style `conditions`: what must hold for anything to be sent, what rides on every event, then the events, each with
//! the conditions under which it is sent.

use super::parts;
use crate::anchor::Anchor;
use crate::event::Shared;
use crate::markdown::Writer;
use crate::page::Page;
use crate::{cells, choice, sentences};
use telemetry_catalog::model::{Condition, Destination, Grant};

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    gates(writer, page);
    parts::common(writer, page, parts::fields);
    each(writer, page);
}

/// Writes the section without the common properties.
pub(crate) fn alone(writer: &mut Writer, page: &Page<'_>) {
    gates(writer, page);
    each(writer, page);
}

fn each(writer: &mut Writer, page: &Page<'_>) {
    if page.events().next().is_none() {
        return;
    }
    writer.heading(3, Anchor::section("events"), "Events");
    let shared = Shared::of(page);
    shared.write(writer, page);
    for event in page.events() {
        parts::event(writer, page, 4, event, shared);
    }
}

/// Writes what each destination asks for before anything is sent to it.
fn gates(writer: &mut Writer, page: &Page<'_>) {
    let destinations = page.catalog.destinations();
    if destinations.iter().all(|destination| destination.condition().is_none() && destination.grant().is_none()) {
        return;
    }
    writer.heading(3, Anchor::section("conditions"), "When anything is sent");
    for destination in destinations {
        gate(writer, destination);
    }
}

fn gate(writer: &mut Writer, destination: &Destination) {
    writer.item(0).words("To ");
    cells::destination(writer, destination);
    writer.words(": with ");
    choice::needs(writer, destination.consent(), destination.grant().map(Grant::name));
    let (words, parts) = match destination.condition() {
        Some(Condition::Any(parts)) if parts.len() > 1 => (", if one of these holds:", parts),
        Some(Condition::All(parts)) if parts.len() > 1 => (", if all of these hold:", parts),
        Some(condition) => {
            writer.words(", if ");
            sentences::condition(writer, condition);
            return;
        }
        None => return,
    };
    writer.words(words);
    for part in parts {
        writer.item(1);
        sentences::condition(writer, part);
    }
}
