//! The bundle: all events under `$defs` of one document, and what they share once.
//!
//! Fields and enums are shared when they say the same, whether they were written once or twice: a catalog and the
//! program that is generated from it have one bundle. The order is that of first use. Names of shared definitions hold
//! a colon, which no name of an event's definition does.

use super::document::write_event;
use super::field::{holds_enum, push_values, write_closed, write_enum, write_field};
use super::names::Names;
use super::object::Slot;
use super::{BUNDLE, Context, DIALECT, Document};
use crate::model::{Destination, EnumType, Field, Member, Text, Transform};
use crate::render::json::Json;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use telemetry_core::Consent;

/// What stands once under `$defs`, beside the events.
#[derive(Default)]
pub(super) struct Shared<'a> {
    fields: Vec<(&'a Arc<Field>, String)>,
    /// The places of fields, by address: fields that say the same stand at several.
    field_names: HashMap<*const Field, usize>,
    enums: Vec<(&'a EnumType, bool, String)>,
    enum_names: HashMap<(*const EnumType, bool), usize>,
}

impl<'a> Shared<'a> {
    /// Finds what two or more events share.
    pub(super) fn of(context: &Context<'a>, documents: &[Document<'a>]) -> Self {
        let mut names = Names::default();
        let mut shared = Self::default();
        let Fields { all, twins } = count_fields(context, documents);
        let mut places = vec![None; all.len()];
        for (at, FieldUse { field, .. }) in all.iter().enumerate().filter(|(_, used)| used.count > 1) {
            places[at] = Some(shared.fields.len());
            shared.field_names.insert(Arc::as_ptr(field), shared.fields.len());
            shared.fields.push((field, format!("field:{}", names.give(field.name()))));
        }
        shared.field_names.extend(twins.into_iter().filter_map(|(at, twin)| Some((twin, places[at]?))));
        shared.find_enums(&all);
        shared
    }

    fn find_enums(&mut self, fields: &[FieldUse<'a>]) {
        let mut all: Vec<EnumUse<'a>> = Vec::new();
        let mut places: HashMap<u64, usize> = HashMap::new();
        for FieldUse { field, .. } in fields.iter().filter(|used| holds_enum(used.field)) {
            let Some(values) = field.values() else { continue };
            let coded = is_coded(field);
            let place = *places.entry(hash_of(values, coded)).or_insert(all.len());
            match all.get_mut(place) {
                None => all.push(EnumUse { name: field.name(), coded, values, users: vec![values] }),
                Some(first) if *first.values == *values && first.coded == coded => first.users.push(values),
                // Two enums with one hash: the second is written where it is used.
                Some(_) => {}
            }
        }
        let mut names = Names::default();
        for EnumUse { name, coded, values, users } in all.into_iter().filter(|used| used.users.len() > 1) {
            let keys = users.into_iter().map(|values| (std::ptr::from_ref(values), coded));
            self.enum_names.extend(keys.map(|key| (key, self.enums.len())));
            self.enums.push((values, coded, format!("enum:{}", names.give(name))));
        }
    }

    /// Returns the name of a field's definition, if it stands by itself.
    pub(super) fn field(&self, field: &Arc<Field>) -> Option<&str> {
        self.field_names.get(&Arc::as_ptr(field)).map(|index| self.fields[*index].1.as_str())
    }

    /// Returns the name of an enum's definition, if it stands by itself.
    pub(super) fn enum_(&self, values: &EnumType, coded: bool) -> Option<&str> {
        let index = self.enum_names.get(&(std::ptr::from_ref(values), coded))?;
        Some(self.enums[*index].2.as_str())
    }

    fn write(&self, json: &mut Json, context: &Context<'_>) {
        for (field, name) in &self.fields {
            write_field(json.key(name), context, field);
        }
        for (values, coded, name) in &self.enums {
            json.key(name).object(|json| {
                json.key("description").text_of(|text| push_values(text, values, *coded));
                write_enum(json, values, *coded);
            });
        }
    }
}

/// A field, known by what it says.
struct Said<'a>(&'a Field);

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0 == other.0
    }
}

impl Eq for Said<'_> {}

impl Hash for Said<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Few fields have one name and one description, and say different things.
        (self.0.name(), self.0.description()).hash(state);
    }
}

/// An enum and the fields that have it.
struct EnumUse<'a> {
    name: &'a str,
    coded: bool,
    values: &'a EnumType,
    users: Vec<&'a EnumType>,
}

/// A field that documents name.
struct FieldUse<'a> {
    field: &'a Arc<Field>,
    /// How often it is named.
    count: usize,
}

/// The fields that documents name, in order of first use.
struct Fields<'a> {
    all: Vec<FieldUse<'a>>,
    /// Fields that say what one of `all` says, each with the place of that one.
    twins: Vec<(usize, *const Field)>,
}

/// Counts the fields that documents name. Each is hashed once, and found by its address from then on.
fn count_fields<'a>(context: &Context<'a>, documents: &[Document<'a>]) -> Fields<'a> {
    let most = documents.iter().map(|document| document.event.members().len()).sum();
    let mut found = Fields { all: Vec::with_capacity(most), twins: Vec::new() };
    let mut places: HashMap<Said<'a>, usize> = HashMap::with_capacity(most);
    let mut count = |member: &'a Member| {
        let field = member.field();
        if !context.receives(field) {
            return;
        }
        let place = *places.entry(Said(field)).or_insert(found.all.len());
        match found.all.get_mut(place) {
            Some(used) => {
                used.count += 1;
                if !Arc::ptr_eq(used.field, field) {
                    found.twins.push((place, Arc::as_ptr(field)));
                }
            }
            None => found.all.push(FieldUse { field, count: 1 }),
        }
    };
    for document in documents {
        document.members_of_forms().for_each(&mut count);
    }
    context.catalog.common().iter().flat_map(|set| set.members()).for_each(&mut count);
    found
}

impl<'a> Document<'a> {
    /// Returns the fields of all forms, each as often as it is written.
    pub(super) fn members_of_forms(&self) -> impl Iterator<Item = &'a Member> {
        let variants = self.event.variants().map_or(&[][..], |variants| variants.cases());
        let plain = variants.is_empty().then(|| self.members(None));
        plain.into_iter().flatten().chain(variants.iter().flat_map(|variant| self.members(Some(variant))))
    }
}

fn is_coded(field: &Field) -> bool {
    field.transforms().contains(&Transform::Encode)
}

/// Returns a hash of what an enum says.
fn hash_of(values: &EnumType, coded: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    (coded, values.fallback()).hash(&mut hasher);
    for value in values.values() {
        (value.name(), value.wire(), value.description(), value.code()).hash(&mut hasher);
    }
    hasher.finish()
}

/// What decides which common fields ride along: destinations by address, consent, and sets that are left out.
type Riding<'a> = (Vec<*const Destination>, Consent, &'a [Text]);

/// The definitions of common fields: one for each set of sets that ride together.
#[derive(Default)]
struct Commons<'a> {
    definitions: Vec<(Vec<Slot<'a>>, String)>,
    names: Names,
    /// The places of definitions.
    places: HashMap<Riding<'a>, Option<usize>>,
}

impl<'a> Commons<'a> {
    /// Returns the place of the definition for a document's common fields; none when there are none.
    fn of(&mut self, context: &Context<'a>, document: &Document<'a>) -> Option<usize> {
        let destinations = document.destinations().iter().map(Arc::as_ptr).collect();
        let key = (destinations, document.consent(), document.event.without());
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let slots = document.common(context);
        let place = (!slots.is_empty()).then(|| self.place_of(context, document, slots));
        self.places.insert(key, place);
        place
    }

    fn place_of(&mut self, context: &Context<'a>, document: &Document<'a>, slots: Vec<Slot<'a>>) -> usize {
        if let Some(place) = self.definitions.iter().position(|(earlier, _)| *earlier == slots) {
            return place;
        }
        let sets: Vec<&str> = document.common_sets(context).iter().map(|set| set.name()).collect();
        self.definitions.push((slots, format!("common:{}", self.names.give(&sets.join(".")))));
        self.definitions.len() - 1
    }
}

/// Roughly what an event and its fields need, so that the text seldom moves.
fn estimate(documents: &[Document<'_>]) -> usize {
    let fields: usize = documents.iter().map(|document| document.members_of_forms().count()).sum();
    4096 + documents.len() * 1400 + fields * 420
}

/// Renders all events in one document.
pub(super) fn render<'a>(context: &Context<'a>, documents: &[Document<'a>]) -> String {
    let mut json = Json::with_capacity(estimate(documents));
    json.object(|json| {
        json.key("$schema").text(DIALECT);
        json.key("$id").text(&context.id(BUNDLE));
        json.key("title").text(&title(context));
        json.key("description").text(context.catalog.description());
        write_choice(json, documents);
        json.key("$defs").object(|json| write_definitions(json, context, documents));
    });
    json.finish_file()
}

fn title(context: &Context<'_>) -> String {
    match context.destination {
        Some(destination) => format!("{}: all events as sent to {}", context.catalog.title(), destination.title()),
        None => format!("{}: all events", context.catalog.title()),
    }
}

/// Writes which events there are. Their names tell them apart, so at most one fits, and a validator may stop there.
fn write_choice(json: &mut Json, documents: &[Document<'_>]) {
    if documents.is_empty() {
        json.key("not").object(|_| {});
        return;
    }
    json.key("anyOf").array(|json| {
        for document in documents {
            json.line_object(|json| json.key("$ref").text(&format!("#/$defs/{}", document.stem)));
        }
    });
}

fn write_definitions<'a>(json: &mut Json, context: &Context<'a>, documents: &[Document<'a>]) {
    let mut commons = Commons::default();
    for document in documents {
        let common = commons.of(context, document);
        json.key(&document.stem).object(|json| {
            write_event(json, context, document, &document.forms(context), |json| match common {
                Some(index) => {
                    let name = &commons.definitions[index].1;
                    json.line_object(|json| json.key("$ref").text(&format!("#/$defs/{name}")));
                }
                None => json.line_object(|json| write_closed(json, context, &[])),
            });
        });
    }
    for (slots, name) in &commons.definitions {
        json.key(name).object(|json| {
            json.key("description").text("Fields that ride along with events.");
            write_closed(json, context, slots);
        });
    }
    context.shared.write(json, context);
}
