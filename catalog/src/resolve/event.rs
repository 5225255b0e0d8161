//! Events: complete, in place, with what follows from their fields.

use super::common::{CommonSets, check_shadowing};
use super::field::{self, expires, purposes};
use super::flow::Carried;
use super::members::{Groups, Members, Parts, Placed};
use super::merge::duplicate;
use super::registry::{Kind, Registry, level};
use super::{condition, flow, twin, words};
use crate::declared::{
    AliasDecl, Entry, EventDecl, List, Many, PrefixDecl, Spanned, Text, VariantDecl, VariantsDecl, Written,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    CommonSet, Destination, Event, Exposure, FactValue, Flow, Owner, Place, Prefix, State, Twin, Variant, Variants,
};
use crate::parse::Events;
use crate::rules;
use crate::source::{SourceFile, Sources, Span};
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::Arc;
use telemetry_core::Consent;

/// An event with the places of its parts.
pub(super) struct Resolved {
    pub(super) event: Event,
    pub(super) places: Places,
    /// The event's own fields, then those of each variant, then those of each twin.
    pub(super) placed: Vec<Placed>,
}

/// How messages call an event; formatted only when there is a message.
pub(super) struct Named<'a>(pub(super) &'a str);

impl Display for Named<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the event `{}`", self.0)
    }
}

/// Where the parts of an event stand that later findings name.
pub(super) struct Places {
    pub(super) name: Span,
    pub(super) wire: Option<Span>,
    pub(super) destinations: Option<Span>,
    /// Description, `when` and title.
    pub(super) texts: [Option<Span>; 3],
    pub(super) twins: Vec<Spanned<Text>>,
    pub(super) aliases: Vec<Spanned<Text>>,
}

impl Places {
    fn new(name: Span, decl: &EventDecl) -> Self {
        let alias = |item: &Spanned<AliasDecl>| Spanned { span: item.span, value: Text::clone(&item.value.name) };
        Self {
            name,
            wire: decl.wire.span(),
            destinations: decl.destinations.span(),
            texts: [decl.description.span(), decl.when.span(), decl.title.span()],
            twins: decl.twins.entries().map(|entry| entry.name.clone()).collect(),
            aliases: decl.aliases.items().map(alias).collect(),
        }
    }
}

/// Reads and resolves all events, one after the other, and sorts them by name; one that is too faulty to mean anything,
/// or whose name is taken, is left out. Those that are recorded are checked at once.
pub(super) fn resolve<'decl>(
    registry: &Registry<'decl>,
    events: Vec<Events<'_>>,
    groups: &Groups<'decl>,
    common: &CommonSets,
    sources: &Sources,
    check: &dyn Fn(&Resolved, &mut Diagnostics),
    diagnostics: &mut Diagnostics,
) -> Vec<Resolved> {
    let path = |file: &SourceFile| Text::from(file.path().to_string_lossy().replace('\\', "/"));
    let paths = sources.iter().map(|(_, file)| path(file)).collect();
    let counted = Cell::new((Span::default(), 1));
    let context = Context { registry, groups, common, sources, paths, counted };
    let mut taken: HashMap<Text, Span> = HashMap::new();
    let mut resolved = Vec::new();
    for events in events {
        events.read(diagnostics, |entry, diagnostics| {
            let name = &entry.name;
            if let Some(first) = taken.get(&name.value) {
                diagnostics.push(duplicate("event", name, *first));
            } else {
                taken.insert(Text::clone(&name.value), name.span);
                let event = context.event(entry, diagnostics);
                event.iter().filter(|one| one.event.is_recorded()).for_each(|one| check(one, diagnostics));
                resolved.extend(event);
            }
        });
    }
    // They are large: only their names are moved until the order is known.
    resolved.sort_by_cached_key(|resolved: &Resolved| Text::clone(&resolved.event.name));
    resolved
}

struct Context<'a, 'decl> {
    registry: &'a Registry<'decl>,
    groups: &'a Groups<'decl>,
    common: &'a CommonSets,
    sources: &'a Sources,
    /// The path of each file, as messages print it.
    paths: Vec<Text>,
    /// The name of the event before, and its line: events come in the order of a file, so that lines are counted once.
    counted: Cell<(Span, usize)>,
}

impl Context<'_, '_> {
    fn event(&self, entry: &Entry<EventDecl>, diagnostics: &mut Diagnostics) -> Option<Resolved> {
        let decl = entry.value()?;
        let name = &entry.name;
        let of = format!("the event `{}`", name.value);
        let named = self.registry.names.event(name, diagnostics);
        let description = words::description(&decl.description, &of, &name.value, name.span, diagnostics);
        let owner = self.owner(decl, name, &of, diagnostics);
        let purposes = purposes(self.registry, &decl.purpose, diagnostics);
        let consent = level(&decl.consent, diagnostics);
        let destinations = destinations(self.registry, &decl.destinations, diagnostics);
        let parts = Parts { include: &decl.include, use_: &decl.use_, fields: &decl.fields };
        let own = self.groups.members(self.registry, &parts, &of, diagnostics);
        missing(decl, name, &of, &own, diagnostics);
        let (variants, of_variants) = self.variants(&decl.variants, &of, &own, diagnostics);
        let inherited = (&own, consent.unwrap_or(Consent::Off));
        let (twins, of_twins) = twin::resolve(self.registry, self.groups, &decl.twins, &of, inherited, diagnostics);
        let prefix = self.prefix(&decl.prefix, &of, diagnostics);
        let expires = expires(self.registry, &decl.expires, &decl.state, &of, diagnostics);
        let grant = self.registry.grant(&decl.grant, diagnostics);
        let condition = condition::resolve(self.registry, &decl.condition, diagnostics);
        let since = words::version(&decl.since, diagnostics);
        let changed = words::changes(&decl.changed, diagnostics);
        let without = self.without(decl, diagnostics);
        let reaches = |set: &CommonSet| {
            let left_out = without.iter().any(|name| **name == *set.name());
            !left_out && destinations.iter().any(|destination| set.rides_to(destination.name()))
        };
        let flow = self.flow(decl, &of, &own, (&destinations, &twins), &reaches, diagnostics);
        let members = own.sorted();
        let mut placed = own.list;
        placed.extend(of_variants.into_iter().chain(of_twins));
        check_shadowing(self.common, &reaches, &placed, &of, diagnostics);
        let Exposure { class, linkage } = self.exposure(&placed, &reaches);
        let event = Event {
            name: name.value.clone(),
            wire: words::text(&decl.wire).unwrap_or_else(|| name.value.clone()),
            title: words::title(&decl.title, &name.value),
            description: description.unwrap_or_default(),
            when: words::text(&decl.when),
            state: decl.state.get().copied().unwrap_or(State::Active),
            version: words::version_number(&decl.version, diagnostics),
            since,
            changed,
            expires,
            reviews: words::texts(&decl.reviews),
            code: words::code(&decl.code),
            origin: decl.origin.get().copied(),
            owner,
            purposes,
            consent: consent.unwrap_or(Consent::Off),
            grant,
            destinations,
            condition,
            flow,
            without: without.clone(),
            members,
            variants,
            twins,
            prefix,
            aliases: words::aliases(&decl.aliases),
            retention: decl.retention.get().cloned().map(Box::new),
            about_telemetry: decl.about_telemetry.get().copied().unwrap_or(false),
            class,
            linkage,
            place: self.place(name.span),
        };
        named.then(|| Resolved { event, places: Places::new(name.span, decl), placed })
    }

    fn flow(
        &self,
        decl: &EventDecl,
        of: &str,
        own: &Members,
        (destinations, twins): (&[Arc<Destination>], &[Twin]),
        reaches: &dyn Fn(&CommonSet) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Box<Flow>> {
        if decl.flow.is_absent() {
            return None;
        }
        let common = self.common.sets.iter().filter(|common| reaches(&common.set)).flat_map(|common| &common.placed);
        let event = Carried {
            of,
            sent_to: destinations.iter().chain(twins.iter().flat_map(|twin| &twin.destinations)).collect(),
            members: own.list.iter().chain(common).map(|placed| &placed.member).collect(),
            incomplete: own.incomplete,
        };
        flow::resolve(self.registry, &decl.flow, &event, diagnostics)
    }

    fn owner(
        &self,
        decl: &EventDecl,
        name: &Spanned<Text>,
        of: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Owner>> {
        let Some((span, owner)) = decl.owner.spanned() else {
            if decl.owner.is_absent() && !self.registry.owners.is_empty() {
                let help = match &*self.registry.owners {
                    [only] => format!("add `owner: {}`", only.name()),
                    all => {
                        format!("add `owner: …`, one of {}", crate::words::list(all.iter().map(|owner| owner.name())))
                    }
                };
                diagnostics.push(Diagnostic::new(&rules::MISSING_OWNER, name.span, format!("{of} has no owner"), help));
            }
            return None;
        };
        self.registry.owner((span, owner), diagnostics)
    }

    fn without(&self, decl: &EventDecl, diagnostics: &mut Diagnostics) -> Vec<Text> {
        let known: Vec<&str> = self.common.sets.iter().map(|common| common.set.name()).collect();
        for item in decl.without.items() {
            if !self.registry.is_declared(Kind::CommonSet, item.value.trim()) {
                Registry::unknown(Kind::CommonSet, item.span, &item.value, &known, diagnostics);
            }
        }
        let mut without = words::texts(&decl.without);
        without.sort();
        without
    }

    fn place(&self, span: Span) -> Place {
        let file = self.sources.file(span.file);
        if let Some(site) = file.declared_at() {
            return Place { path: site.path.clone(), line: site.line.unwrap_or(1), code: Some(site.clone()) };
        }
        let (before, line) = self.counted.get();
        let follows = before.file == span.file && before.start <= span.start;
        let (before, line) = if follows { (before.start, line) } else { (0, 1) };
        let line = line + file.lines_between(before, span.start);
        self.counted.set((span, line));
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Place { path: Text::clone(&self.paths[span.file.0 as usize]), line, code: None }
    }

    fn variants(
        &self,
        written: &Written<VariantsDecl>,
        of: &str,
        own: &Members,
        diagnostics: &mut Diagnostics,
    ) -> (Option<Box<Variants>>, Vec<Placed>) {
        let Some((span, decl)) = written.spanned() else { return (None, Vec::new()) };
        let variants_of = format!("the variants section of {of}");
        let tag = words::required(&decl.tag, "tag", &variants_of, span, diagnostics);
        let description = words::required(&decl.description, "description", &variants_of, span, diagnostics);
        let class = words::required(&decl.class, "class", &variants_of, span, diagnostics);
        let class = class.and_then(|name| self.registry.class((decl.class.span()?, &name), diagnostics));
        if decl.cases.entries().len() < 2 {
            let message = format!("{variants_of} has fewer than two cases");
            diagnostics.push(Diagnostic::new(
                &rules::MISSING_VALUES,
                span,
                message,
                "add `cases:`, or move the fields to the event",
            ));
        }
        let mut placed = Vec::new();
        let mut cases = Vec::new();
        for entry in decl.cases.entries() {
            let Some(case) = entry.value() else { continue };
            let (variant, members) = self.variant(entry, case, of, own, diagnostics);
            placed.extend(members);
            cases.extend(variant);
        }
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        let clash = own.list.iter().find(|placed| decl.tag.get().is_some_and(|tag| *placed.member.name == **tag));
        if let Some(clash) = clash {
            let message = format!("the tag of the variants of {of} has the name of a field");
            let diagnostic = Diagnostic::new(
                &rules::DUPLICATE_FIELD,
                clash.span,
                message,
                "remove the field: the tag is one already",
            );
            diagnostics.push(diagnostic.with_label(decl.tag.span().unwrap_or(span), "the tag"));
        }
        let variants = || {
            let (tag, description, class) = (tag?, description?, class?);
            let member = field::tag(&tag, &description, &class, &cases);
            Some(Box::new(Variants { tag, description, class, cases, member }))
        };
        (variants(), placed)
    }

    fn variant(
        &self,
        entry: &Entry<VariantDecl>,
        case: &VariantDecl,
        of: &str,
        own: &Members,
        diagnostics: &mut Diagnostics,
    ) -> (Option<Variant>, Vec<Placed>) {
        let name = &entry.name;
        let case_of = format!("the variant `{}` of {of}", name.value);
        let description = words::description(&case.description, &case_of, &name.value, name.span, diagnostics);
        let parts = Parts { include: &case.include, use_: &case.use_, fields: &case.fields };
        let members = self.groups.members(self.registry, &parts, &case_of, diagnostics);
        let mut both: Vec<Placed> = own.list.iter().chain(&members.list).cloned().collect();
        super::members::report_duplicates(&mut both, &case_of, diagnostics);
        let sorted = members.sorted();
        let variant = description.map(|description| Variant { name: name.value.clone(), description, members: sorted });
        (variant, members.list)
    }

    fn prefix(&self, written: &Written<PrefixDecl>, of: &str, diagnostics: &mut Diagnostics) -> Option<Box<Prefix>> {
        let (span, decl) = written.spanned()?;
        let of = format!("the prefix of {of}");
        let by = words::required(&decl.by, "by", &of, span, diagnostics)?;
        let fact = self.registry.fact((decl.by.span()?, &by), diagnostics)?;
        let mut values = Vec::new();
        for entry in decl.values.entries() {
            if fact.values().iter().all(|value| value.name() != &*entry.name.value) {
                let message = format!("the fact `{by}` has no value `{}`", crate::words::shorten(&entry.name.value));
                let help = crate::words::instead(&entry.name.value, fact.values().iter().map(FactValue::name));
                diagnostics.push(Diagnostic::new(&rules::UNKNOWN_FACT, entry.name.span, message, help));
            }
            values.extend(entry.value().cloned().map(|prefix| (entry.name.value.clone(), prefix)));
        }
        let named = |value: &str| decl.values.entries().any(|entry| *entry.name.value == *value);
        let missing: Vec<&str> = fact.values().iter().map(FactValue::name).filter(|value| !named(value)).collect();
        if !missing.is_empty() {
            let message = format!("{of} leaves out {}", crate::words::list(missing.into_iter()));
            let help = "add a prefix for each value of the fact, an empty one (`''`) where there is none";
            diagnostics.push(Diagnostic::new(
                &rules::MISSING_VALUES,
                decl.values.span().unwrap_or(span),
                message,
                help,
            ));
        }
        values.sort();
        let help = "name some of them, or remove the prefix if none of them sees it";
        all_or_some(&decl.destinations, help, diagnostics);
        let destinations = destinations(self.registry, &decl.destinations, diagnostics);
        let destinations = destinations.iter().map(|destination| destination.name().into()).collect();
        Some(Box::new(Prefix { by, values, destinations }))
    }

    /// Derives class and linkage from everything that rides along.
    fn exposure(&self, placed: &[Placed], reaches: &dyn Fn(&CommonSet) -> bool) -> Exposure {
        let common = self.common.sets.iter().filter(|common| reaches(&common.set)).flat_map(|common| &common.placed);
        let fields = placed.iter().chain(common).map(|placed| &placed.member.field).filter(|field| field.is_sent());
        Exposure::of(&self.registry.classes, fields)
    }
}

/// Resolves a list of destinations, sorted by name.
pub(super) fn destinations(
    registry: &Registry<'_>,
    list: &List<Text>,
    diagnostics: &mut Diagnostics,
) -> Vec<Arc<Destination>> {
    words::report_repeated(list, diagnostics);
    let mut found: Vec<_> = list.items().filter_map(|item| registry.destination(item, diagnostics)).collect();
    found.sort_by(|a, b| a.name().cmp(b.name()));
    found.dedup_by(|a, b| a.name() == b.name());
    found
}

/// Reports a list of destinations that is there and empty where no list means all: nobody would know which of the two
/// is meant.
pub(super) fn all_or_some(list: &List<Text>, help: &str, diagnostics: &mut Diagnostics) {
    if let Some((span, Many(items))) = list.spanned()
        && items.is_empty()
    {
        let message = "the list of `destinations` is empty, and without a list it is all of them";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
    }
}

/// Reports what every event must say.
fn missing(decl: &EventDecl, name: &Spanned<Text>, of: &str, own: &Members, diagnostics: &mut Diagnostics) {
    let covered = (!own.list.is_empty() || own.incomplete)
        && own.list.iter().all(|placed| !placed.member.field.purposes().is_empty());
    let says_why = decl.purpose.is_faulty() || decl.purpose.items().len() > 0;
    if !says_why && !covered {
        let help =
            "add `purpose: product`, or operation, health, business, security, personalization, marketing, ai-training";
        diagnostics.push(Diagnostic::new(
            &rules::MISSING_PURPOSE,
            name.span,
            format!("{of} does not say why it is recorded"),
            help,
        ));
    }
    if decl.consent.is_absent() {
        let help = "add `consent: usage`, or local, crash, error, extended";
        let message = format!("{of} does not say at which consent level it is sent");
        diagnostics.push(Diagnostic::new(&rules::MISSING_CONSENT, name.span, message, help));
    }
    if decl.destinations.is_absent() {
        let help = "add `destinations: […]`, some of those declared under `destinations:`";
        diagnostics.push(Diagnostic::new(
            &rules::MISSING_DESTINATION,
            name.span,
            format!("{of} does not say where it is sent"),
            help,
        ));
    }
}
