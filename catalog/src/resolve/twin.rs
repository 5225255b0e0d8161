//! Twins: further events that one recording sends.

use super::event::destinations;
use super::members::{Groups, Members, Parts, Placed, report_duplicates};
use super::registry::{Registry, level};
use super::words;
use crate::declared::{Entries, Entry, List, Text, TwinDecl, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Twin;
use crate::rules;
use telemetry_core::Consent;

/// Resolves the twins of an event.
pub(super) fn resolve<'decl>(
    registry: &Registry<'decl>,
    groups: &Groups<'decl>,
    written: &Written<Entries<TwinDecl>>,
    of: &str,
    (own, consent): (&Members, Consent),
    diagnostics: &mut Diagnostics,
) -> (Vec<Twin>, Vec<Placed>) {
    let mut twins = Vec::new();
    let mut placed = Vec::new();
    for entry in written.entries() {
        let (twin, members) = twin(registry, groups, entry, of, (own, consent), diagnostics);
        twins.extend(twin);
        placed.extend(members);
    }
    // Two twins may carry the same further field; the program fills it in once.
    placed.sort_by(|a, b| a.member.name.cmp(&b.member.name));
    placed.dedup_by(|a, b| a.member == b.member);
    twins.sort_by(|a, b| a.name.cmp(&b.name));
    (twins, placed)
}

fn twin<'decl>(
    registry: &Registry<'decl>,
    groups: &Groups<'decl>,
    entry: &Entry<TwinDecl>,
    of: &str,
    (own, consent): (&Members, Consent),
    diagnostics: &mut Diagnostics,
) -> (Option<Twin>, Vec<Placed>) {
    let (no_include, no_use) = (Written::NONE, Written::NONE);
    let Some(decl) = entry.value() else { return (None, Vec::new()) };
    let name = &entry.name;
    let twin_of = format!("the twin `{}` of {of}", name.value);
    let named = registry.names.event(name, diagnostics);
    let description = words::description(&decl.description, &twin_of, &name.value, name.span, diagnostics);
    if decl.destinations.is_absent() {
        let help = "add `destinations: […]`";
        let message = format!("{twin_of} does not say where it is sent");
        diagnostics.push(Diagnostic::new(&rules::MISSING_DESTINATION, name.span, message, help));
    }
    let parts = Parts { include: &no_include, use_: &no_use, fields: &decl.fields };
    let extra = groups.members(registry, &parts, &twin_of, diagnostics);
    let mut both: Vec<Placed> = own.list.iter().chain(&extra.list).cloned().collect();
    report_duplicates(&mut both, &twin_of, diagnostics);
    let twin = Twin {
        name: name.value.clone(),
        description: description.unwrap_or_default(),
        destinations: destinations(registry, &decl.destinations, diagnostics),
        consent: level(&decl.consent, diagnostics).unwrap_or(consent),
        grant: registry.grant(&decl.grant, diagnostics),
        carries: carries(decl, own, &twin_of, diagnostics),
        extra: extra.sorted(),
    };
    (named.then_some(twin), extra.list)
}

/// Returns the event's fields that a twin carries: `only` these, or all `except` those.
fn carries(decl: &TwinDecl, own: &Members, of: &str, diagnostics: &mut Diagnostics) -> Vec<Text> {
    let names = || own.list.iter().map(|placed| &*placed.member.name);
    for item in decl.only.items().chain(decl.except.items()) {
        if !own.incomplete && !names().any(|name| name == item.value.trim()) {
            let message =
                format!("{of} names the field `{}`, which the event does not have", crate::words::shorten(&item.value));
            let help = if own.list.is_empty() {
                "remove the name: the event has no fields".to_owned()
            } else {
                crate::words::instead(&item.value, names())
            };
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_FIELD, item.span, message, help));
        }
    }
    if let (Some(span), false) = (decl.except.span(), decl.only.is_absent()) {
        let help = "keep `only:`, which lists what the twin carries, or `except:`, which lists what it does not";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, format!("{of} has both `only` and `except`"), help));
    }
    let listed = |list: &List<Text>, name: &str| list.items().any(|item| item.value.trim() == name);
    let carried = |name: &&str| {
        if decl.only.is_absent() { !listed(&decl.except, name) } else { listed(&decl.only, name) }
    };
    let mut carries: Vec<Text> = names().filter(carried).map(Text::from).collect();
    carries.sort();
    carries
}
