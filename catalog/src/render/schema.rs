//! JSON Schema, draft 2020-12: what an event looks like when it leaves the program.
//!
//! # What is described
//!
//! The instance is an event in its canonical form, one JSON object:
//!
//! ```json
//! { "event": "policy_loaded", "version": 1, "fields": { "rules": 12 }, "common": { "os": "linux" } }
//! ```
//!
//! * `event` is the name on the wire. Where a prefix by context may stand before it, all forms are listed.
//! * `version` is the version of the event's shape.
//! * `fields` holds the event's fields after their transforms: what leaves, not what the program read. A field is
//!   required unless it is optional or something may hold it back: a condition, a permission or consent level of
//!   its own, a later step that fills it in.
//! * `common` holds the fields of the common sets that ride along. It is not required as a whole, since the value
//!   that a program records does not know them; where it is there, it is complete.
//!
//! Planned and removed events have no schema, and planned and removed fields no property. A twin has a schema of
//! its own. All objects are closed.
//!
//! # For a destination
//!
//! With [`SchemaOptions::destination`], only its events are described, each with the fields that reach it, under
//! the names and in the forms that its wire demands; what its sender adds stands under `stamps`. Such a document
//! says what arrives, so a reader of that destination's data needs no other.
//!
//! # Files and names
//!
//! `schemas/<event>.schema.json` stands by itself. `schemas/bundle.schema.json` holds all events under `$defs` and
//! what they share once: fields, enums, common sets. Those of a destination lie in `schemas/<destination>/`. An
//! `$id` is the catalog's `schemas:` base, then its name, its version and the file.
//!
//! Privacy facts stand under `x-privacy`. That keyword is described by `schemas/privacy.vocabulary.schema.json`,
//! whose `$id` has the same base as all others (`<base>/vocabulary/privacy`), so that whoever publishes the
//! schemas publishes it with them. The schemas name the standard meta-schema, not a dialect of their own, because
//! most tools refuse a dialect that they do not know.

mod bundle;
mod document;
mod exposure;
mod field;
mod names;
mod object;
mod pattern;
mod privacy;
mod sample;
mod shape;
mod wire;

use crate::files::Files;
use crate::model::{Catalog, Destination, Event, Field, Twin};
use bundle::Shared;
use names::{Names, url_segment};
use shape::Shape;
use std::borrow::Cow;

/// The dialect of every document.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// The file that holds all events, without its ending.
const BUNDLE: &str = "bundle";
/// The file that describes `x-privacy`, without its ending.
const VOCABULARY: &str = "privacy.vocabulary";

/// Which schemas are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaOptions {
    /// Whether each event gets a file of its own.
    pub events: bool,
    /// Whether all events are gathered in one file.
    pub bundle: bool,
    /// The destination whose form of the events is described; the canonical form when `None`.
    pub destination: Option<String>,
    /// Whether privacy facts are written under `x-privacy`; some tools reject keywords that they do not know.
    pub privacy_keyword: bool,
}

/// Renders the schemas of a catalog. A destination that the catalog does not have gets none.
#[must_use]
pub fn schema(catalog: &Catalog, options: &SchemaOptions) -> Files {
    let mut files = Files::new();
    let destination = match &options.destination {
        None => None,
        Some(name) => match catalog.destination(name) {
            Some(destination) => Some(&**destination),
            None => return files,
        },
    };
    let folder = destination.map(|destination| folder_of(catalog, destination));
    let documents = documents(catalog, destination);
    let mut context =
        Context { catalog, destination, privacy: options.privacy_keyword, folder, shared: Shared::default() };
    if options.events {
        for document in &documents {
            files.insert(context.path(&document.stem), document::render(&context, document));
        }
    }
    if options.bundle {
        context.shared = Shared::of(&context, &documents);
        files.insert(context.path(BUNDLE), bundle::render(&context, &documents));
    }
    if options.privacy_keyword && destination.is_none() {
        files.insert(context.path(VOCABULARY), privacy::vocabulary(catalog));
    }
    files
}

/// A full event as it leaves the program, which its schema accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleEvent {
    /// The form it has, where the event has several.
    pub form: Option<String>,
    /// The twin that it is; the event itself when absent.
    pub twin: Option<String>,
    /// The event as JSON, indented.
    pub json: String,
}

/// Makes a sample of an event in each of its forms, then of each of its twins: declared examples where there are any,
/// made-up values otherwise. One of which no valid value is known is left out, and an event that is not recorded has none.
#[must_use]
pub fn samples(catalog: &Catalog, event: &Event) -> Vec<SampleEvent> {
    let context = Context { catalog, destination: None, privacy: false, folder: None, shared: Shared::default() };
    let twins = event.twins().iter().map(Some);
    let all = std::iter::once(None).chain(twins).filter(|_| event.is_recorded());
    all.flat_map(|twin| document::samples(&context, &Document { event, twin, stem: String::new() })).collect()
}

/// Returns the folder of a destination's schemas.
fn folder_of(catalog: &Catalog, destination: &Destination) -> String {
    let names = Names::default().give_all(catalog.destinations().iter().map(|destination| destination.name()));
    let at = catalog.destinations().iter().position(|other| other.name() == destination.name());
    at.and_then(|at| names.into_iter().nth(at)).unwrap_or_default()
}

/// One event, or a twin of one, with the name of its file.
struct Document<'a> {
    event: &'a Event,
    twin: Option<&'a Twin>,
    stem: String,
}

fn documents<'a>(catalog: &'a Catalog, destination: Option<&Destination>) -> Vec<Document<'a>> {
    let recorded = catalog.events().iter().filter(|event| event.is_recorded());
    let all: Vec<(&Event, Option<&Twin>)> = recorded
        .flat_map(|event| {
            std::iter::once((event, None)).chain(event.twins().iter().map(move |twin| (event, Some(twin))))
        })
        .collect();
    let name = |&(event, twin): &(&'a Event, Option<&'a Twin>)| twin.map_or(event.name(), Twin::name);
    // Names are given before a destination chooses, so that an event's file is called the same everywhere.
    let stems = Names::without(&[BUNDLE, VOCABULARY]).give_all(all.iter().map(name));
    let documents = all.iter().zip(stems).map(|(&(event, twin), stem)| Document { event, twin, stem });
    let goes = |document: &Document<'_>| {
        destination
            .is_none_or(|destination| document.destinations().iter().any(|other| other.name() == destination.name()))
    };
    documents.filter(goes).collect()
}

/// What every part of a document needs to know.
struct Context<'a> {
    catalog: &'a Catalog,
    destination: Option<&'a Destination>,
    privacy: bool,
    folder: Option<String>,
    /// What stands once in the bundle; nothing in a file that stands by itself.
    shared: Shared<'a>,
}

impl Context<'_> {
    /// Returns the path of a file below the output folder.
    fn path(&self, stem: &str) -> String {
        match &self.folder {
            Some(folder) => format!("schemas/{folder}/{stem}.schema.json"),
            None => format!("schemas/{stem}.schema.json"),
        }
    }

    /// Returns the `$id` of a file.
    fn id(&self, stem: &str) -> String {
        let base = self.catalog.schemas();
        let (name, version) = (url_segment(self.catalog.id()), url_segment(self.catalog.version()));
        match &self.folder {
            Some(folder) => format!("{base}/{name}/{version}/{folder}/{stem}.schema.json"),
            None => format!("{base}/{name}/{version}/{stem}.schema.json"),
        }
    }

    /// Returns whether the documents describe a field.
    fn receives(&self, field: &Field) -> bool {
        self.destination.map_or_else(|| field.is_sent(), |destination| field.reaches(destination))
    }

    /// Returns the name under which a field leaves.
    fn key<'wire>(&self, wire: &'wire str) -> Cow<'wire, str> {
        self.destination.map_or(Cow::Borrowed(wire), |destination| destination.key(wire))
    }

    /// Returns what leaves of a field.
    fn shape<'field>(&self, field: &'field Field) -> Shape<'field> {
        let shape = shape::sent(field);
        match self.destination {
            Some(destination) => wire::adapt(shape, destination),
            None => shape,
        }
    }
}
