//! What is known of an event before it is recorded: which of its fields each destination may receive.
//!
//! A plan is made once for each event, when it is recorded first, of nothing but constants: the rule is
//! [`DestinationDescriptor::may_receive`], which the compiler holds events against too.

use crate::family::names_of_others;
use crate::json::is_carried;
use crate::rules::{CatalogRules, CommonRules, Condition, FlowRules, GrantRules, NamePrefix, Withdrawal};
use crate::runtime::consent::{covers, holds};
use crate::runtime::declared;
use crate::runtime::mask::Mask;
use crate::runtime::plain::Plain;
use crate::runtime::state::Snapshot;
use crate::{
    Consent, DestinationDescriptor, Detail, EventDescriptor, FieldDescriptor, FieldsDescriptor, Place, Prefix,
};
use crate::{EventDescriptor as Event, TwinDescriptor};

/// What is known of an event.
pub(crate) struct Plan {
    pub(crate) event: &'static EventDescriptor,
    /// The fields by their numbers: those of the event, then those of each common set that is computed for each event.
    pub(crate) fields: Vec<PlannedField>,
    pub(crate) routes: Vec<Route>,
    /// The fields that some destination may receive.
    pub(crate) wanted: Mask,
    /// The same of each common set that is computed for each event.
    pub(crate) wanted_of_sets: Vec<Mask>,
    /// The least level at which it goes anywhere.
    pub(crate) least: Consent,
    /// How many of it go on, where it says so itself.
    pub(crate) flow: Option<&'static FlowRules>,
}

/// One way that an event goes: itself or a twin of it, to one destination.
pub(crate) struct Route {
    /// The number of the destination.
    pub(crate) lane: usize,
    /// The name of the event or of the twin.
    pub(crate) name: &'static str,
    pub(crate) consent: Consent,
    pub(crate) grants: Vec<&'static str>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) prefix: Option<NamePrefix>,
    /// The fields that the destination may receive, by their numbers.
    pub(crate) mask: Mask,
    /// The common sets that do not ride along.
    pub(crate) without: &'static [&'static str],
}

/// A field of an event or of a common set, with its whole name.
pub(crate) struct PlannedField {
    pub(crate) field: &'static FieldDescriptor,
    /// The common set that it belongs to.
    pub(crate) set: Option<&'static CommonRules>,
    /// The declared name, what groups put before it included.
    pub(crate) name: String,
    /// The same on the wire.
    pub(crate) key: String,
    /// What leaves of it as it was recorded.
    pub(crate) plain: Plain,
    /// The names that a family leaves to other fields.
    pub(crate) others: Vec<String>,
    /// Nothing where it leaves with its event, as most do.
    terms: Option<Terms>,
}

/// On which terms a field leaves.
#[derive(Default, PartialEq)]
pub(crate) struct Terms {
    consent: Option<Consent>,
    grant: Option<&'static str>,
    condition: Option<Condition>,
    version: Option<u32>,
}

impl PlannedField {
    fn new(field: &'static FieldDescriptor, place: &Place<'_>, set: Option<&'static CommonRules>) -> Self {
        let whole = |name: &str| {
            let mut text = String::new();
            place.prefix.each_part(&mut |part| text.push_str(part));
            text + name
        };
        Self {
            field,
            set,
            name: whole(field.name),
            key: whole(field.wire),
            plain: Plain::of(field),
            others: Vec::new(),
            terms: Terms::of(field),
        }
    }

    /// Returns whether what the field needs was taken back after something held and given again since. What the catalog
    /// keeps meanwhile was not taken back.
    pub(crate) fn is_given_anew(&self, then: &Snapshot, now: &Snapshot, keeps: &Keeps<'_>) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.are_given_anew(then, now, keeps))
    }

    /// Returns whether the field may leave for a destination under what holds; a local one needs no agreement to send.
    pub(crate) fn is_allowed(&self, snapshot: &Snapshot, is_local: bool) -> bool {
        self.terms.as_ref().is_none_or(|terms| terms.are_met(snapshot, is_local))
    }
}

impl Terms {
    /// Returns the terms of a field, where it has any.
    pub(crate) fn of(field: &FieldDescriptor) -> Option<Self> {
        let mut terms = Self::default();
        for detail in field.details {
            match *detail {
                Detail::Consent(level) => terms.consent = Some(level),
                Detail::Grant(grant) => terms.grant = Some(grant),
                Detail::Condition(condition) => terms.condition = Some(condition),
                Detail::ConsentVersion(version) => terms.version = Some(version),
                _ => {}
            }
        }
        (terms != Self::default()).then_some(terms)
    }

    /// Returns whether what they ask for was taken back after something held and given again since.
    pub(crate) fn are_given_anew(&self, then: &Snapshot, now: &Snapshot, keeps: &Keeps<'_>) -> bool {
        let Self { consent, grant, condition: _, version: _ } = self;
        consent.is_some_and(|level| !keeps.level && now.given.is_newer(level, then))
            || grant.is_some_and(|grant| !keeps.has(grant) && now.given.is_grant_newer(grant, then))
    }

    /// Returns whether what waits must lose the field, since they are not met any more and nothing keeps it.
    pub(crate) fn are_withdrawn(&self, now: &Snapshot, keeps: &Keeps<'_>) -> bool {
        let Self { consent, grant, condition: _, version: _ } = self;
        consent.is_some_and(|level| !keeps.level && now.decision.level < level)
            || grant.is_some_and(|grant| !keeps.has(grant) && !now.decision.grants.contains(grant))
    }

    /// Returns whether they are met by what holds; a local destination needs no agreement to send.
    pub(crate) fn are_met(&self, snapshot: &Snapshot, is_local: bool) -> bool {
        let Self { consent, grant, condition, version } = self;
        let decision = &snapshot.decision;
        let agreed = is_local
            || (consent.is_none_or(|level| decision.level >= level) && covers(decision.accepted_version, *version));
        agreed
            && grant.is_none_or(|grant| decision.grants.contains(grant))
            && condition.as_ref().is_none_or(|condition| holds(condition, &snapshot.facts) == Some(true))
    }
}

/// What stays of what waits for a destination when it is taken back, until it is given again.
pub(crate) struct Keeps<'c> {
    /// Whether that which waits for a level does, as it always does on the machine.
    level: bool,
    grants: &'c [GrantRules],
}

impl<'c> Keeps<'c> {
    pub(crate) fn of(destination: &DestinationDescriptor, rules: &'c CatalogRules) -> Self {
        let of_consent = destination.rules.on_withdrawal.unwrap_or(rules.consent.on_withdrawal);
        Self { level: is_local(destination) || of_consent == Withdrawal::Keep, grants: rules.grants }
    }

    fn has(&self, grant: &str) -> bool {
        self.grants.iter().any(|rule| rule.name == grant && rule.on_withdrawal == Withdrawal::Keep)
    }
}

/// Returns whether a destination keeps events on the machine.
pub(crate) fn is_local(destination: &DestinationDescriptor) -> bool {
    destination.rules.kind == Some("local")
}

/// Returns the fields of a descriptor, in the order of their places.
pub(crate) fn planned_fields(
    fields: &'static FieldsDescriptor,
    set: Option<&'static CommonRules>,
) -> Vec<PlannedField> {
    let mut planned = Vec::with_capacity(fields.count as usize);
    let start = Place { index: 0, prefix: &Prefix::NONE };
    fields.each_field(start, &mut |place, field| planned.push(PlannedField::new(field, place, set)));
    for family in planned.iter_mut().filter(|planned| planned.field.family().is_some()) {
        family.others = names_of_others(family.field, fields);
    }
    planned
}

impl Plan {
    /// Makes the plan of an event for destinations, and the common sets that are computed for each event.
    pub(crate) fn new(
        event: &'static Event,
        destinations: &[DestinationDescriptor],
        sets: &[(&'static CommonRules, &'static FieldsDescriptor)],
    ) -> Self {
        let mut fields = planned_fields(&event.fields, None);
        let own = fields.len();
        for (rules, of_set) in sets {
            fields.extend(planned_fields(of_set, Some(rules)));
        }
        let mut routes = Vec::new();
        for (lane, destination) in destinations.iter().enumerate() {
            if event.destinations.contains(&destination.name) {
                routes.push(Route::new(event, None, lane, destination, &fields));
            }
            let twins = event.twins.iter().filter(|twin| twin.destinations.contains(&destination.name));
            routes.extend(twins.map(|twin| Route::new(event, Some(twin), lane, destination, &fields)));
        }
        let mut all = Mask::default();
        for route in &routes {
            all.add(&route.mask);
        }
        let least = routes.iter().map(|route| route.consent).min().unwrap_or(Consent::Extended);
        let wanted = part(&all, 0, own);
        let mut first = own;
        let wanted_of_sets = sets.iter().map(|(_, of_set)| {
            first += of_set.count as usize;
            part(&all, first - of_set.count as usize, first)
        });
        let wanted_of_sets = wanted_of_sets.collect();
        Self { event, fields, routes, wanted, wanted_of_sets, least, flow: declared::rules(event) }
    }
}

/// Returns the part of a mask between two numbers, counted from the first.
fn part(mask: &Mask, from: usize, to: usize) -> Mask {
    let mut part = Mask::default();
    let numbers = (from..to).filter_map(|number| u32::try_from(number).ok());
    let first = u32::try_from(from).unwrap_or(u32::MAX);
    numbers.filter(|number| mask.has(*number)).for_each(|number| part.insert(number - first));
    part
}

impl Route {
    fn new(
        event: &'static Event,
        twin: Option<&'static TwinDescriptor>,
        lane: usize,
        destination: &DestinationDescriptor,
        fields: &[PlannedField],
    ) -> Self {
        let mut mask = Mask::default();
        // A record counts its fields in fifteen bits, the last number of which means something else.
        for (number, planned) in (0..u32::from(u16::MAX / 2)).zip(fields) {
            if receives(destination, twin, planned) {
                mask.insert(number);
            }
        }
        let consent = twin.and_then(|twin| twin.consent).unwrap_or(event.consent);
        let consent = if is_local(destination) { destination.consent } else { consent.max(destination.consent) };
        let mut route = Self {
            lane,
            name: twin.map_or(event.wire, |twin| twin.name),
            consent,
            grants: destination.grant.into_iter().chain(twin.and_then(|twin| twin.grant)).collect(),
            conditions: destination.rules.condition.into_iter().collect(),
            prefix: None,
            mask,
            without: &[],
        };
        event.details.iter().for_each(|detail| route.detail(detail));
        route
    }

    /// Returns whether a common set rides along, by what held when the event was recorded.
    pub(crate) fn carries(&self, set: &CommonRules, then: &Snapshot) -> bool {
        !self.without.contains(&set.name) && applies(set, then)
    }

    fn detail(&mut self, detail: &Detail) {
        match *detail {
            Detail::Grant(grant) => self.grants.push(grant),
            Detail::Condition(condition) => self.conditions.push(condition),
            Detail::Prefix(prefix) => self.prefix = Some(prefix),
            Detail::Without(sets) => self.without = sets,
            _ => {}
        }
    }
}

/// Returns whether a destination may receive a field of an event, or of a twin of it.
fn receives(destination: &DestinationDescriptor, twin: Option<&TwinDescriptor>, planned: &PlannedField) -> bool {
    match (planned.set, twin) {
        (Some(set), _) => rides_to(set, destination.name) && destination.may_receive(planned.field),
        (None, None) => destination.may_receive(planned.field),
        (None, Some(_)) => destination.may_take(planned.field) && is_carried(twin, &planned.name, planned.field),
    }
}

/// Returns whether the condition of a common set holds.
pub(crate) fn applies(set: &CommonRules, then: &Snapshot) -> bool {
    set.condition.as_ref().is_none_or(|condition| holds(condition, &then.facts) == Some(true))
}

/// Returns whether a common set rides on the events of a destination.
pub(crate) fn rides_to(set: &CommonRules, destination: &str) -> bool {
    set.destinations.is_empty() || set.destinations.contains(&destination)
}
