//! How many of an event are sent: what contradicts itself, lets nothing pass, or says nothing.

use super::registry::Registry;
use crate::declared::{Entry, FlowDecl, QuotaDecl, SampleBy, SampleDecl, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Flow, Quota, Sample, Text};
use crate::rules;
use crate::source::Span;

/// Resolves the flow of an event; `sent_to` are the destinations of the event and of its twins.
pub(super) fn resolve(
    registry: &Registry<'_>,
    written: &Written<FlowDecl>,
    of: &str,
    sent_to: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<Box<Flow>> {
    let (span, decl) = written.spanned()?;
    let sample = sample(&decl.sample, of, diagnostics);
    let quota =
        decl.quota.spanned().and_then(|(span, decl)| quota(decl, &format!("the quota of {of}"), span, diagnostics));
    let mut quota_at: Vec<(Text, Quota)> = Vec::new();
    for entry in decl.quota_at.entries() {
        quota_at.extend(self::quota_at(registry, entry, of, sent_to, diagnostics));
    }
    quota_at.sort_by(|(a, _), (b, _)| a.cmp(b));
    let says_nothing = decl.sample.is_absent() && decl.quota.is_absent() && decl.quota_at.entries().next().is_none();
    if says_nothing {
        let help = "add `sample: { one_in: 100 }` or `quota: { per_day: 50 }`, or leave `flow` out";
        let message = format!("the flow of {of} says nothing");
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, message, help));
    }
    Some(Box::new(Flow { sample, quota, quota_at }))
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
    of: &str,
    sent_to: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<(Text, Quota)> {
    let name = &entry.name;
    let destination = registry.destination(name, diagnostics)?;
    elsewhere(name.span, destination.name(), of, sent_to, diagnostics);
    let quota = quota(entry.value()?, &format!("the quota of {of} at `{}`", name.value), name.span, diagnostics)?;
    Some((name.value.clone(), quota))
}

/// Reports a destination that the event does not go to.
fn elsewhere(at: Span, name: &str, of: &str, sent_to: &[&str], diagnostics: &mut Diagnostics) {
    if sent_to.contains(&name) {
        return;
    }
    let message = format!("{of} is not sent to `{name}`");
    let help = match sent_to {
        [] => "it is sent nowhere; leave this out".to_owned(),
        known => format!("{}; or add it to `destinations:`", crate::words::one_of(known.iter().copied())),
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
