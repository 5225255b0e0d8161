//! What the attribute of a field says: the class first, then names, transforms, limits and the rest.

use super::attribute::{Attribute, push_literal, push_literals, push_str, push_word};
use super::event::{push_changes, push_code};
use super::names::is_snake_case;
use crate::model::{ClassDef, Encoding, Family, Field, Literal, Member, PurposeDef, State, Transform, Type, Unit};
use crate::render::notation::{self, Tree};
use heck::ToSnakeCase;
use std::fmt::Write as _;
use std::sync::Arc;

/// Adds all that is said of a field.
pub(super) fn push(attribute: &mut Attribute, member: &Member, rust: &str, twins: &[&str], is_exact: bool) {
    push_class(attribute, member.field().class());
    attribute.text_if("name", Some(member.name()).filter(|name| *name != rust));
    for twin in twins {
        attribute.text("twin", twin);
    }
    // The enum of an allow list does not show which text it closes.
    if member.field().allow().is_some() && *member.field().ty().item() != Type::String {
        attribute.choice("type", &member.field().ty().item().to_string());
    }
    push_common(attribute, member, is_exact);
}

/// Adds a field that takes no room: its value, the twins that alone carry it, and all that is said of it.
pub(super) fn push_constant(attribute: &mut Attribute, member: &Member, twins: &[&str]) {
    let field = member.field();
    let Some(value) = field.constant() else { return };
    let mut inner = Attribute::default();
    inner.text("name", member.name());
    inner.literal_if("value", Some(&sent_constant(field, value)));
    let class = field.class();
    // `class = …` and not the class alone: rustfmt leaves an attribute with it as it is.
    if class.own() {
        push_class(&mut inner, class);
    } else {
        inner.choice("class", class.name());
    }
    for twin in twins {
        inner.text("twin", twin);
    }
    push_common(&mut inner, member, false);
    push_type(&mut inner, field, value);
    let inner = inner.take_joined();
    attribute.item(|text| {
        text.push_str("constant(");
        text.push_str(&inner);
        text.push(')');
    });
}

/// Adds what the value of a constant does not show of it.
fn push_type(attribute: &mut Attribute, field: &Field, value: &Literal) {
    let shown = match value {
        Literal::Bool(_) => Type::Bool,
        Literal::Int(_) => Type::Int,
        Literal::Float(_) => Type::Float,
        Literal::Text(_) => Type::String,
    };
    if let Tree::Map(declared) = notation::field(field) {
        let beside = ["values", "allow", "fallback", "retired_codes", "transform"];
        let keys = beside.into_iter().chain((*field.ty() != shown).then_some("type"));
        keys.for_each(|key| match declared.get(key) {
            // A text, also where it could be a word.
            Some(Tree::Text(text)) if key == "fallback" => attribute.text(key, text),
            Some(value) => attribute.tree(key, value),
            None => {}
        });
    }
    // A family says it itself.
    if field.optional() && field.family().is_none() {
        attribute.tree("optional", &Tree::Bool(true));
    }
    if sent_constant(field, value) != *value {
        attribute.literal_if("const", Some(value));
    }
}

/// Returns what leaves of a constant: the text or the code of an enum's value, and any other as it is.
fn sent_constant(field: &Field, constant: &Literal) -> Literal {
    let Literal::Text(name) = constant else { return constant.clone() };
    let value = field.values().and_then(|values| values.values().iter().find(|value| *value.name() == **name));
    let is_coded = field.transforms().contains(&Transform::Encode);
    match value {
        Some(value) => match value.code().filter(|_| is_coded) {
            Some(code) => Literal::Int(code),
            None => Literal::Text(value.wire().into()),
        },
        None => constant.clone(),
    }
}

/// Adds a class: its word, or all of one of the catalog's own.
pub(super) fn push_class(attribute: &mut Attribute, class: &ClassDef) {
    if class.own() {
        attribute.item(|text| {
            text.push_str("class(");
            push_str(text, class.name());
            write!(text, ", rank = {}, treat_as = {})", class.rank(), class.treat_as())
                .expect("a string can be written to");
        });
    } else {
        attribute.word(class.name());
    }
}

/// Adds purposes, each by itself.
pub(super) fn push_purposes(attribute: &mut Attribute, purposes: &[Arc<PurposeDef>]) {
    for purpose in purposes {
        if purpose.own() {
            attribute.item(|text| {
                text.push_str("purpose(");
                push_str(text, purpose.name());
                text.push_str(", extends = ");
                push_word(text, purpose.extends().name());
                text.push(')');
            });
        } else {
            attribute.choice("purpose", purpose.name());
        }
    }
}

/// Adds what fields and constants both say.
fn push_common(attribute: &mut Attribute, member: &Member, is_exact: bool) {
    let field = member.field();
    let wire = field.wire().map(|_| member.wire());
    attribute.text_if("wire", wire.filter(|wire| *wire != member.name()));
    if !is_exact {
        attribute.text("description", field.description());
    }
    if title_says_more(field.title(), field.name()) {
        attribute.text("title", field.title());
    }
    if field.constant().is_none() {
        field.transforms().iter().for_each(|transform| push_transform(attribute, transform));
    }
    push_purposes(attribute, field.purposes());
    push_limits(attribute, field);
    push_handling(attribute, field);
    push_history(attribute, field);
}

fn push_limits(attribute: &mut Attribute, field: &Field) {
    let limits = field.limits();
    attribute.text_if("unit", field.unit());
    attribute.literal_if("min", limits.min());
    attribute.literal_if("max", limits.max());
    attribute.literal_if("none", field.none());
    attribute.count_if("min_length", limits.min_length());
    attribute.count_if("max_length", limits.max_length());
    attribute.count_if("max_items", limits.max_items());
    attribute.text_if("pattern", limits.pattern());
    attribute.text_if("public", field.public());
    if let Some(family) = field.family() {
        push_family(attribute, family, field.optional());
    }
}

fn push_handling(attribute: &mut Attribute, field: &Field) {
    if let Some(consent) = field.consent() {
        attribute.choice("consent", consent.name());
    }
    attribute.text_if("grant", field.grant().map(|grant| grant.name()));
    attribute.texts("destinations", field.destinations().iter().map(|name| &**name));
    if let Some(condition) = field.condition() {
        attribute.tree("condition", &notation::condition(condition));
    }
    if let Some(kind) = field.details.declared_kind {
        attribute.choice("kind", kind.name());
    }
    if let Some(source) = field.source() {
        attribute.choice("source", source.name());
    }
    if let Some(identifies) = field.identifies() {
        attribute.choice("identifies", identifies.name());
    }
    attribute.text_if("lifetime", field.lifetime());
    attribute.text_if("made", field.made());
    attribute.text_if("retention", field.retention().map(|retention| retention.as_str()));
    attribute.text_if("legal_basis", field.legal_basis());
    if let Some(supply) = field.supply() {
        attribute.choice("supply", supply.name());
    }
    attribute.text_if("separator", field.separator());
    attribute.text_if("when", field.when());
    attribute.literals("examples", field.examples());
}

fn push_history(attribute: &mut Attribute, field: &Field) {
    if field.state() != State::Active {
        attribute.choice("state", field.state().name());
    }
    attribute.text_if("since", field.since());
    push_changes(attribute, field.changed());
    attribute.text_if("expires", field.expires().map(ToString::to_string).as_deref());
    attribute.count_if("consent_version", field.consent_version());
    attribute.tree_if("aliases", !field.aliases().is_empty(), || notation::aliases(field.aliases()));
    push_code(attribute, field.code());
    attribute.texts("reviews", field.reviews().iter().map(|review| &**review));
}

fn push_family(attribute: &mut Attribute, family: &Family, is_optional: bool) {
    attribute.item(|text| {
        text.push_str("family(placeholder = ");
        push_str(text, family.placeholder());
        text.push_str(", description = ");
        push_str(text, family.description());
        // The list stands here even when it is empty: rustfmt leaves an attribute with brackets as it is.
        text.push_str(", keys = [");
        for (index, key) in family.keys().iter().enumerate() {
            text.push_str(if index == 0 { "" } else { ", " });
            push_str(text, key);
        }
        text.push(']');
        if let Some(pattern) = family.pattern() {
            text.push_str(", pattern = ");
            push_str(text, pattern);
        }
        let optional = if is_optional { ", optional" } else { "" };
        write!(text, ", max = {}{optional})", family.max()).expect("a string can be written to");
    });
}

fn push_transform(attribute: &mut Attribute, transform: &Transform) {
    attribute.item(|text| write_transform(text, transform));
}

fn write_transform(text: &mut String, transform: &Transform) {
    match transform {
        Transform::Hmac { key, rotate, encoding } => {
            text.push_str("hmac(key = ");
            text.push_str(key.name());
            if let Some(rotate) = rotate {
                text.push_str(", rotate = ");
                push_str(text, rotate.as_str());
            }
            push_encoding(text, *encoding);
        }
        Transform::Hash { algorithm, prefix, encoding } => {
            text.push_str("hash(algorithm = ");
            text.push_str(algorithm.name());
            if let Some(prefix) = prefix {
                text.push_str(", prefix = ");
                push_str(text, prefix);
            }
            push_encoding(text, *encoding);
        }
        Transform::Bucket(bounds) => push_literals(text, "bucket", bounds),
        Transform::Round(step) => {
            text.push_str("round = ");
            push_literal(text, step);
        }
        Transform::Truncate { length, unit } => {
            write!(text, "truncate(length = {length}").expect("a string can be written to");
            if *unit != Unit::Chars {
                text.push_str(", unit = ");
                text.push_str(unit.name());
            }
            text.push(')');
        }
        Transform::CountOnly => text.push_str("count_only"),
        Transform::Redact => text.push_str("redact"),
        Transform::Encode => text.push_str("encode"),
        Transform::Drop => text.push_str("drop"),
        Transform::Keep => text.push_str("keep"),
        Transform::ByOrigin(parts) => {
            text.push_str("by_origin(");
            for (index, (origin, part)) in parts.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                text.push_str(origin);
                text.push('(');
                write_transform(text, part);
                text.push(')');
            }
            text.push(')');
        }
    }
}

fn push_encoding(text: &mut String, encoding: Encoding) {
    if encoding != Encoding::Hex {
        text.push_str(", encoding = ");
        text.push_str(encoding.name());
    }
    text.push(')');
}

/// Returns whether a title is not just the name in words, which it is where the catalog gives none.
pub(in crate::render) fn title_says_more(title: &str, name: &str) -> bool {
    if is_snake_case(name) && title.len() == name.len() {
        let words = name.bytes().map(|byte| if byte == b'_' { b' ' } else { byte });
        return !words
            .enumerate()
            .zip(title.bytes())
            .all(|((at, one), other)| other == if at == 0 { one.to_ascii_uppercase() } else { one });
    }
    let words = name.to_snake_case().replace('_', " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    title.strip_prefix(&*first) != Some(letters.as_str())
}
