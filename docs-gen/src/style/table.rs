//! Style `table`: one table with a row for each field, then what holds for each event.

use super::parts;
use crate::anchor::Anchor;
use crate::event::{self, Shared};
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{Scope, is_listed, scopes, table_head, table_row};
use std::sync::Arc;
use telemetry_catalog::model::{CommonSet, Event, Member};

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    table(writer, page, page.catalog.common());
    parts::common(writer, page, |_, _, _, _| {});
    each(writer, page);
}

/// Writes the section without the common properties.
pub(crate) fn alone(writer: &mut Writer, page: &Page<'_>) {
    table(writer, page, &[]);
    each(writer, page);
}

fn each(writer: &mut Writer, page: &Page<'_>) {
    let shared = Shared::of(page);
    if page.events().next().is_some() {
        writer.heading(3, Anchor::section("events"), "Events");
        shared.write(writer, page);
    }
    for event in page.events() {
        one(writer, page, event, shared);
    }
}

/// Writes the one table: the fields of these common sets, then those of events.
fn table(writer: &mut Writer, page: &Page<'_>, common: &[Arc<CommonSet>]) {
    let events = page.events().flat_map(Event::all_members);
    if !common.iter().flat_map(|set| set.members()).chain(events).any(is_listed) {
        return;
    }
    table_head(writer, page.shown);
    let mut rows = |scope, members: &[Member]| {
        parts::rows(page, scope, members).for_each(|row| table_row(writer, &row));
    };
    for set in common {
        rows(Scope::Common(set), set.members());
    }
    for event in page.events() {
        for (scope, members) in scopes(event) {
            rows(scope, members);
        }
    }
}

fn one(writer: &mut Writer, page: &Page<'_>, event: &Event, shared: Shared) {
    writer.heading_of(4, Anchor::event(event.name()), |writer| event::called(writer, event));
    writer.paragraphs(event.description());
    writer.block();
    event::facts(writer, page, event, shared, 0);
    event::other_fields(writer, Scope::Event(event), event.members());
    parts::forms(writer, page, event, false);
    parts::twins(writer, page, event, false);
}
