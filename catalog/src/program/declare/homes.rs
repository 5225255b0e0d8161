//! Which catalog each record belongs to: the one it names; else the one its package declares; else the only one of the
//! program; else one that is made for its package.

use crate::declared::Text;
use crate::program::fault::{ProgramError, short};
use crate::program::record::{Declares, Package, Record};
use heck::ToKebabCase;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many catalogs one program may declare: each record is held against all of them.
const MOST: usize = 256;

/// A catalog and the records that belong to it.
pub(super) struct Home<'a> {
    pub(super) id: Text,
    pub(super) version: Text,
    pub(super) package: Package,
    pub(super) head: Map<String, Value>,
    /// Where the head is declared, for people.
    pub(super) place: String,
    pub(super) members: Vec<&'a Record>,
    /// Every package that declares this very catalog; none for one that is made.
    packages: Vec<Package>,
}

/// Returns the catalogs of a program, by identifier and version.
pub(super) fn homes<'a>(program: &str, records: &'a [Record]) -> Result<Vec<Home<'a>>, ProgramError> {
    let mut declared = declared(program, records)?;
    let mut made: BTreeMap<(Text, Text), Home<'_>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.declares != Declares::Catalog) {
        let home = match own(record, &declared) {
            Some(index) => &mut declared[index],
            None => made.entry(made_key(record)).or_insert_with_key(|key| made_home(key, record)),
        };
        home.members.push(record);
    }
    // A package that only lends groups to others sends nothing itself.
    made.retain(|_, home| home.members.iter().any(|record| record.declares != Declares::Group));
    let mut homes: Vec<Home<'_>> = declared.into_iter().chain(made.into_values()).collect();
    homes.sort_by(|a, b| (&a.id, &a.version, &a.package).cmp(&(&b.id, &b.version, &b.package)));
    for home in &mut homes {
        home.members.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    Ok(homes)
}

/// The order of declarations does not depend on that of the linker.
fn order(record: &Record) -> (Declares, &str, &Package, &str, Option<&(Text, u32)>) {
    (record.declares, &record.name, &record.package, &record.module, record.at.as_ref())
}

/// Returns the catalogs that are declared. Packages that declare the very same one have one.
fn declared<'a>(program: &str, records: &'a [Record]) -> Result<Vec<Home<'a>>, ProgramError> {
    let mut homes: Vec<Home<'_>> = Vec::new();
    let mut catalogs: Vec<&Record> = records.iter().filter(|record| record.declares == Declares::Catalog).collect();
    catalogs.sort_by(|a, b| order(a).cmp(&order(b)));
    for record in catalogs {
        if let Some(same) = homes.iter_mut().find(|home| home.id == record.name && home.head == *record.is) {
            same.packages.push(record.package.clone());
            continue;
        }
        if homes.len() == MOST {
            let message = format!("`{program}` declares more than {MOST} catalogs");
            return Err(ProgramError::new(message, "declare one catalog for each program or library, with `catalog!`"));
        }
        let version = record.is.get("version").and_then(Value::as_str).unwrap_or(&record.package.version);
        homes.push(Home {
            id: Text::clone(&record.name),
            version: version.into(),
            package: record.package.clone(),
            head: Map::clone(&record.is),
            place: place(record),
            members: Vec::new(),
            packages: vec![record.package.clone()],
        });
    }
    Ok(homes)
}

/// Returns where a declaration stands, for people.
pub(super) fn place(record: &Record) -> String {
    format!("{} {}, {}", short(&record.package.name), short(&record.package.version), record.place())
}

/// Returns the declared catalog that a record belongs to.
fn own(record: &Record, homes: &[Home<'_>]) -> Option<usize> {
    let of_package = |index: &usize| homes[*index].packages.contains(&record.package);
    if let Some((id, version)) = &record.catalog {
        let mut named = (0..homes.len()).filter(|index| homes[*index].id == *id && homes[*index].version == *version);
        let first = named.clone().next();
        return named.find(of_package).or(first);
    }
    let mut own = (0..homes.len()).filter(of_package);
    match (own.next(), own.next(), homes.len()) {
        (Some(only), None, _) => Some(only),
        (_, _, 1) => Some(0),
        _ => None,
    }
}

/// Returns identifier and version of the catalog that is made for a record.
fn made_key(record: &Record) -> (Text, Text) {
    match &record.catalog {
        Some((id, version)) => (Text::clone(id), Text::clone(version)),
        None => (record.package.name.to_kebab_case().into(), Text::clone(&record.package.version)),
    }
}

/// Makes a catalog for records whose own is not in the program.
fn made_home<'a>((id, version): &(Text, Text), record: &Record) -> Home<'a> {
    let package = &record.package;
    let (title, description) = match &record.catalog {
        Some(_) => (id, format!("Events that name the catalog `{id}`, which is not part of the program.")),
        None => (&package.name, format!("Events of the package `{}` that name no catalog.", package.name)),
    };
    let mut head = Map::new();
    for (key, value) in [("catalog", &**id), ("title", title), ("version", version), ("description", &description)] {
        head.insert(key.to_owned(), json!(value));
    }
    Home {
        id: Text::clone(id),
        version: Text::clone(version),
        package: package.clone(),
        head,
        place: format!("package {} {}", short(&package.name), short(&package.version)),
        members: Vec::new(),
        packages: Vec::new(),
    }
}
