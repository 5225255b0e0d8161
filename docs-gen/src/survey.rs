//! What a page speaks of, found in one walk over the catalog: only this is explained in "Your choice" and "What the
//! words mean". One walk, since a catalog of ten thousand events holds more fields than a processor's cache.

use crate::row::is_listed;
use std::collections::BTreeSet;
use std::ptr;
use telemetry_catalog::model::{
    Cap, Catalog, ClassDef, Condition, Event, Field, Member, Prefix, PurposeDef, State, Transform, Twin, Variants,
};
use telemetry_core::Consent;

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
    classes: Vec<&'a ClassDef>,
    purposes: Vec<&'a PurposeDef>,
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
        event.all_members().for_each(|member| self.member(member, event.is_recorded()));
    }

    fn member(&mut self, member: &'a Member, recorded: bool) {
        if !is_listed(member) {
            return;
        }
        let field: &Field = member.field();
        self.class(field.class());
        field.purposes().iter().for_each(|purpose| self.purpose(purpose));
        self.condition(field.condition());
        if recorded {
            self.levels.extend(field.consent());
        }
        self.cleans = self.cleans || self.is_cleaned(field);
    }

    fn is_cleaned(&self, field: &Field) -> bool {
        let above = field.class().rank() >= self.catalog.redaction().from().rank();
        field.transforms().contains(&Transform::Redact) || (above && field.is_sent() && !field.sends_number())
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
