//! The one table of the parts of the page: what regions name, and which of them are the sections of the page, in order.

use crate::markdown::Writer;
use crate::page::{self, Page, PartOf};
use crate::{choice, destinations, event, identifiers, legend, overview, samples, style};
use telemetry_catalog::model::{Catalog, PagePart};

/// One part of the page, which a region can hold by itself.
#[derive(Debug)]
pub struct Part {
    name: &'static str,
    /// The heading that it has as a section of the page.
    heading: Option<&'static str>,
    /// The part that it belongs to; a file holds only one of the two.
    within: Option<&'static str>,
    write: fn(&mut Writer, &Page<'_>),
}

impl Part {
    /// All parts: the page itself, its sections in order, then parts of these.
    pub const ALL: &'static [Self] = &PARTS;

    /// Returns the name that a region gives.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the headings of the sections of the page, in order; one that has nothing to say is left out.
    pub fn sections() -> impl Iterator<Item = &'static str> {
        PARTS.iter().filter_map(|part| part.heading)
    }

    /// Returns the part with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<&'static Self> {
        PARTS.iter().find(|part| part.name == name)
    }

    /// Returns whether this part holds another.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        match other.within {
            Some(outer) => outer == self.name || Self::from_name(outer).is_some_and(|outer| self.holds(outer)),
            None => false,
        }
    }

    pub(crate) fn write(&self, writer: &mut Writer, page: &Page<'_>) {
        (self.write)(writer, page);
    }
}

const fn section(name: &'static str, heading: &'static str, write: fn(&mut Writer, &Page<'_>)) -> Part {
    Part { name, heading: Some(heading), within: Some("page"), write }
}

const fn piece(name: &'static str, within: &'static str, write: fn(&mut Writer, &Page<'_>)) -> Part {
    Part { name, heading: None, within: Some(within), write }
}

/// All parts.
static PARTS: [Part; 26] = [
    Part { name: "page", heading: None, within: None, write: page },
    section("summary", "In short", overview::summary),
    section("why", "Why it is collected", legend::purposes),
    section("never", "What is never collected", page::never),
    section("off", "Turn it off", choice::off),
    section("choice", "Your choice", choice::levels_and_grants),
    section("samples", "See exactly what is sent", samples::write),
    section("collected", "What is collected", style::write),
    section("identifiers", "Identifiers", identifiers::write),
    section("failures", "Crashes and errors", overview::failures),
    section("sending", "When and how it is sent", destinations::sending),
    section("destinations", "Where the data goes", destinations::write),
    section("cleaning", "How text is cleaned", destinations::cleaning),
    section("words", "What the words mean", legend::write),
    section("planned", "Planned", event::planned),
    section("removed", "No longer collected", event::removed),
    section("changes", "Changes", overview::changes),
    section("contact", "Your rights and contact", overview::contact),
    section("files", "Files for programs", overview::files),
    piece("levels", "choice", choice::levels),
    piece("grants", "choice", |writer, page| choice::grants(writer, page.catalog)),
    piece("events", "collected", style::events),
    piece("common", "collected", style::common),
    piece("classes", "words", legend::classes),
    piece("purposes", "why", legend::purposes),
    piece("facts", "words", legend::facts),
];

/// Returns what stands on the page in the order that the catalog chooses, or all sections in the usual one.
pub(crate) fn of_page(catalog: &Catalog) -> Vec<PartOf<'_>> {
    let section = |part: &Part| Some(PartOf::Section((part.name, part.heading?, part.write)));
    let chosen = catalog.docs().parts().iter().filter_map(|part| match part {
        PagePart::Section(name) => Part::from_name(name.name()).and_then(section),
        PagePart::Own(text) => Some(PartOf::Own(text)),
    });
    match catalog.docs().parts() {
        [] => PARTS.iter().filter_map(section).collect(),
        _ => chosen.collect(),
    }
}

/// Writes all of the page but its title.
fn page(writer: &mut Writer, page: &Page<'_>) {
    page.parts(writer, &of_page(page.catalog));
}

#[cfg(test)]
mod tests {
    use super::Part;
    use telemetry_catalog::model::Section;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Part::ALL.iter().map(Part::name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn catalogs_can_name_every_section() {
        let sections = Part::ALL.iter().filter(|part| part.heading.is_some()).map(Part::name);
        let mut sections: Vec<_> = sections.collect();
        let mut named: Vec<_> = Section::ALL.iter().map(|section| section.name()).collect();
        sections.sort_unstable();
        named.sort_unstable();
        assert_eq!(sections, named);
    }

    #[test]
    fn every_part_is_part_of_the_page() {
        let page = Part::from_name("page").expect("the page is a part");
        for part in Part::ALL.iter().filter(|part| part.name() != "page") {
            assert!(page.holds(part), "`{}` is not on the page", part.name());
            assert!(!part.holds(part) && !part.holds(page), "`{}` holds too much", part.name());
        }
    }
}
