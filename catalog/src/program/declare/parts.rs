//! What each record says in the words of a catalog: groups that are named by their package become groups of the
//! catalog, with names that no two of them share.

use super::homes::place;
use crate::declared::Text;
use crate::program::fault::{ProgramError, short};
use crate::program::record::{Declares, Flatten, Include, Package, Record};
use heck::ToSnakeCase;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How deep groups in groups are told apart.
const DEEPEST: usize = 32;

/// One declaration of a catalog.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) declares: Declares,
    pub(super) name: Text,
    pub(super) package: Package,
    pub(super) body: Arc<Map<String, Value>>,
    /// Where it is declared, in the source of the program.
    pub(super) at: Option<(Text, u32)>,
    /// The same for people, with the module where the line is not known.
    pub(super) place: String,
    /// Package and place, for a comment.
    pub(super) note: String,
}

/// All groups of a program.
pub(super) struct Groups<'a> {
    by_name: HashMap<(&'a Package, &'a str), Vec<&'a Record>>,
}

/// The groups of one catalog, with the names they have there.
#[derive(Default)]
struct Named<'a> {
    groups: BTreeMap<Text, &'a Record>,
    /// Groups whose name is taken by another group of their package.
    twice: Vec<&'a Record>,
    names: HashMap<*const Record, Text>,
    contents: HashMap<*const Record, u64>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(records: &'a [Record]) -> Self {
        let mut by_name: HashMap<_, Vec<&Record>> = HashMap::new();
        for group in records.iter().filter(|record| record.declares == Declares::Group) {
            by_name.entry((&group.package, &*group.name)).or_default().push(group);
        }
        Self { by_name }
    }

    /// Returns the declarations of one catalog: its members, and the groups that they name.
    pub(super) fn parts(&self, members: &[&'a Record]) -> Result<Vec<Part>, ProgramError> {
        let mut named = Named::default();
        let mut others = Vec::new();
        // Members of one name stand side by side: what they say is only compared where there are several.
        for same in members.chunk_by(|a, b| (a.declares, &a.name) == (b.declares, &b.name)) {
            let mut seen = HashSet::new();
            for record in same {
                if record.declares == Declares::Group {
                    self.name(vec![record], &mut named);
                    continue;
                }
                // Two versions of a package that declare the same have it once.
                if same.len() == 1 || seen.insert(self.content(record, &mut named.contents, DEEPEST)) {
                    self.name(self.included(record).collect(), &mut named);
                    others.push(*record);
                }
            }
        }
        let groups = named.groups.values().chain(&named.twice);
        groups.chain(&others).map(|record| self.part(record, &named)).collect()
    }

    /// Returns the group that a declaration names: by its number, or of several of one name that of its module.
    fn find(&self, record: &Record, include: &Include) -> Option<&'a Record> {
        let groups = self.by_name.get(&(&include.package, &*include.group))?;
        if include.id.is_some() {
            return groups.iter().find(|group| group.id == include.id).copied();
        }
        // More of one name are a fault that the check finds; they are not searched.
        let near = groups.iter().take(DEEPEST).find(|group| group.module == record.module);
        near.or_else(|| groups.first()).copied()
    }

    fn included(&self, record: &'a Record) -> impl Iterator<Item = &'a Record> {
        record.includes().filter_map(|include| self.find(record, include))
    }

    /// Gives groups, and all groups in them, their names in the catalog.
    fn name(&self, mut groups: Vec<&'a Record>, named: &mut Named<'a>) {
        while let Some(group) = groups.pop() {
            if !named.names.contains_key(&std::ptr::from_ref(group)) {
                self.name_one(group, named);
                groups.extend(self.included(group));
            }
        }
    }

    /// Gives a group a name that no other has. Groups that differ in their place alone share one.
    fn name_one(&self, group: &'a Record, named: &mut Named<'a>) {
        let content = self.content(group, &mut named.contents, DEEPEST);
        for name in possible_names(group) {
            match named.groups.get(&name).copied() {
                None => {
                    named.groups.insert(Text::clone(&name), group);
                }
                Some(holder) if self.content(holder, &mut named.contents, DEEPEST) == content => {}
                Some(holder) if holder.package != group.package => continue,
                // One package has two groups of one name: the check says so.
                Some(_) => named.twice.push(group),
            }
            named.names.insert(group, name);
            return;
        }
        named.twice.push(group);
        named.names.insert(group, Text::clone(&group.name));
    }

    /// Returns what a declaration says, its groups included, as a number: equal for what differs in place alone.
    fn content(&self, record: &'a Record, known: &mut HashMap<*const Record, u64>, depth: usize) -> u64 {
        if let Some(content) = known.get(&std::ptr::from_ref(record)) {
            return *content;
        }
        // A group that holds itself ends here; the check says so.
        known.insert(record, 0);
        let mut hasher = DefaultHasher::new();
        text(&record.is).hash(&mut hasher);
        for flatten in &record.flatten {
            if let Flatten::Variants { is, .. } = flatten {
                text(is).hash(&mut hasher);
            }
        }
        for include in record.includes() {
            (&include.group, &include.prefix).hash(&mut hasher);
            if let Some(group) = self.find(record, include).filter(|_| depth > 0) {
                self.content(group, known, depth - 1).hash(&mut hasher);
            }
        }
        let content = hasher.finish();
        known.insert(record, content);
        content
    }

    fn part(&self, record: &'a Record, named: &Named<'_>) -> Result<Part, ProgramError> {
        let name = named.names.get(&std::ptr::from_ref(record)).unwrap_or(&record.name);
        Ok(Part {
            declares: record.declares,
            name: Text::clone(name),
            package: record.package.clone(),
            body: self.body(record, named)?,
            at: record.at.clone(),
            place: record.place(),
            note: place(record),
        })
    }

    /// Returns the declaration with its groups and forms, before the fields.
    fn body(&self, record: &Record, named: &Named<'_>) -> Result<Arc<Map<String, Value>>, ProgramError> {
        let mut include = Vec::new();
        let mut more = Map::new();
        for flatten in &record.flatten {
            match flatten {
                Flatten::Group(group) => include.push(self.include(record, group, named)),
                Flatten::Variants { is, cases } => {
                    if more.insert("variants".to_owned(), self.variants(record, is, cases, named)).is_some() {
                        let (noun, name) = (record.declares.noun(), short(&record.name));
                        let message = format!("the {noun} `{name}` has two sets of variants ({})", record.site);
                        return Err(ProgramError::new(message, "flatten one enum into an event"));
                    }
                }
            }
        }
        if include.is_empty() && more.is_empty() && !record.is.contains_key("include") {
            return Ok(Arc::clone(&record.is));
        }
        Ok(Arc::new(with_include(&record.is, include, more)))
    }

    fn variants(&self, record: &Record, is: &Map<String, Value>, cases: &[Vec<Include>], named: &Named<'_>) -> Value {
        let mut is = is.clone();
        if let Some(Value::Object(forms)) = is.get_mut("cases") {
            for (form, groups) in forms.values_mut().zip(cases) {
                let include = groups.iter().map(|group| self.include(record, group, named)).collect();
                if let Value::Object(map) = form {
                    *map = with_include(map, include, Map::new());
                }
            }
        }
        Value::Object(is)
    }

    /// Returns an entry of `include:`.
    fn include(&self, record: &Record, include: &Include, named: &Named<'_>) -> Value {
        let group = self.find(record, include);
        let name = group.and_then(|group| named.names.get(&std::ptr::from_ref(group))).unwrap_or(&include.group);
        match &include.prefix {
            Some(prefix) => json!({ "group": **name, "prefix": **prefix }),
            None => json!(**name),
        }
    }
}

/// Returns a declaration with more groups before its fields, and more keys at its end.
fn with_include(is: &Map<String, Value>, include: Vec<Value>, more: Map<String, Value>) -> Map<String, Value> {
    let mut body = Map::new();
    let mut all = match is.get("include") {
        Some(Value::Array(own)) => own.clone(),
        Some(own) => vec![own.clone()],
        None => Vec::new(),
    };
    all.extend(include);
    let before = is.iter().take_while(|(key, _)| *key != "fields" && *key != "include");
    body.extend(before.map(|(key, value)| (key.clone(), value.clone())));
    if !all.is_empty() {
        body.insert("include".to_owned(), Value::Array(all));
    }
    for (key, value) in is {
        if key != "include" && !body.contains_key(key) {
            body.insert(key.clone(), value.clone());
        }
    }
    body.extend(more);
    body
}

fn text(object: &Map<String, Value>) -> String {
    serde_json::to_string(object).expect("an object of JSON can be written")
}

/// Returns the names that a group may get: its own; with its package; with its package's version too.
fn possible_names(group: &Record) -> [Text; 3] {
    let package = format!("{}_{}", group.name, group.package.name.to_snake_case());
    let version = group.package.version.replace(|char: char| !char.is_ascii_alphanumeric(), "_");
    let versioned = format!("{package}_{version}");
    [Text::clone(&group.name), package.into(), versioned.into()]
}
