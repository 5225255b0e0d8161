//! Where what is compared is written: the model holds no places, so they are taken from the declarations.

use crate::declared::{Entries, Entry, EventDecl, FieldDecl, List, Text, Written};
use crate::diagnostic::Diagnostics;
use crate::model::{Member, Membership};
use crate::parse::Declared;
use crate::source::Span;
use std::collections::HashMap;
use std::fmt;

/// Something that is compared, by name.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    section: &'static str,
    holder: &'a str,
    field: Option<Field<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Field<'a> {
    /// The form or twin that alone has it; empty for others.
    part: &'a str,
    name: &'a str,
    /// The group that it comes from, and what that group puts before its name.
    group: Option<(&'a str, &'a str)>,
}

impl<'a> Spot<'a> {
    pub(super) const fn event(name: &'a str) -> Self {
        Self { section: "events", holder: name, field: None }
    }

    pub(super) const fn set(name: &'a str) -> Self {
        Self { section: "common", holder: name, field: None }
    }

    pub(super) const fn destination(name: &'a str) -> Self {
        Self { section: "destinations", holder: name, field: None }
    }

    /// Returns whether a catalog can say that it is planned or gone.
    pub(super) fn has_state(&self) -> bool {
        self.section == "events" || self.field.is_some()
    }

    /// Returns a field of it.
    pub(super) fn field<'b>(&self, part: &'b str, member: &'b Member) -> Spot<'b>
    where
        'a: 'b,
    {
        let group = match member.membership() {
            Membership::Own => None,
            Membership::Group { group, prefix } => Some((&**group, prefix.as_deref().unwrap_or(""))),
        };
        let field = Some(Field { part, name: member.name(), group });
        Spot { section: self.section, holder: self.holder, field }
    }
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Field { part, name, .. }) = self.field {
            write!(formatter, "the field `{name}` of ")?;
            if !part.is_empty() {
                write!(formatter, "`{part}` of ")?;
            }
        }
        let noun = match self.section {
            "events" => "event",
            "common" => "common set",
            _ => "destination",
        };
        write!(formatter, "the {noun} `{}`", self.holder)
    }
}

/// The places of all names of a catalog: section, holder, field.
#[derive(Default)]
pub(super) struct Places {
    names: HashMap<(&'static str, Text, Text), Span>,
    first: Span,
}

impl Places {
    /// Gathers the places of what the files declare.
    pub(super) fn of(files: Vec<Declared<'_>>) -> Self {
        let first = files.first().map(|declared| declared.file.place).unwrap_or_default();
        let mut places = Self { first, ..Self::default() };
        for Declared { file, events } in files {
            events.read(&mut Diagnostics::default(), |entry, _| places.event(entry));
            for entry in file.common.entries() {
                places.add("common", &entry.name.value, "", entry.name.span);
                if let Some(set) = entry.value() {
                    places.fields("common", &entry.name.value, &set.fields, &set.use_);
                }
            }
            for entry in file.groups.entries() {
                if let Some(group) = entry.value() {
                    places.fields("groups", &entry.name.value, &group.fields, &group.use_);
                }
            }
            for entry in file.destinations.entries() {
                places.add("destinations", &entry.name.value, "", entry.name.span);
            }
        }
        places
    }

    fn event(&mut self, entry: &Entry<EventDecl>) {
        self.add("events", &entry.name.value, "", entry.name.span);
        let Some(event) = entry.value() else { return };
        self.fields("events", &entry.name.value, &event.fields, &event.use_);
        let cases = event.variants.get().map_or(&[][..], |variants| variants.cases.get().map_or(&[][..], |all| &all.0));
        for case in cases.iter().filter_map(|case| case.value()) {
            self.fields("events", &entry.name.value, &case.fields, &case.use_);
        }
        for twin in event.twins.entries().filter_map(|twin| twin.value()) {
            self.fields("events", &entry.name.value, &twin.fields, &Written::NONE);
        }
    }

    fn fields(
        &mut self,
        section: &'static str,
        holder: &Text,
        fields: &Written<Entries<FieldDecl>>,
        shared: &List<Text>,
    ) {
        for field in fields.entries() {
            self.add(section, holder, &field.name.value, field.name.span);
        }
        for shared in shared.items() {
            self.add(section, holder, &shared.value, shared.span);
        }
    }

    fn add(&mut self, section: &'static str, holder: &Text, field: &str, span: Span) {
        // Of forms that have a field each, the first is shown.
        self.names.entry((section, Text::clone(holder), field.into())).or_insert(span);
    }

    /// Returns the place of something, of what holds it, or of the whole catalog.
    pub(super) fn find(&self, spot: &Spot<'_>) -> Span {
        let get = |section, holder: &str, field: &str| self.names.get(&(section, holder.into(), field.into())).copied();
        let field = spot.field.and_then(|field| {
            let group = field.group.and_then(|(group, prefix)| {
                get("groups", group, field.name.strip_prefix(prefix).unwrap_or(field.name))
            });
            group.or_else(|| get(spot.section, spot.holder, field.name))
        });
        field.or_else(|| get(spot.section, spot.holder, "")).unwrap_or(self.first)
    }
}
