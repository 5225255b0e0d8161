//! What the page says of one event besides its fields: its facts, other names, and events that are planned or gone.
//!
//! A fact that is the same for all events is said once, before them ([`Shared`]), so that a page does not repeat
//! "sent to Segment" in every section.

use crate::anchor::Anchor;
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{Row, Scope, is_listed, list_item};
use crate::{cells, choice, flow, sentences};
use telemetry_catalog::model::{Audience, Event, Grant, Member, State};
use telemetry_core::Class;

/// One fact of an event: nothing is written where there is nothing to say.
#[derive(Clone, Copy)]
struct Fact {
    label: &'static str,
    write: fn(&mut Writer, &Page<'_>, &Event),
    said: Said,
}

/// Whether a fact may be said for all events at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    OnceIfAllAgree,
    PerEvent,
}

/// The facts, in the order of the page.
static FACTS: [Fact; 20] = [
    per_event("Name", name),
    per_event("State", state),
    per_event("When", when),
    shareable("Only if", condition),
    shareable("How many", flow),
    shareable("Recorded by", origin),
    shareable("Why", why),
    shareable("Needs", needs),
    shareable("Sent to", destinations),
    shareable("Privacy", privacy),
    shareable("Common properties", common),
    shareable("Kept for", retention),
    per_event("Name by context", prefix),
    per_event("Also known as", aliases),
    per_event("Since", since),
    per_event("Changed", changed),
    per_event("Ends", expires),
    per_event("Code", code),
    shareable("Owner", owner),
    per_event("Review", reviews),
];

const fn per_event(label: &'static str, write: fn(&mut Writer, &Page<'_>, &Event)) -> Fact {
    Fact { label, write, said: Said::PerEvent }
}

const fn shareable(label: &'static str, write: fn(&mut Writer, &Page<'_>, &Event)) -> Fact {
    Fact { label, write, said: Said::OnceIfAllAgree }
}

/// Which facts hold for all events of a page; they are said once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shared {
    facts: [bool; FACTS.len()],
}

impl Shared {
    /// Looks for facts on which all recorded events agree. One event shares nothing.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let mut shared = Self::default();
        let Some(first) = page.events().next().filter(|_| page.events().nth(1).is_some()) else { return shared };
        for (index, fact) in FACTS.iter().enumerate().filter(|(_, fact)| fact.said == Said::OnceIfAllAgree) {
            let mut writer = Writer::new();
            (fact.write)(&mut writer, page, first);
            shared.facts[index] = page.events().skip(1).all(|event| {
                let first_length = writer.len();
                (fact.write)(&mut writer, page, event);
                let (said, now) = writer.as_str().split_at(first_length);
                let agrees = said == now;
                writer.take_back(first_length);
                agrees
            });
        }
        shared
    }

    /// Returns whether a fact holds for all events.
    pub(crate) fn says(&self, label: &str) -> bool {
        FACTS.iter().zip(self.facts).any(|(fact, shared)| shared && fact.label == label)
    }

    /// Writes the facts that hold for all events.
    pub(crate) fn write(&self, writer: &mut Writer, page: &Page<'_>) {
        let Some(first) = page.events().next() else { return };
        let before = writer.len();
        writer.block().words("For every event below:");
        writer.block();
        let start = writer.len();
        for (fact, _) in FACTS.iter().zip(self.facts).filter(|(_, shared)| *shared) {
            item(writer, page, first, fact, 0);
        }
        if writer.len() == start {
            writer.take_back(before);
        }
    }
}

/// Writes the facts of one event as a list, without those that all events share.
pub(crate) fn facts(writer: &mut Writer, page: &Page<'_>, event: &Event, shared: Shared, depth: usize) {
    for (fact, _) in FACTS.iter().zip(shared.facts).filter(|(_, shared)| !*shared) {
        item(writer, page, event, fact, depth);
    }
}

fn item(writer: &mut Writer, page: &Page<'_>, event: &Event, fact: &Fact, depth: usize) {
    let before = writer.len();
    writer.item(depth).words("**").words(fact.label).words(":** ");
    let start = writer.len();
    (fact.write)(writer, page, event);
    if writer.len() == start {
        writer.take_back(before);
    }
}

/// Writes an event's title as a link to where it is described; where nothing is linked, its name.
pub(crate) fn link(writer: &mut Writer, event: &Event) {
    // A title may hold an address, and a link cannot hold another.
    if !writer.is_plain() && sentences::own_title(event.title(), event.name()) {
        writer.prose_link(Anchor::event(event.name()), event.title());
    } else {
        writer.code_link(Anchor::event(event.name()), event.name());
    }
}

/// Writes what the page calls an event: its title, or its name where the title is only made from it.
pub(crate) fn called(writer: &mut Writer, event: &Event) {
    sentences::called(writer, event.title(), event.name());
}

/// Writes the name, unless the heading is the name and there is no more to say.
fn name(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    let in_heading = !sentences::own_title(event.title(), event.name());
    if in_heading && event.wire() == event.name() && event.version() == 1 {
        return;
    }
    writer.code(event.name());
    if event.wire() != event.name() {
        writer.words(", sent as ").code(event.wire());
    }
    if event.version() > 1 {
        writer.words(", version ").number(event.version());
    }
}

fn state(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    match event.state() {
        State::Active | State::Planned | State::Removed => {}
        State::Deprecated => writer.words("deprecated: still recorded, and will end").end(),
    }
    if event.about_telemetry() {
        writer.words(if event.state() == State::Deprecated { "; " } else { "" });
        writer.words("about telemetry itself; never recorded while telemetry is being sent");
    }
}

fn when(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(when) = event.when() {
        writer.prose(when);
    }
}

fn condition(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(condition) = event.condition() {
        sentences::condition(writer, condition);
    }
}

fn flow(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    if let Some(flow) = event.flow() {
        flow::write(writer, page.catalog, flow);
    }
}

fn origin(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(origin) = event.origin() {
        writer.words(sentences::origin(origin));
    }
}

fn why(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    for (index, purpose) in event.purposes().iter().enumerate() {
        writer.words(if index > 0 { " " } else { "" });
        sentences::purpose(writer, purpose);
    }
}

fn needs(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    choice::needs(writer, event.consent(), event.grant().map(Grant::name));
}

fn destinations(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if event.destinations().is_empty() {
        writer.words("no destination");
    }
    sentences::list(writer, event.destinations().iter(), "and", |writer, destination| {
        cells::destination(writer, destination);
    });
}

fn privacy(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    writer.words("class ");
    sentences::class(writer, event.class());
    if event.class().treat_as() == Class::Personal && !carries_personal(page, event) {
        writer.words(", since identifiers and content go together");
    }
    writer.words("; ").words(sentences::linkage(event.linkage()));
}

/// Returns whether a single value that rides along is personal by itself.
fn carries_personal(page: &Page<'_>, event: &Event) -> bool {
    let common = page.catalog.common_of(event).flat_map(|set| set.members());
    let mut all = event.all_members().chain(common);
    all.any(|member| member.field().class().rank() >= Class::Personal.rank())
}

fn common(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    let sets: Vec<_> = page.catalog.common_of(event).collect();
    if page.catalog.common().len() == 1 {
        for set in &sets {
            writer.words_link(Anchor::common(set.name()), "the common properties");
        }
    } else {
        sentences::list(writer, sets.iter(), "and", |writer, set| {
            writer.code_link(Anchor::common(set.name()), set.name());
        });
    }
    if !event.without().is_empty() {
        writer.words(if sets.is_empty() { "none; without " } else { "; without " });
        sentences::list(writer, event.without().iter(), "and", |writer, name| {
            writer.code_link(Anchor::common(name), name);
        });
    }
}

fn retention(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(retention) = event.retention() {
        writer.duration(retention);
    }
}

fn prefix(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    let Some(prefix) = event.prefix() else { return };
    writer.words("starts with ");
    sentences::list(writer, prefix.values().iter(), "or", |writer, (value, text)| {
        writer.code(text).words(" if ").code_link(Anchor::new("fact", prefix.by()), prefix.by());
        writer.words(" is ").code(value);
    });
    let named: Vec<_> = prefix.destinations().iter().filter_map(|name| page.catalog.destination(name)).collect();
    if !named.is_empty() {
        writer.words(", at ");
        sentences::list(writer, named.iter(), "and", |writer, destination| cells::destination(writer, destination));
    }
}

fn aliases(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    for (index, alias) in event.aliases().iter().enumerate() {
        writer.words(if index > 0 { ", " } else { "" });
        cells::alias(writer, alias);
    }
}

fn since(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(since) = event.since() {
        writer.words("version ").prose(since);
    }
}

fn changed(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    cells::changes(writer, event.changed());
}

fn expires(writer: &mut Writer, _: &Page<'_>, event: &Event) {
    if let Some(expiry) = event.expires() {
        sentences::expiry(writer, expiry);
    }
}

fn code(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    cells::code_sites(writer, page.catalog, event.code_sites());
}

/// Writes who answers for an event, for those who may ask.
fn owner(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    let Some(owner) = event.owner().filter(|_| page.audience == Audience::Internal) else { return };
    writer.prose(owner.title());
    if let Some(contact) = owner.contact() {
        writer.words(" (").contact(contact).words(")");
    }
}

fn reviews(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    if page.audience == Audience::Internal {
        cells::reviews(writer, event.reviews());
    }
}

/// Writes fields that have no row, since they are planned or gone.
pub(crate) fn other_fields(writer: &mut Writer, scope: Scope<'_>, members: &[Member]) {
    for (state, heading) in [(State::Planned, "Planned fields"), (State::Removed, "Fields no longer collected")] {
        let mut there = members.iter().filter(|member| member.field().state() == state).peekable();
        if there.peek().is_none() {
            continue;
        }
        writer.block().words(heading).words(":").block();
        for member in there {
            let field = member.field();
            let title = Some(field.title()).filter(|title| sentences::own_title(title, field.name()));
            writer.item(0).anchor(scope.anchor().within(member.name())).code(member.name()).words(": ");
            if let Some(title) = title {
                writer.bold(title).words(": ");
            }
            writer.sentence(field.description());
            if !field.changed().is_empty() {
                writer.words(" Changed: ");
                cells::changes(writer, field.changed());
            }
        }
    }
}

/// Writes the section of events that are not recorded yet.
pub(crate) fn planned(writer: &mut Writer, page: &Page<'_>) {
    let planned = || page.catalog.events().iter().filter(|event| event.state() == State::Planned);
    if planned().next().is_some() {
        writer.words("None of this is recorded today.").block();
    }
    for event in planned() {
        unrecorded(writer, page, event);
    }
}

/// Writes the section of events that are not recorded any more.
pub(crate) fn removed(writer: &mut Writer, page: &Page<'_>) {
    for event in page.catalog.events().iter().filter(|event| event.state() == State::Removed) {
        unrecorded(writer, page, event);
    }
}

fn unrecorded(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    writer.item(0).anchor(Anchor::event(event.name())).code(event.name());
    writer.words(": ").sentence(event.description());
    history(writer, page, event);
    carried(writer, page, event, 1);
}

/// Writes when an event that is not recorded was or will be, as sentences.
pub(crate) fn history(writer: &mut Writer, page: &Page<'_>, event: &Event) {
    for (label, write) in [("", when as fn(&mut Writer, &Page<'_>, &Event)), ("Since ", since), ("", changed)] {
        let before = writer.len();
        writer.words(" ").words(label);
        let start = writer.len();
        write(writer, page, event);
        if writer.len() == start {
            writer.take_back(before);
        } else {
            writer.full_stop();
        }
    }
}

/// Writes the fields of an event that is not recorded: the names of those that are gone, all of those to come.
pub(crate) fn carried(writer: &mut Writer, page: &Page<'_>, event: &Event, depth: usize) {
    if event.state() == State::Removed {
        if !event.members().is_empty() {
            writer.words(" It carried ");
            sentences::list(writer, event.members().iter(), "and", |writer, member| writer.code(member.name()).end());
            writer.words(".");
        }
        return;
    }
    for member in event.members().iter().filter(|member| is_listed(member)) {
        let row = Row { catalog: page.catalog, shown: page.listed, scope: Scope::Event(event), member };
        list_item(writer, &row, depth);
    }
}
