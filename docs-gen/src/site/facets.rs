//! The filters of the index: by what events can be chosen, and which of it each entry has.

use super::hypertext::{escaped, push_attribute};
use super::{Site, places};
use crate::sentences;
use std::collections::BTreeMap;
use telemetry_catalog::model::{Catalog, ClassDef, CommonSet, Event, Member, Owner, State, Variants};
use telemetry_core::Consent;

/// What one entry has of each filter: the values by which it is found, in the order of [`FACETS`].
pub(super) type Values<'a> = [Vec<&'a str>; FACETS.len()];

/// The filters: the name in the address, and the heading.
pub(super) const FACETS: [(&str, &str); 6] = [
    ("class", "Carries data of class"),
    ("purpose", "Purpose"),
    ("consent", "Consent level"),
    ("destination", "Sent to"),
    ("owner", "Owner"),
    ("state", "State"),
];

/// Returns what an event has: an event of a class carries a value of that class, or is of it as a whole.
pub(super) fn of_event(event: &Event) -> Values<'_> {
    let tag = || event.variants().map(Variants::member);
    let fields = || event.all_members().chain(tag()).map(Member::field);
    let class = std::iter::once(event.class()).chain(fields().map(|field| field.class())).map(|class| class.name());
    let purposes = event.purposes().iter().chain(fields().flat_map(|field| field.purposes()));
    let twins = event.twins().iter().map(|twin| twin.consent());
    let consent = std::iter::once(event.consent()).chain(twins).chain(fields().filter_map(|field| field.consent()));
    [
        once(class),
        once(purposes.map(|purpose| purpose.name())),
        once(consent.map(Consent::name)),
        once(event.all_destinations().map(|destination| destination.name())),
        once(event.owner().map(Owner::name).into_iter()),
        vec![event.state().name()],
    ]
}

/// Returns what a common set has, which rides on what it is sent with.
pub(super) fn of_common<'a>(catalog: &'a Catalog, set: &'a CommonSet) -> Values<'a> {
    let fields = || set.members().iter().map(Member::field);
    let to = catalog.destinations().iter().map(|destination| destination.name());
    [
        once(fields().map(|field| field.class().name())),
        once(fields().flat_map(|field| field.purposes()).map(|purpose| purpose.name())),
        once(fields().filter_map(|field| field.consent()).map(Consent::name)),
        once(to.filter(|name| set.rides_to(name))),
        Vec::new(),
        vec![State::Active.name()],
    ]
}

/// Returns each word once, in the order in which they first come.
fn once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept
}

/// The filters of a page, as groups of boxes to tick. A box is known by its place among all of them.
#[derive(Debug)]
pub(super) struct Facets<'a> {
    groups: Vec<Group<'a>>,
}

/// One filter: its place in [`FACETS`], and its boxes.
#[derive(Debug)]
struct Group<'a> {
    facet: usize,
    boxes: Vec<Choice<'a>>,
}

/// One box: a value, the HTML of its label, and how many entries have it.
#[derive(Debug)]
struct Choice<'a> {
    value: &'a str,
    label: String,
    count: usize,
}

impl<'a> Facets<'a> {
    /// Chooses the filters for these entries; one that would not tell entries apart is left out.
    pub(super) fn of(site: &Site<'a>, entries: &[Values<'a>]) -> Self {
        let group = |(facet, (name, _)): (usize, &(&str, &str))| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            entries.iter().flat_map(|values| &values[facet]).for_each(|value| *counts.entry(value).or_default() += 1);
            let chooses = counts.len() > 1 || counts.values().any(|count| *count < entries.len());
            let boxes: Vec<_> = options(site, name)
                .into_iter()
                .filter_map(|(value, label)| Some(Choice { value, label, count: *counts.get(value)? }))
                .collect();
            (chooses && !boxes.is_empty()).then_some(Group { facet, boxes })
        };
        Self { groups: FACETS.iter().enumerate().filter_map(group).collect() }
    }

    /// Returns the boxes by which an entry is found, as numbers that the script reads.
    pub(super) fn numbers(&self, values: &Values<'_>) -> String {
        let boxes = self.groups.iter().flat_map(|group| group.boxes.iter().map(|choice| (group.facet, choice.value)));
        let numbers = boxes.enumerate().filter(|(_, (facet, value))| values[*facet].contains(value));
        numbers.map(|(number, _)| number.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the filters as HTML.
    pub(super) fn html(&self, site: &Site<'_>) -> String {
        let mut html = String::new();
        for Group { facet, boxes } in &self.groups {
            let (name, heading) = FACETS[*facet];
            html.push_str(&format!("<fieldset><legend>{}</legend>\n", site.say(heading)));
            for Choice { value, label, count } in boxes {
                html.push_str("<label><input type=checkbox form=find");
                push_attribute(&mut html, "name", name);
                push_attribute(&mut html, "value", value);
                html.push_str(&format!("> {label} <span class=count>{count}</span></label>\n"));
            }
            html.push_str("</fieldset>\n");
        }
        html
    }
}

/// Returns the values of a filter in the order of the catalog, each with the HTML of its label.
fn options<'a>(site: &Site<'a>, name: &str) -> Vec<(&'a str, String)> {
    let catalog = site.page.catalog;
    match name {
        "class" => catalog.classes().iter().map(|class| (class.name(), badge(site, class))).collect(),
        "purpose" => catalog.purposes().iter().map(|purpose| (purpose.name(), escaped(purpose.name()))).collect(),
        "consent" => Consent::ALL.iter().map(|level| (level.name(), level.name().to_owned())).collect(),
        "destination" => catalog.destinations().iter().map(|to| (to.name(), escaped(to.title()))).collect(),
        "owner" => catalog.owners().iter().map(|owner| (owner.name(), escaped(owner.title()))).collect(),
        _ => State::ALL.iter().map(|state| (state.name(), site.say(state.name()))).collect(),
    }
}

/// Returns a class as a word, to which the styles add its drawing and colour.
pub(super) fn badge(site: &Site<'_>, class: &ClassDef) -> String {
    let mut writer = site.writer(places::INDEX);
    sentences::class_title(&mut writer, class);
    format!("<b class={}>{}</b>", class.treat_as().name(), site.hypertext.line(writer.as_str()))
}
