//! The promises: what is said to be never collected is not, content is agreed to, nothing linked is called anonymous.

use super::common::{Common, CommonSets};
use super::event::{Named, Resolved};
use super::head::Head;
use super::members::Placed;
use super::merge::Merged;
use crate::declared::{Spanned, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Destination, Event, Field, Linkage, Transform, Twin};
use crate::rules;
use crate::source::Span;
use heck::ToSnakeCase;
use std::collections::BTreeSet;
use std::fmt::Display;
use telemetry_core::{Class, Consent};

/// Returns the promises of a catalog.
pub(super) fn promises<'decl>(merged: &Merged<'decl>) -> Vec<Never<'decl>> {
    merged.list(|decl| &decl.never).map(Never::new).collect()
}

/// Checks one event by itself.
pub(super) fn check_event(never: &[Never<'_>], resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let of = Named(resolved.event.name());
    for placed in &resolved.placed {
        contradicted(never, placed, &of, diagnostics);
        let found = agreed(&resolved.event, placed, &of, &|_| true).into_iter();
        let found = found.chain(grounded(&resolved.event, placed, &of, &|_| true));
        found.for_each(|diagnostic| diagnostics.push(diagnostic));
    }
    anonymous(resolved, diagnostics);
}

/// Checks the common sets, which ride on events, and what is said of all of them together.
pub(super) fn check(
    never: &[Never<'_>],
    head: Option<&Head>,
    events: &[Resolved],
    common: &CommonSets,
    diagnostics: &mut Diagnostics,
) {
    for Common { set, placed } in &common.sets {
        let of = format!("the common set `{}`", set.name());
        for placed in placed {
            contradicted(never, placed, &of, diagnostics);
            // Told once, for the first event that says too little: one finding for each would bury the others.
            let carrying = events.iter().map(|resolved| &resolved.event).filter(|event| event.carries(set));
            let carrying = carrying.filter(|event| event.is_recorded());
            let rides = |to: &Destination| set.rides_to(to.name());
            let found = carrying.flat_map(|event| {
                agreed(event, placed, &of, &rides).into_iter().chain(grounded(event, placed, &of, &rides))
            });
            found.take(1).for_each(|diagnostic| diagnostics.push(diagnostic));
        }
    }
    let linked = events.iter().map(|resolved| resolved.event.linkage()).max().unwrap_or(Linkage::None);
    if let Some(head) = head.filter(|head| linked > Linkage::Event && claims_anonymity(&head.description)) {
        diagnostics.push(claim(&"what the catalog describes", linked, head.description_span));
    }
}

/// A promise of `never:` as the set of its words.
pub(super) struct Never<'decl> {
    item: &'decl Spanned<Text>,
    words: BTreeSet<String>,
}

impl<'decl> Never<'decl> {
    fn new(item: &'decl Spanned<Text>) -> Self {
        Self { item, words: word_set(&item.value) }
    }
}

/// Returns the words of a text in singular and lower case.
fn word_set(text: &str) -> BTreeSet<String> {
    let snake = text.to_snake_case();
    let words = snake
        .split('_')
        .filter(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "and" | "or" | "your" | "a" | "s"));
    words.map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned()).collect()
}

/// A field of which nothing but a number, a closed word or a hash leaves does not collect what its name says.
fn is_masked(field: &Field) -> bool {
    let hashed = |transform: &Transform| matches!(transform, Transform::Hmac { .. } | Transform::Hash { .. });
    field.sends_number()
        || field.transforms().iter().any(hashed)
        || !field.is_sent()
        || field.class().treat_as() == Class::Technical
}

fn contradicted(never: &[Never<'_>], placed: &Placed, of: &dyn Display, diagnostics: &mut Diagnostics) {
    let field = &placed.member.field;
    if never.is_empty() || is_masked(field) {
        return;
    }
    let texts = [&*placed.member.name, field.title(), field.wire().unwrap_or("")];
    let words: Vec<_> = texts.into_iter().map(word_set).collect();
    let Some(promise) =
        never.iter().find(|never| !never.words.is_empty() && words.iter().any(|words| never.words.is_subset(words)))
    else {
        return;
    };
    let message = format!("the field `{}` of {of} collects what is promised never to be", placed.member.name);
    let help = "remove the field, send only a count or a keyed hash of it, or take the promise back";
    let diagnostic = Diagnostic::new(&rules::NEVER_CONTRADICTED, placed.span, message, help);
    diagnostics.push(diagnostic.with_label(promise.item.span, "promised here"));
}

/// What the user wrote needs an agreement of its own, unless it stays on the user's machine.
fn agreed(
    event: &Event,
    placed: &Placed,
    of: &dyn Display,
    rides: &dyn Fn(&Destination) -> bool,
) -> Option<Diagnostic> {
    let field = &placed.member.field;
    if field.class().treat_as() != Class::Content || !field.is_sent() {
        return None;
    }
    let twin = event.twins().iter().find(|twin| twin.extra().iter().any(|extra| extra.name() == placed.member.name()));
    let granted = field.grant().is_some() || event.grant().is_some() || twin.is_some_and(|twin| twin.grant().is_some());
    let level = field.consent().unwrap_or(Consent::Off).max(twin.map_or(event.consent(), Twin::consent));
    let destinations = twin.map_or(event.destinations(), |twin| twin.destinations());
    let reached = destinations.iter().filter(|to| rides(to) && field.reaches(to) && to.kind() != Some("local"));
    let open: Vec<_> =
        reached.filter(|to| to.grant().is_none() && level.max(to.consent()) < Consent::Extended).collect();
    let least = open.iter().map(|to| level.max(to.consent())).min()?;
    if granted {
        return None;
    }
    let message = format!(
        "the field `{}` of {of} sends {} to {} at consent `{least}`",
        placed.member.name,
        field.class().name(),
        crate::words::list(open.iter().map(|to| to.name()))
    );
    let help = "write `consent: extended` or `grant: …` on the field, the event or the destination";
    Some(Diagnostic::new(&rules::CONTENT_WITHOUT_CONSENT, placed.span, message, help))
}

/// A personal field has a grant, a legal basis and an end.
fn grounded(
    event: &Event,
    placed: &Placed,
    of: &dyn Display,
    rides: &dyn Fn(&Destination) -> bool,
) -> Option<Diagnostic> {
    let field = &placed.member.field;
    if field.class().treat_as() != Class::Personal || !field.is_sent() {
        return None;
    }
    let reached: Vec<_> = event.all_destinations().filter(|to| rides(to) && field.reaches(to)).collect();
    let granted = field.grant().is_some() || event.grant().is_some();
    let ends = field.retention().is_some() || event.retention().is_some();
    let keys = [
        (field.legal_basis().is_none(), "legal_basis", "`legal_basis: consent`"),
        (!granted && !reached.iter().all(|to| to.grant().is_some()), "grant", "`grant: …` (declared under `grants:`)"),
        (!ends && !reached.iter().all(|to| to.retention().is_some()), "retention", "`retention: P90D`"),
    ];
    let missing: Vec<_> = keys.into_iter().filter(|(missing, ..)| *missing).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!(
        "the field `{}` of {of} is personal and lacks {}",
        placed.member.name,
        crate::words::list(missing.iter().map(|(_, key, _)| *key))
    );
    let help = format!("add {}", missing.iter().map(|(.., help)| *help).collect::<Vec<_>>().join(" and "));
    Some(Diagnostic::new(&rules::PERSONAL_WITHOUT_BASIS, placed.span, message, help))
}

fn anonymous(resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let linkage = resolved.event.linkage();
    if linkage <= Linkage::Event {
        return;
    }
    let of = Named(resolved.event.name());
    let texts = [resolved.event.description(), resolved.event.when().unwrap_or(""), resolved.event.title()];
    for (span, text) in resolved.places.texts.into_iter().zip(texts) {
        if let Some(span) = span.filter(|_| claims_anonymity(text)) {
            diagnostics.push(claim(&of, linkage, span));
        }
    }
    for placed in &resolved.placed {
        let field = &placed.member.field;
        if claims_anonymity(field.description()) {
            diagnostics.push(claim(&format!("the field `{}` of {of}", placed.member.name), linkage, placed.span));
        }
    }
}

fn claims_anonymity(text: &str) -> bool {
    // Few texts hold one of these; only they are looked at in full.
    if !text.contains("nonym") && !text.contains("dentif") {
        return false;
    }
    let lower = text.to_lowercase();
    let claims = ["anonym", "non-identif", "not identif", "non identif"];
    claims.iter().any(|claim| {
        lower
            .match_indices(claim)
            .any(|(at, _)| !lower[..at].trim_end().ends_with("not") && !lower[..at].trim_end().ends_with("never"))
    })
}

fn claim(of: &dyn Display, linkage: Linkage, span: Span) -> Diagnostic {
    let message = format!("{of} is called anonymous, and can be linked to one {linkage}");
    let help = "say what it is: a random or hashed identifier, how long it stays the same, and how to reset it";
    Diagnostic::new(&rules::ANONYMOUS_CLAIM, span, message, help)
}
