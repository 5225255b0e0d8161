//! The request for a data review: the twelve questions of Mozilla's form, and the one that its reviewers ask first,
//! which is whether there are new identifiers.

use super::cell::{self, Cell};
use super::leaving::{self, Leaving};
use crate::markdown::Writer;
use crate::sentences;
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, ClassDef, Condition, Destination, Event, Expiry};
use telemetry_core::{Class, Consent};

/// Renders the request.
pub(super) fn render(catalog: &Catalog) -> Files {
    let mut writer = Writer::new();
    let writer = &mut writer;
    cell::head(writer, catalog, "data-review", "Request for data collection review");
    question(writer, 1, "What questions will you answer with this data?", &[Cell::open("the questions, one each")]);
    question(writer, 2, "Why do these questions need an answer, and what do users gain?", &[]);
    purposes(writer, catalog);
    answer(writer, &Cell::open("the benefit for users, and the product or business need"));
    let open = [Cell::open("which ways without this data were considered, and why they do not suffice")];
    question(writer, 3, "What alternative methods did you consider?", &open);
    let open = [Cell::open("whether data that is collected already answers them")];
    question(writer, 4, "Can current instrumentation answer these questions?", &open);
    question(writer, 5, "What is measured, and of which category is it?", &[]);
    measurements(writer, catalog);
    identifiers(writer, catalog);
    let open = [Cell::open("the address at which the page that `telemetry generate CATALOG docs` writes is published")];
    question(writer, 6, "Where is this data collection documented for the public?", &open);
    question(writer, 7, "How long will this data be collected?", &[]);
    ends(writer, catalog);
    question(writer, 8, "What populations will you measure?", &[]);
    populations(writer, catalog);
    question(writer, 9, "How do users opt out, if it is on by default?", &choice(catalog));
    question(writer, 10, "How will you analyse this data?", &[Cell::open("how it is analysed")]);
    question(writer, 11, "Where will you share the results?", &[Cell::open("who sees the results")]);
    question(writer, 12, "Is a third-party tool used to collect it?", &[]);
    recipients(writer, catalog);
    let mut files = Files::new();
    files.insert("data-review.md", std::mem::replace(writer, Writer::new()).finish());
    files
}

fn question(writer: &mut Writer, number: usize, question: &str, answers: &[Cell]) {
    writer.block().words("## ").number(number).words(". ").words(question);
    for cell in answers {
        answer(writer, cell);
    }
}

fn answer(writer: &mut Writer, cell: &Cell) {
    writer.block();
    cell.write(writer);
}

/// Says where the next table is from.
fn table(writer: &mut Writer, headings: &[&str]) {
    writer.block().words("**From the catalog:**");
    writer.table(headings.iter().copied());
}

fn purposes(writer: &mut Writer, catalog: &Catalog) {
    let used = |event: &Event, name: &str| {
        let values = leaving::values(catalog, event);
        event.purposes().iter().any(|purpose| purpose.name() == name)
            || values.iter().any(|value| value.purposes().iter().any(|purpose| purpose.name() == name))
    };
    let mut rows = Vec::new();
    for purpose in catalog.purposes() {
        let events: Vec<_> = leaving::events(catalog).filter(|event| used(event, purpose.name())).collect();
        if !events.is_empty() {
            rows.push((purpose, events));
        }
    }
    if rows.is_empty() {
        return answer(writer, &Cell::Catalog("nothing leaves the machine".to_owned()));
    }
    table(writer, &["Purpose", "Events"]);
    for (purpose, events) in rows {
        writer.row([true, false], |writer, is_purpose| {
            if is_purpose {
                writer.prose(purpose.title()).words(" (").code(purpose.name()).words(")");
            } else {
                codes(writer, events.iter().map(|event| event.name()));
            }
        });
    }
}

fn codes<'a>(writer: &mut Writer, names: impl Iterator<Item = &'a str>) {
    for (index, name) in names.enumerate() {
        writer.words(if index > 0 { ", " } else { "" }).code(name);
    }
}

fn measurements(writer: &mut Writer, catalog: &Catalog) {
    if leaving::events(catalog).next().is_none() {
        return answer(writer, &Cell::Catalog("nothing leaves the machine".to_owned()));
    }
    writer.block().words("The highest category of an event governs.");
    if leaving::all(catalog).any(|value| value.set.is_some()) {
        writer.words(" What rides along on events stands at the end, once, after the name of its common set.");
    }
    table(writer, &["Measurement", "Description", "Data collection category", "Tracking bug or review"]);
    for event in leaving::events(catalog) {
        let reviews = event.reviews().join(", ");
        let review = (!reviews.is_empty()).then_some(reviews);
        row(writer, (event.name(), event.description()), &category(event.class()), review.as_deref());
        for value in leaving::values(catalog, event).iter().filter(|value| value.set.is_none()) {
            value_row(writer, value, value.description, "as the event");
        }
        for (destination, stamp) in
            leaving::destinations(event).flat_map(|to| to.wire().stamps().iter().map(move |stamp| (to, stamp)))
        {
            let name = format!("{}.{}", event.name(), stamp.name());
            let what = format!("Added by the sender to {}: {}", destination.title(), stamp.of());
            let open = Cell::open("the category of what the sender adds");
            row(writer, (&name, stamp.description().unwrap_or(&what)), &open, Some("as the event"));
        }
    }
    riding(writer, catalog);
}

/// Says of what rides along once what holds on every event that carries it.
fn riding(writer: &mut Writer, catalog: &Catalog) {
    let mut on: BTreeMap<String, (Leaving<'_>, usize)> = BTreeMap::new();
    for value in leaving::all(catalog).filter(|value| value.set.is_some()) {
        on.entry(value.called()).or_insert((value, 0)).1 += 1;
    }
    for (value, events) in on.values() {
        let description = value.description.trim_end_matches('.');
        let on = if *events == 1 { "1 event".to_owned() } else { format!("{events} events") };
        value_row(writer, value, &format!("{description}. Rides along on {on}."), "as the events");
    }
}

fn value_row(writer: &mut Writer, value: &Leaving<'_>, description: &str, otherwise: &str) {
    let reviews = value.field.map_or(&[][..], |field| field.reviews()).join(", ");
    let review = if reviews.is_empty() { otherwise } else { &reviews };
    row(writer, (&value.called(), description), &category(value.class), Some(review));
}

fn row(writer: &mut Writer, (name, description): (&str, &str), category: &Cell, review: Option<&str>) {
    writer.row(0..4, |writer, column| match column {
        0 => writer.code(name).end(),
        1 => writer.prose(description).end(),
        2 => match category {
            Cell::Open(_) => category.write_in_table(writer),
            said => writer.prose(said.text()).end(),
        },
        _ => match review {
            Some(review) => writer.prose(review).end(),
            None => Cell::open("the bug").write_in_table(writer),
        },
    });
}

/// Returns the category of a class, where there is one.
fn category(class: &ClassDef) -> Cell {
    let text = match class.treat_as() {
        Class::Technical => "1, technical data",
        Class::Interaction => "2, interaction data",
        Class::Identifier => {
            return Cell::open("identifiers have no category of their own; see the table of identifiers");
        }
        Class::Diagnostic => {
            return Cell::open("1, technical data, for codes; up to 4, highly sensitive data, for dumps");
        }
        Class::Content => "3, stored content and communications",
        Class::Personal | Class::Restricted => "4, highly sensitive data",
    };
    Cell::Catalog(text.to_owned())
}

fn identifiers(writer: &mut Writer, catalog: &Catalog) {
    writer.block().words("### Identifiers");
    let is_identifier = |value: &Leaving<'_>| {
        value.class.treat_as() == Class::Identifier || value.field.is_some_and(|field| field.identifies().is_some())
    };
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for value in leaving::all(catalog).filter(is_identifier) {
        let Some(field) = value.field else { continue };
        let facts = (value.name, field.identifies().map(sentences::told_apart), field.made(), field.lifetime());
        if seen.insert(facts) {
            rows.push(facts);
        }
    }
    if rows.is_empty() {
        return answer(writer, &Cell::Catalog("no field is an identifier".to_owned()));
    }
    table(writer, &["Identifier", "Tells apart", "How it is made", "How long it stays"]);
    for (name, what, made, lifetime) in rows {
        writer.row(0..4, |writer, column| match (column, [what, made, lifetime]) {
            (0, _) => writer.code(name).end(),
            (column, facts) => match facts[column - 1] {
                Some(lifetime) if column == 3 => sentences::lifetime(writer, lifetime),
                Some(fact) => writer.prose(fact).end(),
                None => Cell::open("not declared").write_in_table(writer),
            },
        });
    }
    answer(writer, &Cell::open("which of them are new"));
}

fn ends(writer: &mut Writer, catalog: &Catalog) {
    let (ending, open): (Vec<_>, Vec<_>) = leaving::events(catalog).partition(|event| event.expires().is_some());
    if !ending.is_empty() {
        table(writer, &["Event", "Collected until"]);
    }
    for event in ending {
        writer.row(0..2, |writer, column| match (column, event.expires()) {
            (0, _) | (_, None) => writer.code(event.name()).end(),
            (_, Some(Expiry::Never)) => writer.words("permanently").end(),
            (_, Some(Expiry::On(date))) => writer.number(date).end(),
            (_, Some(Expiry::At(version))) => writer.words("version ").prose(version).end(),
        });
    }
    if !open.is_empty() {
        writer.block().words("**To be written:** until when these are collected: ");
        codes(writer, open.iter().map(|event| event.name()));
        writer.words(".");
    }
    answer(writer, &Cell::open("who monitors what is collected permanently"));
}

fn populations(writer: &mut Writer, catalog: &Catalog) {
    let needs = |event: &Event| (leaving::level(event), event.grant().map(|grant| grant.name().to_owned()));
    let all: BTreeSet<_> = leaving::events(catalog).map(needs).collect();
    for (level, grant) in all {
        let events = leaving::events(catalog).filter(|event| needs(event) == (level, grant.clone()));
        writer.block().words("**From the catalog:** who agreed to ").code(level.name()).words(" or more");
        if let Some(grant) = &grant {
            writer.words(" and gave the permission ").code(grant);
        }
        writer.words(": ");
        codes(writer, events.map(Event::name));
        writer.words(".");
    }
    fields_that_need_more(writer, catalog);
    for event in leaving::events(catalog) {
        if let Some(condition) = event.condition() {
            writer.block().words("**From the catalog:** ").code(event.name()).words(" under a condition on ");
            codes(writer, facts_of([condition]).into_iter());
            writer.words(".");
        }
    }
    for to in used(catalog) {
        destination(writer, to);
    }
    let caps = facts_of(catalog.consent().caps().iter().filter_map(|cap| cap.condition()));
    if !caps.is_empty() {
        writer.block().words("**From the catalog:** fewer where what users chose is lowered, by ");
        codes(writer, caps.into_iter());
        writer.words(".");
    }
    answer(writer, &Cell::open("release channels, countries, locales and other filters"));
}

/// Names the fields that need more than their event, by what they need.
fn fields_that_need_more(writer: &mut Writer, catalog: &Catalog) {
    let mut all: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for value in leaving::all(catalog) {
        let Some(field) = value.field else { continue };
        let level = field.consent().filter(|own| *own > leaving::level(value.event));
        let needs = (level, field.grant().map(|grant| grant.name()));
        if needs != (None, None) {
            all.entry(needs).or_default().insert(format!("{}.{}", value.event.name(), value.name));
        }
    }
    for ((level, grant), names) in all {
        writer.block().words("**From the catalog:** of these only who ");
        if let Some(level) = level {
            writer.words("agreed to ").code(level.name()).words(" or more");
        }
        if let Some(grant) = grant {
            writer.words(if level.is_some() { " and " } else { "" }).words("gave the permission ").code(grant);
        }
        writer.words(": ");
        codes(writer, names.iter().map(String::as_str));
        writer.words(".");
    }
}

/// Writes what a destination asks for beside a level of consent.
fn destination(writer: &mut Writer, to: &Destination) {
    if let Some(grant) = to.grant() {
        writer.block().words("**From the catalog:** what ").prose(to.title()).words(" receives needs the permission ");
        writer.code(grant.name()).words(".");
    }
    if let Some(condition) = to.condition() {
        writer.block().words("**From the catalog:** ").prose(to.title()).words(" receives it under a condition on ");
        codes(writer, facts_of([condition]).into_iter());
        writer.words(".");
    }
}

/// Returns the facts that conditions ask for.
fn facts_of<'a>(conditions: impl IntoIterator<Item = &'a Condition>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    conditions.into_iter().for_each(|condition| facts(condition, &mut names));
    names
}

/// Gathers the facts that a condition asks for.
fn facts<'a>(condition: &'a Condition, names: &mut BTreeSet<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| facts(part, names)),
        Condition::Not(part) => facts(part, names),
        Condition::Is { fact, .. } => drop(names.insert(fact)),
    }
}

/// Returns how users turn it off, and how it begins.
fn choice(catalog: &Catalog) -> Vec<Cell> {
    let rules = catalog.consent();
    let default = match rules.default() {
        Consent::Off => "it is off until somebody turns it on".to_owned(),
        Consent::Local => "nothing is sent until somebody turns it on; records stay on the machine".to_owned(),
        level => format!("it is on by default, at level `{level}`"),
    };
    let mut cells = vec![Cell::Catalog(default)];
    cells.push(Cell::catalog(rules.how_to_disable().map(str::to_owned), "how users turn it off, in one line"));
    cells.extend(rules.setting().map(|setting| Cell::Catalog(format!("the setting is `{setting}`"))));
    if !rules.environment().is_empty() {
        let names: Vec<_> = rules.environment().iter().map(|name| format!("`{name}`")).collect();
        cells.push(Cell::Catalog(format!("these environment variables turn it off: {}", names.join(", "))));
    }
    cells
}

/// Returns the destinations to which anything leaves.
fn used(catalog: &Catalog) -> Vec<&Destination> {
    let sent_to =
        |name: &str| leaving::events(catalog).any(|event| leaving::destinations(event).any(|to| to.name() == name));
    let all = catalog.destinations().iter().map(|to| &**to);
    all.filter(|to| leaving::is_elsewhere(to) && sent_to(to.name())).collect()
}

fn recipients(writer: &mut Writer, catalog: &Catalog) {
    let used = used(catalog);
    if used.is_empty() {
        return answer(writer, &Cell::Catalog("nothing leaves the machine".to_owned()));
    }
    table(writer, &["Destination", "Speaks", "Received by"]);
    for to in used {
        writer.row(0..3, |writer, column| match (column, [to.kind(), to.processor()]) {
            (0, _) => writer.prose(to.title()).end(),
            (column, facts) => match facts[column - 1] {
                Some(fact) => writer.prose(fact).end(),
                None => Cell::open("not declared").write_in_table(writer),
            },
        });
    }
}
