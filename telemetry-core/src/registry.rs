//! What the running program can collect: every event that is linked into it, whether anybody records it or not.
//!
//! With the feature `registry`, each `#[derive(Event)]` enters its event here before `main` begins, those of libraries
//! too. So a program can show its users what it can collect, in three lines:
//!
//! ```standalone_crate
//! use telemetry_core::{Event, registry};
//!
//! /// The editor was started.
//! #[derive(Event)]
//! #[telemetry(purpose = product, consent = usage)]
//! struct Started {
//!     /// How many files were open.
//!     #[telemetry(technical)]
//!     files: u64,
//! }
//!
//! fn main() {
//!     if std::env::args().any(|argument| argument == "--telemetry-catalog") {
//!         return print!("{}", registry::to_text());
//!     }
//!     // What follows is the program. Here it looks at itself.
//!     let names: Vec<&str> = registry::events().iter().map(|event| event.descriptor().name).collect();
//!     assert_eq!(names, ["started"]);
//!     assert!(registry::to_json().contains(r#"{"field":"files","type":"count","class":"technical","#));
//!     # assert!(registry::events()[0].record().starts_with(r#"{"telemetry":1,"declares":"event","name":"started","#));
//!     # assert_eq!(registry::events()[0].package().0, "telemetry-core");
//!     # let _ = Started { files: 1 }.files;
//! }
//! ```
//!
//! This is what the program itself says while it runs. Somebody who has only the file, and does not want to run it,
//! asks `telemetry inspect`, which knows more: destinations, owners, groups, the catalog as a whole.
//!
//! A crate that only a manifest names is not linked, and its events are not here; `use that_crate as _;` links it. A
//! library that is loaded at run time has a registry of its own. So has the part of a program that another linker takes
//! out of a static library, and there members that nothing refers to are missing.

use crate::json::{is_carried, prefixed, write_text};
use crate::{EventDescriptor, FieldDescriptor, Place, TwinDescriptor, ValueType};
use core::fmt;

/// An event that is linked into the program.
#[derive(Debug)]
pub struct LinkedEvent {
    descriptor: &'static EventDescriptor,
    package: &'static str,
    version: &'static str,
    record: &'static [u8],
}

inventory::collect!(LinkedEvent);

/// Returns the events that are linked into the program, by name, then by package and version.
#[must_use]
pub fn events() -> Vec<&'static LinkedEvent> {
    let mut events: Vec<&LinkedEvent> = inventory::iter::<LinkedEvent>.into_iter().collect();
    events.sort_by_key(|event| (event.descriptor.name, event.package, event.version, event.record));
    events
}

impl LinkedEvent {
    /// Enters an event; the derive calls it.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        descriptor: &'static EventDescriptor,
        package: Option<&'static str>,
        version: Option<&'static str>,
        record: &'static [u8],
    ) -> Self {
        let package = if let Some(package) = package { package } else { "" };
        let version = if let Some(version) = version { version } else { "" };
        Self { descriptor, package, version, record }
    }

    /// Returns what the program knows of the event.
    #[must_use]
    pub const fn descriptor(&self) -> &'static EventDescriptor {
        self.descriptor
    }

    /// Returns name and version of the Cargo package that declares it; empty texts where another tool compiled it.
    #[must_use]
    pub const fn package(&self) -> (&'static str, &'static str) {
        (self.package, self.version)
    }

    /// Returns the JSON of the event's record: all that was declared, but for the types of its fields. Its members are
    /// described in `catalog/RECORDS.md`.
    #[must_use]
    pub const fn record(&self) -> &'static str {
        match str::from_utf8(self.record) {
            Ok(record) => record,
            // The derive writes what was UTF-8 in a source file.
            Err(_) => "",
        }
    }
}

/// What recording an event sends: the event itself, or one of its twins.
struct Sent {
    event: &'static LinkedEvent,
    twin: Option<&'static TwinDescriptor>,
}

fn sent() -> impl Iterator<Item = Sent> {
    let all = |event: &'static LinkedEvent| {
        let twins = event.descriptor.twins.iter().map(move |twin| Sent { event, twin: Some(twin) });
        core::iter::once(Sent { event, twin: None }).chain(twins)
    };
    events().into_iter().flat_map(all)
}

impl Sent {
    fn name(&self) -> &'static str {
        self.twin.map_or(self.event.descriptor.name, |twin| twin.name)
    }

    fn wire(&self) -> &'static str {
        self.twin.map_or(self.event.descriptor.wire, |twin| twin.name)
    }

    fn description(&self) -> &'static str {
        self.twin.map_or(self.event.descriptor.description, |twin| twin.description)
    }

    fn consent(&self) -> &'static str {
        self.twin.and_then(|twin| twin.consent).unwrap_or(self.event.descriptor.consent).name()
    }

    fn destinations(&self) -> &'static [&'static str] {
        self.twin.map_or(self.event.descriptor.destinations, |twin| twin.destinations)
    }

    fn purposes(&self) -> Vec<&'static str> {
        self.event.descriptor.purposes.iter().map(|purpose| purpose.name).collect()
    }

    /// Returns the fields that it carries, each with its declared name, in the order of the declaration.
    fn fields(&self) -> Vec<(String, &'static FieldDescriptor)> {
        let mut fields = Vec::new();
        let mut visit = |place: &Place<'_>, field: &'static FieldDescriptor| {
            let name = prefixed(place, field.name);
            if is_carried(self.twin, &name, field) {
                fields.push((name, field));
            }
        };
        self.event.descriptor.each_field(&mut visit);
        fields
    }
}

/// Returns two tables for people: the events of the program, and their fields.
#[must_use]
pub fn to_text() -> String {
    let mut events = vec![["EVENT", "PACKAGE", "PURPOSE", "CONSENT", "DESTINATIONS", "DESCRIPTION"].map(str::to_owned)];
    let mut fields = vec![["EVENT", "FIELD", "TYPE", "CLASS", "DESCRIPTION"].map(str::to_owned)];
    for sent in sent() {
        let (package, version) = sent.event.package();
        let (purposes, destinations) = (sent.purposes().join(","), sent.destinations().join(","));
        let package = format!("{package} {version}");
        let texts = [sent.name(), &package, &purposes, sent.consent(), &destinations, sent.description()];
        events.push(texts.map(|text| if text.is_empty() { "-" } else { text }.to_owned()));
        for (name, field) in sent.fields() {
            let transforms: Vec<&str> = transforms(field).collect();
            let leaves = if transforms.is_empty() { String::new() } else { format!(": {}", transforms.join(", ")) };
            let ty = format!("{}{leaves}", word(&field.ty));
            fields.push([sent.name(), &name, &ty, field.class.name, field.description].map(str::to_owned));
        }
    }
    if events.len() == 1 {
        return "This program declares no event.\n".to_owned();
    }
    format!("{}\n{}", table(&events), table(&fields))
}

/// Returns what happens to a value before it leaves.
fn transforms(field: &FieldDescriptor) -> impl Iterator<Item = &'static str> {
    field.transforms.iter().map(|transform| transform.kind().name())
}

fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let widths: [usize; COLUMNS] =
        core::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Returns the events of the program for other programs, as one object of JSON with `version` and `events`. While
/// `version` is 1, members keep their meaning, and members may be added.
#[must_use]
pub fn to_json() -> String {
    let events = sent().map(|sent| event_json(&sent)).collect::<Vec<_>>().join(",\n");
    format!("{{\"version\":1,\"events\":[\n{events}\n]}}\n")
}

fn event_json(sent: &Sent) -> String {
    let fields: Vec<String> = sent.fields().into_iter().map(|(name, field)| field_json(&name, field)).collect();
    let (package, package_version) = sent.event.package();
    let twin_of = sent.twin.map(|_| member("twin_of", sent.event.descriptor.name)).unwrap_or_default();
    [
        format!("{{\"event\":{}", Json(sent.name())),
        member("wire", sent.wire()),
        format!(",\"version\":{}", sent.event.descriptor.version),
        twin_of,
        member("package", package),
        member("package_version", package_version),
        member("description", sent.description()),
        format!(",\"purpose\":{}", list(sent.purposes().into_iter())),
        member("consent", sent.consent()),
        format!(",\"destinations\":{}", list(sent.destinations().iter().copied())),
        format!(",\"fields\":[{}]}}", fields.join(",")),
    ]
    .concat()
}

fn field_json(name: &str, field: &FieldDescriptor) -> String {
    let is_optional = matches!(field.ty, ValueType::Optional(_));
    let transforms: Vec<&str> = transforms(field).collect();
    [
        format!("{{\"field\":{}", Json(name)),
        member("type", &word(&field.ty)),
        member("class", field.class.name),
        member("description", field.description),
        if is_optional { ",\"optional\":true".to_owned() } else { String::new() },
        if transforms.is_empty() { String::new() } else { format!(",\"transform\":{}", list(transforms.into_iter())) },
        "}".to_owned(),
    ]
    .concat()
}

/// Returns a member of an object that is not its first.
fn member(key: &str, text: &str) -> String {
    format!(",\"{key}\":{}", Json(text))
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(|text| Json(text).to_string()).collect::<Vec<_>>().join(","))
}

/// A text; displays as JSON.
struct Json<'a>(&'a str);

impl fmt::Display for Json<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_text(out, self.0)
    }
}

/// Returns the type as catalogs write it.
fn word(ty: &ValueType) -> String {
    match ty {
        ValueType::List(item) => format!("list<{}>", word(item)),
        ValueType::Set(item) => format!("set<{}>", word(item)),
        ValueType::Map { item, .. } => format!("map<string, {}>", word(item)),
        ValueType::Optional(value)
        | ValueType::Family(value)
        | ValueType::Public(value)
        | ValueType::Constant(value)
        | ValueType::Transformed(_, value) => word(value),
        other => other.name().to_owned(),
    }
}
