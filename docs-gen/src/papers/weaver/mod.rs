//! A registry of OpenTelemetry Weaver, in the first version of its format, which is the stable one.
//!
//! Names are those on the wire, as the OTLP sender writes them, so that what a program sends can be held against the
//! registry. There an attribute has one type wherever it occurs: it is defined once, and each event refers to it and says
//! what holds there, under the annotation `privacy`. Weaver carries annotations along and reads no meaning into them.

mod attribute;
mod signal;

use super::leaving::Leaving;
use super::yaml_text::{list, quoted};
use crate::markdown::{Dialect, Writer};
use crate::sentences;
use attribute::Definition;
use signal::Signal;
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Destination, Field, Policy, State, Transform};

const HEAD: &str = "\
# Draft for a reviewer, made by `telemetry docs paper weaver`. Check every line; this is no legal advice.
# What carries no comment is from the catalog. The catalog knows no stability, so everything is `development`.
";

/// The address of schemas whose catalog names none.
const NOBODY: &str = "https://example.org/telemetry";

/// Renders the manifest and the one file of the registry.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let mut files = Files::new();
    files.insert("weaver/manifest.yaml", manifest(catalog));
    files.insert("weaver/registry.yaml", registry(catalog, policy));
    files
}

fn manifest(catalog: &Catalog) -> String {
    // The last part of the address is the version: it must not look like several parts.
    let is_plain = |char: &char| char.is_ascii_alphanumeric() || "-._+".contains(*char);
    let version: String = catalog.version().chars().map(|char| if is_plain(&char) { char } else { '-' }).collect();
    // What stands for an address where a catalog names none is nobody's.
    let is_address = |base: &&str| base.starts_with("https://") || base.starts_with("http://");
    let base = Some(catalog.schemas()).filter(is_address).filter(|base| !base.starts_with(NOBODY));
    format!(
        "{HEAD}schema_url: {}{}\ndescription: {}\nstability: development\n",
        quoted(&format!("{}/{}/{version}", base.unwrap_or(NOBODY), catalog.id())),
        if base.is_none() {
            "  # To be written: an address of yours; `schemas` of the catalog may name it."
        } else {
            ""
        },
        quoted(catalog.description()),
    )
}

fn registry(catalog: &Catalog, policy: &Policy) -> String {
    let (signals, twice) = signal::signals(catalog);
    let values = || signals.values().flat_map(|signal| signal.values.values().flatten());
    let definitions = attribute::definitions(values());
    let mut yaml = HEAD.to_owned();
    let families: BTreeSet<_> =
        values().filter(|value| attribute::key(value).is_none()).map(|value| value.wire).collect();
    push_open(&mut yaml, families.len(), "families of fields whose names do not end with `.` and what varies");
    push_open(&mut yaml, twice.len(), "events that have the name of another one on the wire");
    if signals.is_empty() {
        yaml.push_str("groups: []\n");
        return yaml;
    }
    yaml.push_str("groups:\n");
    push_attributes(&mut yaml, catalog, &definitions);
    for (name, signal) in &signals {
        push_signal(&mut yaml, policy, name, signal, &definitions);
    }
    yaml
}

fn push_open(yaml: &mut String, count: usize, what: &str) {
    if count > 0 {
        yaml.push_str(&format!("# To be written: {what} ({count}).\n"));
    }
}

fn push_attributes(yaml: &mut String, catalog: &Catalog, definitions: &BTreeMap<String, Definition<'_>>) {
    if definitions.is_empty() {
        return;
    }
    yaml.push_str(&format!("  - id: {}\n    type: attribute_group\n", quoted(&format!("registry.{}", catalog.id()))));
    yaml.push_str(&format!("    display_name: {}\n", quoted(&format!("Fields of {}", catalog.title()))));
    yaml.push_str(&format!("    brief: {}\n    attributes:\n", quoted(catalog.description())));
    for (key, definition) in definitions {
        definition.write(yaml, key);
    }
}

fn push_signal(
    yaml: &mut String,
    policy: &Policy,
    name: &str,
    signal: &Signal<'_>,
    definitions: &BTreeMap<String, Definition<'_>>,
) {
    yaml.push_str(&format!("  - id: {}\n    type: event\n", quoted(&format!("event.{name}"))));
    yaml.push_str(&format!("    name: {}\n    stability: development\n", quoted(name)));
    yaml.push_str(&format!("    brief: {}\n", quoted(signal.description())));
    let named = signal
        .prefix
        .map(|(fact, value)| format!("The event `{}` has this name where `{fact}` is `{value}`.", signal.event.name()));
    let notes: Vec<_> = signal.event.when().map(str::to_owned).into_iter().chain(named).collect();
    if !notes.is_empty() {
        yaml.push_str(&format!("    note: {}\n", quoted(&notes.join(" "))));
    }
    if signal.event.state() == State::Deprecated {
        yaml.push_str("    deprecated: { reason: uncategorized, note: \"Deprecated in the catalog.\" }\n");
    }
    push_facts(yaml, policy, signal);
    let uses = signal.values.values().filter_map(|values| {
        let key = attribute::key(values.first()?)?;
        Some((definitions.get(&key)?, key, values))
    });
    let uses: BTreeMap<_, _> = uses.map(|(definition, key, values)| (key, (definition, values))).collect();
    yaml.push_str(if uses.is_empty() { "    attributes: []\n" } else { "    attributes:\n" });
    for (key, (definition, values)) in uses {
        push_use(yaml, signal, definition, &key, values);
    }
}

/// Writes what holds for an event as a whole.
fn push_facts(yaml: &mut String, policy: &Policy, signal: &Signal<'_>) {
    let event = signal.event;
    yaml.push_str("    annotations:\n      privacy:\n");
    let mut push = |key: &str, value: String| yaml.push_str(&format!("        {key}: {value}\n"));
    push("class", quoted(event.class().name()));
    push("linkage", quoted(event.linkage().name()));
    push("purposes", list(event.purposes().iter().map(|purpose| purpose.name())));
    push("consent", quoted(signal.consent().name()));
    signal.grant().into_iter().for_each(|grant| push("grant", quoted(grant.name())));
    push("destinations", list(signal.destinations.iter().map(|to| to.name())));
    event.owner().into_iter().for_each(|owner| push("owner", quoted(owner.name())));
    event.since().into_iter().for_each(|since| push("since", quoted(since)));
    event.expires().into_iter().for_each(|expiry| push("expires", quoted(&expiry.to_string())));
    if !event.reviews().is_empty() {
        push("reviews", list(event.reviews().iter().map(|review| &**review)));
    }
    match event.retention() {
        Some(duration) => push("retention", quoted(duration.as_str())),
        None => yaml.push_str(&retention(policy, &signal.destinations)),
    }
}

/// Returns how long each destination keeps an event that says nothing itself.
fn retention(policy: &Policy, destinations: &[&Destination]) -> String {
    let mut yaml = String::new();
    let mut open = false;
    for to in destinations {
        let (duration, mark) = match (to.retention(), policy.retention()) {
            (Some(duration), _) => (duration, ""),
            (None, Some(duration)) => (duration, "  # From the policy."),
            (None, None) => {
                open = true;
                continue;
            }
        };
        yaml.push_str(&format!("          {}: {}{mark}\n", quoted(to.name()), quoted(duration.as_str())));
    }
    let open = if open { "        # To be written: retention at the other destinations.\n" } else { "" };
    let key = if yaml.is_empty() { "" } else { "        retention:\n" };
    format!("{key}{yaml}{open}")
}

/// Writes what holds for an attribute on an event.
fn push_use(yaml: &mut String, signal: &Signal<'_>, definition: &Definition<'_>, key: &str, values: &[Leaving<'_>]) {
    let Some(value) = values.first() else { return };
    yaml.push_str(&format!("      - ref: {}\n", quoted(key)));
    yaml.push_str(&format!("        requirement_level: {}\n", level(signal, values)));
    if value.description != definition.brief {
        yaml.push_str(&format!("        brief: {}\n", quoted(value.description)));
    }
    let class = values.iter().map(|value| value.class).max().unwrap_or(value.class);
    let purposes: BTreeSet<_> = values.iter().flat_map(Leaving::purposes).map(|purpose| purpose.name()).collect();
    yaml.push_str("        annotations:\n          privacy:\n");
    let mut push = |key: &str, value: String| yaml.push_str(&format!("            {key}: {value}\n"));
    push("class", quoted(class.name()));
    push("purposes", list(purposes));
    let Some(field) = value.field.filter(|_| values.iter().all(|other| other.field == value.field)) else { return };
    if value.destinations.len() < signal.destinations.len() {
        push("destinations", list(value.destinations.iter().map(|to| to.name())));
    }
    field.consent().into_iter().for_each(|consent| push("consent", quoted(consent.max(signal.consent()).name())));
    field.grant().into_iter().for_each(|grant| push("grant", quoted(grant.name())));
    field.retention().into_iter().for_each(|duration| push("retention", quoted(duration.as_str())));
    field.legal_basis().into_iter().for_each(|basis| push("legal_basis", quoted(basis)));
    field.identifies().into_iter().for_each(|what| push("identifies", quoted(what.name())));
    field.lifetime().into_iter().for_each(|lifetime| push("lifetime", quoted(lifetime)));
    field.made().into_iter().for_each(|made| push("made", quoted(made)));
    if !field.transforms().is_empty() {
        push("transforms", list(field.transforms().iter().map(transform_word)));
    }
}

/// Returns how sure it is that an event has an attribute.
fn level(signal: &Signal<'_>, values: &[Leaving<'_>]) -> String {
    let is_asked = |field: &Field| field.grant().is_some() || field.consent().is_some_and(|own| own > signal.consent());
    if values.iter().all(|value| value.field.is_some_and(is_asked)) {
        return "opt_in".to_owned();
    }
    let conditions: BTreeSet<_> = values.iter().map(|value| conditions(signal, value)).collect();
    let is_optional = values.iter().any(|value| value.field.is_some_and(|field| field.optional()));
    if conditions.iter().all(|condition| !condition.is_empty()) {
        let conditions: Vec<_> = conditions.into_iter().collect();
        return format!("{{ conditionally_required: {} }}", quoted(&conditions.join(" Or: ")));
    }
    if is_optional { "recommended" } else { "required" }.to_owned()
}

/// Returns when a value is there, in sentences; nothing where that is always.
fn conditions(signal: &Signal<'_>, value: &Leaving<'_>) -> String {
    let mut writer = Writer::speaking(Dialect::Plain);
    let Some(field) = value.field else { return String::new() };
    let forms = signal.event.variants().into_iter().flat_map(|variants| variants.cases());
    let is_own = signal.event.members().iter().any(|member| member.name() == value.name);
    for form in forms.filter(|form| !is_own && form.members().iter().any(|member| member.name() == value.name)) {
        writer.words("If the form is ").code(form.name()).words(". ");
    }
    if let Some(when) = field.when() {
        writer.sentence(when).words(" ");
    }
    if let Some(condition) = field.condition() {
        writer.words("Only if ");
        sentences::condition(&mut writer, condition);
        writer.words(". ");
    }
    if value.destinations.len() < signal.destinations.len() {
        let names: Vec<_> = value.destinations.iter().map(|to| to.name()).collect();
        writer.words("Sent to ").words(&names.join(", ")).words(" alone.");
    }
    writer.as_str().trim().to_owned()
}

const fn transform_word(transform: &Transform) -> &'static str {
    match transform {
        Transform::Hmac { .. } => "hmac",
        Transform::Hash { .. } => "hash",
        Transform::Bucket(_) => "bucket",
        Transform::Round(_) => "round",
        Transform::Truncate { .. } => "truncate",
        Transform::CountOnly => "count-only",
        Transform::Redact => "redact",
        Transform::Encode => "encode",
        Transform::Drop => "drop",
        Transform::Keep => "keep",
        Transform::ByOrigin(_) => "by-origin",
    }
}
