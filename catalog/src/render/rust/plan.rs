//! What is printed, and under which Rust names: decided for the whole module before the first line.

use super::names::{NameKind, Scope};
use crate::model::{AllowList, Catalog, CommonSet, EnumType, Event, Field, Group, Member, Membership, Type};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// The types of a module, with their names.
pub(super) struct Plan<'a> {
    /// The events that code is generated for.
    pub(super) events: Vec<Named<&'a Event>>,
    /// The enum of an event's variants, for the events that have some.
    pub(super) variants: HashMap<&'a str, String>,
    pub(super) groups: Vec<Named<&'a Group>>,
    group_names: HashMap<&'a str, String>,
    pub(super) common: Vec<Named<&'a CommonSet>>,
    pub(super) vocabularies: Vec<Named<VocabularyUse<'a>>>,
    vocabulary_indices: HashMap<usize, usize>,
}

/// Something with its Rust name.
pub(super) struct Named<T> {
    pub(super) name: String,
    pub(super) of: T,
}

/// A closed vocabulary. Two are one when they say the same.
#[derive(Clone, Copy)]
pub(super) enum Vocabulary<'a> {
    Enum(&'a EnumType),
    Allow(&'a AllowList),
}

/// A vocabulary, and what its uses have in common.
pub(super) struct VocabularyUse<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    /// The name of the first field that uses it.
    pub(super) field: &'a str,
    /// What the first user is called.
    owner: &'a str,
    /// What the field says, where all that use it say the same.
    pub(super) description: Option<&'a str>,
    /// Whether a set holds its values, so that they need an order.
    pub(super) is_ordered: bool,
}

impl<'a> Plan<'a> {
    /// Decides what is printed for a catalog.
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let events: Vec<&Event> = catalog.events().iter().filter(|event| event.is_recorded()).collect();
        let groups: Vec<&Group> = catalog.groups().iter().map(|group| &**group).collect();
        let common: Vec<&CommonSet> = catalog.common().iter().map(|set| &**set).collect();
        let mut uses = Uses::default();
        for event in &events {
            event.all_members().for_each(|member| uses.add_own(event.name(), member));
        }
        for group in &groups {
            group.members().iter().for_each(|member| uses.add_own(group.name(), member));
        }
        for set in &common {
            set.members().iter().for_each(|member| uses.add_own(set.name(), member));
        }
        Self::named(&events, groups, &common, uses)
    }

    fn named(events: &[&'a Event], groups: Vec<&'a Group>, common: &[&'a CommonSet], uses: Uses<'a>) -> Self {
        let mut scope = Scope::default();
        let event_names = scope.claim(NameKind::Event, &events.iter().map(|event| event.name()).collect::<Vec<_>>());
        let group_names = scope.claim(NameKind::Group, &groups.iter().map(|group| group.name()).collect::<Vec<_>>());
        let common_titles: Vec<String> = common.iter().map(|set| format!("{} common", set.name())).collect();
        let common_names = scope.claim(NameKind::Group, &common_titles.iter().map(String::as_str).collect::<Vec<_>>());
        let variant_owners: Vec<&Event> = events.iter().copied().filter(|event| event.variants().is_some()).collect();
        let variant_titles: Vec<String> = variant_owners
            .iter()
            .map(|event| format!("{} {}", event.name(), event.variants().map_or("", |variants| variants.tag())))
            .collect();
        let variant_names =
            scope.claim(NameKind::Vocabulary, &variant_titles.iter().map(String::as_str).collect::<Vec<_>>());
        let titles = uses.titles();
        let vocabulary_names =
            scope.claim(NameKind::Vocabulary, &titles.iter().map(String::as_str).collect::<Vec<_>>());
        Self {
            events: zip(event_names, events.iter().copied()),
            variants: variant_owners.iter().map(|event| event.name()).zip(variant_names).collect(),
            group_names: groups.iter().map(|group| group.name()).zip(group_names.iter().cloned()).collect(),
            groups: zip(group_names, groups),
            common: zip(common_names, common.iter().copied()),
            vocabularies: zip(vocabulary_names, uses.list),
            vocabulary_indices: uses.by_address,
        }
    }

    /// Returns the Rust name of a group that is printed.
    pub(super) fn group(&self, name: &str) -> Option<&str> {
        self.group_names.get(name).map(String::as_str)
    }

    /// Returns the Rust name of a field's vocabulary, if it is closed.
    pub(super) fn vocabulary(&self, field: &Field) -> Option<&str> {
        let index = self.vocabulary_indices.get(&vocabulary(field)?.address())?;
        Some(&self.vocabularies[*index].name)
    }
}

fn zip<T>(names: Vec<String>, items: impl IntoIterator<Item = T>) -> Vec<Named<T>> {
    names.into_iter().zip(items).map(|(name, of)| Named { name, of }).collect()
}

/// Returns whether a member is part of the generated type: it leaves, as a value or as a constant.
pub(super) fn is_printed(member: &Member) -> bool {
    member.field().is_sent()
}

fn vocabulary(field: &Field) -> Option<Vocabulary<'_>> {
    if field.constant().is_some() {
        return None;
    }
    field.allow().map(Vocabulary::Allow).or_else(|| field.values().map(Vocabulary::Enum))
}

/// The vocabularies in use, in the order of their first use.
#[derive(Default)]
struct Uses<'a> {
    list: Vec<VocabularyUse<'a>>,
    by_content: HashMap<Vocabulary<'a>, usize>,
    /// Most fields share the value itself: looking that up costs less than comparing what it says.
    by_address: HashMap<usize, usize>,
}

impl<'a> Uses<'a> {
    /// Adds the vocabulary of a member, unless it belongs to a group, which adds it itself.
    fn add_own(&mut self, owner: &'a str, member: &'a Member) {
        match member.membership() {
            Membership::Own => self.add(owner, member.field()),
            Membership::Group { .. } => {}
        }
    }

    fn add(&mut self, owner: &'a str, field: &'a Field) {
        let Some(vocabulary) = vocabulary(field).filter(|_| field.is_sent()) else { return };
        let index = *self.by_address.entry(vocabulary.address()).or_insert_with(|| {
            *self.by_content.entry(vocabulary).or_insert_with(|| {
                let description = Some(field.description());
                self.list.push(VocabularyUse {
                    vocabulary,
                    field: field.name(),
                    owner,
                    description,
                    is_ordered: false,
                });
                self.list.len() - 1
            })
        });
        let known = &mut self.list[index];
        known.is_ordered |= matches!(field.ty(), Type::Set(_));
        known.description = known.description.filter(|description| *description == field.description());
    }

    /// Returns what each is called before it has a Rust name: the field's name, with the owner's where two differ.
    fn titles(&self) -> Vec<String> {
        let mut counts: HashMap<&str, u32> = HashMap::with_capacity(self.list.len());
        for one in &self.list {
            *counts.entry(one.field).or_default() += 1;
        }
        let title = |one: &VocabularyUse<'_>| match counts[one.field] {
            1 => one.field.to_owned(),
            _ => format!("{} {}", one.owner, one.field),
        };
        self.list.iter().map(title).collect()
    }
}

impl Vocabulary<'_> {
    /// Returns where the value stands in memory: it is looked up by it, never ordered or printed.
    fn address(&self) -> usize {
        match self {
            Self::Enum(values) => std::ptr::from_ref(*values).addr(),
            Self::Allow(list) => std::ptr::from_ref(*list).addr(),
        }
    }
}

impl PartialEq for Vocabulary<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Enum(one), Self::Enum(other)) => std::ptr::eq(*one, *other) || one == other,
            (Self::Allow(one), Self::Allow(other)) => one == other,
            (Self::Enum(_), Self::Allow(_)) | (Self::Allow(_), Self::Enum(_)) => false,
        }
    }
}

impl Eq for Vocabulary<'_> {}

impl Hash for Vocabulary<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equal vocabularies have equal names; that is enough to tell most others apart.
        match self {
            Self::Enum(values) => values.values().iter().for_each(|value| value.name().hash(state)),
            Self::Allow(list) => list.values().hash(state),
        }
    }
}
