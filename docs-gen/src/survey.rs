//! What a page speaks of, found in one walk over the catalog: only this is explained in "Your choice" and "What the
//! words mean". One walk, since a catalog of ten thousand events holds more fields than a processor's cache.

use crate::row::is_listed;
use std::collections::{BTreeMap, BTreeSet};
use std::ptr;
use telemetry_catalog::model::{
    Cap, Catalog, ClassDef, Condition, Event, Field, Member, Prefix, PurposeDef, Source, State, Transform, Twin,
    Variants,
};
use telemetry_core::{Class, Consent};

/// What a page speaks of.
#[derive(Debug)]
pub(crate) struct Survey<'a> {
    catalog: &'a Catalog,
    /// The levels that something asks for or that a user may have.
    pub(crate) levels: BTreeSet<Consent>,
    /// The names of the facts that conditions ask for.
    pub(crate) facts: BTreeSet<&'a str>,
    /// Whether any text is cleaned before it is sent.
    pub(crate) cleans: bool,
    /// The recorded events that are reports of failures or hold text of one.
    pub(crate) failures: Vec<&'a Event>,
    /// Whether anything says since when it is there, or what changed.
    pub(crate) dated: bool,
    /// The names of the fields that others than the program fill in, by who does.
    pub(crate) added: BTreeMap<&'static str, BTreeSet<&'a str>>,
    /// The legal bases of fields.
    pub(crate) bases: BTreeSet<&'a str>,
    classes: Vec<&'a ClassDef>,
    purposes: Vec<&'a PurposeDef>,
}

/// Returns whether an event is a report of a failure, which users may allow by itself.
pub(crate) fn is_report(event: &Event) -> bool {
    matches!(event.consent(), Consent::Crash | Consent::Error)
}

/// Returns whether a transform cleans text, of values of any origin.
fn cleans(transform: &Transform) -> bool {
    match transform {
        Transform::Redact => true,
        Transform::ByOrigin(parts) => parts.iter().any(|(_, part)| cleans(part)),
        _ => false,
    }
}

/// Returns whether a field holds text that a failure produced.
pub(crate) fn is_text_of_failure(member: &Member) -> bool {
    is_listed(member) && member.field().class().treat_as() == Class::Diagnostic
}

impl<'a> Survey<'a> {
    /// Walks over a catalog.
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        let redaction = catalog.redaction();
        let cleans = !redaction.own().is_empty()
            || !redaction.roots().is_empty()
            || !redaction.keep_after().is_empty()
            || !redaction.detectors().is_empty();
        let mut survey = Self {
            catalog,
            levels: BTreeSet::from([catalog.consent().default()]),
            facts: BTreeSet::new(),
            cleans,
            failures: Vec::new(),
            dated: false,
            added: BTreeMap::new(),
            bases: BTreeSet::new(),
            classes: Vec::new(),
            purposes: Vec::new(),
        };
        survey.registries();
        let events = catalog.events().iter().filter(|event| event.state() != State::Removed);
        events.for_each(|event| survey.event(event));
        if survey.cleans {
            survey.class(redaction.from());
        }
        survey
    }

    /// Returns whether the page links to a class.
    pub(crate) fn has_class(&self, class: &ClassDef) -> bool {
        self.classes.iter().any(|known| known.name() == class.name())
    }

    /// Returns whether the page gives a purpose.
    pub(crate) fn has_purpose(&self, purpose: &PurposeDef) -> bool {
        self.purposes.iter().any(|known| known.name() == purpose.name())
    }

    fn registries(&mut self) {
        let catalog = self.catalog;
        self.levels.extend(catalog.consent().caps().iter().map(Cap::level));
        catalog.consent().caps().iter().for_each(|cap| self.condition(cap.condition()));
        for destination in catalog.destinations() {
            self.levels.insert(destination.consent());
            self.condition(destination.condition());
            self.class(destination.ceiling());
        }
        for set in catalog.common() {
            self.condition(set.condition());
            set.members().iter().for_each(|member| self.member(member, true));
        }
    }

    fn event(&mut self, event: &'a Event) {
        if event.is_recorded() {
            self.levels.insert(event.consent());
            self.levels.extend(event.twins().iter().map(Twin::consent));
        }
        self.class(event.class());
        event.variants().map(Variants::class).into_iter().for_each(|class| self.class(class));
        event.purposes().iter().for_each(|purpose| self.purpose(purpose));
        self.condition(event.condition());
        self.facts.extend(event.prefix().map(Prefix::by));
        self.dated = self.dated || event.since().is_some() || !event.changed().is_empty();
        event.all_members().for_each(|member| self.member(member, event.is_recorded()));
        if event.is_recorded() && (is_report(event) || event.all_members().any(is_text_of_failure)) {
            self.failures.push(event);
        }
    }

    fn member(&mut self, member: &'a Member, recorded: bool) {
        let field: &Field = member.field();
        self.dated = self.dated || field.since().is_some() || !field.changed().is_empty();
        if !is_listed(member) {
            return;
        }
        self.class(field.class());
        field.purposes().iter().for_each(|purpose| self.purpose(purpose));
        self.condition(field.condition());
        if recorded {
            self.levels.extend(field.consent());
            self.bases.extend(field.legal_basis());
            if let Some(source @ (Source::Server | Source::Enrichment)) = field.source() {
                self.added.entry(source.name()).or_default().insert(member.name());
            }
        }
        self.cleans = self.cleans || self.is_cleaned(field);
    }

    fn is_cleaned(&self, field: &Field) -> bool {
        let above = field.class().rank() >= self.catalog.redaction().from().rank();
        field.transforms().iter().any(cleans) || (above && field.is_sent() && !field.sends_number())
    }

    fn class(&mut self, class: &'a ClassDef) {
        if !self.classes.iter().any(|known| ptr::eq(*known, class)) {
            self.classes.push(class);
        }
    }

    fn purpose(&mut self, purpose: &'a PurposeDef) {
        if !self.purposes.iter().any(|known| ptr::eq(*known, purpose)) {
            self.purposes.push(purpose);
        }
    }

    fn condition(&mut self, condition: Option<&'a Condition>) {
        match condition {
            Some(Condition::All(parts) | Condition::Any(parts)) => {
                for part in parts {
                    self.condition(Some(part));
                }
            }
            Some(Condition::Not(part)) => self.condition(Some(part)),
            Some(Condition::Is { fact, .. }) => drop(self.facts.insert(fact)),
            None => {}
        }
    }
}
