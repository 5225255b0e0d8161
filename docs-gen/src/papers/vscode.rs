//! `telemetry.json` as `code --telemetry` prints it and extensions of VS Code ship it, and a sheet beside it that says
//! what has no entry and why.
//!
//! A property has one classification and one purpose there. A value for which the catalog names several, or one that VS
//! Code has no word for, is left out rather than squeezed in. Every event has all its properties itself, those that ride
//! along too, since `commonProperties` would claim that they ride on every event.

use super::cell::{self, Cell};
use super::leaving::{self, Leaving};
use crate::markdown::Writer;
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Event, Expiry, Kind, Vocabulary};
use telemetry_catalog::render::Json;
use telemetry_core::{Class, Purpose};

/// Names that no property can have: what an event says beside its properties, and what VS Code's own library uses.
const RESERVED: [&str; 4] = ["comment", "expiration", "owner", "value"];

/// One property.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Property<'a> {
    classification: &'static str,
    purpose: &'static str,
    description: &'a str,
    is_measurement: bool,
}

/// The properties of an event by their name on the wire, which is in lower case there, and why the others are left out.
type Properties<'a> = BTreeMap<String, Result<Property<'a>, &'static str>>;

/// Renders the file and its sheet.
pub(super) fn render(catalog: &Catalog) -> Files {
    let events: BTreeMap<&str, (&Event, Properties<'_>)> =
        leaving::events(catalog).map(|event| (event.wire(), (event, properties(catalog, event)))).collect();
    let mut json = Json::with_capacity(4096);
    json.object(|json| {
        json.key("events").object(|json| {
            for (name, (event, properties)) in events.iter().filter(|(name, _)| !is_refused(name)) {
                json.key(name).object(|json| push_event(json, event, properties));
            }
        });
        json.key("commonProperties").object(|_| {});
    });
    let mut files = Files::new();
    files.insert("telemetry.json", json.finish_file());
    files.insert("telemetry.review.md", review(catalog, &events));
    files
}

/// The extractor of VS Code ends at an event whose name ends with a digit.
fn is_refused(event: &str) -> bool {
    event.ends_with(|char: char| char.is_ascii_digit())
}

fn properties<'a>(catalog: &'a Catalog, event: &'a Event) -> Properties<'a> {
    let mut properties: Properties<'_> = BTreeMap::new();
    for value in leaving::values(catalog, event) {
        let name = value.wire.to_lowercase();
        let found = if RESERVED.contains(&&*name) || name.starts_with('$') {
            Err("the name means something else there")
        } else if value.field.is_some_and(|field| field.family().is_some()) {
            Err("its name stands for many")
        } else {
            property(&value)
        };
        let told = properties.entry(name).or_insert_with(|| found.clone());
        // Two forms of the event may carry a value of one name, or names that differ in case.
        let agrees = match (&*told, &found) {
            (Ok(one), Ok(other)) => (one.classification, one.purpose) == (other.classification, other.purpose),
            _ => told.is_err(),
        };
        if !agrees {
            *told = Err("it is there twice, and differs");
        }
    }
    properties
}

fn property<'a>(value: &Leaving<'a>) -> Result<Property<'a>, &'static str> {
    let purposes: BTreeSet<_> = value.purposes().iter().map(|purpose| purpose_of(purpose.extends())).collect();
    let purpose = match purposes.first() {
        Some(Some(purpose)) if purposes.len() == 1 => purpose,
        _ if purposes.len() > 1 => return Err("it has several purposes, and a property has one"),
        _ => return Err("VS Code has no such purpose"),
    };
    let is_measurement = value.field.is_some_and(|field| field.kind() == Kind::Measurement);
    Ok(Property { classification: classification(value)?, purpose, description: value.description, is_measurement })
}

fn classification(value: &Leaving<'_>) -> Result<&'static str, &'static str> {
    let is_public = value.field.is_some_and(|field| field.vocabulary() == Vocabulary::Public);
    match value.class.treat_as() {
        Class::Technical if is_public => Ok("PublicNonPersonalData"),
        Class::Technical | Class::Interaction => Ok("SystemMetaData"),
        Class::Identifier => Ok("EndUserPseudonymizedInformation"),
        Class::Diagnostic => Ok("CallstackOrException"),
        Class::Content => Ok("CustomerContent"),
        Class::Personal if is_public => Ok("PublicPersonalData"),
        Class::Personal => Err("VS Code has no classification for personal data that is not public"),
        Class::Restricted => Err("values of this class are never sent"),
    }
}

fn purpose_of(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Health => Some("PerformanceAndHealth"),
        Purpose::Product => Some("FeatureInsight"),
        Purpose::Business => Some("BusinessInsight"),
        Purpose::Security => Some("SecurityAndAuditing"),
        Purpose::Operation | Purpose::Personalization | Purpose::Marketing | Purpose::AiTraining => None,
    }
}

fn push_event(json: &mut Json, event: &Event, properties: &Properties<'_>) {
    if let Some(owner) = event.owner() {
        json.key("owner").text(owner.name());
    }
    json.key("comment").text(event.description());
    if let Some(Expiry::At(version)) = event.expires() {
        json.key("expiration").text(version);
    }
    for (name, property) in properties {
        let Ok(property) = property else { continue };
        json.key(name).line_object(|json| {
            json.key("classification").text(property.classification);
            json.key("purpose").text(property.purpose);
            json.key("comment").text(property.description);
            if property.is_measurement {
                json.key("isMeasurement").bool(true);
            }
            json.key("endPoint").text("none");
        });
    }
}

fn review(catalog: &Catalog, events: &BTreeMap<&str, (&Event, Properties<'_>)>) -> String {
    let mut writer = Writer::new();
    let writer = &mut writer;
    cell::head(writer, catalog, "vscode", "Review of `telemetry.json`");
    writer.block();
    Cell::Catalog("all that stands in the file".to_owned()).write(writer);
    let refused = events.keys().filter(|name| is_refused(name));
    let refused = refused.map(|name| ((*name).to_owned(), "the name of an event does not end with a digit there"));
    let properties = events.iter().flat_map(|(event, (_, properties))| {
        properties
            .iter()
            .filter_map(move |(name, property)| Some((format!("{event}.{name}"), *property.as_ref().err()?)))
    });
    let left_out: Vec<_> = refused.chain(properties).collect();
    if !left_out.is_empty() {
        writer.block().words("## Left out").block();
        Cell::open("the entries of these").write(writer);
        writer.table(["Property", "Why it has no entry"].into_iter());
    }
    for (name, reason) in left_out {
        writer.row(
            [true, false],
            |writer, is_name| if is_name { writer.code(&name).end() } else { writer.words(reason).end() },
        );
    }
    let days: Vec<_> = events.iter().filter(|(_, (event, _))| matches!(event.expires(), Some(Expiry::On(_)))).collect();
    if !days.is_empty() {
        writer.block().words("## Ends on a day").block();
        Cell::open("the version up to which these are sent; `expiration` knows no days").write(writer);
        writer.table(["Event", "Until"].into_iter());
    }
    for (name, (event, _)) in days {
        writer.row([true, false], |writer, is_name| match event.expires() {
            Some(expiry) if !is_name => writer.prose(&expiry.to_string()).end(),
            _ => writer.code(name).end(),
        });
    }
    std::mem::replace(writer, Writer::new()).finish()
}
