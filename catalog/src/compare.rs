//! What is declared against what is shipped: the catalog that somebody wrote, and that of a compiled program.
//!
//! Both are checked first, each by itself; then events, fields and destinations are held against each other by name.
//! Only what leaves a program is compared: texts for people may be mended without building it again.

mod facts;
mod places;
mod recorded;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Catalog, CommonSet, Event, Member, Origin};
use crate::parse;
use crate::resolve::{self, CheckOptions};
use crate::rules;
use crate::source::Sources;
use facts::Fact;
use places::{Places, Spot};
pub use recorded::recorded;
use std::collections::BTreeMap;
use std::ops::Range;

/// What two catalogs say of each other.
#[derive(Debug)]
pub struct Compared {
    /// The files of both: first those of the catalog, then those of the program.
    pub sources: Sources,
    /// The catalog; `None` when there are errors in it.
    pub declared: Option<Catalog>,
    /// What the program holds; `None` when there are errors in it.
    pub shipped: Option<Catalog>,
    /// The findings in each, and the differences between the two.
    pub diagnostics: Diagnostics,
}

/// Checks a catalog and what a program ships, and compares the two where both are free of errors.
#[must_use]
pub fn compare(declared: Sources, shipped: Sources, options: &CheckOptions) -> Compared {
    let (first, all) = (declared.len(), declared.len() + shipped.len());
    let sources = declared.followed_by(shipped);
    let mut diagnostics = Diagnostics::default();
    let (declared, declared_places) = side(&sources, 0..first, *options, &mut diagnostics);
    let (shipped, shipped_places) = side(&sources, first..all, *options, &mut diagnostics);
    if let (Some(declared), Some(shipped)) = (&declared, &shipped) {
        let declared = Side { catalog: declared, places: &declared_places };
        let shipped = Side { catalog: shipped, places: &shipped_places };
        differences(&declared, &shipped, &mut diagnostics);
    }
    diagnostics.finish();
    Compared { sources, declared, shipped, diagnostics }
}

/// Checks the files of one side.
fn side(
    sources: &Sources,
    files: Range<usize>,
    options: CheckOptions,
    diagnostics: &mut Diagnostics,
) -> (Option<Catalog>, Places) {
    let mut found = Diagnostics::default();
    let count = files.len();
    // Events are let go as they are resolved, so that what knows their places reads them by itself.
    let places = Places::of(parse::parse(sources, files.clone(), &mut Diagnostics::default()));
    let declared = parse::parse(sources, files, &mut found);
    let readable = declared.len() == count;
    let catalog = if readable { resolve::resolve(sources, declared, options, &mut found) } else { None };
    diagnostics.append(found);
    (catalog, places)
}

/// One of the two catalogs, with the places of what it declares.
struct Side<'a> {
    catalog: &'a Catalog,
    places: &'a Places,
}

fn differences(declared: &Side<'_>, shipped: &Side<'_>, diagnostics: &mut Diagnostics) {
    for event in shipped.catalog.events().iter().filter(|event| event.is_recorded()) {
        match declared.catalog.event(event.name()) {
            Some(other) => event_differences(declared, shipped, (other, event), diagnostics),
            None => not_in_catalog(shipped, &Spot::event(event.name()), diagnostics),
        }
    }
    for event in declared.catalog.events().iter().filter(|event| event.is_recorded()) {
        if shipped.catalog.event(event.name()).is_none() && is_of(shipped.catalog, event.origin()) {
            not_in_program(declared, &Spot::event(event.name()), diagnostics);
        }
    }
    let set = |side: &Side<'_>, name: &str| side.catalog.common().iter().find(|set| set.name() == name).cloned();
    for common in shipped.catalog.common() {
        match set(declared, common.name()) {
            Some(other) => set_differences(declared, shipped, (&other, common), diagnostics),
            None => not_in_catalog(shipped, &Spot::set(common.name()), diagnostics),
        }
    }
    for common in declared.catalog.common() {
        if set(shipped, common.name()).is_none() {
            not_in_program(declared, &Spot::set(common.name()), diagnostics);
        }
    }
    for destination in shipped.catalog.destinations() {
        if let Some(other) = declared.catalog.destination(destination.name()) {
            let spot = Spot::destination(destination.name());
            let facts = (facts::destination(other), facts::destination(destination));
            held_against(declared, shipped, &spot, facts, diagnostics);
        }
    }
}

/// Returns whether a program records events of an origin: the other half of a catalog belongs to another program.
fn is_of(program: &Catalog, origin: Option<Origin>) -> bool {
    let events = program.events();
    origin.is_none() || events.is_empty() || events.iter().any(|event| event.origin() == origin)
}

fn event_differences(
    declared: &Side<'_>,
    shipped: &Side<'_>,
    (one, other): (&Event, &Event),
    diagnostics: &mut Diagnostics,
) {
    let spot = Spot::event(one.name());
    held_against(declared, shipped, &spot, (facts::event(one), facts::event(other)), diagnostics);
    fields(declared, shipped, &spot, (&parts(one), &parts(other)), diagnostics);
}

fn set_differences(
    declared: &Side<'_>,
    shipped: &Side<'_>,
    (one, other): (&CommonSet, &CommonSet),
    diagnostics: &mut Diagnostics,
) {
    let spot = Spot::set(one.name());
    held_against(declared, shipped, &spot, (facts::set(one), facts::set(other)), diagnostics);
    fields(
        declared,
        shipped,
        &spot,
        (&in_part("", one.members()).collect(), &in_part("", other.members()).collect()),
        diagnostics,
    );
}

/// All fields of an event or set, by the form or twin that alone has it (empty for others) and by name.
type Fields<'a> = BTreeMap<(&'a str, &'a str), &'a Member>;

fn in_part<'a>(part: &'a str, members: &'a [Member]) -> impl Iterator<Item = ((&'a str, &'a str), &'a Member)> {
    members.iter().map(move |member| ((part, member.name()), member))
}

fn parts(event: &Event) -> Fields<'_> {
    let cases = event.variants().map_or(&[][..], |variants| variants.cases());
    let cases = cases.iter().flat_map(|case| in_part(case.name(), case.members()));
    let twins = event.twins().iter().flat_map(|twin| in_part(twin.name(), twin.extra()));
    in_part("", event.members()).chain(cases).chain(twins).collect()
}

fn fields(
    declared: &Side<'_>,
    shipped: &Side<'_>,
    holder: &Spot<'_>,
    (one, other): (&Fields<'_>, &Fields<'_>),
    diagnostics: &mut Diagnostics,
) {
    for (key, member) in other {
        let spot = holder.field(key.0, member);
        match one.get(key) {
            Some(written) => {
                held_against(declared, shipped, &spot, (facts::field(written), facts::field(member)), diagnostics);
            }
            None if member.field().is_sent() => not_in_catalog(shipped, &spot, diagnostics),
            None => {}
        }
    }
    for (key, member) in one.iter().filter(|(key, member)| member.field().is_sent() && !other.contains_key(*key)) {
        not_in_program(declared, &holder.field(key.0, member), diagnostics);
    }
}

fn not_in_catalog(shipped: &Side<'_>, spot: &Spot<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("the program can send {spot}, which the catalog does not declare");
    let help = "declare it in the catalog, or take it out of the program";
    diagnostics.push(Diagnostic::new(&rules::NOT_IN_CATALOG, shipped.places.find(spot), message, help));
}

fn not_in_program(declared: &Side<'_>, spot: &Spot<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("the catalog declares {spot}, which the program does not hold");
    let help = if spot.has_state() {
        "build the program from this catalog, or write `state: planned` or `state: removed`"
    } else {
        "build the program from this catalog, or delete it"
    };
    diagnostics.push(Diagnostic::new(&rules::NOT_IN_PROGRAM, declared.places.find(spot), message, help));
}

/// A longer value is not quoted: both places are shown.
const LONGEST: usize = 60;

/// Reports each fact in which two declarations differ.
fn held_against(
    declared: &Side<'_>,
    shipped: &Side<'_>,
    spot: &Spot<'_>,
    (one, other): (Vec<Fact>, Vec<Fact>),
    diagnostics: &mut Diagnostics,
) {
    for ((what, one), (_, other)) in one.iter().zip(&other).filter(|(one, other)| one.1 != other.1) {
        let short = |text: &str| text.chars().nth(LONGEST).is_none();
        let quoted = |text: &str| if text.is_empty() { "absent".to_owned() } else { format!("`{text}`") };
        let difference = if short(one) && short(other) {
            format!("is {} in the program and {} in the catalog", quoted(other), quoted(one))
        } else {
            "is another one in the program than in the catalog".to_owned()
        };
        let message = format!("the {what} of {spot} {difference}");
        let help = "change the catalog to what the program does, or build the program from the catalog";
        let finding = Diagnostic::new(&rules::DIFFERS_FROM_CATALOG, declared.places.find(spot), message, help);
        diagnostics.push(finding.with_label(shipped.places.find(spot), "this is what the program holds"));
    }
}
