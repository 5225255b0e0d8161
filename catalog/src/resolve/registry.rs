//! What events and fields refer to by name: classes, purposes, owners, facts, grants, destinations, shared fields.

use super::head::Head;
use super::merge::{Merged, Section};
use super::names::{self, Names};
use super::{CheckOptions, consent, destination, words};
use crate::declared::{ClassDecl, Entry, FieldDecl, OwnerDecl, PurposeDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Catalog, ClassDef, CommonSet, ConsentRules, Destination, Docs, Fact, Grant, Group, Owner, PurposeDef, Redaction,
    WrittenIn,
};
use crate::rules::{self, Rule};
use crate::source::Span;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use telemetry_core::{Class, Consent, Purpose};

/// The registries of one catalog.
pub(super) struct Registry<'decl> {
    pub(super) options: CheckOptions,
    pub(super) names: Names,
    /// The program version, for expiry.
    pub(super) version: Option<Text>,
    pub(super) classes: Vec<Arc<ClassDef>>,
    pub(super) purposes: Vec<Arc<PurposeDef>>,
    pub(super) owners: Vec<Arc<Owner>>,
    pub(super) facts: Vec<Arc<Fact>>,
    pub(super) grants: Vec<Arc<Grant>>,
    pub(super) consent: ConsentRules,
    pub(super) destinations: Vec<Arc<Destination>>,
    pub(super) redaction: Option<Redaction>,
    pub(super) shared: HashMap<&'decl str, &'decl Entry<FieldDecl>>,
    /// Every name that a registry declares, faulty or not: a faulty entry is reported once, where it stands.
    declared: HashSet<(Kind, &'decl str)>,
    used: RefCell<HashMap<Kind, HashSet<Text>>>,
}

/// What kind of thing a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Class,
    Purpose,
    Owner,
    Fact,
    Grant,
    Destination,
    SharedField,
    Group,
    CommonSet,
}

impl Kind {
    fn facts(self) -> (&'static str, &'static str, &'static Rule) {
        match self {
            Self::Class => ("class", "classes", &rules::UNKNOWN_CLASS),
            Self::Purpose => ("purpose", "purposes", &rules::UNKNOWN_PURPOSE),
            Self::Owner => ("owner", "owners", &rules::UNKNOWN_OWNER),
            Self::Fact => ("fact", "facts", &rules::UNKNOWN_FACT),
            Self::Grant => ("grant", "grants", &rules::UNKNOWN_GRANT),
            Self::Destination => ("destination", "destinations", &rules::UNKNOWN_DESTINATION),
            Self::SharedField => ("shared field", "fields", &rules::UNKNOWN_FIELD),
            Self::Group => ("group", "groups", &rules::UNKNOWN_GROUP),
            Self::CommonSet => ("common set", "common", &rules::UNKNOWN_SET),
        }
    }
}

impl<'decl> Registry<'decl> {
    pub(super) fn new(
        merged: &Merged<'decl>,
        head: Option<&Head>,
        options: CheckOptions,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let classes = classes(&merged.classes, diagnostics);
        let mut registry = Self {
            options,
            names: Names::new(merged, diagnostics),
            version: head.map(|head| head.version.clone()),
            classes,
            purposes: purposes(&merged.purposes, diagnostics),
            owners: owners(&merged.owners, diagnostics),
            facts: consent::facts(&merged.facts, diagnostics),
            grants: consent::grants(&merged.grants, diagnostics),
            consent: consent::undecided(),
            destinations: Vec::new(),
            redaction: None,
            shared: merged.fields.iter().map(|entry| (&*entry.name.value, *entry)).collect(),
            declared: declared(merged),
            used: RefCell::default(),
        };
        registry.consent = consent::resolve(&registry, merged, diagnostics);
        registry.redaction = destination::redaction(&registry, merged, diagnostics);
        registry.destinations = destination::resolve(&registry, merged, diagnostics);
        registry
    }

    /// Looks a name up; an unknown one is reported with the nearest known one.
    fn look_up<'a, T>(
        &self,
        kind: Kind,
        (span, name): (Span, &str),
        all: &'a [Arc<T>],
        name_of: impl Fn(&T) -> &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Arc<T>> {
        let name = name.trim();
        if let Some(found) = all.iter().find(|item| name_of(item) == name) {
            return Some(found);
        }
        if self.declared.contains(&(kind, name)) {
            // A faulty entry was reported where it stands.
            self.mark_used(kind, name);
            return None;
        }
        let declared = self.declared.iter().filter(|(other, _)| *other == kind).map(|(_, name)| *name);
        let mut known: Vec<&str> = all.iter().map(|item| name_of(item)).collect();
        let mut faulty: Vec<&str> = declared.filter(|name| !known.contains(name)).collect();
        faulty.sort_unstable();
        known.extend(faulty);
        Self::unknown(kind, span, name, &known, diagnostics);
        None
    }

    /// Reports a name that nothing has.
    pub(super) fn unknown(kind: Kind, span: Span, name: &str, known: &[&str], diagnostics: &mut Diagnostics) {
        let (noun, section, rule) = kind.facts();
        let message = format!("the {noun} `{}` is not declared", crate::words::shorten(name));
        let help = crate::words::declared(name, known.iter().copied(), section);
        diagnostics.push(Diagnostic::new(rule, span, message, help));
    }

    pub(super) fn mark_used(&self, kind: Kind, name: &str) {
        let mut used = self.used.borrow_mut();
        let names = used.entry(kind).or_default();
        if !names.contains(name) {
            names.insert(name.into());
        }
    }

    /// Marks what the catalog declares itself; built-in words are never unused.
    fn mark_if(&self, own: bool, kind: Kind, name: &str) {
        if own {
            self.mark_used(kind, name);
        }
    }

    pub(super) fn is_declared(&self, kind: Kind, name: &str) -> bool {
        self.declared.contains(&(kind, name))
    }

    pub(super) fn class(&self, at: (Span, &str), diagnostics: &mut Diagnostics) -> Option<Arc<ClassDef>> {
        let found = self.look_up(Kind::Class, at, &self.classes, ClassDef::name, diagnostics)?;
        self.mark_if(found.own(), Kind::Class, found.name());
        Some(Arc::clone(found))
    }

    pub(super) fn purpose(&self, at: (Span, &str), diagnostics: &mut Diagnostics) -> Option<Arc<PurposeDef>> {
        let found = self.look_up(Kind::Purpose, at, &self.purposes, PurposeDef::name, diagnostics)?;
        self.mark_if(found.own(), Kind::Purpose, found.name());
        Some(Arc::clone(found))
    }

    pub(super) fn owner(&self, at: (Span, &str), diagnostics: &mut Diagnostics) -> Option<Arc<Owner>> {
        let alias = |owner: &&Arc<Owner>| owner.aliases().iter().any(|alias| **alias == *at.1.trim());
        if let Some(owner) = self.owners.iter().find(alias) {
            self.mark_used(Kind::Owner, owner.name());
            return Some(Arc::clone(owner));
        }
        let found = self.look_up(Kind::Owner, at, &self.owners, Owner::name, diagnostics)?;
        self.mark_used(Kind::Owner, found.name());
        Some(Arc::clone(found))
    }

    pub(super) fn fact(&self, at: (Span, &str), diagnostics: &mut Diagnostics) -> Option<Arc<Fact>> {
        let found = self.look_up(Kind::Fact, at, &self.facts, Fact::name, diagnostics)?;
        self.mark_used(Kind::Fact, found.name());
        Some(Arc::clone(found))
    }

    pub(super) fn grant(&self, written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Arc<Grant>> {
        let (span, name) = written.spanned()?;
        let found = self.look_up(Kind::Grant, (span, name), &self.grants, Grant::name, diagnostics)?;
        self.mark_used(Kind::Grant, found.name());
        Some(Arc::clone(found))
    }

    pub(super) fn destination(&self, at: &Spanned<Text>, diagnostics: &mut Diagnostics) -> Option<Arc<Destination>> {
        let named = (at.span, &*at.value);
        let found = self.look_up(Kind::Destination, named, &self.destinations, Destination::name, diagnostics)?;
        self.mark_used(Kind::Destination, found.name());
        Some(Arc::clone(found))
    }

    /// Returns the built-in class as the catalog knows it.
    pub(super) fn built_in(&self, class: Class) -> &Arc<ClassDef> {
        let found = self.classes.iter().find(|def| !def.own && def.treat_as == class);
        found.expect("the built-in classes are always there")
    }

    /// Warns of definitions that nothing refers to.
    pub(super) fn report_unused(&self, merged: &Merged<'_>, diagnostics: &mut Diagnostics) {
        let used = self.used.borrow();
        let mut report = |kind: Kind, names: Vec<&Spanned<Text>>| {
            for name in names {
                if !used.get(&kind).is_some_and(|names| names.contains(&name.value)) {
                    let (noun, ..) = kind.facts();
                    let message = format!("the {noun} `{}` is used nowhere", name.value);
                    let help = "refer to it, or delete it";
                    diagnostics.push(Diagnostic::new(&rules::UNUSED_DEFINITION, name.span, message, help));
                }
            }
        };
        report(Kind::SharedField, merged.fields.iter().map(|entry| &entry.name).collect());
        report(Kind::Group, merged.groups.iter().map(|entry| &entry.name).collect());
        report(Kind::Grant, merged.grants.iter().map(|entry| &entry.name).collect());
        report(Kind::Fact, merged.facts.iter().map(|entry| &entry.name).collect());
        report(Kind::Destination, merged.destinations.iter().map(|entry| &entry.name).collect());
        report(Kind::Purpose, merged.purposes.iter().map(|entry| &entry.name).collect());
        report(Kind::Class, merged.classes.iter().map(|entry| &entry.name).collect());
    }

    /// Puts the catalog together; called once, when nothing is wrong.
    pub(super) fn into_catalog(
        self,
        head: Head,
        groups: Vec<Arc<Group>>,
        (common, precedence): (Vec<Arc<CommonSet>>, Vec<Text>),
        never: Vec<Text>,
        docs: Docs,
        events: Vec<crate::model::Event>,
    ) -> Option<Catalog> {
        Some(Catalog {
            id: head.id,
            title: head.title,
            version: head.version,
            description: head.description,
            source: head.source,
            contact: head.contact,
            schemas: head.schemas,
            classes: self.classes,
            purposes: self.purposes,
            owners: self.owners,
            facts: self.facts,
            grants: self.grants,
            consent: self.consent,
            destinations: self.destinations,
            redaction: self.redaction?,
            never,
            groups,
            common,
            precedence,
            events,
            docs,
            files: WrittenIn::default(),
        })
    }
}

fn declared<'decl>(merged: &Merged<'decl>) -> HashSet<(Kind, &'decl str)> {
    fn names<'decl, T>(kind: Kind, section: &Section<'decl, T>) -> Vec<(Kind, &'decl str)> {
        section.iter().map(|entry| (kind, &*entry.name.value)).collect()
    }
    let mut all = names(Kind::Class, &merged.classes);
    all.extend(names(Kind::Purpose, &merged.purposes));
    all.extend(names(Kind::Owner, &merged.owners));
    all.extend(names(Kind::Fact, &merged.facts));
    all.extend(names(Kind::Grant, &merged.grants));
    all.extend(names(Kind::Destination, &merged.destinations));
    all.extend(names(Kind::SharedField, &merged.fields));
    all.extend(names(Kind::Group, &merged.groups));
    all.extend(names(Kind::CommonSet, &merged.common));
    all.into_iter().collect()
}

/// The built-in classes and the catalog's own, lowest rank first.
fn classes(section: &Section<'_, ClassDecl>, diagnostics: &mut Diagnostics) -> Vec<Arc<ClassDef>> {
    let built_in = Class::ALL.map(|class| ClassDef {
        name: class.name().into(),
        rank: class.rank(),
        treat_as: class,
        title: class.name().into(),
        test: class.test().into(),
        own: false,
    });
    let own = section.iter().filter_map(|entry| own_class(entry, diagnostics));
    let mut all: Vec<_> = built_in.into_iter().chain(own).map(Arc::new).collect();
    all.sort();
    all
}

fn own_class(entry: &Entry<ClassDecl>, diagnostics: &mut Diagnostics) -> Option<ClassDef> {
    let class = entry.value()?;
    let of = format!("the class `{}`", entry.name.value);
    let named = names::word("class", &entry.name, diagnostics);
    if Class::from_name(&entry.name.value).is_some() {
        let help = "choose a name of your own";
        let message = format!("{of} is built in and cannot be declared again");
        diagnostics.push(Diagnostic::new(&rules::BAD_CLASS, entry.name.span, message, help));
        return None;
    }
    let test = words::description(&class.description, &of, &entry.name.value, entry.name.span, diagnostics);
    let treat_as = words::required(&class.treat_as, "treat_as", &of, entry.name.span, diagnostics);
    let Some((rank_span, rank)) = class.rank.spanned() else {
        if class.rank.is_absent() {
            let help = "add `rank: 35`, between the ranks of the built-in classes";
            diagnostics.push(Diagnostic::new(
                &rules::MISSING_KEY,
                entry.name.span,
                format!("{of} has no `rank`"),
                help,
            ));
        }
        return None;
    };
    let below = Class::ALL.into_iter().rev().find(|class| class.rank() < *rank);
    let free = Class::ALL.iter().all(|class| class.rank() != *rank) && *rank < Class::Restricted.rank();
    let (Some(below), true) = (below, free) else {
        let help =
            "choose a rank between 11 and 69 that no built-in class has: 10, 20, 30, 40, 50, 60 and 70 are taken";
        diagnostics.push(Diagnostic::new(
            &rules::BAD_CLASS,
            rank_span,
            format!("{of} cannot have the rank {rank}"),
            help,
        ));
        return None;
    };
    let treat_span = class.treat_as.span().unwrap_or(entry.name.span);
    let treat_as = Class::from_name(&treat_as?).filter(|treat_as| *treat_as >= below).or_else(|| {
        let allowed = Class::ALL.iter().filter(|class| **class >= below).map(|class| class.name());
        let message = format!("{of} must be treated as `{below}` or a class above it");
        let help = format!("write one of {}", crate::words::list(allowed));
        diagnostics.push(Diagnostic::new(&rules::BAD_CLASS, treat_span, message, help));
        None
    })?;
    let title = words::title(&class.title, &entry.name.value);
    named.then_some(ClassDef { name: entry.name.value.clone(), rank: *rank, treat_as, title, test: test?, own: true })
}

/// The built-in purposes, then the catalog's own by name.
fn purposes(section: &Section<'_, PurposeDecl>, diagnostics: &mut Diagnostics) -> Vec<Arc<PurposeDef>> {
    let built_in = Purpose::ALL.map(|purpose| PurposeDef {
        name: purpose.name().into(),
        extends: purpose,
        title: purpose.meaning().into(),
        description: None,
        own: false,
    });
    let own = section.iter().filter_map(|entry| own_purpose(entry, diagnostics));
    built_in.into_iter().chain(own).map(Arc::new).collect()
}

fn own_purpose(entry: &Entry<PurposeDecl>, diagnostics: &mut Diagnostics) -> Option<PurposeDef> {
    let purpose = entry.value()?;
    let of = format!("the purpose `{}`", entry.name.value);
    let named = names::word("purpose", &entry.name, diagnostics);
    if Purpose::from_name(&entry.name.value).is_some() {
        let message = format!("{of} is built in and cannot be declared again");
        let help = "choose a name of your own";
        diagnostics.push(Diagnostic::new(&rules::DUPLICATE_NAME, entry.name.span, message, help));
        return None;
    }
    let title = words::required(&purpose.title, "title", &of, entry.name.span, diagnostics);
    let extends = words::required(&purpose.extends, "extends", &of, entry.name.span, diagnostics)?;
    let Some(extends) = Purpose::from_name(&extends) else {
        let span = purpose.extends.span().unwrap_or(entry.name.span);
        let message = format!("`{}` is not a built-in purpose", crate::words::shorten(&extends));
        let help = crate::words::instead(&extends, Purpose::ALL.iter().map(|purpose| purpose.name()));
        diagnostics.push(Diagnostic::new(&rules::UNKNOWN_PURPOSE, span, message, help));
        return None;
    };
    let description = words::text(&purpose.description);
    named.then_some(PurposeDef { name: entry.name.value.clone(), extends, title: title?, description, own: true })
}

fn owners(section: &Section<'_, OwnerDecl>, diagnostics: &mut Diagnostics) -> Vec<Arc<Owner>> {
    let owner = |entry: &&Entry<OwnerDecl>| {
        let owner = entry.value()?;
        names::word("owner", &entry.name, diagnostics).then(|| {
            Arc::new(Owner {
                name: entry.name.value.clone(),
                title: words::text(&owner.title).unwrap_or_else(|| entry.name.value.clone()),
                contact: words::text(&owner.contact),
                aliases: words::texts(&owner.aliases),
            })
        })
    };
    section.iter().filter_map(owner).collect()
}

/// Returns the consent level that a key names; reports one that does not exist.
pub(super) fn level(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Consent> {
    let (span, name) = written.spanned()?;
    let found = Consent::from_name(name.trim());
    if found.is_none() {
        let message = format!("`{}` is not a consent level", crate::words::shorten(name));
        let help = crate::words::instead(name, Consent::ALL.iter().map(|level| level.name()));
        diagnostics.push(Diagnostic::new(&rules::UNKNOWN_CONSENT, span, message, help));
    }
    found
}
