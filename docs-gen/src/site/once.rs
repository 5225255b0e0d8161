//! What a site of one file says once, since several events say it in the same words: fields, and samples.
//!
//! Such a file is sent by mail, so its size is held: 300 kB for 500 events. A field that is the same in several events is
//! described in one table, to which the events lead; one that is described in words of its own there leads to what it has
//! in common with the others. Nothing is left out, and all of it is read from the Markdown of the entries, so that it is
//! known to be the same when its words are.

use super::hypertext::FieldRow;
use crate::event;
use crate::markdown::Writer;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use telemetry_catalog::model::{Catalog, Event};
use telemetry_catalog::render;

/// From so many on, events are several.
const SEVERAL: usize = 3;

/// The class that stands beside no field, since it says of values that they are harmless.
pub(super) const USUAL: &str = "technical";

/// The place of the table of fields that several events have.
pub(crate) const FIELDS: &str = "fields";

/// What is said once of fields.
#[derive(Debug)]
pub(crate) struct Once<'a> {
    /// By the name at the end of the field's id.
    fields: BTreeMap<&'a str, Said<'a>>,
    /// The cell of the class that fields have where none stands beside them.
    pub(crate) usual: String,
    leaves_class_out: bool,
    /// The ids that something on the page links to. Without these the script finds a row by its name.
    linked: HashSet<&'a str>,
    /// Our word before the names of fields that are described elsewhere, as HTML.
    pub(crate) also: String,
}

/// A field in the table.
#[derive(Clone, Copy, Debug)]
struct Said<'a> {
    row: FieldRow<'a>,
    /// Whether events say all of it in the same words, not only what follows their description.
    whole: bool,
}

/// How much of a field its own event must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own<'a> {
    All,
    /// Only this description: the table has the rest at this place.
    Description(&'a str, &'a str),
    /// Only the name.
    Name,
}

impl<'a> Once<'a> {
    /// Finds what is said several times in the Markdown of entries; `rest` is what else stands on the page.
    pub(super) fn of(entries: &'a [String], rest: &'a str, usual: String, also: String) -> Self {
        let rows = || entries.iter().flat_map(|entry| entry.lines()).filter_map(FieldRow::of);
        let wholes = most_common(rows().map(|row| (row.field(), row.facts())));
        let rests = most_common(rows().filter(|row| !row.rest().is_empty()).map(|row| (row.field(), row.shape())));
        let mut fields = BTreeMap::new();
        for row in rows() {
            let whole = wholes.get(row.field()) == Some(&row.facts());
            let shaped = !wholes.contains_key(row.field()) && rests.get(row.field()) == Some(&row.shape());
            if whole || shaped {
                fields.entry(row.field()).or_insert(Said { row, whole });
            }
        }
        let texts = || entries.iter().map(String::as_str).chain([rest]);
        let links = texts().flat_map(|text| text.split("](#").skip(1)).filter_map(|link| link.split(')').next());
        let leaves_class_out = rows().any(|row| row.class == usual);
        Self { fields, leaves_class_out, usual, linked: links.collect(), also }
    }

    /// Returns whether a row has an id of its own; names that are written otherwise in an address always have.
    pub(crate) fn keeps(&self, id: &str) -> bool {
        id.contains('~') || self.linked.contains(id)
    }

    /// Returns how much of a field its own event must say.
    pub(crate) fn own<'row>(&self, row: FieldRow<'row>) -> Own<'row> {
        match self.fields.get(row.field()) {
            // What something links to has a row.
            Some(said) if said.whole && said.row.facts() == row.facts() && !self.keeps(row.id) => Own::Name,
            Some(said) if !row.rest().is_empty() && said.row.shape() == row.shape() => {
                Own::Description(row.first(), row.field())
            }
            Some(_) | None => Own::All,
        }
    }

    /// Says what it means that no class stands beside a field.
    pub(super) fn write_usual(&self, writer: &mut Writer) {
        if self.leaves_class_out {
            writer.block().words("Fields without a class beside them are ").verbatim(&self.usual).verbatim(".");
        }
    }

    /// Writes the table of fields that several events have, if there are any.
    pub(super) fn write(&self, writer: &mut Writer) {
        if self.fields.is_empty() {
            return;
        }
        writer.block().verbatim(&format!("<a id=\"{FIELDS}\"></a>"));
        writer.title(3, |writer| writer.words("Fields of several events").end());
        writer.table_of(["Field", "Description", "Type", "Class"]);
        for (name, Said { row, whole }) in &self.fields {
            let description = if *whole { row.description } else { row.rest() };
            let cells = [row.name, description, row.ty, row.class];
            writer.row(cells.iter().enumerate(), |writer, (index, cell)| {
                if index == 0 {
                    writer.verbatim(&format!("<a id=\"field-{name}\"></a>"));
                }
                writer.verbatim(cell);
            });
        }
    }
}

/// Returns for each name the value that it has most often, where it has it in several places.
fn most_common<'a, T: Copy + Eq + Hash + Ord>(pairs: impl Iterator<Item = (&'a str, T)>) -> HashMap<&'a str, T> {
    let mut counts: HashMap<(&str, T), usize> = HashMap::new();
    pairs.for_each(|pair| *counts.entry(pair).or_default() += 1);
    let mut best: BTreeMap<&str, (usize, T)> = BTreeMap::new();
    for ((name, value), count) in counts.into_iter().filter(|(_, count)| *count >= SEVERAL) {
        let known = best.entry(name).or_insert((count, value));
        *known = (*known).max((count, value));
    }
    best.into_iter().map(|(name, (_, value))| (name, value)).collect()
}

/// Which event shows the sample of each: those that differ in the name alone have one.
#[derive(Debug)]
pub(super) struct Samples<'a> {
    /// By the name of the event, the first that is sent like it.
    first: HashMap<&'a str, &'a Event>,
    /// The event whose sample is that of all.
    all: Option<&'a Event>,
}

/// Where the sample of an event stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sample<'a> {
    /// With the event itself.
    Here,
    /// With another event.
    With(&'a Event),
    /// With an event that is named once for all.
    Said,
}

impl<'a> Samples<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let mut alike: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
        let recorded = || catalog.events().iter().filter(|event| event.is_recorded());
        for event in recorded() {
            alike.entry(without_name(catalog, event)).or_default().push(event);
        }
        let several = || alike.values().filter(|events| events.len() >= SEVERAL);
        let all = several().find(|events| events.len() == recorded().count()).map(|events| events[0]);
        let first = several().flat_map(|events| events.iter().map(|event| (event.name(), events[0])));
        Self { first: first.collect(), all }
    }

    pub(super) fn place(&self, event: &Event) -> Sample<'a> {
        match self.first.get(event.name()) {
            Some(first) if first.name() == event.name() => Sample::Here,
            Some(_) if self.all.is_some() => Sample::Said,
            Some(first) => Sample::With(first),
            None => Sample::Here,
        }
    }

    /// Names the event whose sample is that of all.
    pub(super) fn write(&self, writer: &mut Writer) {
        if let Some(first) = self.all {
            writer.block().words("All events are sent alike but for their name and values; an example stands with ");
            event::link(writer, first);
            writer.words(".");
        }
    }
}

/// Returns all samples of an event without its name.
fn without_name(catalog: &Catalog, event: &Event) -> String {
    let samples = render::samples(catalog, event);
    let lines = samples.iter().flat_map(|sample| {
        let labels = sample.twin.iter().chain(&sample.form).map(String::as_str);
        labels.chain(sample.json.lines().filter(|line| !line.starts_with("  \"event\": ")))
    });
    lines.collect::<Vec<_>>().join("\n")
}
