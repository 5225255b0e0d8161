//! The privacy facts: what stands under `x-privacy`, and the same in words.
//!
//! Most tools drop keywords that they do not know, so a description says the class too. What the facts may be is
//! described by the vocabulary document, `vocabulary.json` beside this file.

use crate::model::{
    Catalog, ClassDef, Destination, Duration, Event, Field, Grant, Linkage, PurposeDef, Transform, Twin, Vocabulary,
};
use crate::render::json::Json;
use std::sync::Arc;

/// The keyword.
const KEYWORD: &str = "x-privacy";

/// The vocabulary document; `{schemas}` is the base of the catalog's `$id`s.
const VOCABULARY: &str = include_str!("vocabulary.json");

/// Returns the document that describes the keyword.
pub(super) fn vocabulary(catalog: &Catalog) -> String {
    let mut base = Json::on_one_line();
    base.text(catalog.schemas());
    let base = base.finish();
    VOCABULARY.replace("{schemas}", base.trim_matches('"'))
}

/// Writes the facts of an event, or of a twin of it.
pub(super) fn write_event(json: &mut Json, event: &Event, twin: Option<&Twin>, class: &ClassDef, linkage: Linkage) {
    let destinations = twin.map_or(event.destinations(), Twin::destinations);
    json.key(KEYWORD).object(|json| {
        write_class(json, class);
        write_purposes(json, event.purposes());
        json.key("consent").text(twin.map_or(event.consent(), Twin::consent).name());
        write_grants(json, event.grant(), twin.and_then(Twin::grant));
        json.key("destinations").texts(destinations.iter().map(|destination| destination.name()));
        json.key("linkage").text(linkage.name());
        if let Some(owner) = event.owner() {
            json.key("owner").text(owner.name());
        }
        if let Some(retention) = event.retention().or_else(|| common_retention(destinations)) {
            json.key("retention").text(retention.as_str());
        }
        if let Some(expires) = event.expires() {
            json.key("expires").text(&expires.to_string());
        }
        if !event.reviews().is_empty() {
            json.key("reviews").texts(event.reviews().iter().map(|review| &**review));
        }
    });
}

/// Writes the facts of the field that says which form an event has.
pub(super) fn write_tag(json: &mut Json, class: &ClassDef) {
    json.key(KEYWORD).line_object(|json| {
        write_class(json, class);
        json.key("vocabulary").text(Vocabulary::Closed.name());
    });
}

/// Writes the facts of a field.
pub(super) fn write_field(json: &mut Json, field: &Field) {
    json.key(KEYWORD).line_object(|json| {
        write_class(json, field.class());
        write_purposes(json, field.purposes());
        if let Some(consent) = field.consent() {
            json.key("consent").text(consent.name());
        }
        write_grants(json, field.grant(), None);
        if !field.destinations().is_empty() {
            json.key("destinations").texts(field.destinations().iter().map(|name| &**name));
        }
        if !field.transforms().is_empty() {
            json.key("transforms")
                .array(|json| field.transforms().iter().for_each(|transform| write_transform(json, transform)));
        }
        json.key("vocabulary").text(field.vocabulary().name());
        write_text(json, "public", field.public());
        write_text(json, "source", field.source().map(crate::model::Source::name));
        write_text(json, "identifies", field.identifies().map(crate::model::Identifies::name));
        write_text(json, "lifetime", field.lifetime());
        write_text(json, "made", field.made());
        write_text(json, "legal_basis", field.legal_basis());
        write_text(json, "retention", field.retention().map(Duration::as_str));
        if let Some(expires) = field.expires() {
            json.key("expires").text(&expires.to_string());
        }
        write_allowance(json, field);
        if !field.reviews().is_empty() {
            json.key("reviews").texts(field.reviews().iter().map(|review| &**review));
        }
    });
}

fn write_text(json: &mut Json, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        json.key(key).text(text);
    }
}

/// Writes a class; an own one with its rank and the built-in class that it is treated as.
fn write_class(json: &mut Json, class: &ClassDef) {
    json.key("class").text(class.name());
    if class.own() {
        json.key("rank").int(class.rank().into());
        json.key("treat_as").text(class.treat_as().name());
    }
}

fn write_purposes(json: &mut Json, purposes: &[Arc<PurposeDef>]) {
    if !purposes.is_empty() {
        json.key("purposes").texts(purposes.iter().map(|purpose| purpose.name()));
    }
}

fn write_grants(json: &mut Json, first: Option<&Grant>, second: Option<&Grant>) {
    let second = second.filter(|second| first.is_none_or(|first| first.name() != second.name()));
    let mut grants = first.into_iter().chain(second).map(Grant::name).peekable();
    if grants.peek().is_some() {
        json.key("grants").texts(grants);
    }
}

/// Returns how long all destinations keep an event, where they agree.
fn common_retention(destinations: &[Arc<Destination>]) -> Option<&Duration> {
    let (first, rest) = destinations.split_first()?;
    let retention = first.retention()?;
    rest.iter().all(|other| other.retention() == Some(retention)).then_some(retention)
}

fn write_allowance(json: &mut Json, field: &Field) {
    let Some(allow) = field.allow() else { return };
    if allow.reason().is_none() && allow.approver().is_none() {
        return;
    }
    json.key("allow").object(|json| {
        write_text(json, "reason", allow.reason());
        write_text(json, "approver", allow.approver());
    });
}

/// Writes a transform as a catalog does: a word, or an object with one key.
fn write_transform(json: &mut Json, transform: &Transform) {
    match transform {
        Transform::Hmac { key, rotate, encoding } => json.object(|json| {
            json.key("hmac").object(|json| {
                json.key("key").text(key.name());
                write_text(json, "rotate", rotate.as_ref().map(Duration::as_str));
                json.key("encoding").text(encoding.name());
            });
        }),
        Transform::Hash { algorithm, prefix, encoding } => json.object(|json| {
            json.key("hash").object(|json| {
                json.key("algorithm").text(algorithm.name());
                write_text(json, "prefix", prefix.as_deref());
                json.key("encoding").text(encoding.name());
            });
        }),
        Transform::Bucket(bounds) => json.object(|json| {
            json.key("bucket").array(|json| bounds.iter().for_each(|bound| json.literal(bound)));
        }),
        Transform::Round(step) => json.object(|json| json.key("round").literal(step)),
        Transform::Truncate { length, unit } => json.object(|json| {
            json.key("truncate").object(|json| {
                json.key("length").int((*length).into());
                json.key("unit").text(unit.name());
            });
        }),
        Transform::CountOnly => json.text("count_only"),
        Transform::Redact => json.text("redact"),
        Transform::Encode => json.text("encode"),
        Transform::Drop => json.text("drop"),
        Transform::Keep => json.text("keep"),
        Transform::ByOrigin(origins) => json.object(|json| {
            json.key("by_origin").object(|json| {
                for (origin, transform) in origins {
                    write_transform(json.key(origin), transform);
                }
            });
        }),
    }
}

/// Adds a class in words, with the test that decides it.
pub(super) fn push_class(text: &mut String, class: &ClassDef) {
    text.push_str(" Privacy class: ");
    text.push_str(class.name());
    text.push_str(" (");
    text.push_str(class.test().trim_end_matches('.'));
    text.push_str(").");
}

/// Adds what a value says, in which unit, how it is changed, and its class.
pub(super) fn push_field(text: &mut String, field: &Field) {
    push_first(text, field.description());
    if let Some(unit) = field.unit() {
        push_sentence(text, &format!("Unit: {unit}."));
    }
    if let Some(none) = field.none() {
        let none = none.to_string();
        let named = if none.is_empty() { "An empty text" } else { &none };
        push_sentence(text, &format!("{named} stands for none."));
    }
    if let Some(when) = field.when() {
        push_sentence(text, when);
    }
    field.transforms().iter().filter_map(in_words).for_each(|words| push_sentence(text, words));
    text.push_str(" Privacy class: ");
    text.push_str(field.class().name());
    text.push('.');
}

/// Returns what a transform leaves of a value, for readers whose tool drops the keyword.
fn in_words(transform: &Transform) -> Option<&'static str> {
    match transform {
        Transform::Hmac { .. } => Some("Sent as a keyed hash."),
        Transform::Hash { .. } => Some("Sent as a hash."),
        Transform::Bucket(_) => Some("Sent as the lower bound of its range."),
        Transform::Round(_) => Some("Sent rounded."),
        Transform::Truncate { .. } => Some("Cut to its first part."),
        Transform::CountOnly => Some("Only how much there is of it is sent."),
        Transform::Redact => Some("Cleaned by the redactor."),
        Transform::Encode => Some("Sent as a code."),
        Transform::ByOrigin(_) => Some("How it is sent depends on its origin."),
        Transform::Keep | Transform::Drop => None,
    }
}

/// Adds a sentence behind another.
pub(super) fn push_sentence(text: &mut String, sentence: &str) {
    text.push(' ');
    push_first(text, sentence);
}

/// Adds the first sentence of a text, with a full stop behind it where one is missing.
pub(super) fn push_first(text: &mut String, sentence: &str) {
    text.push_str(sentence);
    if !sentence.ends_with(['.', '!', '?', '…', ':']) {
        text.push('.');
    }
}
