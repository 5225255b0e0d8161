//! What is declared against what a source tree records, as a search of its text found it.

use super::places::{Places, Spot};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{CallSites, Catalog, Event};
use crate::parse;
use crate::rules;
use crate::source::Sources;

/// Adds what a catalog and the places that record its events say of each other.
///
/// Events of an origin of which nothing is recorded belong to another program, as they do for
/// [`compare`](super::compare), unless nothing at all is recorded.
pub fn recorded(sources: &Sources, catalog: &Catalog, sites: &CallSites, diagnostics: &mut Diagnostics) {
    let is_found = |event: &Event| sites.contains_key(event.name());
    let found = || catalog.events().iter().filter(|event| is_found(event));
    let is_elsewhere = |event: &Event| {
        let of_origin = |other: &Event| other.origin() == event.origin();
        event.origin().is_some() && found().next().is_some() && !found().any(of_origin)
    };
    let strays = catalog.events().iter().filter(|event| event.is_recorded() != is_found(event));
    let strays: Vec<_> = strays.filter(|event| is_found(event) || !is_elsewhere(event)).collect();
    if strays.is_empty() {
        return;
    }
    // The model holds no places: they are read again, where there is something to say.
    let places = Places::of(parse::parse(sources, 0..sources.len(), &mut Diagnostics::default()));
    for event in strays {
        let place = places.find(&Spot::event(event.name()));
        diagnostics.push(match sites.get(event.name()).and_then(|sites| sites.first()) {
            None => Diagnostic::new(
                &rules::NEVER_RECORDED,
                place,
                format!("nothing in the source records the event `{}`", event.name()),
                "record it, scan the folder that does, or write `state: planned` or `state: removed`",
            ),
            Some((path, line)) => Diagnostic::new(
                &rules::RECORDED_WHILE_INACTIVE,
                place,
                format!("the event `{}` is {}, and {path}:{line} records it", event.name(), event.state().name()),
                "take it out of the source, or write `state: active`, so that the page tells of it",
            ),
        });
    }
    diagnostics.finish();
}
