//! What is sent under one name: an event, under each prefix that its name may have, or a twin.

use crate::papers::leaving::{self, Leaving};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use telemetry_catalog::model::{Catalog, Destination, Event, Grant, Twin};
use telemetry_core::Consent;

/// One name under which something is sent.
pub(super) struct Signal<'a> {
    pub(super) event: &'a Event,
    twin: Option<&'a Twin>,
    /// The fact and the value of it that put a prefix before the name.
    pub(super) prefix: Option<(&'a str, &'a str)>,
    /// Where it leaves for.
    pub(super) destinations: Vec<&'a Destination>,
    /// What it carries, by name on the wire; several forms may carry a value of one name.
    pub(super) values: BTreeMap<&'a str, Vec<Leaving<'a>>>,
}

impl<'a> Signal<'a> {
    /// Makes it without what it carries; `None` where nothing leaves.
    fn new(event: &'a Event, twin: Option<&'a Twin>) -> Option<Self> {
        let destinations = twin.map_or(event.destinations(), |twin| twin.destinations());
        let destinations: Vec<_> =
            destinations.iter().map(Arc::as_ref).filter(|to| leaving::is_elsewhere(to)).collect();
        let signal = Self { event, twin, prefix: None, destinations, values: BTreeMap::new() };
        (!signal.destinations.is_empty()).then_some(signal)
    }

    pub(super) fn description(&self) -> &'a str {
        self.twin.map_or(self.event.description(), |twin| twin.description())
    }

    pub(super) fn grant(&self) -> Option<&'a Grant> {
        self.twin.map_or(self.event.grant(), |twin| twin.grant())
    }

    /// Returns the least level at which it leaves.
    pub(super) fn consent(&self) -> Consent {
        let own = self.twin.map_or(self.event.consent(), |twin| twin.consent());
        self.destinations.iter().map(|to| own.max(to.consent())).min().unwrap_or(own)
    }

    /// Returns whether a value of the event rides on it: a twin carries some of them, and all that ride along.
    fn carries(&self, catalog: &Catalog, name: &str) -> bool {
        self.twin.is_none_or(|twin| {
            twin.carries().iter().any(|carried| **carried == *name)
                || twin.extra().iter().any(|member| member.name() == name)
                || catalog.common_of(self.event).flat_map(|set| set.members()).any(|member| member.name() == name)
        })
    }

    /// Takes what it carries from what leaves of its event.
    fn carrying(self, catalog: &'a Catalog, values: &[Leaving<'a>]) -> Self {
        let mut carried: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for value in values.iter().filter(|value| self.carries(catalog, value.name)) {
            let goes = |to: &Destination| value.destinations.iter().any(|other| other.name() == to.name());
            let destinations: Vec<_> = self.destinations.iter().copied().filter(|to| goes(to)).collect();
            if !destinations.is_empty() {
                carried.entry(value.wire).or_default().push(Leaving { destinations, ..value.clone() });
            }
        }
        Self { values: carried, ..self }
    }
}

/// Returns all that is sent, by name on the wire, and the names of events that another had before.
pub(super) fn signals(catalog: &Catalog) -> (BTreeMap<String, Signal<'_>>, Vec<&str>) {
    let (mut signals, mut twice) = (BTreeMap::new(), Vec::new());
    for event in leaving::events(catalog) {
        let values = leaving::values(catalog, event);
        for (name, signal) in named(event) {
            match signals.entry(name) {
                Entry::Vacant(entry) => drop(entry.insert(signal.carrying(catalog, &values))),
                Entry::Occupied(_) => twice.push(event.name()),
            }
        }
    }
    (signals, twice)
}

/// Returns every name of an event.
fn named(event: &Event) -> Vec<(String, Signal<'_>)> {
    let mut named: Vec<_> =
        Signal::new(event, None).map(|signal| (event.wire().to_owned(), signal)).into_iter().collect();
    if let Some(prefix) = event.prefix() {
        for (value, before) in prefix.values() {
            let signal = Signal::new(event, None).map(|signal| Signal { prefix: Some((prefix.by(), value)), ..signal });
            named.extend(signal.map(|signal| (format!("{before}{}", event.wire()), signal)));
        }
    }
    for twin in event.twins() {
        named.extend(Signal::new(event, Some(twin)).map(|signal| (twin.name().to_owned(), signal)));
    }
    named
}
