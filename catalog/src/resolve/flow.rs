//! How many of an event are sent: what contradicts itself, lets nothing pass, or says nothing.

mod held;

use super::registry::Registry;
use crate::declared::{Entry, FlowDecl, QuotaDecl, SampleBy, SampleDecl, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Destination, Flow, Member, Quota, Sample, Text};
use crate::rules;
use crate::source::Span;
use std::sync::Arc;

/// What the rules of a flow are held against.
pub(super) struct Carried<'a> {
    /// How messages call the event.
    pub(super) of: &'a str,
    /// The destinations of the event and of its twins.
    pub(super) sent_to: Vec<&'a Arc<Destination>>,
    /// Its own fields, and those that ride along.
    pub(super) members: Vec<&'a Member>,
    /// Whether a field may be missing because it is faulty.
    pub(super) incomplete: bool,
}

/// Resolves the flow of an event.
pub(super) fn resolve(
    registry: &Registry<'_>,
    written: &Written<FlowDecl>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Flow>> {
    let (span, decl) = written.spanned()?;
    let of = event.of;
    let sample = sample(&decl.sample, of, diagnostics);
    let quota =
        decl.quota.spanned().and_then(|(span, decl)| quota(decl, &format!("the quota of {of}"), span, diagnostics));
    let mut quota_at: Vec<(Text, Quota)> = Vec::new();
    for entry in decl.quota_at.entries() {
        quota_at.extend(self::quota_at(registry, entry, event, diagnostics));
    }
    quota_at.sort_by(|(a, _), (b, _)| a.cmp(b));
    let debounce = held::debounce(registry, &decl.debounce, event, diagnostics);
    let repeats = held::repeats(registry, &decl.repeats, event, diagnostics);
    held::check_apart(decl, debounce.as_deref(), repeats.as_deref(), event, diagnostics);
    let says_nothing = decl.sample.is_absent()
        && decl.quota.is_absent()
        && decl.quota_at.entries().next().is_none()
        && decl.debounce.is_absent()
        && decl.repeats.is_absent();
    if says_nothing {
        let help = "add `sample: { one_in: 100 }` or `quota: { per_day: 50 }`, or leave `flow` out";
        let message = format!("the flow of {of} says nothing");
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, message, help));
    }
    Some(Box::new(Flow { sample, quota, quota_at, debounce, repeats }))
}

fn sample(written: &Written<SampleDecl>, of: &str, diagnostics: &mut Diagnostics) -> Option<Sample> {
    let (span, decl) = written.spanned()?;
    let Some((at, one_in)) = decl.one_in.spanned() else {
        if decl.one_in.is_absent() {
            let message = format!("the sample of {of} has no `one_in`");
            diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, message, "add `one_in: 100`"));
        }
        return None;
    };
    let fault = match one_in {
        0 => format!("the sample of {of} is one in 0, which is none"),
        1 => format!("the sample of {of} is one in 1, which is all"),
        _ => return Some(Sample { one_in: *one_in, by: decl.by.get().copied().unwrap_or(SampleBy::Chance) }),
    };
    let help = "write `one_in: 2` or more, or leave `sample` out; what is never sent has no destinations";
    diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, at, fault, help));
    None
}

/// Resolves what may leave for a destination, which is one of those that the event goes to.
fn quota_at(
    registry: &Registry<'_>,
    entry: &Entry<QuotaDecl>,
    event: &Carried<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Text, Quota)> {
    let name = &entry.name;
    let destination = registry.destination(name, diagnostics)?;
    elsewhere(name.span, destination.name(), event, diagnostics);
    let of = event.of;
    let quota = quota(entry.value()?, &format!("the quota of {of} at `{}`", name.value), name.span, diagnostics)?;
    Some((name.value.clone(), quota))
}

/// Reports a destination that the event does not go to.
fn elsewhere(at: Span, name: &str, event: &Carried<'_>, diagnostics: &mut Diagnostics) {
    let mut known = event.sent_to.iter().map(|destination| destination.name());
    if known.clone().any(|known| known == name) {
        return;
    }
    let message = format!("{} is not sent to `{name}`", event.of);
    let help = match known.next() {
        None => "it is sent nowhere; leave this out".to_owned(),
        Some(first) => {
            format!("{}; or add it to `destinations:`", crate::words::one_of(std::iter::once(first).chain(known)))
        }
    };
    diagnostics.push(Diagnostic::new(&rules::FLOW_ELSEWHERE, at, message, help));
}

fn quota(decl: &QuotaDecl, of: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Quota> {
    if decl.per_day.is_absent() && decl.per_month.is_absent() {
        let message = format!("{of} has neither `per_day` nor `per_month`");
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, message, "add `per_day: 50`"));
        return None;
    }
    for (key, written) in [("per_day", &decl.per_day), ("per_month", &decl.per_month)] {
        if let Some((at, 0)) = written.spanned() {
            let message = format!("{of} lets nothing pass: `{key}` is 0");
            let help = "write how many may be sent; what is never sent has no destinations";
            diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, at, message, help));
        }
    }
    let quota = Quota { per_day: decl.per_day.get().copied(), per_month: decl.per_month.get().copied() };
    if let (Some(day), Some((at, month))) = (quota.per_day, decl.per_month.spanned())
        && *month < day
        && *month > 0
    {
        let message = format!("{of} is {month} in a month, less than {day} in a day");
        let help = format!("write `per_month: {day}` or more, or fewer in a day");
        diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, at, message, help));
    }
    Some(quota)
}
