//! `telemetry list`: what a catalog declares, as a table or as JSON; and all lists at once, for `inspect`.
//!
//! Both come from the same cells, so a column means the same in both. The columns stand in `list/columns.rs`. A cell is
//! made when it is printed: those of ten thousand events together are several times as large as the catalog.

mod columns;
mod table;

use crate::Outcome;
use crate::arguments::{Kind, ListArguments, ListFormat, path_and_words};
use crate::nearest;
use crate::report::{self, Findings};
use crate::screen::{Failure, Screen};
use crate::source::{self, Wanted};
use columns::{ClassRow, Column, DestinationRow, EventRow, FieldRow};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::HashSet;
use telemetry_catalog::model::{Catalog, Event};

pub(crate) fn list(arguments: &ListArguments, screen: &Screen) -> Result<Outcome, Failure> {
    let (path, kinds) = path_and_words::<Kind>(&arguments.words)?;
    let kind = match kinds[..] {
        [] => Kind::Events,
        [kind] => kind,
        [_, ..] => return Err(Failure::said("one thing is listed at a time").with_help("name one of them")),
    };
    let wanted = Wanted { path: path.as_deref(), id: arguments.choice.id.as_deref() };
    let read = source::read(wanted, None, screen)?;
    let Some(catalog) = &read.checked.catalog else {
        report::print_aside(crate::arguments::Format::Text, &Findings::of(&read), screen)?;
        screen.note(&read.summary());
        return Ok(Outcome::Findings);
    };
    check_filters(catalog, arguments)?;
    let list = one(kind, catalog, arguments)?;
    match arguments.format {
        ListFormat::Table => screen.print(&table::render(&list, Screen::width()))?,
        ListFormat::Json => Screen::print_json(&Document { catalog, kind, list: &list })?,
    }
    Ok(Outcome::Clean)
}

fn one<'a>(kind: Kind, catalog: &'a Catalog, arguments: &ListArguments) -> Result<List<'a>, Failure> {
    match kind {
        Kind::Events => List::new(columns::events(), events(catalog, arguments), catalog, arguments),
        Kind::Fields => List::new(columns::fields(), fields(catalog, arguments), catalog, arguments),
        Kind::Classes => List::new(columns::classes(), classes(catalog, arguments), catalog, arguments),
        Kind::Destinations => List::new(columns::destinations(), destinations(catalog, arguments), catalog, arguments),
    }
}

/// Returns everything that can be listed, with all columns.
pub(crate) fn whole(catalog: &Catalog) -> Whole<'_> {
    let arguments = ListArguments { format: ListFormat::Json, ..ListArguments::default() };
    let list = |kind| one(kind, catalog, &arguments).expect("no column is asked for");
    Whole {
        events: list(Kind::Events),
        fields: list(Kind::Fields),
        classes: list(Kind::Classes),
        destinations: list(Kind::Destinations),
    }
}

/// Returns the events of a catalog and their fields, as tables with the usual columns; none without rows.
pub(crate) fn tables(catalog: &Catalog, width: Option<usize>) -> Vec<String> {
    let arguments = ListArguments::default();
    let list = |kind| one(kind, catalog, &arguments).expect("no column is asked for");
    let lists = [Kind::Events, Kind::Fields].map(list);
    lists.iter().filter(|list| list.length > 0).map(|list| table::render(list, width)).collect()
}

/// All lists of a catalog, by the word that asks for each.
#[derive(Serialize)]
pub(crate) struct Whole<'a> {
    events: List<'a>,
    fields: List<'a>,
    classes: List<'a>,
    destinations: List<'a>,
}

/// What a catalog is, at the head of its lists.
#[derive(Serialize)]
pub(crate) struct Head<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
}

impl<'a> Head<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        Self { id: catalog.id(), title: catalog.title(), version: catalog.version() }
    }
}

/// One list as a JSON document; the shape is documented in the readme of this crate.
struct Document<'a> {
    catalog: &'a Catalog,
    kind: Kind,
    list: &'a List<'a>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(3))?;
        object.serialize_entry("version", &1)?;
        object.serialize_entry("catalog", &Head::of(self.catalog))?;
        object.serialize_entry(word(self.kind), self.list)?;
        object.end()
    }
}

/// Rows of cells under the columns that are shown; as JSON each row is an object with its columns.
struct List<'a> {
    columns: Vec<&'static str>,
    /// How many rows there are.
    length: usize,
    /// Makes the cell of a row and a column.
    cell: Box<dyn Fn(usize, usize) -> Value + 'a>,
}

impl<'a> List<'a> {
    fn new<Row: 'a>(
        all: Vec<Column<Row>>,
        rows: Vec<Row>,
        catalog: &'a Catalog,
        arguments: &ListArguments,
    ) -> Result<Self, Failure> {
        let shown = shown(all, arguments)?;
        let columns = shown.iter().map(|column| column.name).collect();
        let length = rows.len();
        let cell = Box::new(move |row: usize, column: usize| (shown[column].value)(catalog, &rows[row]));
        Ok(Self { columns, length, cell })
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.length).map(|row| Row { list: self, row })
    }
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

/// One row of a list.
struct Row<'list> {
    list: &'list List<'list>,
    row: usize,
}

impl Row<'_> {
    fn cells(&self) -> impl Iterator<Item = Value> {
        (0..self.list.columns.len()).map(|column| (self.list.cell)(self.row, column))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.list.columns.iter().zip(self.cells()))
    }
}

/// Returns the word that asks for a list.
const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Events => "events",
        Kind::Fields => "fields",
        Kind::Classes => "classes",
        Kind::Destinations => "destinations",
    }
}

/// Returns the columns that are asked for; else a table has the usual ones, and JSON has all.
fn shown<Row>(all: Vec<Column<Row>>, arguments: &ListArguments) -> Result<Vec<Column<Row>>, Failure> {
    if arguments.columns.is_empty() {
        let every = arguments.format == ListFormat::Json;
        return Ok(all.into_iter().filter(|column| column.usual || every).collect());
    }
    let find = |name: &String| {
        all.iter().find(|column| column.name == name).copied().ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|column| column.name).collect();
            Failure::said(format!("there is no column `{name}`")).with_help(nearest::instead(name, &known))
        })
    };
    let mut shown = arguments.columns.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    if arguments.format == ListFormat::Json {
        // An object has a key once.
        let mut seen = HashSet::new();
        shown.retain(|column| seen.insert(column.name));
    }
    Ok(shown)
}

/// A filter that names what the catalog does not have would silently list nothing.
fn check_filters(catalog: &Catalog, arguments: &ListArguments) -> Result<(), Failure> {
    let classes: Vec<&str> = catalog.classes().iter().map(|class| class.name()).collect();
    known("class", arguments.class.as_deref(), &classes)?;
    let events: Vec<&str> = catalog.events().iter().map(Event::name).collect();
    known("event", arguments.event.as_deref(), &events)?;
    let destinations: Vec<&str> = catalog.destinations().iter().map(|destination| destination.name()).collect();
    known("destination", arguments.destination.as_deref(), &destinations)
}

/// Checks that a name the user gave is one that the catalog has.
pub(crate) fn known(what: &str, name: Option<&str>, names: &[&str]) -> Result<(), Failure> {
    match name {
        Some(name) if !names.contains(&name) => {
            Err(Failure::said(format!("the catalog has no {what} `{name}`")).with_help(nearest::instead(name, names)))
        }
        Some(_) | None => Ok(()),
    }
}

fn is(wanted: Option<&str>, name: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == name)
}

fn events<'a>(catalog: &'a Catalog, arguments: &ListArguments) -> Vec<EventRow<'a>> {
    let sent = |event: &Event| {
        arguments.destination.as_deref().is_none_or(|wanted| event.all_destinations().any(|to| to.name() == wanted))
    };
    catalog
        .events()
        .iter()
        .filter(|event| is(arguments.event.as_deref(), event.name()))
        .filter(|event| is(arguments.class.as_deref(), event.class().name()) && sent(event))
        .map(EventRow)
        .collect()
}

fn fields<'a>(catalog: &'a Catalog, arguments: &ListArguments) -> Vec<FieldRow<'a>> {
    let destination = arguments.destination.as_deref();
    let wanted = arguments.event.as_deref();
    let common = catalog.common().iter().filter(|set| match wanted.and_then(|name| catalog.event(name)) {
        Some(event) => catalog.common_of(event).any(|riding| riding.name() == set.name()),
        None => true,
    });
    let common = common.flat_map(|set| set.members().iter().map(move |member| FieldRow::common(set, member)));
    let events = catalog.events().iter().filter(|event| is(wanted, event.name()));
    let own = events.flat_map(FieldRow::of_event);
    common
        .chain(own)
        .filter(|row| is(arguments.class.as_deref(), row.member.field().class().name()))
        .filter(|row| destination.is_none_or(|name| row.receivers(catalog).any(|receiver| receiver.name() == name)))
        .collect()
}

fn classes<'a>(catalog: &'a Catalog, arguments: &ListArguments) -> Vec<ClassRow<'a>> {
    let rows = catalog.classes().iter().filter(|class| is(arguments.class.as_deref(), class.name()));
    rows.map(|class| ClassRow(class)).collect()
}

fn destinations<'a>(catalog: &'a Catalog, arguments: &ListArguments) -> Vec<DestinationRow<'a>> {
    let rows = catalog.destinations().iter().filter(|to| is(arguments.destination.as_deref(), to.name()));
    rows.map(|destination| DestinationRow(destination)).collect()
}
