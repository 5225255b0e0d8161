//! What only shows when events are looked at together: names, aliases, fields that disagree.

use super::common::{CommonSets, check_sets};
use super::event::Resolved;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Field;
use crate::rules;
use crate::source::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) fn check(events: &[Resolved], common: &CommonSets, diagnostics: &mut Diagnostics) {
    check_names(events, diagnostics);
    check_disagreement(events, diagnostics);
    check_sets(common, diagnostics);
}

/// Names of events, their names on the wire and their twins are taken once, whatever their case; aliases too.
fn check_names(events: &[Resolved], diagnostics: &mut Diagnostics) {
    let mut taken: HashMap<String, (&str, Span)> = HashMap::new();
    let mut by_place: Vec<&Resolved> = events.iter().collect();
    by_place.sort_by_key(|resolved| resolved.places.name);
    for resolved in &by_place {
        let event = &resolved.event;
        let twins = resolved.places.twins.iter().map(|twin| (&*twin.value, twin.span));
        let wire = resolved.places.wire.map(|span| (event.wire(), span)).filter(|(wire, _)| *wire != event.name());
        for (name, span) in std::iter::once((event.name(), resolved.places.name)).chain(twins).chain(wire) {
            match taken.entry(name.to_lowercase()) {
                Entry::Occupied(entry) => {
                    let (other, first) = *entry.get();
                    diagnostics.push(clash(name, other, span, first));
                }
                Entry::Vacant(entry) => drop(entry.insert((name, span))),
            }
        }
    }
    for resolved in by_place {
        for alias in &resolved.places.aliases {
            let name = &*alias.value;
            if let Some((_, first)) = taken.get(&name.to_lowercase()) {
                let message = format!("the alias `{name}` is taken");
                let help = "an alias is a former name, which nothing else may have";
                let diagnostic = Diagnostic::new(&rules::ALIAS_TAKEN, alias.span, message, help);
                diagnostics.push(diagnostic.with_label(*first, "this one has the name"));
            }
        }
    }
}

fn clash(name: &str, other: &str, span: Span, first: Span) -> Diagnostic {
    let diagnostic = if name == other {
        Diagnostic::new(
            &rules::DUPLICATE_NAME,
            span,
            format!("two events are called `{name}`"),
            "rename one of the two",
        )
    } else {
        let message = format!("the events `{other}` and `{name}` differ only in case");
        Diagnostic::new(&rules::NAMES_DIFFER_IN_CASE, span, message, "rename one of the two")
    };
    diagnostic.with_label(first, "the first one")
}

/// One name should mean one thing: the same type and class in every event.
fn check_disagreement(events: &[Resolved], diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, (&Field, Span, &str)> = HashMap::new();
    let mut by_place: Vec<&Resolved> = events.iter().collect();
    by_place.sort_by_key(|resolved| resolved.places.name);
    for resolved in by_place {
        for placed in &resolved.placed {
            let field = &*placed.member.field;
            let known = *first.entry(&placed.member.name).or_insert((field, placed.span, resolved.event.name()));
            let (other, span, event) = known;
            if other.ty() == field.ty() && other.class().name() == field.class().name() {
                continue;
            }
            let message = format!(
                "the field `{}` is a `{}` of class `{}` here, and a `{}` of class `{}` in the event `{event}`",
                placed.member.name,
                field.ty(),
                field.class().name(),
                other.ty(),
                other.class().name()
            );
            let help = "give both the same meaning with a definition under `fields:`, or rename one";
            let diagnostic = Diagnostic::new(&rules::FIELD_DISAGREEMENT, placed.span, message, help);
            diagnostics.push(diagnostic.with_label(span, "the other one"));
        }
    }
}
