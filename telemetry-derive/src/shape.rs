//! Holds what is written in the catalog's notation against the format: unknown keys, unknown words, what is missing.

use crate::faults::Faults;
use crate::format::FORMAT;
use crate::notation::{Map, Value};
use crate::words::unknown;

/// What a part of a catalog looks like.
pub(crate) enum Shape {
    /// A mapping: its keys, each with the name of what it holds, and those that must be there.
    Mapping { name: &'static str, keys: &'static [(&'static str, &'static str)], required: &'static [&'static str] },
    /// One of these words.
    Words { name: &'static str, words: &'static [&'static str] },
    /// A text or a list, or this mapping.
    ShortOr { name: &'static str, full: &'static str },
}

impl Shape {
    fn named(name: &str) -> Option<&'static Self> {
        FORMAT.iter().find(|shape| match shape {
            Self::Mapping { name: known, .. } | Self::Words { name: known, .. } | Self::ShortOr { name: known, .. } => {
                *known == name
            }
        })
    }
}

/// Returns the words of a closed list.
pub(crate) fn words(name: &str) -> &'static [&'static str] {
    if let Some(Shape::Words { words, .. }) = Shape::named(name) { words } else { &[] }
}

/// Holds a mapping against the shape of a name.
pub(crate) fn check(map: &Map, name: &str, faults: &mut Faults) {
    let Some(Shape::Mapping { keys, required, .. }) = Shape::named(name) else { return };
    let mut is_misspelt = false;
    for (key, value) in &map.entries {
        let text = key.value();
        match keys.iter().find(|(known, _)| *known == text) {
            Some((_, shape)) => check_value(value, shape, faults),
            None => {
                is_misspelt = true;
                let known: Vec<&str> = keys.iter().map(|(known, _)| *known).collect();
                faults.push(key.span(), unknown(&format!("a key of {}", with_article(name)), &text, &known));
            }
        }
    }
    // What is missing may be what is misspelt.
    for key in required.iter().filter(|key| map.get(key).is_none() && !is_misspelt) {
        faults.push(map.span, format!("{} needs `{key}: …`", with_article(name)));
    }
}

/// Holds fields by name against the format, as they stand under `fields`. They have no shared definition to start from.
pub(crate) fn check_fields(map: &Map, faults: &mut Faults) {
    for (name, field) in &map.entries {
        check_value(field, "field", faults);
        let Value::Map(keys) = field else { continue };
        for key in ["type", "class", "description"].into_iter().filter(|key| keys.get(key).is_none()) {
            faults.push(name.span(), format!("field `{}` has no {key}; write `{key}: …`", name.value()));
        }
    }
}

/// Holds a value against what a key holds; see the table.
pub(crate) fn check_value(value: &Value, shape: &str, faults: &mut Faults) {
    if let Some(name) = shape.strip_prefix("{}") {
        match value {
            Value::Map(map) => map.entries.iter().for_each(|(_, value)| check_value(value, name, faults)),
            other => {
                faults.push(other.span(), format!("expected `{{ name: … }}`, a mapping of names to {}", plural(name)));
            }
        }
        return;
    }
    if let Some(name) = shape.strip_prefix("[]") {
        match value {
            Value::List(items, _) => items.iter().for_each(|item| check_value(item, name, faults)),
            one => check_value(one, name, faults),
        }
        return;
    }
    match (Shape::named(shape), value) {
        (Some(Shape::Mapping { .. }), Value::Map(map)) => check(map, shape, faults),
        (Some(Shape::Mapping { name, .. }), other) => {
            faults.push(
                other.span(),
                format!("expected `{{ key: … }}`, a mapping that describes {}", with_article(name)),
            );
        }
        (Some(Shape::ShortOr { full, .. }), Value::Map(_)) => check_value(value, full, faults),
        (Some(Shape::Words { name, words }), Value::Text(word, span)) if !words.contains(&word.as_str()) => {
            faults.push(*span, unknown(&with_article(name), word, words));
        }
        (Some(Shape::Words { name, words }), Value::Number(..) | Value::Bool(..) | Value::List(..) | Value::Map(_)) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            faults.push(value.span(), format!("expected {}: one of {}", with_article(name), words.join(", ")));
        }
        _ => {}
    }
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

fn plural(name: &str) -> String {
    if name.ends_with('s') { format!("{name}es") } else { format!("{name}s") }
}
