//! Parts that several styles show in the same way: common properties, fields, forms and twins of an event.

use crate::anchor::Anchor;
use crate::event::{self, Shared, other_fields};
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{Row, Scope, is_listed, list_item, table_head, table_row};
use crate::{cells, choice, sentences};
use std::collections::BTreeSet;
use telemetry_catalog::model::{CommonSet, Event, Grant, Member, Twin, Variants};

/// Writes fields: a table where the page has columns, a list otherwise.
pub(crate) fn fields(writer: &mut Writer, page: &Page<'_>, scope: Scope<'_>, members: &[Member]) {
    let mut rows = rows(page, scope, members).peekable();
    if rows.peek().is_none() {
        return;
    }
    if page.shown.is_empty() {
        // The list of an event's facts goes on: two lists in a row would be read as one.
        let depth = usize::from(matches!(scope, Scope::Event(_)));
        match depth {
            0 => writer.block().end(),
            _ => writer.item(0).words("**Fields:**").end(),
        }
        rows.for_each(|row| list_item(writer, &row, depth));
    } else {
        table_head(writer, page.shown);
        rows.for_each(|row| table_row(writer, &row));
    }
}

/// Iterates over the fields that have a row.
pub(crate) fn rows<'a>(page: &Page<'a>, scope: Scope<'a>, members: &'a [Member]) -> impl Iterator<Item = Row<'a>> {
    let (catalog, shown) = (page.catalog, page.shown);
    members.iter().filter(|member| is_listed(member)).map(move |member| Row { catalog, shown, scope, member })
}

/// Writes every set of common properties: what it is for, where and when it rides along, and its fields.
pub(crate) fn common(writer: &mut Writer, page: &Page<'_>, write: WriteFields) {
    let sets = page.catalog.common();
    if sets.is_empty() {
        return;
    }
    writer.heading(3, Anchor::section("common"), "Common properties");
    for set in sets {
        common_intro(writer, page, set);
        common_fields(writer, page, set, write);
    }
    precedence(writer, page);
}

/// What writes the fields of a scope.
type WriteFields = fn(&mut Writer, &Page<'_>, Scope<'_>, &[Member]);

pub(crate) fn common_fields(writer: &mut Writer, page: &Page<'_>, set: &CommonSet, write: WriteFields) {
    write(writer, page, Scope::Common(set), set.members());
    other_fields(writer, Scope::Common(set), set.members());
}

fn common_intro(writer: &mut Writer, page: &Page<'_>, set: &CommonSet) {
    writer.block().anchor(Anchor::common(set.name()));
    if page.catalog.common().len() > 1 {
        writer.code(set.name()).words(": ");
    }
    when_common(writer, page, set);
}

/// Writes what a common set is for, where and when it rides along.
pub(crate) fn when_common(writer: &mut Writer, page: &Page<'_>, set: &CommonSet) {
    if let Some(description) = set.description() {
        writer.sentence(description).words(" ");
    }
    let left_out = page.events().any(|event| event.without().iter().any(|name| **name == *set.name()));
    writer.words("Sent with every event");
    let named: Vec<_> = set.destinations().iter().filter_map(|name| page.catalog.destination(name)).collect();
    if !named.is_empty() {
        writer.words(" that goes to ");
        sentences::list(writer, named.iter(), "or", |writer, destination| cells::destination(writer, destination));
    }
    if let Some(condition) = set.condition() {
        writer.words(", only if ");
        sentences::condition(writer, condition);
    }
    writer.words(if left_out { ", unless the event says otherwise." } else { "." });
    if !set.overrides().is_empty() {
        writer.words(" Replaces these fields of an event: ");
        sentences::codes(writer, set.overrides().iter(), "and");
        writer.words(".");
    }
}

/// Says which value wins where two have one name: only where that can happen.
pub(crate) fn precedence(writer: &mut Writer, page: &Page<'_>) {
    let catalog = page.catalog;
    let mut names = BTreeSet::new();
    let mut all = catalog.common().iter().flat_map(|set| set.members());
    let shared = all.any(|member| !names.insert(member.name()));
    let overrides = catalog.common().iter().any(|set| !set.overrides().is_empty());
    if !(shared || overrides) || catalog.precedence().len() < 2 {
        return;
    }
    writer.block().words("Where several of them have one name, the value comes from the last of these that has it: ");
    for (index, name) in catalog.precedence().iter().enumerate() {
        writer.words(if index > 0 { ", then " } else { "" });
        match &**name {
            "event" => writer.words("the event's own fields").end(),
            set => writer.code(set).end(),
        }
    }
    writer.words(".");
}

/// Writes the forms of an event, each with the fields that it alone carries.
pub(crate) fn forms(writer: &mut Writer, page: &Page<'_>, event: &Event, show_fields: bool) {
    let Some(variants) = event.variants() else { return };
    tag(writer, event, variants);
    for case in variants.cases() {
        let scope = Scope::Case(event, case);
        writer.block().anchor(scope.anchor()).words("Form ").code(case.name()).words(": ");
        writer.sentence(case.description());
        if show_fields {
            fields(writer, page, scope, case.members());
        }
        other_fields(writer, scope, case.members());
    }
}

fn tag(writer: &mut Writer, event: &Event, variants: &Variants) {
    writer.block().anchor(Scope::Event(event).anchor().within(variants.tag()));
    writer.words("The event has several forms; ").code(variants.tag()).words(" says which");
    if !variants.description().is_empty() {
        writer.words(": ").prose(variants.description().trim_end_matches('.'));
    }
    writer.words(" (class ");
    sentences::class(writer, variants.class());
    writer.words(").");
}

/// Writes the further events that the same recording sends.
pub(crate) fn twins(writer: &mut Writer, page: &Page<'_>, event: &Event, show_fields: bool) {
    for twin in event.twins() {
        let scope = Scope::Twin(event, twin);
        writer.block().anchor(scope.anchor());
        twin_sentences(writer, event, twin, show_fields);
        if show_fields {
            fields(writer, page, scope, twin.extra());
        }
        other_fields(writer, scope, twin.extra());
    }
}

fn twin_sentences(writer: &mut Writer, event: &Event, twin: &Twin, fields_follow: bool) {
    writer.words("Also sent as ").code(twin.name());
    if !twin.destinations().is_empty() {
        writer.words(", which goes to ");
        sentences::list(writer, twin.destinations().iter(), "and", |writer, destination| {
            cells::destination(writer, destination);
        });
    }
    if twin.consent() != event.consent() || twin.grant().is_some() {
        writer.words(", with ");
        choice::needs(writer, twin.consent(), twin.grant().map(Grant::name));
    }
    writer.words(": ").sentence(twin.description()).words(" ");
    let left_out: Vec<&str> = event.members().iter().map(Member::name).filter(|name| !carries(twin, name)).collect();
    if twin.carries().is_empty() {
        writer.words("It carries none of the fields above");
    } else if left_out.is_empty() {
        writer.words("It carries the same fields");
    } else if left_out.len() < twin.carries().len() {
        writer.words("It carries the same fields without ");
        sentences::codes(writer, left_out.iter(), "and");
    } else {
        writer.words("Of the same fields it carries only ");
        sentences::codes(writer, twin.carries().iter(), "and");
    }
    if twin.extra().is_empty() {
        writer.words(".");
    } else if fields_follow {
        writer.words(", and these:");
    } else {
        writer.words(", and its own ");
        sentences::list(writer, twin.extra().iter(), "and", |writer, member| writer.code(member.name()).end());
        writer.words(".");
    }
}

fn carries(twin: &Twin, name: &str) -> bool {
    twin.carries().iter().any(|carried| **carried == *name)
}

/// Writes one event with everything that belongs to it, below a heading of a level.
pub(super) fn event(writer: &mut Writer, page: &Page<'_>, level: usize, event: &Event, shared: Shared) {
    writer.heading_of(level, Anchor::event(event.name()), |writer| event::called(writer, event));
    writer.paragraphs(event.description());
    writer.block();
    event::facts(writer, page, event, shared, 0);
    fields(writer, page, Scope::Event(event), event.members());
    other_fields(writer, Scope::Event(event), event.members());
    forms(writer, page, event, true);
    twins(writer, page, event, true);
}
