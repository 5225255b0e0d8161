//! One field in its place, and the tables and lists that show many of them.

use crate::anchor::Anchor;
use crate::cells;
use crate::columns::{Column, Told};
use crate::markdown::Writer;
use std::borrow::Cow;
use std::slice;
use std::sync::Arc;
use telemetry_catalog::model::{
    Audience, Catalog, CommonSet, Destination, Event, Field, Member, State, Text, Twin, Variant,
};

/// Where a field rides.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    /// On events of some destinations.
    Common(&'a CommonSet),
    /// On one event.
    Event(&'a Event),
    /// On one form of an event.
    Case(&'a Event, &'a Variant),
    /// On a further event that the same recording sends.
    Twin(&'a Event, &'a Twin),
}

impl<'a> Scope<'a> {
    /// Returns the place that fields of this scope are parts of.
    pub(crate) fn anchor(self) -> Anchor<'a> {
        match self {
            Self::Common(set) => Anchor::common(set.name()),
            Self::Event(event) => Anchor::event(event.name()),
            Self::Case(event, case) => Anchor::new("case", event.name()).within(case.name()),
            Self::Twin(event, twin) => Anchor::new("twin", event.name()).within(twin.name()),
        }
    }

    pub(crate) fn event(self) -> Option<&'a Event> {
        match self {
            Self::Common(_) => None,
            Self::Event(event) | Self::Case(event, _) | Self::Twin(event, _) => Some(event),
        }
    }
}

/// Returns every place of an event with the fields that are its own: the event, its forms, its twins.
pub(crate) fn scopes(event: &Event) -> impl Iterator<Item = (Scope<'_>, &[Member])> {
    let cases = event.variants().map_or(&[][..], |variants| variants.cases());
    let cases = cases.iter().map(move |case| (Scope::Case(event, case), case.members()));
    let twins = event.twins().iter().map(move |twin| (Scope::Twin(event, twin), twin.extra()));
    std::iter::once((Scope::Event(event), event.members())).chain(cases).chain(twins)
}

/// Returns every place of an event with what it sends of its own: [`scopes`], and the tag that says which form it has.
/// Pages say of the tag in a sentence what lists say in a row.
pub(crate) fn sent_scopes(event: &Event) -> impl Iterator<Item = (Scope<'_>, &[Member])> {
    let tag = event.variants().map(|variants| (Scope::Event(event), slice::from_ref(variants.member())));
    let mut scopes = scopes(event);
    scopes.next().into_iter().chain(tag).chain(scopes)
}

/// One field in its place: what a cell is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) shown: &'a Shown<'a>,
    pub(crate) scope: Scope<'a>,
    pub(crate) member: &'a Member,
}

impl<'a> Row<'a> {
    pub(crate) fn field(&self) -> &'a Field {
        self.member.field()
    }

    /// Returns the destinations that its place sends to.
    pub(crate) fn offered(&self) -> impl Iterator<Item = &'a Arc<Destination>> {
        let (all, set) = match self.scope {
            Scope::Common(set) => (self.catalog.destinations(), Some(set)),
            Scope::Event(event) | Scope::Case(event, _) => (event.destinations(), None),
            Scope::Twin(_, twin) => (twin.destinations(), None),
        };
        all.iter().filter(move |destination| set.is_none_or(|set| set.rides_to(destination.name())))
    }
}

/// Whose fields stand in one table or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowsOf {
    /// Those of one event or set, which its heading names.
    OnePlace,
    /// Those of all, so that each row must say where it belongs.
    AllPlaces,
}

/// The columns of a page, and what is told without a column of its own.
#[derive(Debug)]
pub(crate) struct Shown<'a> {
    columns: Vec<(&'static Column, &'a str)>,
    /// The place of the column whose cell describes the field and tells what the others leave out.
    lead: Option<usize>,
    /// Whether the describing cell begins with the title, since no other cell has it.
    titles: bool,
    words: Vec<&'static Column>,
    sentences: Vec<&'static Column>,
}

/// The order in which facts without a column are told; it reads better than that of the alphabet.
const TELLING: [&str; 19] = [
    "values",
    "transform",
    "when",
    "purpose",
    "legal-basis",
    "consent",
    "destinations",
    "source",
    "retention",
    "example",
    "kind",
    "wire",
    "aliases",
    "since",
    "changed",
    "state",
    "expires",
    "code",
    "review",
];

/// The order of the words on the last line of a description.
const WORDS: [&str; 4] = ["field", "type", "class", "event"];

impl<'a> Shown<'a> {
    /// Chooses columns; `headings` are the catalog's own.
    pub(crate) fn new(columns: &[&'static Column], headings: &'a [(Text, Text)], rows: RowsOf) -> Self {
        let named = |name: &str| columns.iter().copied().find(|column| column.name() == name);
        let place = |name: &str| columns.iter().position(|column| column.name() == name);
        let missing = |names: &[&str], wanted: fn(Told) -> bool| {
            let columns = names.iter().filter(|name| named(name).is_none()).filter_map(|name| Column::from_name(name));
            columns.filter(|column| wanted(column.told)).collect()
        };
        Self {
            columns: columns.iter().map(|column| (*column, heading_of(column, headings))).collect(),
            lead: place("description").or_else(|| place("data")),
            titles: named("description").is_none() || named("data").is_none(),
            words: missing(
                match rows {
                    RowsOf::OnePlace => &WORDS[..3],
                    RowsOf::AllPlaces => &WORDS,
                },
                |told| matches!(told, Told::Word),
            ),
            sentences: missing(&TELLING, |told| matches!(told, Told::After(_) | Told::As(_))),
        }
    }

    /// Leaves out what an audience has no use for, unless a column of it is chosen.
    pub(crate) fn to(mut self, audience: Audience) -> Self {
        if audience == Audience::Public {
            self.sentences.retain(|column| column.name() != "review");
        }
        self
    }

    /// Returns whether fields stand in lists, since no columns are chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Iterates over the columns with their headings.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (&'static Column, &'a str)> {
        self.columns.iter().copied()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|(column, _)| column.name() == name)
    }
}

fn heading_of<'a>(column: &'static Column, headings: &'a [(Text, Text)]) -> &'a str {
    headings.iter().find(|(name, _)| **name == *column.name()).map_or(column.heading(), |(_, heading)| heading)
}

/// Returns whether a field has a row: those that are planned or gone are named elsewhere.
pub(crate) fn is_listed(member: &Member) -> bool {
    match member.field().state() {
        State::Active | State::Deprecated => true,
        State::Planned | State::Removed => false,
    }
}

/// Writes the head of a table with the chosen columns.
pub(crate) fn table_head(writer: &mut Writer, shown: &Shown<'_>) {
    let headings: Vec<_> = shown.columns.iter().map(|(column, heading)| heading_in(writer, column, heading)).collect();
    writer.table(headings.iter().map(|heading| &**heading));
}

/// Returns the heading of a column: a catalog's own as it is, ours in the language of the page.
fn heading_in<'a>(writer: &Writer, column: &Column, heading: &'a str) -> Cow<'a, str> {
    if heading == column.heading() { writer.translated(heading) } else { Cow::Borrowed(heading) }
}

/// Writes one row of a table; its first cell holds the anchor of the field.
pub(crate) fn table_row(writer: &mut Writer, row: &Row<'_>) {
    writer.row(row.shown.columns.iter().enumerate(), |writer, (index, (column, _))| {
        if index == 0 {
            writer.anchor(row.scope.anchor().within(row.member.name()));
        }
        if row.shown.lead == Some(index) {
            describe(writer, row);
            return;
        }
        (column.cell)(writer, row);
        if index == 0 && row.shown.lead.is_none() {
            writer.line_break();
            describe(writer, row);
        }
    });
}

/// Writes one field as an item of a list: its name, then everything else. Only for a page without columns, where type
/// and class are words.
pub(crate) fn list_item(writer: &mut Writer, row: &Row<'_>, depth: usize) {
    writer.item(depth).anchor(row.scope.anchor().within(row.member.name()));
    cells::field(writer, row);
    for (index, column) in row.shown.words.iter().filter(|column| column.name() != "field").enumerate() {
        writer.words(if index == 0 { " (" } else { ", " });
        (column.cell)(writer, row);
    }
    writer.words("): ");
    explain(writer, row);
}

/// Describes a field in a cell and tells every fact that has no column of its own.
fn describe(writer: &mut Writer, row: &Row<'_>) {
    explain(writer, row);
    for (index, column) in row.shown.words.iter().enumerate() {
        if index == 0 {
            writer.line_break();
        } else {
            writer.words(" · ");
        }
        (column.cell)(writer, row);
    }
}

/// Writes title, description and every fact that is told as a sentence.
fn explain(writer: &mut Writer, row: &Row<'_>) {
    if row.shown.titles {
        cells::own_title(writer, row);
    }
    writer.sentence(row.field().description());
    for column in &row.shown.sentences {
        tell(writer, row, column);
    }
}

fn tell(writer: &mut Writer, row: &Row<'_>, column: &Column) {
    let before = writer.len();
    let (prefix, write) = match column.told {
        Told::After(prefix) => (prefix, column.cell),
        Told::As(write) => ("", write),
        Told::Word | Told::Elsewhere => return,
    };
    writer.words(" ").words(prefix);
    let start = writer.len();
    write(writer, row);
    if writer.len() == start {
        writer.take_back(before);
    } else {
        writer.full_stop();
    }
}

#[cfg(test)]
mod tests {
    use super::{TELLING, WORDS};
    use crate::columns::{Column, Told};

    #[test]
    fn every_fact_that_can_be_told_has_its_turn() {
        for column in Column::ALL {
            let order: &[&str] = match column.told {
                Told::Word => &WORDS,
                Told::After(_) | Told::As(_) => &TELLING,
                Told::Elsewhere => continue,
            };
            assert!(order.contains(&column.name()), "`{}` is never told", column.name());
        }
    }
}
