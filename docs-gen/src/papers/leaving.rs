//! What leaves the machine: papers speak of that alone. Events that are planned or removed, fields that are dropped, and
//! destinations that stay on the machine are none of it.

use std::sync::Arc;
use telemetry_catalog::model::{Catalog, ClassDef, Destination, Event, Field, Member, PurposeDef};
use telemetry_core::Consent;

/// One value of an event that leaves.
#[derive(Clone, Debug)]
pub(super) struct Leaving<'a> {
    pub(super) event: &'a Event,
    /// The name that it has on this event.
    pub(super) name: &'a str,
    /// The name that it leaves under, before a destination changes it.
    pub(super) wire: &'a str,
    pub(super) description: &'a str,
    pub(super) class: &'a ClassDef,
    /// The field; `None` for the tag that says which form an event has, which is one of a closed list.
    pub(super) field: Option<&'a Field>,
    /// The common set that it rides along with.
    pub(super) set: Option<&'a str>,
    /// Who receives it, in the order of the event.
    pub(super) destinations: Vec<&'a Destination>,
}

impl<'a> Leaving<'a> {
    /// Returns what a table calls it that lists values of all events: what rides along is the same value on each of them.
    pub(super) fn called(&self) -> String {
        format!("{}.{}", self.set.unwrap_or(self.event.name()), self.name)
    }

    /// Returns why it is collected.
    pub(super) fn purposes(&self) -> &'a [Arc<PurposeDef>] {
        self.field.map_or(self.event.purposes(), |field| self.event.purposes_of(field))
    }
}

/// Returns whether a destination is another machine.
pub(super) fn is_elsewhere(destination: &Destination) -> bool {
    destination.kind() != Some("local")
}

/// Returns the events that leave, by name.
pub(super) fn events(catalog: &Catalog) -> impl Iterator<Item = &Event> {
    catalog.events().iter().filter(|event| event.is_recorded() && destinations(event).next().is_some())
}

/// Returns the destinations to which an event or one of its twins leaves.
pub(super) fn destinations(event: &Event) -> impl Iterator<Item = &Destination> {
    event.all_destinations().map(|destination| &**destination).filter(|destination| is_elsewhere(destination))
}

/// Returns the least consent level at which anything of an event leaves.
pub(super) fn level(event: &Event) -> Consent {
    let own = event.destinations().iter().map(|to| (event.consent(), to));
    let twins = event.twins().iter().flat_map(|twin| twin.destinations().iter().map(|to| (twin.consent(), to)));
    let leaving = own.chain(twins).filter(|(_, to)| is_elsewhere(to));
    leaving.map(|(consent, to)| consent.max(to.consent())).min().unwrap_or(event.consent())
}

/// Returns every value of an event that leaves: its own, those of its forms and twins, then what rides along.
pub(super) fn values<'a>(catalog: &'a Catalog, event: &'a Event) -> Vec<Leaving<'a>> {
    let own = |member: &Member| {
        let carrying = event.twins().iter().filter(|twin| twin.carries().iter().any(|name| **name == *member.name()));
        let twins = carrying.flat_map(|twin| twin.destinations());
        event.destinations().iter().chain(twins).map(|destination| destination.name()).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    let mut add = |member: &'a Member, set: Option<&'a str>, to: &dyn Fn(&Destination) -> bool| {
        let field: &'a Field = member.field();
        let destinations: Vec<_> =
            destinations(event).filter(|destination| to(destination) && field.reaches(destination)).collect();
        if !destinations.is_empty() {
            let (name, wire) = (member.name(), member.wire());
            let (description, class) = (field.description(), field.class());
            found.push(Leaving { event, name, wire, description, class, field: Some(field), set, destinations });
        }
    };
    let cases = event.variants().into_iter().flat_map(|variants| variants.cases()).flat_map(|case| case.members());
    for member in event.members().iter().chain(cases) {
        let names = own(member);
        add(member, None, &|destination| names.contains(&destination.name()));
    }
    for twin in event.twins() {
        for member in twin.extra() {
            add(member, None, &|destination| twin.destinations().iter().any(|to| to.name() == destination.name()));
        }
    }
    for set in catalog.common_of(event) {
        for member in set.members() {
            add(member, Some(set.name()), &|destination| set.rides_to(destination.name()));
        }
    }
    found.extend(tag(event));
    found
}

/// Returns the tag that says which form an event has.
fn tag(event: &Event) -> Option<Leaving<'_>> {
    let variants = event.variants()?;
    let destinations =
        destinations(event).filter(|destination| variants.class().rank() <= destination.ceiling().rank()).collect();
    let (name, description, class) = (variants.tag(), variants.description(), variants.class());
    Some(Leaving { event, name, wire: name, description, class, field: None, set: None, destinations })
}

/// Returns every value of every event that leaves.
pub(super) fn all(catalog: &Catalog) -> impl Iterator<Item = Leaving<'_>> {
    events(catalog).flat_map(|event| values(catalog, event))
}
