//! Common sets: fields that ride on events, and their precedence.

use super::event::all_or_some;
use super::members::{Groups, Parts, Placed, report_duplicates};
use super::merge::Merged;
use super::registry::{Kind, Registry};
use super::{condition, names, words};
use crate::declared::{CommonDecl, Entry, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::CommonSet;
use crate::rules;
use crate::source::Span;
use std::sync::Arc;

/// The word in `precedence` that stands for an event's own fields.
const EVENT: &str = "event";

/// A common set with the places of its fields.
pub(super) struct Common {
    pub(super) set: Arc<CommonSet>,
    pub(super) placed: Vec<Placed>,
}

/// The common sets, and the order in which they and the event win.
pub(super) struct CommonSets {
    pub(super) sets: Vec<Common>,
    pub(super) precedence: Vec<Text>,
}

pub(super) fn resolve<'decl>(
    registry: &Registry<'decl>,
    merged: &Merged<'decl>,
    groups: &Groups<'decl>,
    diagnostics: &mut Diagnostics,
) -> CommonSets {
    let sets: Vec<Common> =
        merged.common.iter().filter_map(|entry| set(registry, groups, entry, diagnostics)).collect();
    CommonSets { precedence: precedence(registry, merged, diagnostics), sets }
}

fn set<'decl>(
    registry: &Registry<'decl>,
    groups: &Groups<'decl>,
    entry: &'decl Entry<CommonDecl>,
    diagnostics: &mut Diagnostics,
) -> Option<Common> {
    let decl = entry.value()?;
    let of = format!("the common set `{}`", entry.name.value);
    let named = names::word("common set", &entry.name, diagnostics);
    if &*entry.name.value == EVENT {
        let help = "choose another name: `event` stands for the event's own fields in `precedence:`";
        diagnostics.push(Diagnostic::new(
            &rules::RESERVED_NAME,
            entry.name.span,
            format!("{of} cannot be called so"),
            help,
        ));
        return None;
    }
    let parts = Parts { include: &decl.include, use_: &decl.use_, fields: &decl.fields };
    let members = groups.members(registry, &parts, &of, diagnostics);
    let condition = condition::resolve(registry, &decl.condition, diagnostics);
    let help = "name some of them, or remove the set if it rides nowhere";
    all_or_some(&decl.destinations, help, diagnostics);
    let mut destinations = Vec::new();
    for item in decl.destinations.items() {
        destinations.extend(registry.destination(item, diagnostics).map(|found| Text::from(found.name())));
    }
    destinations.sort();
    destinations.dedup();
    let set = CommonSet {
        name: entry.name.value.clone(),
        description: words::text(&decl.description),
        destinations,
        condition,
        members: members.sorted(),
        overrides: words::texts(&decl.overrides),
    };
    named.then(|| Common { set: Arc::new(set), placed: members.list })
}

/// Resolves the order in which sets win; the sets by name, after the event, when the catalog does not say.
fn precedence(registry: &Registry<'_>, merged: &Merged<'_>, diagnostics: &mut Diagnostics) -> Vec<Text> {
    let mut order = Vec::new();
    for item in merged.list(|decl| &decl.precedence) {
        let name = item.value.trim();
        if name != EVENT && !registry.is_declared(Kind::CommonSet, name) {
            let known: Vec<&str> = merged.common.iter().map(|entry| &*entry.name.value).chain([EVENT]).collect();
            Registry::unknown(Kind::CommonSet, item.span, name, &known, diagnostics);
        }
        order.push(Text::from(name));
    }
    let rest = std::iter::once(EVENT).chain(merged.common.iter().map(|entry| &*entry.name.value));
    let missing: Vec<Text> = rest.filter(|name| order.iter().all(|known| **known != **name)).map(Text::from).collect();
    if order.is_empty() {
        return missing;
    }
    missing.into_iter().chain(order).collect()
}

/// Reports fields that hide a common one, unless the set says that it replaces them.
pub(super) fn check_shadowing(
    common: &CommonSets,
    reaches: &dyn Fn(&CommonSet) -> bool,
    fields: &[Placed],
    of: &str,
    diagnostics: &mut Diagnostics,
) {
    for Common { set, placed } in &common.sets {
        if !reaches(set) {
            continue;
        }
        for own in fields {
            let same = |placed: &&Placed| placed.member.name.eq_ignore_ascii_case(&own.member.name);
            let Some(hidden) = placed.iter().find(same) else { continue };
            if set.overrides().iter().any(|name| **name == *own.member.name) {
                continue;
            }
            diagnostics.push(shadowed(&own.member.name, own.span, set.name(), hidden.span, of));
        }
    }
}

fn shadowed(name: &str, span: Span, set: &str, hidden: Span, of: &str) -> Diagnostic {
    let message = format!("the field `{name}` of {of} hides the one of the common set `{set}`");
    let help =
        format!("rename it, leave it out, or write `overrides: [{name}]` in the set if the set's value shall win");
    Diagnostic::new(&rules::SHADOWED_COMMON, span, message, help).with_label(hidden, "the common field")
}

/// Two common sets that ride to one destination must not bring the same field.
pub(super) fn check_sets(common: &CommonSets, diagnostics: &mut Diagnostics) {
    for (index, one) in common.sets.iter().enumerate() {
        for other in &common.sets[index + 1..] {
            let apart = !one.set.destinations().is_empty()
                && !other.set.destinations().is_empty()
                && !one.set.destinations().iter().any(|name| other.set.rides_to(name));
            if apart {
                continue;
            }
            let overridden = |name: &str| {
                one.set.overrides().iter().chain(other.set.overrides()).any(|overridden| **overridden == *name)
            };
            let mut both: Vec<Placed> = one.placed.iter().chain(&other.placed).cloned().collect();
            both.retain(|placed| !overridden(&placed.member.name));
            let of = format!("an event with the common sets `{}` and `{}`", one.set.name(), other.set.name());
            report_duplicates(&mut both, &of, diagnostics);
        }
    }
}
