//! From the text of a record to what it declares.
//!
//! The text is one JSON object: the head says what is declared and where it stands in the source, `is` holds the
//! declaration in the words of a catalog, and `flatten` names the groups that belong to it.

use super::fault::{AGAIN, ProgramError, short, shown};
use super::section::Site;
use crate::declared::Text;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The version of the records that is read here.
const FORMAT: u64 = 1;
/// How deep the values of a record may nest. Declarations need about ten levels, and YAML ends at 32.
const DEEPEST: usize = 24;

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) declares: Declares,
    /// The declared name; for a catalog its identifier.
    pub(super) name: Text,
    pub(super) package: Package,
    pub(super) module: Text,
    /// The number that other records name it by.
    pub(super) id: Option<Text>,
    /// The file and line of the declaration, where they are known.
    pub(super) at: Option<(Text, u32)>,
    /// Identifier and version of the catalog that the declaration names.
    pub(super) catalog: Option<(Text, Text)>,
    /// The declaration; shared with the part of a catalog that says nothing else.
    pub(super) is: Arc<Map<String, Value>>,
    pub(super) flatten: Vec<Flatten>,
    pub(super) site: Site,
}

/// What a record declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Declares {
    Catalog,
    Group,
    Common,
    Event,
}

/// A Cargo package: a program may hold several versions of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Package {
    pub(super) name: Text,
    pub(super) version: Text,
}

/// What belongs to a declaration beside its own fields.
#[derive(Debug)]
pub(super) enum Flatten {
    /// The fields of a group.
    Group(Include),
    /// The forms of an event: `VariantsDecl` as JSON, and the groups of each form.
    Variants {
        is: Map<String, Value>,
        /// The groups of each case, by its place among the cases.
        cases: Vec<Vec<Include>>,
    },
}

/// A group that is named by its package.
#[derive(Debug)]
pub(super) struct Include {
    pub(super) group: Text,
    pub(super) package: Package,
    pub(super) prefix: Option<Text>,
    /// The number of its record, where it has one.
    pub(super) id: Option<Text>,
}

impl Declares {
    /// All words, as records write them.
    const ALL: [(&'static str, Self); 4] =
        [("event", Self::Event), ("group", Self::Group), ("common", Self::Common), ("catalog", Self::Catalog)];

    /// Returns the section of a catalog that such declarations stand in; a catalog is no section.
    pub(super) const fn section(self) -> &'static str {
        match self {
            Self::Event => "events",
            Self::Group => "groups",
            Self::Common => "common",
            Self::Catalog => "catalog",
        }
    }

    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Group => "group",
            Self::Common => "common set",
            Self::Catalog => "catalog",
        }
    }
}

impl Record {
    /// Reads the complete JSON of a record.
    pub(super) fn parse(value: Value, site: &Site) -> Result<Self, ProgramError> {
        if !is_shallow(&value, DEEPEST) {
            let message = format!("the record at {site} nests deeper than {DEEPEST} levels");
            return Err(ProgramError::new(message, AGAIN));
        }
        let Value::Object(mut head) = value else {
            return Err(ProgramError::new(format!("the record at {site} is not a JSON object"), AGAIN));
        };
        check_format(&head, site)?;
        let declares = declares(&text(&head, "declares", site)?, site)?;
        let at = optional(&head, "at", site)?.as_deref().and_then(place);
        let id = optional(&head, "catalog", site)?;
        let catalog = id.map(|id| Ok((id, text(&head, "catalog_version", site)?))).transpose()?;
        let Some(Value::Object(is)) = head.remove("is") else { return Err(missing("is", "an object", site)) };
        Ok(Self {
            declares,
            name: text(&head, "name", site)?,
            package: package(&head, site)?,
            module: text(&head, "module", site)?,
            id: optional(&head, "id", site)?,
            at,
            catalog,
            is: Arc::new(is),
            flatten: flatten(head.remove("flatten"), site)?,
            site: site.clone(),
        })
    }

    /// Returns the place for people: `src/events.rs:12`, or the module where the line is not known.
    pub(super) fn place(&self) -> String {
        match &self.at {
            Some((path, line)) => shown(&format!("{path}:{line}")),
            None => shown(&self.module),
        }
    }

    /// Returns all groups that the declaration names.
    pub(super) fn includes(&self) -> impl Iterator<Item = &Include> {
        self.flatten.iter().flat_map(|flatten| match flatten {
            Flatten::Group(include) => std::slice::from_ref(include).iter().chain([].iter().flatten()),
            Flatten::Variants { cases, .. } => [].iter().chain(cases.iter().flatten()),
        })
    }
}

fn is_shallow(value: &Value, depth: usize) -> bool {
    match value {
        Value::Object(map) => depth > 0 && map.values().all(|value| is_shallow(value, depth - 1)),
        Value::Array(items) => depth > 0 && items.iter().all(|value| is_shallow(value, depth - 1)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

pub(super) fn check_format(head: &Map<String, Value>, site: &Site) -> Result<(), ProgramError> {
    match head.get("telemetry").and_then(Value::as_u64) {
        Some(FORMAT) => Ok(()),
        Some(newer) => {
            let message = format!("the record at {site} is of format {newer}, and this `telemetry` reads {FORMAT}");
            Err(ProgramError::new(message, "install a `telemetry` as new as the program's `telemetry-core`"))
        }
        None => Err(missing("telemetry", "a number", site)),
    }
}

fn declares(word: &str, site: &Site) -> Result<Declares, ProgramError> {
    let known = Declares::ALL.iter().find(|(known, _)| *known == word);
    known.map(|(_, declares)| *declares).ok_or_else(|| {
        let words = crate::words::list(Declares::ALL.iter().map(|(word, _)| *word));
        let message = format!("the record at {site} declares `{}`, which is none of {words}", short(word));
        ProgramError::new(message, "install a `telemetry` as new as the program's `telemetry-core`")
    })
}

fn package(object: &Map<String, Value>, site: &Site) -> Result<Package, ProgramError> {
    Ok(Package { name: text(object, "package", site)?, version: text(object, "version", site)? })
}

fn text(object: &Map<String, Value>, key: &str, site: &Site) -> Result<Text, ProgramError> {
    optional(object, key, site)?.ok_or_else(|| missing(key, "a text", site))
}

fn optional(object: &Map<String, Value>, key: &str, site: &Site) -> Result<Option<Text>, ProgramError> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str().into())),
        Some(_) => Err(missing(key, "a text", site)),
    }
}

fn missing(key: &str, kind: &str, site: &Site) -> ProgramError {
    ProgramError::new(format!("the key `{key}` of the record at {site} is not {kind}"), AGAIN)
}

/// Reads `path:line`.
fn place(text: &str) -> Option<(Text, u32)> {
    let (path, line) = text.rsplit_once(':')?;
    Some((shown(&path.replace('\\', "/")).into(), line.parse().ok().filter(|line| *line > 0)?))
}

fn flatten(value: Option<Value>, site: &Site) -> Result<Vec<Flatten>, ProgramError> {
    list(value, site)?.into_iter().map(|entry| one(entry, site)).collect()
}

fn one(entry: Value, site: &Site) -> Result<Flatten, ProgramError> {
    let Value::Object(mut entry) = entry else { return Err(missing("flatten", "a list of objects", site)) };
    match entry.remove("variants") {
        Some(Value::Object(is)) => variants(is, site),
        Some(_) => Err(missing("variants", "an object", site)),
        None => Ok(Flatten::Group(include(&entry, site)?)),
    }
}

fn include(entry: &Map<String, Value>, site: &Site) -> Result<Include, ProgramError> {
    Ok(Include {
        group: text(entry, "group", site)?,
        package: package(entry, site)?,
        prefix: optional(entry, "prefix", site)?,
        id: optional(entry, "id", site)?,
    })
}

/// Takes the groups out of the cases: what is left is a catalog's own words.
fn variants(mut is: Map<String, Value>, site: &Site) -> Result<Flatten, ProgramError> {
    let mut cases = Vec::new();
    if let Some(Value::Object(forms)) = is.get_mut("cases") {
        for form in forms.values_mut() {
            let groups = form.as_object_mut().and_then(|form| form.remove("flatten"));
            let groups = list(groups, site)?.into_iter().map(|entry| match entry {
                Value::Object(entry) => include(&entry, site),
                _ => Err(missing("flatten", "a list of objects", site)),
            });
            cases.push(groups.collect::<Result<_, _>>()?);
        }
    }
    Ok(Flatten::Variants { is, cases })
}

fn list(value: Option<Value>, site: &Site) -> Result<Vec<Value>, ProgramError> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(missing("flatten", "a list", site)),
    }
}
