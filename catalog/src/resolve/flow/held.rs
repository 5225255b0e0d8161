//! What holds events on their way to a destination: bursts and repeats.

use super::{Carried, elsewhere};
use crate::declared::{DebounceDecl, Duration, FlowDecl, List, OfBurst, RepeatsDecl, Spanned, Text, Type, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Debounce, Member, Repeats};
use crate::resolve::registry::Registry;
use crate::rules;
use crate::source::Span;

/// Resolves which event of a burst is sent.
pub(super) fn debounce(
    registry: &Registry<'_>,
    written: &Written<DebounceDecl>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Debounce>> {
    let (span, decl) = written.spanned()?;
    let of = format!("`debounce` of {}", event.of);
    let destinations = destinations(registry, &decl.destinations, event, diagnostics);
    let by = fields(&decl.by, &of, &destinations, event, diagnostics);
    let quiet = time(&decl.quiet, ("quiet", "PT1S"), &of, span, diagnostics);
    let longest = time(&decl.longest, ("longest", "PT10S"), &of, span, diagnostics);
    let sends = decl.sends.get().copied().unwrap_or(OfBurst::Last);
    Some(Box::new(Debounce { by, quiet: quiet?, longest: longest?, sends, destinations }))
}

/// Resolves how equal events are told once.
pub(super) fn repeats(
    registry: &Registry<'_>,
    written: &Written<RepeatsDecl>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Repeats>> {
    let (span, decl) = written.spanned()?;
    let of = format!("`repeats` of {}", event.of);
    let destinations = destinations(registry, &decl.destinations, event, diagnostics);
    let by = fields(&decl.by, &of, &destinations, event, diagnostics);
    let within = time(&decl.within, ("within", "PT1H"), &of, span, diagnostics);
    let number = number(&decl.number, &of, &destinations, event, diagnostics);
    Some(Box::new(Repeats { by, within: within?, number, destinations }))
}

/// Reports two rules that hold events on the way to one destination: each would count what the other lets go.
pub(super) fn check_apart(
    decl: &FlowDecl,
    debounce: Option<&Debounce>,
    repeats: Option<&Repeats>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) {
    let (Some(debounce), Some(repeats), Some(span)) = (debounce, repeats, decl.repeats.span()) else { return };
    let both = event.sent_to.iter().find(|destination| {
        let holds = |named: &[Text]| named.is_empty() || named.iter().any(|name| **name == *destination.name());
        holds(debounce.destinations()) && holds(repeats.destinations())
    });
    if let Some(destination) = both {
        let message =
            format!("`debounce` and `repeats` of {} both hold on the way to `{}`", event.of, destination.name());
        let help = "say with `destinations: […]` in each where it holds, or leave one out";
        diagnostics.push(Diagnostic::new(&rules::FLOW_TWICE, span, message, help));
    }
}

fn destinations(
    registry: &Registry<'_>,
    list: &List<Text>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for item in list.items() {
        if let Some(destination) = registry.destination(item, diagnostics) {
            elsewhere(item.span, destination.name(), event, diagnostics);
            found.push(destination.name().into());
        }
    }
    found.sort();
    found.dedup();
    found
}

fn fields(
    list: &List<Text>,
    of: &str,
    destinations: &[Text],
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Text> {
    let field = |item: &Spanned<Text>| {
        let member = field(item.span, &item.value, of, destinations, event, diagnostics)?;
        if member.field().family().is_some() {
            let message = format!("{of} goes by `{}`, which is many keys", item.value);
            let help = "name fields that have one value";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, item.span, message, help));
        }
        Some(member.name().into())
    };
    list.items().filter_map(field).collect()
}

/// Returns a field that the event carries to all destinations on whose way a rule holds.
fn field<'a>(
    at: Span,
    name: &str,
    of: &str,
    destinations: &[Text],
    event: &Carried<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Member> {
    let Some(member) = event.members.iter().find(|member| member.name() == name).copied() else {
        if !event.incomplete {
            let message = format!("{of} names the field `{}`, which it does not have", crate::words::shorten(name));
            let help = crate::words::instead(name, event.members.iter().map(|member| member.name()));
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_FIELD, at, message, help));
        }
        return None;
    };
    let holds = |to: &str| destinations.is_empty() || destinations.iter().any(|name| **name == *to);
    let mut held = event.sent_to.iter().filter(|destination| holds(destination.name()));
    if let Some(destination) = held.find(|destination| !member.field().reaches(destination)) {
        let message = format!("{of} names the field `{name}`, which is not sent to `{}`", destination.name());
        let help = "name a field that is sent there, or say with `destinations: […]` where the rule holds";
        diagnostics.push(Diagnostic::new(&rules::FLOW_ELSEWHERE, at, message, help));
    }
    Some(member)
}

fn number(
    written: &Written<Text>,
    of: &str,
    destinations: &[Text],
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Text> {
    let (span, name) = written.spanned()?;
    let field = field(span, name, of, destinations, event, diagnostics)?.field();
    if *field.ty() != Type::Count || !field.transforms().is_empty() || field.family().is_some() {
        let message = format!("{of} counts in `{name}`, which is no plain count");
        let help = "name a field of `type: count` without a transform";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
    }
    Some(name.clone())
}

/// Returns a length of time that must be there.
fn time(
    written: &Written<Duration>,
    (key, example): (&str, &str),
    of: &str,
    at: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Duration> {
    if written.is_absent() {
        let help = format!("add `{key}: {example}`");
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, at, format!("{of} has no `{key}`"), help));
    }
    written.get().cloned()
}
