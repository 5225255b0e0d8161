//! What the compiler added to a record: the types of its fields, and which catalog, groups and vocabularies it names.
//!
//! A derive knows the words of an attribute, and not what the type of a field is; the compiler knows the type, and is
//! slow at writing JSON. So a record is the JSON of the derive and, behind a zero, numbers of the compiler: 8 bytes that
//! name the catalog, then 10 bytes for each field. Here the numbers become words, and a record says all by itself.

use super::container::MOST_TEXT;
use super::fault::{AGAIN, ProgramError, short, shown};
use super::record::check_format;
use super::section::{Raw, Site};
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::collections::HashMap;
use telemetry_core::__private::{TYPE_WORDS, flag};

/// How many bytes name the catalog.
const CATALOG: usize = 8;
/// How many bytes a type takes: its number, its flags, and what it names.
const TYPE: usize = 10;

type Object = Map<String, Value>;

/// A record whose types are still numbers.
struct Numbered<'data> {
    object: Object,
    /// How many bytes its text has.
    size: usize,
    /// What stands behind the JSON, if anything does.
    tail: &'data [u8],
    site: Site,
}

/// Whether what is flattened may be variants: a form has no forms of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Variants {
    Allowed,
    Refused,
}

/// Records by the number that others name them by.
struct ById<'a> {
    records: HashMap<u64, &'a Numbered<'a>>,
    /// How many bytes may still be copied from one record into others: a hostile one can be named again and again.
    left: Cell<usize>,
}

/// Returns the JSON of all records, each complete, with their places. What is only part of others is left out.
pub(super) fn complete(raw: &[Raw<'_>]) -> Result<Vec<(Value, Site)>, ProgramError> {
    let mut values = Vec::with_capacity(raw.len());
    let mut numbered = Vec::new();
    for raw in raw {
        let value = parse(raw)?;
        match value {
            Value::Object(object) if !raw.tail.is_empty() => {
                check_format(&object, &raw.site)?;
                numbered.push(Numbered { object, size: raw.text.len(), tail: raw.tail, site: raw.site.clone() });
            }
            other => values.push((other, raw.site.clone())),
        }
    }
    let by_id = by_id(&numbered)?;
    for record in &numbered {
        if !matches!(word(&record.object, "declares"), Some("vocabulary" | "variants")) {
            values.push((Value::Object(record.complete(&by_id)?), record.site.clone()));
        }
    }
    Ok(values)
}

fn parse(raw: &Raw<'_>) -> Result<Value, ProgramError> {
    serde_json::from_str(raw.text).map_err(|error| {
        let message = format!("the record at {} is not JSON: {}", raw.site, shown(&error.to_string()));
        ProgramError::new(message, AGAIN)
    })
}

fn by_id<'a>(records: &'a [Numbered<'a>]) -> Result<ById<'a>, ProgramError> {
    let mut by_id = HashMap::with_capacity(records.len());
    for record in records {
        let id = word(&record.object, "id").and_then(|id| u64::from_str_radix(id, 16).ok());
        let Some(id) = id else { continue };
        if let Some(other) = by_id.insert(id, record)
            && (other.tail != record.tail || other.object != record.object)
        {
            let message = format!("the records at {} and {} cannot be told apart", other.site, record.site);
            return Err(ProgramError::new(message, "give the two types names or lines of their own"));
        }
    }
    Ok(ById { records: by_id, left: Cell::new(MOST_TEXT) })
}

fn word<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str)
}

impl ById<'_> {
    /// Counts bytes of a record that become a part of another.
    fn copy(&self, bytes: usize, record: &Numbered<'_>) -> Result<(), ProgramError> {
        let left = self.left.get().checked_sub(bytes).ok_or_else(|| {
            let (size, name) = (MOST_TEXT >> 20, short(word(&record.object, "name").unwrap_or_default()));
            let message =
                format!("what records repeat has more than {size} MiB, `{name}` at {} above all", record.site);
            ProgramError::new(message, "no program repeats so much: build or copy the file again")
        })?;
        self.left.set(left);
        Ok(())
    }
}

impl Numbered<'_> {
    fn complete(&self, by_id: &ById<'_>) -> Result<Object, ProgramError> {
        let (catalog, types) = self.numbers()?;
        let mut object = self.object.clone();
        if !object.contains_key("module") {
            object.insert("module".to_owned(), object.get("package").cloned().unwrap_or_default());
        }
        if catalog != 0 {
            let catalog = self.named(by_id, catalog, &["catalog"])?;
            by_id.copy(word(&catalog.object, "name").map_or(0, str::len), catalog)?;
            let catalog = &catalog.object;
            object.insert("catalog".to_owned(), catalog.get("name").cloned().unwrap_or_default());
            let version = catalog.get("is").and_then(|is| is.get("version")).cloned();
            object.insert("catalog_version".to_owned(), version.unwrap_or_default());
        }
        let fields = array(object.remove("fields"));
        let Some(Value::Object(is)) = object.get_mut("is") else { return Err(self.damaged()) };
        let flatten = self.add(is, fields, &mut types.iter(), by_id, Variants::Allowed)?;
        if !flatten.is_empty() {
            object.insert("flatten".to_owned(), Value::Array(flatten));
        }
        Ok(object)
    }

    /// Returns the number of the catalog, and those of the types.
    fn numbers(&self) -> Result<(u64, &[[u8; TYPE]]), ProgramError> {
        let (catalog, types) = self.tail.split_first_chunk::<CATALOG>().ok_or_else(|| self.damaged())?;
        let (types, rest) = types.as_chunks::<TYPE>();
        if rest.is_empty() { Ok((u64::from_le_bytes(*catalog), types)) } else { Err(self.damaged()) }
    }

    /// Adds fields to a declaration, each with its type, and returns what is flattened.
    fn add<'types>(
        &self,
        is: &mut Object,
        fields: Vec<Value>,
        types: &mut impl Iterator<Item = &'types [u8; TYPE]>,
        by_id: &ById<'_>,
        variants: Variants,
    ) -> Result<Vec<Value>, ProgramError> {
        let mut flatten = Vec::new();
        for field in fields {
            let ty = types.next().ok_or_else(|| self.damaged())?;
            let items = match field {
                Value::Array(items) => items,
                Value::Object(group) => {
                    flatten.push(self.flattened(group, ty, by_id, variants)?);
                    continue;
                }
                _ => return Err(self.damaged()),
            };
            let (name, mut declaration, twins) = declaration(items).ok_or_else(|| self.damaged())?;
            self.type_of(ty, &mut declaration, by_id)?;
            if twins.is_empty() {
                object_of(is, "fields").insert(name, Value::Object(declaration));
                continue;
            }
            for twin in twins.iter().filter_map(Value::as_str) {
                by_id.copy(self.size, self)?;
                let twin = object_of(object_of(is, "twins"), twin);
                object_of(twin, "fields").insert(name.clone(), Value::Object(declaration.clone()));
            }
        }
        Ok(flatten)
    }

    /// Adds what the type of a field says to its declaration.
    fn type_of(&self, ty: &[u8; TYPE], declaration: &mut Object, by_id: &ById<'_>) -> Result<(), ProgramError> {
        let [number, flags, ..] = *ty;
        let text = declaration.get("type").and_then(Value::as_str).map(str::to_owned);
        let mut word = *TYPE_WORDS.get(usize::from(number)).ok_or_else(|| self.damaged())?;
        if word == "enum" {
            let vocabulary = self.named(by_id, id_of(ty), &["vocabulary"])?;
            by_id.copy(vocabulary.size, vocabulary)?;
            let Some(Value::Object(members)) = vocabulary.object.get("is") else { return Err(self.damaged()) };
            // An allow list closes the vocabulary of a text; a text it stays, of the type that the field says.
            if members.contains_key("allow") {
                word = text.as_ref().map_or("string", String::as_str);
            }
            declaration.extend(members.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        let written = match flags & flag::COLLECTION {
            0 => word.to_owned(),
            1 => format!("list<{word}>"),
            2 => format!("set<{word}>"),
            _ => format!("map<string, {word}>"),
        };
        declaration.insert("type".to_owned(), Value::String(written));
        if flags & flag::OPTIONAL != 0 {
            declaration.insert("optional".to_owned(), Value::Bool(true));
        }
        Ok(())
    }

    /// Returns an entry of `flatten`: a group, or the variants of an event.
    fn flattened(
        &self,
        field: Object,
        ty: &[u8; TYPE],
        by_id: &ById<'_>,
        variants: Variants,
    ) -> Result<Value, ProgramError> {
        let record = self.named(by_id, id_of(ty), &["group", "common", "variants"])?;
        if word(&record.object, "declares") == Some("variants") {
            if variants == Variants::Refused {
                let name = short(word(&self.object, "name").unwrap_or_default());
                let message = format!("a form of `{name}` at {} has forms of its own", self.site);
                return Err(ProgramError::new(message, "flatten one enum into an event"));
            }
            by_id.copy(record.size, record)?;
            return Ok(json!({ "variants": record.variants(by_id)? }));
        }
        let of = &record.object;
        let mut entry = Object::new();
        for (key, from) in [("group", "name"), ("package", "package"), ("version", "version"), ("id", "id")] {
            entry.insert(key.to_owned(), of.get(from).cloned().unwrap_or_default());
        }
        entry.extend(field);
        Ok(Value::Object(entry))
    }

    /// Returns the declaration of variants, with the fields of each form.
    fn variants(&self, by_id: &ById<'_>) -> Result<Object, ProgramError> {
        let (_, types) = self.numbers()?;
        let mut types = types.iter();
        let Some(Value::Object(is)) = self.object.get("is") else { return Err(self.damaged()) };
        let mut is = is.clone();
        for form in object_of(&mut is, "cases").values_mut() {
            let Value::Object(form) = form else { return Err(self.damaged()) };
            let fields = array(form.remove("typed"));
            let flatten = self.add(form, fields, &mut types, by_id, Variants::Refused)?;
            if !flatten.is_empty() {
                form.insert("flatten".to_owned(), Value::Array(flatten));
            }
        }
        Ok(is)
    }

    /// Returns the record of a number.
    fn named<'a>(&self, by_id: &ById<'a>, id: u64, kinds: &[&str]) -> Result<&'a Numbered<'a>, ProgramError> {
        let is_wanted =
            |record: &&Numbered<'_>| word(&record.object, "declares").is_some_and(|declares| kinds.contains(&declares));
        let found = by_id.records.get(&id).copied().filter(is_wanted);
        found.ok_or_else(|| {
            let (name, kind) = (short(word(&self.object, "name").unwrap_or_default()), kinds[0]);
            let message = format!("the record of `{name}` at {} names a {kind} that is not in the file", self.site);
            let help = "inspect the final program: it holds the declarations of all its crates; if this is it, and \
                        another linker linked a static library, that needs `--whole-archive`";
            ProgramError::new(message, help)
        })
    }

    fn damaged(&self) -> ProgramError {
        ProgramError::new(format!("the types of the record at {} are damaged", self.site), AGAIN)
    }
}

/// Reads a field, `[name, class, description, {…}, [twins]]`, of which the last two may be missing.
fn declaration(items: Vec<Value>) -> Option<(String, Object, Vec<Value>)> {
    let mut items = items.into_iter();
    let Some(Value::String(name)) = items.next() else { return None };
    let mut declaration = Object::new();
    declaration.insert("class".to_owned(), items.next()?);
    declaration.insert("description".to_owned(), items.next()?);
    if let Some(rest) = items.next() {
        let Value::Object(rest) = rest else { return None };
        declaration.extend(rest);
    }
    Some((name, declaration, array(items.next())))
}

fn id_of(ty: &[u8; TYPE]) -> u64 {
    let [_, _, id @ ..] = *ty;
    u64::from_le_bytes(id)
}

fn array(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Returns the object of a key; what stands there otherwise is replaced.
fn object_of<'a>(object: &'a mut Object, key: &str) -> &'a mut Object {
    let value = object.entry(key.to_owned()).or_insert_with(|| Value::Object(Object::new()));
    if !value.is_object() {
        *value = Value::Object(Object::new());
    }
    value.as_object_mut().expect("it was made an object")
}
