//! What each destination receives: nothing above its ceiling, no person put together from parts, no key twice.

use super::common::{Common, CommonSets};
use super::event::{Named, Resolved};
use super::members::Placed;
use super::registry::Registry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Collision, Destination, Event, Member};
use crate::rules;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::Arc;
use telemetry_core::Class;

/// Checks what destinations receive of the common sets alone.
pub(super) fn check_sets(registry: &Registry<'_>, common: &CommonSets, diagnostics: &mut Diagnostics) {
    for Common { set, placed } in &common.sets {
        let reached: Vec<_> = registry.destinations.iter().filter(|to| set.rides_to(to.name())).collect();
        let of = format!("the common set `{}`", set.name());
        for placed in placed {
            above_ceiling(placed, &reached, &of, diagnostics);
        }
    }
}

/// Checks what destinations receive of one event.
pub(super) fn check_event(
    registry: &Registry<'_>,
    resolved: &Resolved,
    common: &CommonSets,
    diagnostics: &mut Diagnostics,
) {
    let of = Named(resolved.event.name());
    let lowest = resolved.event.all_destinations().map(|to| to.ceiling().rank()).min().unwrap_or(u8::MAX);
    for placed in resolved.placed.iter().filter(|placed| placed.member.field.class().rank() > lowest) {
        let reached: Vec<_> = reached(resolved, &placed.member).collect();
        above_ceiling(placed, &reached, &of, diagnostics);
    }
    let at = resolved.places.destinations.unwrap_or(resolved.places.name);
    for destination in resolved.event.all_destinations() {
        combination(registry, resolved, common, destination, (at, &of), diagnostics);
        collisions(resolved, common, destination, &of, diagnostics);
    }
}

/// Returns the destinations that carry a member of an event: its own, and those of twins that carry it.
fn reached<'a>(resolved: &'a Resolved, member: &'a Member) -> impl Iterator<Item = &'a Arc<Destination>> {
    let event = &resolved.event;
    let extra = event.twins().iter().any(|twin| twin.extra().iter().any(|extra| extra.name == member.name));
    let own = event.destinations().iter().filter(move |_| !extra);
    let twins = event.twins().iter().filter(move |twin| {
        let carried = twin.carries().contains(&member.name);
        carried || twin.extra().iter().any(|extra| extra.name == member.name)
    });
    own.chain(twins.flat_map(|twin| twin.destinations()))
}

fn above_ceiling(placed: &Placed, reached: &[&Arc<Destination>], of: &dyn Display, diagnostics: &mut Diagnostics) {
    let field = &placed.member.field;
    if !field.is_sent() {
        return;
    }
    let left_out = |to: &Destination| {
        !field.destinations().is_empty() && field.destinations().iter().all(|name| **name != *to.name())
    };
    let above =
        reached.iter().filter(|to| to.takes(field) && !left_out(to) && field.class.rank() > to.ceiling().rank());
    let above: Vec<String> = above.map(|to| format!("`{}` (ceiling `{}`)", to.name(), to.ceiling().name())).collect();
    if above.is_empty() {
        return;
    }
    let class = field.class.name();
    let message =
        format!("the field `{}` of {of} is `{class}` and may not go to {}", placed.member.name, above.join(" and "));
    let help = "leave it out there with `destinations: […]` on the field, lower its class by a transform, or raise the ceiling";
    diagnostics.push(Diagnostic::new(&rules::CLASS_ABOVE_CEILING, placed.span, message, help));
}

/// An identifier beside content names a person.
fn combination(
    registry: &Registry<'_>,
    resolved: &Resolved,
    common: &CommonSets,
    destination: &Destination,
    (at, of): (Span, &dyn Display),
    diagnostics: &mut Diagnostics,
) {
    if destination.ceiling().rank() >= registry.built_in(Class::Personal).rank() {
        return;
    }
    let first = |class: Class| {
        received(resolved, common, destination).find(|placed| placed.member.field.class.treat_as() == class)
    };
    if let (Some(identifier), Some(content)) = (first(Class::Identifier), first(Class::Content)) {
        let message =
            format!("{of} gives `{}` an identifier beside content, which together name a person", destination.name());
        let help = "leave one of the two out there, or write `ceiling: personal` if the destination may receive both";
        let diagnostic = Diagnostic::new(&rules::COMBINATION_ABOVE_CEILING, at, message, help);
        let diagnostic =
            diagnostic.with_label(identifier.span, "the identifier").with_label(content.span, "the content");
        diagnostics.push(diagnostic);
    }
}

/// Returns everything of an event that a destination receives, common fields too.
fn received<'a>(
    resolved: &'a Resolved,
    common: &'a CommonSets,
    destination: &'a Destination,
) -> impl Iterator<Item = &'a Placed> {
    let own = resolved
        .placed
        .iter()
        .filter(|placed| reached(resolved, &placed.member).any(|to| to.name() == destination.name()));
    let rides = |common: &&Common| common.set.rides_to(destination.name()) && resolved.event.carries(&common.set);
    let sets = common.sets.iter().filter(rides);
    own.chain(sets.flat_map(|common| &common.placed)).filter(|placed| placed.member.field.reaches(destination))
}

/// Returns whether two fields belong to variants alone, and no variant has both: they never leave together.
fn exclusive(event: &Event, one: &str, other: &str) -> bool {
    let cases = event.variants().map_or(&[][..], |variants| variants.cases());
    let has = |members: &[Member], name: &str| members.iter().any(|member| *member.name == *name);
    let in_a_case = |name: &str| cases.iter().any(|case| has(case.members(), name));
    let always = |name: &str| has(event.members(), name) || !in_a_case(name);
    let together = cases.iter().any(|case| has(case.members(), one) && has(case.members(), other));
    !always(one) && !always(other) && !together
}

/// Two fields must not leave under one key.
fn collisions(
    resolved: &Resolved,
    common: &CommonSets,
    destination: &Destination,
    of: &dyn Display,
    diagnostics: &mut Diagnostics,
) {
    // Names differ already; only names on the wire that are not the declared ones can meet, and keys of families.
    let renamed =
        |placed: &Placed| placed.member.wire() != placed.member.name() || placed.member.field.family().is_some();
    let all = || received(resolved, common, destination);
    if !destination.wire().keys().change_names() && !all().any(renamed) {
        return;
    }
    let received: Vec<&Placed> = all().collect();
    let mut wires: HashMap<Cow<'_, str>, (&str, Span)> = HashMap::with_capacity(received.len());
    let mut same = false;
    for (placed, wire) in received.iter().flat_map(|placed| wires_of(&placed.member).map(move |wire| (placed, wire))) {
        let name = &*placed.member.name;
        let earlier = wires.insert(wire.clone(), (name, placed.span)).filter(|(other, _)| *other != name);
        if let Some((other, first)) = earlier.filter(|(other, _)| !exclusive(&resolved.event, other, name)) {
            let message = format!("the fields `{other}` and `{name}` of {of} are both `{wire}` on the wire");
            let help = "give one of them another `wire:` name";
            let diagnostic = Diagnostic::new(&rules::WIRE_COLLISION, placed.span, message, help);
            diagnostics.push(diagnostic.with_label(first, "the first one"));
            same = true;
        }
    }
    if same || !destination.wire().keys().change_names() || destination.wire().keys().collision() != Collision::Refuse {
        return;
    }
    let mut keys: HashMap<String, (&str, Span)> = HashMap::new();
    for (placed, wire) in received.iter().flat_map(|placed| wires_of(&placed.member).map(move |wire| (placed, wire))) {
        let name = &*placed.member.name;
        let key = destination.key(&wire).into_owned();
        let earlier = keys.insert(key.clone(), (name, placed.span)).filter(|(other, _)| *other != name);
        if let Some((other, first)) = earlier.filter(|(other, _)| !exclusive(&resolved.event, other, name)) {
            let message =
                format!("the fields `{other}` and `{name}` of {of} both become `{key}` at `{}`", destination.name());
            let help = "give one of them another `wire:` name, exempt it, or write `collision: last`";
            let diagnostic = Diagnostic::new(&rules::KEY_COLLISION, placed.span, message, help);
            diagnostics.push(diagnostic.with_label(first, "the first one"));
        }
    }
}

/// Returns the names under which a field leaves: its own, or that of each listed key of a family.
fn wires_of(member: &Member) -> impl Iterator<Item = Cow<'_, str>> {
    let family = member.field.family().filter(|family| !family.keys().is_empty());
    let keys = family.into_iter().flat_map(move |family| {
        let placeholder = format!("{{{}}}", family.placeholder());
        family.keys().iter().map(move |key| Cow::Owned(member.wire().replace(&placeholder, key)))
    });
    keys.chain(family.is_none().then(|| Cow::Borrowed(member.wire())))
}
