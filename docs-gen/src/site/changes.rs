//! What changed in which version: everything that events and fields say under `since` and `changed`, newest first.

use super::{Site, body, places};
use crate::anchor::Anchor;
use crate::event;
use crate::markdown::Writer;
use crate::row::{Scope, is_listed, scopes};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use telemetry_catalog::model::{Catalog, Change, CommonSet, Event, Member, State};
use telemetry_catalog::render::Json;

/// All changes of a catalog, by version.
#[derive(Debug, Default)]
pub(crate) struct Changes<'a> {
    versions: BTreeMap<Reverse<Version<'a>>, Vec<Entry<'a>>>,
}

/// One change: what it is about, and what is said of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) subject: Subject<'a>,
    /// What changed; nothing where the subject is new.
    pub(crate) note: Option<&'a str>,
}

/// What changed: an event, or a field in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'a> {
    Event(&'a Event),
    Field(Scope<'a>, &'a Member),
}

impl<'a> Changes<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        let mut changes = Self::default();
        for set in catalog.common() {
            changes.fields(Scope::Common(set), set.members(), None);
        }
        for event in catalog.events() {
            changes.add(Subject::Event(event), event.since(), event.changed());
            for (scope, members) in scopes(event) {
                changes.fields(scope, members, event.since());
            }
        }
        changes
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// Returns the newest version.
    pub(crate) fn newest(&self) -> Option<&'a str> {
        self.versions.keys().next().map(|Reverse(version)| version.0)
    }

    /// Returns versions and what changed in them, newest first.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&'a str, &[Entry<'a>])> {
        self.versions.iter().map(|(Reverse(version), entries)| (version.0, entries.as_slice()))
    }

    /// Adds fields; those that are as old as their event are new with it.
    fn fields(&mut self, scope: Scope<'a>, members: &'a [Member], with: Option<&str>) {
        for member in members {
            let since = member.field().since().filter(|since| Some(*since) != with);
            self.add(Subject::Field(scope, member), since, member.field().changed());
        }
    }

    fn add(&mut self, subject: Subject<'a>, since: Option<&'a str>, changed: &'a [Change]) {
        let new = since.map(|version| (version, None));
        for (version, note) in
            new.into_iter().chain(changed.iter().map(|change| (change.version(), Some(change.note()))))
        {
            self.versions.entry(Reverse(Version(version))).or_default().push(Entry { subject, note });
        }
    }

    /// Returns the page as Markdown.
    pub(super) fn markdown(&self, site: &Site<'_>) -> String {
        let catalog = site.page.catalog;
        let mut writer = body::begin(site, places::CHANGES);
        writer.title(1, |writer| writer.words("Changes").end());
        writer
            .block()
            .words("What the catalog of ")
            .prose(catalog.title())
            .words(" says about its history, newest first.");
        self.write(&mut writer, 2);
        writer.finish()
    }

    /// Writes all versions below headings of a level.
    pub(crate) fn write(&self, writer: &mut Writer, level: usize) {
        for (version, entries) in self.iter() {
            Self::heading(writer, level, version);
            for entry in entries {
                entry.write_item(writer);
            }
        }
    }

    /// Writes the heading of a version.
    pub(crate) fn heading(writer: &mut Writer, level: usize, version: &str) {
        writer.heading_of(level, Anchor::section("changes").within(version), |writer| {
            writer.words("Version ").prose(version).end();
        });
    }

    /// Returns the page as JSON.
    pub(crate) fn json(&self) -> String {
        let mut json = Json::with_capacity(4096);
        json.object(|json| json.key("versions").array(|json| self.iter().for_each(|version| write(json, version))));
        json.finish_file()
    }
}

fn write(json: &mut Json, (version, entries): (&str, &[Entry<'_>])) {
    json.object(|json| {
        json.key("version").text(version);
        json.key("changes").array(|json| entries.iter().for_each(|entry| entry.write(json)));
    });
}

impl Entry<'_> {
    /// Writes the change as an item of a list.
    pub(crate) fn write_item(&self, writer: &mut Writer) {
        writer.item(0);
        self.subject.link(writer);
        match self.note {
            Some(note) => writer.words(": ").sentence(note),
            None => writer.words(" is new."),
        };
    }

    fn write(&self, json: &mut Json) {
        json.line_object(|json| {
            match self.subject.event() {
                Some(event) => json.key("event").text(event.name()),
                None => json.key("common").text(self.subject.set().map_or("", CommonSet::name)),
            }
            if let Subject::Field(_, member) = self.subject {
                json.key("field").text(member.name());
            }
            match self.note {
                Some(note) => json.key("changed").text(note),
                None => json.key("new").bool(true),
            }
            json.key("page").text(&self.subject.address());
        });
    }
}

impl<'a> Subject<'a> {
    pub(crate) fn event(self) -> Option<&'a Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Field(scope, _) => scope.event(),
        }
    }

    fn set(self) -> Option<&'a CommonSet> {
        match self {
            Self::Field(Scope::Common(set), _) => Some(set),
            Self::Event(_) | Self::Field(Scope::Event(_) | Scope::Case(..) | Scope::Twin(..), _) => None,
        }
    }

    /// Returns where it is described: a field that is described nowhere leads to its event.
    pub(crate) fn anchor(self) -> Anchor<'a> {
        match self {
            Self::Event(event) => Anchor::event(event.name()),
            Self::Field(scope, member) => match scope.event() {
                Some(event) if !has_place(event, scope, member) => Anchor::event(event.name()),
                _ => scope.anchor().within(member.name()),
            },
        }
    }

    /// Returns a name that no other subject has.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Event(event) => Anchor::event(event.name()).id(),
            Self::Field(scope, member) => scope.anchor().within(member.name()).id(),
        }
    }

    /// Returns the address of the place that describes it, from the top of the site.
    pub(crate) fn address(self) -> String {
        let page = places::way(places::INDEX, self.anchor());
        format!("{}#{}", places::with_ending(&page, "html"), self.anchor().id())
    }

    /// Writes what it is called, as a link to where it is described.
    pub(crate) fn link(self, writer: &mut Writer) {
        match self {
            Self::Event(event) => event::link(writer, event),
            Self::Field(_, member) => {
                let of = self.event().map_or_else(|| self.set().map_or("", CommonSet::name), Event::name);
                writer.code_link(self.anchor(), member.name()).words(" of ").code(of);
            }
        }
    }

    /// Returns what it is called, as plain text.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Event(event) => event.name().to_owned(),
            Self::Field(_, member) => {
                let of = self.event().map_or_else(|| self.set().map_or("", CommonSet::name), Event::name);
                format!("{of}: {}", member.name())
            }
        }
    }
}

/// Returns whether a field has a place of its own on the page of its event.
fn has_place(event: &Event, scope: Scope<'_>, member: &Member) -> bool {
    match event.state() {
        State::Active | State::Deprecated => true,
        State::Planned => matches!(scope, Scope::Event(_)) && is_listed(member),
        State::Removed => false,
    }
}

/// A version, ordered as people order them: numbers by their value, `1.9` before `1.10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Version<'a>(pub(crate) &'a str);

impl Ord for Version<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |version: &'_ str| -> Vec<(Option<u64>, String)> {
            let parts = version.trim_start_matches('v').split(['.', '-', '+']);
            parts.map(|part| (part.parse().ok(), part.to_owned())).collect()
        };
        parts(self.0).cmp(&parts(other.0)).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for Version<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let mut versions = ["1.10.0", "v1.9", "1.9.1", "next", "0.1", "2026-01-31"].map(Version);
        versions.sort_unstable();
        assert_eq!(versions.map(|version| version.0), ["next", "0.1", "v1.9", "1.9.1", "1.10.0", "2026-01-31"]);
    }
}
