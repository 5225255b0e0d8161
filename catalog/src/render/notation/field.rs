//! A field, as a catalog writes it.

use super::{Map, Tree, literal, literals, map};
use crate::model::{EnumType, EnumValue, Field, State, Transform, Unit};
use crate::render::rust::title_says_more;

/// Writes a field without its name.
pub(crate) fn field(field: &Field) -> Tree {
    map(|map| {
        map.text("type", &field.ty().to_string());
        map.text("class", field.class().name());
        map.text("description", field.description());
        if title_says_more(field.title(), field.name()) {
            map.text("title", field.title());
        }
        map.texts("purpose", field.purposes().iter().map(|purpose| purpose.name()));
        map.tree_if("examples", literals(field.examples()));
        if field.optional() {
            map.tree("optional", Tree::Bool(true));
        }
        map.text_if("when", field.when());
        map.text_if("unit", field.unit());
        vocabulary(map, field);
        limits(map, field);
        map.tree_if("transform", Tree::List(field.transforms().iter().map(transform).collect()));
        handling(map, field);
        history(map, field);
    })
}

fn vocabulary(map: &mut Map, field: &Field) {
    if let Some(values) = field.values() {
        map.tree("values", enum_values(values));
        map.text_if("fallback", values.fallback());
        map.tree_if("retired_codes", Tree::List(values.retired_codes().iter().map(|code| Tree::Int(*code)).collect()));
    }
    if let Some(allow) = field.allow() {
        map.map("allow", |map| {
            map.names("values", allow.values());
            map.text_if("reason", allow.reason());
            map.text_if("approver", allow.approver());
        });
        map.text("fallback", allow.fallback());
    }
    if let Some(constant) = field.constant() {
        map.tree("const", literal(constant));
    }
}

/// Writes the values of an enum.
fn enum_values(values: &EnumType) -> Tree {
    let value = |value: &EnumValue| {
        if value.code().is_none() && value.wire() == value.name() {
            return Tree::Text(value.description().to_owned());
        }
        map(|map| {
            map.text("description", value.description());
            if let Some(code) = value.code() {
                map.tree("code", Tree::Int(code));
            }
            map.text_if("wire", Some(value.wire()).filter(|wire| *wire != value.name()));
        })
    };
    map(|map| values.values().iter().for_each(|one| map.tree(one.name(), value(one))))
}

fn limits(map: &mut Map, field: &Field) {
    let limits = field.limits();
    let mut literal_if =
        |key: &str, value: Option<&_>| value.into_iter().for_each(|value| map.tree(key, literal(value)));
    literal_if("min", limits.min());
    literal_if("max", limits.max());
    literal_if("none", field.none());
    map.count_if("min_length", limits.min_length());
    map.count_if("max_length", limits.max_length());
    map.count_if("max_items", limits.max_items());
    map.text_if("pattern", limits.pattern());
    map.text_if("public", field.public());
    if let Some(family) = field.family() {
        map.map("family", |map| {
            map.text("description", family.description());
            map.names("keys", family.keys());
            map.text_if("pattern", family.pattern());
            map.tree("max", Tree::Int(family.max().into()));
        });
    }
}

/// Writes a transform.
fn transform(of: &Transform) -> Tree {
    let word = |word: &str| Tree::Text(word.to_owned());
    match of {
        Transform::Keep => word("keep"),
        Transform::CountOnly => word("count_only"),
        Transform::Redact => word("redact"),
        Transform::Encode => word("encode"),
        Transform::Drop => word("drop"),
        Transform::Hmac { key, rotate, encoding } => named("hmac", |map| {
            map.text("key", key.name());
            map.text_if("rotate", rotate.as_ref().map(|rotate| rotate.as_str()));
            map.text("encoding", encoding.name());
        }),
        Transform::Hash { algorithm, prefix, encoding } => named("hash", |map| {
            map.text("algorithm", algorithm.name());
            map.text_if("prefix", prefix.as_deref());
            map.text("encoding", encoding.name());
        }),
        Transform::Bucket(bounds) => map(|map| map.tree("bucket", literals(bounds))),
        Transform::Round(step) => map(|map| map.tree("round", literal(step))),
        Transform::Truncate { length, unit } => named("truncate", |map| {
            map.tree("length", Tree::Int((*length).into()));
            map.text_if("unit", Some(unit.name()).filter(|_| *unit != Unit::Chars));
        }),
        Transform::ByOrigin(parts) => named("by_origin", |map| {
            for (origin, part) in parts {
                map.tree(origin, transform(part));
            }
        }),
    }
}

fn named(name: &str, write: impl FnOnce(&mut Map)) -> Tree {
    map(|outer| outer.map(name, write))
}

fn handling(map: &mut Map, field: &Field) {
    map.text_if("kind", field.details.declared_kind.map(|kind| kind.name()));
    map.text_if("source", field.source().map(|source| source.name()));
    map.text_if("consent", field.consent().map(|consent| consent.name()));
    map.text_if("grant", field.grant().map(|grant| grant.name()));
    map.condition(field.condition());
    map.names("destinations", field.destinations());
    map.text_if("wire", field.wire());
    map.text_if("identifies", field.identifies().map(|identifies| identifies.name()));
    map.text_if("lifetime", field.lifetime());
    map.text_if("made", field.made());
    map.text_if("retention", field.retention().map(|retention| retention.as_str()));
    map.text_if("legal_basis", field.legal_basis());
    map.text_if("supply", field.supply().map(|supply| supply.name()));
    if let Some(separator) = field.separator() {
        map.map("merge", |map| map.text("separator", separator));
    }
}

fn history(map: &mut Map, field: &Field) {
    map.aliases(field.aliases());
    map.text_if("state", Some(field.state()).filter(|state| *state != State::Active).map(|state| state.name()));
    map.text_if("since", field.since());
    map.changes(field.changed());
    map.text_if("expires", field.expires().map(ToString::to_string).as_deref());
    map.count_if("consent_version", field.consent_version());
    map.code(field.code());
    map.names("reviews", field.reviews());
}
