//! Fields in their places: groups, inclusions, shared fields, own fields.

use super::field;
use super::merge::Merged;
use super::registry::{Kind, Registry};
use super::words;
use crate::declared::{Entries, Entry, FieldDecl, GroupDecl, IncludeDecl, List, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Group, Member, Membership};
use crate::rules;
use crate::source::Span;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// How deep groups may hold groups: each level is a place where a reader has to look.
const DEEPEST: usize = 32;
/// How many fields inclusions may gather in one place. Groups that hold groups twice grow without end otherwise.
const MOST: usize = 100_000;

/// The fields of something, and where each name comes from.
#[derive(Default)]
pub(super) struct Members {
    pub(super) list: Vec<Placed>,
    /// Whether a part is missing because it is faulty: then a name that is not in the list may still be right.
    pub(super) incomplete: bool,
}

/// A member with the place that a finding about it names.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) member: Member,
    pub(super) span: Span,
}

impl Members {
    /// Returns the members alone, sorted by name.
    pub(super) fn sorted(&self) -> Vec<Member> {
        let mut members: Vec<Member> = self.list.iter().map(|placed| placed.member.clone()).collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        members
    }
}

/// What holds fields: an event, a variant, a group, a common set.
pub(super) struct Parts<'decl> {
    pub(super) include: &'decl List<IncludeDecl>,
    pub(super) use_: &'decl List<Text>,
    pub(super) fields: &'decl Written<Entries<FieldDecl>>,
}

/// All groups of a catalog, resolved when first asked for.
pub(super) struct Groups<'decl> {
    declared: HashMap<&'decl str, &'decl Entry<GroupDecl>>,
    done: RefCell<HashMap<&'decl str, State>>,
    shared: RefCell<HashMap<&'decl str, Option<Arc<Field>>>>,
    /// How many groups are being resolved, each inside the one before.
    depth: Cell<usize>,
}

#[derive(Clone)]
enum State {
    Open,
    Done(Arc<Members>),
}

/// Resolves the groups, each once.
pub(super) fn groups<'decl>(
    registry: &Registry<'decl>,
    merged: &Merged<'decl>,
    diagnostics: &mut Diagnostics,
) -> Groups<'decl> {
    let groups = Groups {
        declared: merged.groups.iter().map(|entry| (&*entry.name.value, *entry)).collect(),
        done: RefCell::default(),
        shared: RefCell::default(),
        depth: Cell::default(),
    };
    // A shared field is checked even where nothing uses it, and first, so that its faults are not said of its uses.
    for entry in &merged.fields {
        groups.shared(registry, entry, diagnostics);
    }
    for entry in &merged.groups {
        groups.resolve(registry, entry, diagnostics);
    }
    groups
}

impl<'decl> Groups<'decl> {
    fn resolve(
        &self,
        registry: &Registry<'decl>,
        entry: &'decl Entry<GroupDecl>,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Members> {
        let name: &'decl str = &entry.name.value;
        let state = self.done.borrow().get(name).cloned();
        match state {
            Some(State::Done(members)) => return members,
            Some(State::Open) => return Arc::default(),
            None => {}
        }
        self.done.borrow_mut().insert(name, State::Open);
        super::names::word("group", &entry.name, diagnostics);
        let members = entry.value().map_or_else(Members::default, |decl| {
            let parts = Parts { include: &decl.include, use_: &decl.use_, fields: &decl.fields };
            self.members(registry, &parts, &format!("the group `{name}`"), diagnostics)
        });
        let members = Arc::new(members);
        self.done.borrow_mut().insert(name, State::Done(Arc::clone(&members)));
        members
    }

    fn shared(
        &self,
        registry: &Registry<'decl>,
        entry: &'decl Entry<FieldDecl>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Field>> {
        let name: &'decl str = &entry.name.value;
        if let Some(known) = self.shared.borrow().get(name) {
            return known.clone();
        }
        let resolved = entry.value().and_then(|decl| {
            if decl.use_.is_absent() {
                field::resolve(registry, &entry.name, decl, diagnostics)
            } else {
                let help = "write the whole definition, so that one look shows it";
                let message = format!("the shared field `{name}` uses another one");
                let span = decl.use_.span().unwrap_or(entry.name.span);
                diagnostics.push(Diagnostic::new(&rules::INCLUDE_CYCLE, span, message, help));
                None
            }
        });
        self.shared.borrow_mut().insert(name, resolved.clone());
        resolved
    }

    /// Gathers the fields of something; a name that comes twice is reported.
    pub(super) fn members(
        &self,
        registry: &Registry<'decl>,
        parts: &Parts<'_>,
        of: &str,
        diagnostics: &mut Diagnostics,
    ) -> Members {
        let faulty = parts.fields.is_faulty() || parts.use_.is_faulty() || parts.include.is_faulty();
        let mut members = Members { list: Vec::new(), incomplete: faulty };
        for entry in parts.fields.entries() {
            let field = entry.value().and_then(|decl| field::resolve(registry, &entry.name, decl, diagnostics));
            members.incomplete |= field.is_none();
            members.list.extend(field.map(|field| own(field, entry.name.span)));
        }
        for item in parts.use_.items() {
            let field = self.used(registry, item, diagnostics);
            members.incomplete |= field.is_none();
            members.list.extend(field.map(|field| own(field, item.span)));
        }
        for item in parts.include.items() {
            let included = self.included(registry, item, of, diagnostics);
            members.incomplete |= included.incomplete;
            if members.list.len() + included.list.len() > MOST {
                let message = format!("{of} gets more than {MOST} fields from its groups");
                let help = "include each group once; groups that hold groups multiply";
                diagnostics.push(Diagnostic::new(&rules::TOO_DEEP, item.span, message, help));
                // A cause hides its consequences: what includes this is not told as well.
                return Members { list: Vec::new(), incomplete: true };
            }
            members.list.extend(included.list);
        }
        report_duplicates(&mut members.list, of, diagnostics);
        members
    }

    fn used(
        &self,
        registry: &Registry<'decl>,
        item: &Spanned<Text>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Field>> {
        let name = item.value.trim();
        let Some(entry) = registry.shared.get(name) else {
            let mut known: Vec<&str> = registry.shared.keys().copied().collect();
            known.sort_unstable();
            Registry::unknown(Kind::SharedField, item.span, name, &known, diagnostics);
            return None;
        };
        registry.mark_used(Kind::SharedField, name);
        self.shared(registry, entry, diagnostics)
    }

    fn included(
        &self,
        registry: &Registry<'decl>,
        item: &Spanned<IncludeDecl>,
        of: &str,
        diagnostics: &mut Diagnostics,
    ) -> Members {
        let name = item.value.group.trim();
        let Some(entry) = self.declared.get(name) else {
            let mut known: Vec<&str> = self.declared.keys().copied().collect();
            known.sort_unstable();
            Registry::unknown(Kind::Group, item.span, name, &known, diagnostics);
            return Members { list: Vec::new(), incomplete: true };
        };
        registry.mark_used(Kind::Group, name);
        if matches!(self.done.borrow().get(name), Some(State::Open)) {
            let diagnostic = if of == format!("the group `{name}`") {
                Diagnostic::new(
                    &rules::INCLUDE_CYCLE,
                    item.span,
                    format!("{of} includes itself"),
                    "remove the inclusion",
                )
            } else {
                let message = format!("{of} includes the group `{name}`, which includes it in turn");
                let help = "take one of the inclusions out of the circle";
                Diagnostic::new(&rules::INCLUDE_CYCLE, item.span, message, help)
                    .with_label(entry.name.span, "the circle closes here")
            };
            diagnostics.push(diagnostic);
            return Members { list: Vec::new(), incomplete: true };
        }
        if self.depth.get() == DEEPEST {
            let message = format!("{of} lies in {DEEPEST} groups, each inside the next");
            let help = "include the groups where their fields are needed, not in each other";
            diagnostics.push(Diagnostic::new(&rules::TOO_DEEP, item.span, message, help));
            return Members { list: Vec::new(), incomplete: true };
        }
        self.depth.set(self.depth.get() + 1);
        let members = self.resolve(registry, entry, diagnostics);
        self.depth.set(self.depth.get() - 1);
        let prefix = item.value.prefix.as_deref();
        let membership = Membership::Group { group: name.into(), prefix: prefix.map(Text::from) };
        let place = |placed: &Placed| {
            let Member { name, wire, field, .. } = placed.member.clone();
            let prefixed = |name: Text| prefix.map_or_else(|| name.clone(), |prefix| format!("{prefix}{name}").into());
            let (name, wire) = (prefixed(name), wire.map(prefixed));
            Placed { member: Member { name, wire, field, membership: membership.clone() }, span: item.span }
        };
        Members { list: members.list.iter().map(place).collect(), incomplete: members.incomplete }
    }

    /// Returns the groups of the model, by name.
    pub(super) fn into_model(self, merged: &Merged<'_>) -> Vec<Arc<Group>> {
        let done = self.done.into_inner();
        let group = |entry: &&Entry<GroupDecl>| {
            let Some(State::Done(members)) = done.get(&*entry.name.value) else { return None };
            let members = members.sorted();
            let description = entry.value().and_then(|decl| words::text(&decl.description));
            Some(Arc::new(Group { name: entry.name.value.clone(), description, members }))
        };
        merged.groups.iter().filter_map(group).collect()
    }
}

fn own(field: Arc<Field>, span: Span) -> Placed {
    let (name, wire) = (field.name.clone(), field.details.wire.clone());
    Placed { member: Member { name, wire, field, membership: Membership::Own }, span }
}

/// Reports names that come twice, or that differ only in case, and keeps the first of each.
pub(super) fn report_duplicates(list: &mut Vec<Placed>, of: &str, diagnostics: &mut Diagnostics) {
    if all_differ(list) {
        return;
    }
    let mut first: HashMap<String, (Text, Span)> = HashMap::with_capacity(list.len());
    list.retain(|placed| {
        let name = &placed.member.name;
        let Some((taken, span)) = first.get(&name.to_lowercase()) else {
            first.insert(name.to_lowercase(), (name.clone(), placed.span));
            return true;
        };
        let diagnostic = if taken == name {
            let help = match &placed.member.membership {
                Membership::Own => "rename one of the two".to_owned(),
                Membership::Group { group, .. } => format!(
                    "rename one of the two, or include the group with a prefix: `{{ group: {group}, prefix: {group}_ }}`"
                ),
            };
            Diagnostic::new(&rules::DUPLICATE_FIELD, placed.span, format!("{of} has two fields `{name}`"), help)
        } else {
            let message = format!("{of} has fields `{taken}` and `{name}`, which differ only in case");
            Diagnostic::new(&rules::NAMES_DIFFER_IN_CASE, placed.span, message, "rename one of the two")
        };
        diagnostics.push(diagnostic.with_label(*span, "the first one"));
        false
    });
}

/// Answers for the usual short list of plain names without hashing any; `false` means that somebody has to look.
fn all_differ(list: &[Placed]) -> bool {
    const SHORT: usize = 24;
    let plain = list.len() <= SHORT && list.iter().all(|placed| placed.member.name.is_ascii());
    plain
        && list.iter().enumerate().all(|(index, one)| {
            let name = &*one.member.name;
            list[index + 1..].iter().all(|other| !name.eq_ignore_ascii_case(&other.member.name))
        })
}
