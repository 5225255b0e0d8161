//! What somebody who holds the data can do with it: class and linkage of what really rides along.
//!
//! The model says it of an event as a whole. A twin carries a part, and a destination receives a part; a schema of
//! either says it of that part.

use super::{Context, Document};
use crate::model::{Catalog, ClassDef, Field, Identifies, Linkage, Member};
use std::sync::Arc;
use telemetry_core::Class;

/// Class and linkage of what rides along.
pub(super) struct Exposure<'a> {
    pub(super) class: &'a ClassDef,
    pub(super) linkage: Linkage,
}

impl<'a> Exposure<'a> {
    /// Returns the exposure of a document.
    pub(super) fn of(context: &Context<'a>, document: &Document<'a>) -> Self {
        if document.twin.is_none() && context.destination.is_none() {
            return Self { class: document.event.class(), linkage: document.event.linkage() };
        }
        let common = document.common_sets(context);
        let members = document.members_of_forms().chain(common.iter().flat_map(|set| set.members()));
        let fields = members.map(Member::field).filter(|field| context.receives(field));
        Self::of_fields(context.catalog, fields)
    }

    fn of_fields(catalog: &'a Catalog, fields: impl Iterator<Item = &'a Arc<Field>>) -> Self {
        let built_in = |class: Class| catalog.classes().iter().find(|def| !def.own() && def.treat_as() == class);
        let mut class: Option<&ClassDef> = built_in(Class::Technical).map(|class| &**class);
        let mut linkage = Linkage::None;
        let (mut identifier, mut content) = (false, false);
        for field in fields {
            class = class.max(Some(field.class()));
            identifier |= field.class().treat_as() == Class::Identifier;
            content |= field.class().treat_as() == Class::Content;
            linkage = linkage.max(links(field));
        }
        // An identifier beside content names a person.
        if identifier && content {
            class = class.max(built_in(Class::Personal).map(|class| &**class));
        }
        Self { class: class.expect("the built-in classes are in every catalog"), linkage }
    }
}

fn links(field: &Field) -> Linkage {
    match (field.class().treat_as(), field.identifies()) {
        (Class::Personal, _) | (_, Some(Identifies::Account)) => Linkage::Account,
        (_, Some(Identifies::Event)) => Linkage::Event,
        (_, Some(Identifies::Session)) => Linkage::Session,
        (_, Some(Identifies::Install)) => Linkage::Install,
        (_, Some(Identifies::Project)) => Linkage::Project,
        (_, None) => Linkage::None,
    }
}
