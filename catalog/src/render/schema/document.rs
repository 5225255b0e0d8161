//! The schema of one event or twin: envelope, fields, common fields, samples.

use super::exposure::exposure;
use super::field::write_closed;
use super::object::{Slot, of_common, of_fields, of_stamps, of_tag};
use super::sample::{self, Sample};
use super::{Context, DIALECT, Document, SampleEvent, privacy};
use crate::model::{ClassDef, CommonSet, Destination, Event, Exposure, Member, State, Twin, Variant, Variants};
use crate::render::json::Json;
use std::sync::Arc;
use telemetry_core::Consent;

/// Renders the schema of an event by itself.
pub(super) fn render(context: &Context<'_>, document: &Document<'_>) -> String {
    let mut json = Json::with_capacity(8 * 1024);
    json.object(|json| {
        json.key("$schema").text(DIALECT);
        json.key("$id").text(&context.id(&document.stem));
        let forms = document.forms(context);
        let common = document.common(context);
        write_event(json, context, document, &forms, |json| {
            json.object(|json| write_closed(json, context, &common));
        });
        write_samples(json, context, document, &forms, &common);
    });
    json.finish_file()
}

/// One form of an event's fields: the only one, or that of a variant.
pub(super) struct Form<'a> {
    variant: Option<&'a Variant>,
    /// Whether the form says which one it is.
    tagged: bool,
    pub(super) slots: Vec<Slot<'a>>,
}

impl<'a> Document<'a> {
    /// Returns where it is sent.
    pub(super) fn destinations(&self) -> &'a [Arc<Destination>] {
        self.twin.map_or(self.event.destinations(), Twin::destinations)
    }

    /// Returns the consent level at which it is sent.
    pub(super) fn consent(&self) -> Consent {
        self.twin.map_or(self.event.consent(), Twin::consent)
    }

    fn title(&self) -> String {
        match self.twin {
            Some(twin) => format!("{}: {}", self.event.title(), twin.name()),
            None => self.event.title().to_owned(),
        }
    }

    /// Returns the names under which it leaves.
    pub(super) fn names(&self, context: &Context<'_>) -> Vec<String> {
        let leaves = |name: &str| context.destination.map_or_else(|| name.to_owned(), |to| to.event_name(name));
        let wire = self.twin.map_or(self.event.wire(), Twin::name);
        let Some(prefix) = self.event.prefix() else { return vec![leaves(wire)] };
        let sees = |destination: &str| {
            prefix.destinations().is_empty() || prefix.destinations().iter().any(|name| **name == *destination)
        };
        if context.destination.is_some_and(|destination| !sees(destination.name())) {
            return vec![leaves(wire)];
        }
        let prefixed = prefix.values().iter().map(|(_, prefix)| leaves(&format!("{prefix}{wire}")));
        let mut names: Vec<String> = Vec::new();
        // The fact that decides may not be known, and the value that a program records bears no prefix.
        for name in prefixed.chain([leaves(wire)]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns whether it carries a field of its event.
    fn carries(&self, name: &str) -> bool {
        self.twin.is_none_or(|twin| twin.carries().iter().any(|carried| **carried == *name))
    }

    /// Returns the forms that its fields can have.
    pub(super) fn forms(&self, context: &Context<'a>) -> Vec<Form<'a>> {
        let variants =
            self.event.variants().filter(|variants| !variants.cases().is_empty() && self.has_forms(variants));
        let Some(variants) = variants else {
            return vec![Form {
                variant: None,
                tagged: false,
                slots: of_fields(context, self.consent(), self.members(None)),
            }];
        };
        let form = |variant: &'a Variant| {
            let tag = of_tag(context, variants, variant).filter(|_| self.carries_tag(variants));
            let tagged = tag.is_some();
            let slots =
                tag.into_iter().chain(of_fields(context, self.consent(), self.members(Some(variant)))).collect();
            Form { variant: Some(variant), tagged, slots }
        };
        variants.cases().iter().map(form).collect()
    }

    /// Returns whether the event's forms differ in what it carries.
    fn has_forms(&self, variants: &Variants) -> bool {
        let mut members = variants.cases().iter().flat_map(Variant::members);
        self.carries_tag(variants) || members.any(|member| self.carries(member.name()))
    }

    fn carries_tag(&self, variants: &Variants) -> bool {
        self.carries(variants.tag())
    }

    /// Returns the fields of one form: the event's, the variant's, and those that the twin alone carries.
    pub(super) fn members(&self, variant: Option<&'a Variant>) -> impl Iterator<Item = &'a Member> {
        let own = self.event.members().iter().chain(variant.into_iter().flat_map(Variant::members));
        let extra = self.twin.into_iter().flat_map(Twin::extra);
        own.filter(|member| self.carries(member.name())).chain(extra)
    }

    /// Returns the common sets that ride along.
    pub(super) fn common_sets(&self, context: &Context<'a>) -> Vec<&'a Arc<CommonSet>> {
        let rides = |set: &&Arc<CommonSet>| {
            self.event.carries(set)
                && match context.destination {
                    Some(destination) => set.rides_to(destination.name()),
                    None => self.destinations().iter().any(|destination| set.rides_to(destination.name())),
                }
        };
        context.catalog.common().iter().filter(rides).collect()
    }

    /// Returns the common fields that ride along.
    pub(super) fn common(&self, context: &Context<'a>) -> Vec<Slot<'a>> {
        of_common(context, self.consent(), self.destinations(), &self.common_sets(context))
    }
}

/// Writes what describes an event, from its title on; `common` writes the schema of the common fields.
pub(super) fn write_event(
    json: &mut Json,
    context: &Context<'_>,
    document: &Document<'_>,
    forms: &[Form<'_>],
    common: impl FnOnce(&mut Json),
) {
    let event = document.event;
    let Exposure { class, linkage } = exposure(context, document);
    json.key("title").text(&document.title());
    json.key("description").text_of(|text| push_description(text, context, document, &class));
    if event.state() == State::Deprecated {
        json.key("deprecated").bool(true);
    }
    if context.privacy {
        privacy::write_event(json, event, document.twin, &class, linkage);
    }
    json.key("type").text("object");
    json.key("properties").object(|json| {
        write_names(json.key("event"), &document.names(context));
        json.key("version").line_object(|json| json.key("const").int(event.version().into()));
        json.key("fields").object(|json| write_forms(json, context, event, forms));
        common(json.key("common"));
        if let Some(stamps) = context.stamps() {
            json.key("stamps").object(|json| write_closed(json, context, &stamps));
        }
    });
    json.key("required").texts(["event", "version", "fields"]);
    json.key("additionalProperties").bool(false);
}

fn push_description(text: &mut String, context: &Context<'_>, document: &Document<'_>, class: &ClassDef) {
    privacy::push_first(text, document.event.description());
    let more = [document.twin.map(Twin::description), document.event.when()];
    more.into_iter().flatten().for_each(|sentence| privacy::push_sentence(text, sentence));
    privacy::push_class(text, class);
    if let Some(destination) = context.destination {
        privacy::push_sentence(text, &format!("As sent to {}.", destination.title()));
    }
}

fn write_names(json: &mut Json, names: &[String]) {
    json.line_object(|json| match names {
        [name] => json.key("const").text(name),
        names => json.key("enum").texts(names.iter().map(String::as_str)),
    });
}

/// Writes the schema of `fields`: a closed object, or one for each form. Forms that do not say which one they are
/// may look alike, so they exclude each other only where all are tagged.
fn write_forms(json: &mut Json, context: &Context<'_>, event: &Event, forms: &[Form<'_>]) {
    if let [Form { variant: None, slots, .. }] = forms {
        write_closed(json, context, slots);
        return;
    }
    let key = if forms.iter().all(|form| form.tagged) { "oneOf" } else { "anyOf" };
    json.key(key).array(|json| {
        for form in forms {
            json.object(|json| {
                if let Some(variant) = form.variant {
                    json.key("title").text(&format!("{}: {}", event.title(), variant.name()));
                    json.key("description").text(variant.description());
                }
                write_closed(json, context, &form.slots);
            });
        }
    });
}

/// Returns one full event for each form, where one can be made.
pub(super) fn samples(context: &Context<'_>, document: &Document<'_>) -> Vec<SampleEvent> {
    let common = document.common(context);
    let one = |form: &Form<'_>| {
        let mut json = Json::default();
        sample_event(context, document, form, &common)?.write(&mut json);
        let form = form.variant.map(|variant| variant.name().to_owned());
        Some(SampleEvent { form, twin: document.twin.map(|twin| twin.name().to_owned()), json: json.finish() })
    };
    document.forms(context).iter().filter_map(one).collect()
}

/// Writes one full event for each form, where one can be made.
fn write_samples(
    json: &mut Json,
    context: &Context<'_>,
    document: &Document<'_>,
    forms: &[Form<'_>],
    common: &[Slot<'_>],
) {
    let samples: Vec<Sample> = forms.iter().filter_map(|form| sample_event(context, document, form, common)).collect();
    if !samples.is_empty() {
        json.key("examples").array(|json| samples.iter().for_each(|sample| sample.write(json)));
    }
}

fn sample_event(
    context: &Context<'_>,
    document: &Document<'_>,
    form: &Form<'_>,
    common: &[Slot<'_>],
) -> Option<Sample> {
    let name = document.names(context).into_iter().next()?;
    let mut members = vec![
        ("event".to_owned(), Sample::text(&name)),
        ("version".to_owned(), Sample::int(document.event.version().into())),
        ("fields".to_owned(), sample::of_slots(context, &form.slots)?),
    ];
    if !common.is_empty() {
        members.push(("common".to_owned(), sample::of_slots(context, common)?));
    }
    if let Some(stamps) = context.stamps() {
        members.push(("stamps".to_owned(), sample::of_slots(context, &stamps)?));
    }
    Some(Sample::Object(members))
}

impl<'a> Context<'a> {
    /// Returns what the sender adds, if there is anything.
    fn stamps(&self) -> Option<Vec<Slot<'a>>> {
        self.destination.map(of_stamps).filter(|stamps| !stamps.is_empty())
    }
}
