//! Events, their variants and twins.

use super::{
    ClassDef, CommonSet, Condition, Date, Destination, Duration, Field, Flow, Grant, Linkage, Origin, Owner,
    PurposeDef, State, Text, resolved,
};
use std::sync::Arc;
use telemetry_core::Consent;

resolved! {
    /// One event: something the program may record.
    pub struct Event {
        /// Returns the declared name.
        by_ref name: Text => str;
        /// Returns the name on the wire.
        by_ref wire: Text => str;
        /// Returns a name for people.
        by_ref title: Text => str;
        /// Returns what happened.
        by_ref description: Text => str;
        /// Returns when it is recorded and sent.
        opt when: Option<Text> => str;
        /// Returns where it stands in its life.
        val state: State;
        /// Returns the version of its shape, from 1.
        val version: u32;
        /// Returns the program version that first recorded it.
        opt since: Option<Text> => str;
        /// Returns what changed, in order of the catalog.
        by_ref changed: Vec<Change> => [Change];
        /// Returns when it ends.
        opt expires: Option<Box<Expiry>> => Expiry;
        /// Returns links to the reviews that allowed it.
        by_ref reviews: Vec<Text> => [Text];
        /// Returns where in the code it is recorded.
        by_ref code: Vec<CodeSite> => [CodeSite];
        /// Returns who records it.
        val origin: Option<Origin>;
        /// Returns who answers for it.
        opt owner: Option<Arc<Owner>> => Owner;
        /// Returns why it is recorded; at least one.
        by_ref purposes: Vec<Arc<PurposeDef>> => [Arc<PurposeDef>];
        /// Returns the consent level at which it is sent.
        val consent: Consent;
        /// Returns the permission that must be granted too.
        opt grant: Option<Arc<Grant>> => Grant;
        /// Returns where it is sent, by name.
        by_ref destinations: Vec<Arc<Destination>> => [Arc<Destination>];
        /// Returns when it may be recorded.
        opt condition: Option<Box<Condition>> => Condition;
        /// Returns how many of them are sent at most.
        opt flow: Option<Box<Flow>> => Flow;
        /// Returns the common sets that do not ride on it, by name.
        by_ref without: Vec<Text> => [Text];
        /// Returns its fields, those of groups too, by name; without those of variants and twins.
        by_ref members: Vec<Member> => [Member];
        /// Returns its forms.
        opt variants: Option<Box<Variants>> => Variants;
        /// Returns further events that the same recording sends, by name.
        by_ref twins: Vec<Twin> => [Twin];
        /// Returns the prefixes of its name.
        opt prefix: Option<Box<Prefix>> => Prefix;
        /// Returns former and other names.
        by_ref aliases: Vec<Alias> => [Alias];
        /// Returns how long it is kept, where the event says so itself.
        opt retention: Option<Box<Duration>> => Duration;
        /// Returns whether it is about telemetry itself.
        val about_telemetry: bool;
        /// Returns its class: the highest that rides along after transforms, common fields included.
        by_ref class: Arc<ClassDef> => ClassDef;
        /// Returns to what it can be linked.
        val linkage: Linkage;
        /// Returns where it is declared.
        by_ref place: Place => Place;
    }
}

impl Event {
    /// Returns every destination that the event or one of its twins is sent to, each once.
    pub fn all_destinations(&self) -> impl Iterator<Item = &Arc<Destination>> {
        let twins = self.twins.iter().flat_map(|twin| &twin.destinations);
        let own =
            |destination: &&Arc<Destination>| !self.destinations.iter().any(|own| own.name() == destination.name());
        self.destinations.iter().chain(twins.filter(own))
    }

    /// Returns every destination to which the event or one of its twins carries a field of a name, or the tag of its
    /// forms, each once: to that of a twin's own fields, the twin alone does.
    pub fn destinations_of<'event>(&'event self, name: &'event str) -> impl Iterator<Item = &'event Arc<Destination>> {
        let is_extra = move |twin: &Twin| twin.extra().iter().any(|member| member.name() == name);
        let is_own = !self.twins.iter().any(is_extra);
        self.all_destinations().filter(move |destination| {
            let goes = |list: &[Arc<Destination>]| list.iter().any(|to| to.name() == destination.name());
            let carries = move |twin: &Twin| is_extra(twin) || twin.carries().iter().any(|carried| **carried == *name);
            (is_own && goes(&self.destinations))
                || self.twins.iter().any(|twin| carries(twin) && goes(twin.destinations()))
        })
    }

    /// Returns where in the code it is recorded, where the catalog says so; else where a program declares it.
    #[must_use]
    pub fn code_sites(&self) -> &[CodeSite] {
        if self.code.is_empty() { self.place.code.as_slice() } else { &self.code }
    }

    /// Returns every field of the event, of all its variants and twins: first its own, then by variant, then by twin.
    pub fn all_members(&self) -> impl Iterator<Item = &Member> {
        let variants = self.variants.iter().flat_map(|variants| variants.cases.iter().flat_map(|case| &case.members));
        let twins = self.twins.iter().flat_map(|twin| &twin.extra);
        self.members.iter().chain(variants).chain(twins)
    }

    /// Returns whether a common set rides on the event at one of its destinations.
    #[must_use]
    pub fn carries(&self, set: &CommonSet) -> bool {
        let left_out = self.without.iter().any(|name| **name == *set.name());
        !left_out && self.all_destinations().any(|destination| set.rides_to(destination.name()))
    }

    /// Returns whether code is generated for it and data may leave.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        matches!(self.state, State::Active | State::Deprecated)
    }

    /// Returns why a field of this event is collected: its own purposes, or the event's.
    #[must_use]
    pub fn purposes_of<'a>(&'a self, field: &'a Field) -> &'a [Arc<PurposeDef>] {
        if field.purposes().is_empty() { &self.purposes } else { field.purposes() }
    }
}

/// One field in its place: in an event, group, variant or common set.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub(crate) name: Text,
    /// The name on the wire, where it differs.
    pub(crate) wire: Option<Text>,
    pub(crate) field: Arc<Field>,
    pub(crate) membership: Membership,
}

impl Member {
    /// Returns the name the field has here: with the prefix of its group, if there is one.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the field.
    #[must_use]
    pub fn field(&self) -> &Arc<Field> {
        &self.field
    }

    /// Returns how it came here.
    #[must_use]
    pub fn membership(&self) -> &Membership {
        &self.membership
    }

    /// Returns the name on the wire: the field's own, with the prefixes of the groups it came through.
    #[must_use]
    pub fn wire(&self) -> &str {
        self.wire.as_deref().unwrap_or(&self.name)
    }
}

/// How a field came to where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// It is written there, or named with `use:`.
    Own,
    /// It is part of an included group.
    Group {
        /// The group that the event includes; an inner group's fields count as its own.
        group: Text,
        /// What stands before each of its names.
        prefix: Option<Text>,
    },
}

resolved! {
    /// Forms of one event that carry different fields.
    pub struct Variants {
        /// Returns the name of the field that says which form it is.
        by_ref tag: Text => str;
        /// Returns what the tag says.
        by_ref description: Text => str;
        /// Returns the tag's class.
        by_ref class: Arc<ClassDef> => ClassDef;
        /// Returns the forms, by name.
        by_ref cases: Vec<Variant> => [Variant];
        /// Returns the tag as the field that it is on the wire: an enum of the forms.
        by_ref member: Member => Member;
    }
}

resolved! {
    /// One form of an event.
    pub struct Variant {
        /// Returns the form's name, which is the tag's value.
        by_ref name: Text => str;
        /// Returns when the event has this form.
        by_ref description: Text => str;
        /// Returns the fields of this form alone, by name.
        by_ref members: Vec<Member> => [Member];
    }
}

resolved! {
    /// A further event that the same recording sends.
    pub struct Twin {
        /// Returns the name on the wire.
        by_ref name: Text => str;
        /// Returns what differs from the first event.
        by_ref description: Text => str;
        /// Returns where it is sent, by name.
        by_ref destinations: Vec<Arc<Destination>> => [Arc<Destination>];
        /// Returns the consent level at which it is sent.
        val consent: Consent;
        /// Returns the permission that must be granted for it.
        opt grant: Option<Arc<Grant>> => Grant;
        /// Returns the names of the event's fields that it carries, by name.
        by_ref carries: Vec<Text> => [Text];
        /// Returns the fields that it alone carries, by name.
        by_ref extra: Vec<Member> => [Member];
    }
}

resolved! {
    /// Prefixes of an event's name, by context.
    pub struct Prefix {
        /// Returns the fact that decides.
        by_ref by: Text => str;
        /// Returns fact value and prefix, by value.
        by_ref values: Vec<(Text, Text)> => [(Text, Text)];
        /// Returns the destinations that see the prefix; all when empty.
        by_ref destinations: Vec<Text> => [Text];
    }
}

resolved! {
    /// Another name of an event or field.
    pub struct Alias {
        /// Returns the other name.
        by_ref name: Text => str;
        /// Returns the program version that last used it.
        opt until: Option<Text> => str;
        /// Returns why there are two.
        opt note: Option<Text> => str;
    }
}

resolved! {
    /// One change of an event or field.
    pub struct Change {
        /// Returns the program version.
        by_ref version: Text => str;
        /// Returns what changed.
        by_ref note: Text => str;
    }
}

/// When an event or field ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Never, on purpose.
    Never,
    /// On a day.
    On(Date),
    /// With a program version.
    At(Text),
}

impl std::fmt::Display for Expiry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Never => formatter.write_str("never"),
            Self::On(date) => date.fmt(formatter),
            Self::At(version) => formatter.write_str(version),
        }
    }
}

resolved! {
    /// A place in the program's source.
    pub struct CodeSite {
        /// Returns the path, from the root of the source tree.
        by_ref path: Text => str;
        /// Returns the line, from 1.
        val line: Option<u32>;
        /// Returns the revision, where the site names one: `path:line@revision`.
        opt revision: Option<Text> => str;
    }
}

/// Where an event is declared. Two catalogs that mean the same are equal wherever they are written.
#[derive(Clone, Debug)]
pub struct Place {
    /// The path, as messages print it.
    pub path: Text,
    /// The line, from 1.
    pub line: u32,
    /// The same place in the code of a program, for an event that was read out of one.
    pub code: Option<CodeSite>,
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
