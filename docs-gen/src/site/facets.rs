//! The filters of the index: by what events can be chosen, and which of it each entry has.

use super::hypertext::{escaped, icon, push_attribute};
use std::collections::BTreeMap;
use telemetry_catalog::model::{Catalog, CommonSet, Event, Member, Owner, State};
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
    let fields = || event.all_members().map(Member::field);
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

/// Appends what an entry has as attributes that the script reads.
pub(super) fn push_values(html: &mut String, values: &Values<'_>) {
    for ((name, _), values) in FACETS.iter().zip(values) {
        if !values.is_empty() {
            push_attribute(html, &format!("data-{name}"), &values.join(" "));
        }
    }
}

/// Returns the filters as groups of boxes to tick; one that would not tell entries apart is left out.
pub(super) fn html<'a>(catalog: &'a Catalog, entries: &[Values<'a>]) -> String {
    let mut html = String::new();
    for (index, (name, heading)) in FACETS.iter().enumerate() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        entries.iter().flat_map(|values| &values[index]).for_each(|value| *counts.entry(value).or_default() += 1);
        let chooses = counts.len() > 1 || counts.values().any(|count| *count < entries.len());
        let options: Vec<_> =
            options(catalog, name).into_iter().filter(|(value, _)| counts.contains_key(value)).collect();
        if !chooses || options.is_empty() {
            continue;
        }
        html.push_str(&format!("<fieldset><legend>{heading}</legend>\n"));
        for (value, label) in options {
            html.push_str("<label><input type=\"checkbox\" form=\"find\"");
            push_attribute(&mut html, "name", name);
            push_attribute(&mut html, "value", value);
            html.push_str(&format!("> {label} <span class=\"count\">{}</span></label>\n", counts[value]));
        }
        html.push_str("</fieldset>\n");
    }
    html
}

/// Returns the values of a filter in the order of the catalog, each with the HTML of its label.
fn options<'a>(catalog: &'a Catalog, name: &str) -> Vec<(&'a str, String)> {
    match name {
        "class" => catalog
            .classes()
            .iter()
            .map(|class| (class.name(), badge(class.treat_as().name(), class.title())))
            .collect(),
        "purpose" => catalog.purposes().iter().map(|purpose| (purpose.name(), escaped(purpose.name()))).collect(),
        "consent" => Consent::ALL.iter().map(|level| (level.name(), level.name().to_owned())).collect(),
        "destination" => catalog.destinations().iter().map(|to| (to.name(), escaped(to.title()))).collect(),
        "owner" => catalog.owners().iter().map(|owner| (owner.name(), escaped(owner.title()))).collect(),
        _ => State::ALL.iter().map(|state| (state.name(), state.name().to_owned())).collect(),
    }
}

/// Returns a class as a drawing and a word.
pub(super) fn badge(class: &str, title: &str) -> String {
    format!("<span class=\"class {class}\">{}{}</span>", icon(class), escaped(title))
}
