//! The reference page of the format, `FORMAT.md`: every definition of the schema, for people.
//!
//! The page is a function of the schema alone, so it cannot say more or less than editors do.

use super::chapters::CHAPTERS;
use super::schema;
use serde_json::{Map, Value};

const OPENING: &str = include_str!("opening.md");
/// The smallest useful catalog; a test checks that it has no findings.
const MINIMAL: &str = include_str!("minimal.yaml");

/// Returns the reference page as Markdown.
#[must_use]
pub fn reference() -> String {
    let schema = schema();
    let mut page = OPENING.replace("{minimal}", MINIMAL.trim_end());
    page.push_str("\n## Contents\n\n");
    for chapter in CHAPTERS {
        let links: Vec<String> = chapter.names.iter().map(|name| link(name)).collect();
        page.push_str(&format!("- [{}](#{}): {}\n", chapter.title, anchor(chapter.title), links.join(", ")));
    }
    for chapter in CHAPTERS {
        let (title, text, example) = (chapter.title, chapter.text, chapter.example);
        page.push_str(&format!("\n## {title}\n\n{text}\n\n```yaml\n{example}```\n"));
        for name in chapter.names {
            push_definition(&mut page, name, &schema);
        }
    }
    page
}

fn definition<'schema>(schema: &'schema Value, name: &str) -> &'schema Value {
    if schema["title"] == name { schema } else { &schema["$defs"][name] }
}

/// Prints one definition: a mapping by its keys, a vocabulary by its words, anything else by its forms.
pub(super) fn push_definition(page: &mut String, name: &str, root: &Value) {
    let schema = definition(root, name);
    page.push_str(&format!("\n### {}\n\n", heading(name)));
    if let Some(description) = text_of(schema, "description") {
        page.push_str(&format!("{description}\n"));
    }
    let choices = choices(schema);
    if let Some(keys) = schema["properties"].as_object() {
        push_keys(page, keys, schema);
    } else if choices.iter().any(|choice| text_of(choice, "description").is_some()) {
        push_words(page, choices);
    } else {
        page.push_str(&format!("\nValue: {}.\n", value_of(schema)));
    }
}

fn push_keys(page: &mut String, keys: &Map<String, Value>, schema: &Value) {
    page.push_str("\n| Key | Value | Meaning |\n|---|---|---|\n");
    for (key, value) in keys {
        let mut meaning = text_of(value, "description").unwrap_or_default().to_owned();
        if is_required(schema, key) {
            meaning.insert_str(0, "**Required.** ");
        }
        push_row(page, &[&format!("`{key}`"), &value_of(value), &meaning]);
    }
    let others = &schema["additionalProperties"];
    if others.is_object() {
        let value = value_of(others);
        push_row(page, &["any other", &value, "The fact of that name has this value, or one of these."]);
    }
}

/// Returns whether a key must be there; of several ways to be complete, the last is the one without other definitions.
fn is_required(schema: &Value, key: &str) -> bool {
    let lists = |list: &Value| list.as_array().is_some_and(|keys| keys.iter().any(|required| required == key));
    let way = schema["anyOf"].as_array().and_then(|ways| ways.last()).is_some_and(|way| lists(&way["required"]));
    way || lists(&schema["required"])
}

fn push_words(page: &mut String, choices: &[Value]) {
    let with_values = choices.iter().any(|choice| choice["properties"].is_object());
    let head =
        if with_values { "| Word | Value | Meaning |\n|---|---|---|\n" } else { "| Word | Meaning |\n|---|---|\n" };
    page.push_str(&format!("\n{head}"));
    for choice in choices {
        let (word, value, meaning) = word(choice);
        if with_values {
            push_row(page, &[&word, &value, meaning]);
        } else {
            push_row(page, &[&word, meaning]);
        }
    }
}

/// Returns what is written, what follows after a colon, and what it means.
fn word(choice: &Value) -> (String, String, &str) {
    let meaning = text_of(choice, "description").unwrap_or_default();
    if let Some((key, value)) = choice["properties"].as_object().and_then(|keys| keys.iter().next()) {
        return (format!("`{key}:`"), value_of(value), meaning);
    }
    match text_of(choice, "const") {
        Some(word) => (format!("`{word}`"), "alone".to_owned(), meaning),
        // A form rather than a word begins its description with itself.
        None => meaning.split_once(": ").map_or((String::new(), String::new(), meaning), |(form, meaning)| {
            (form.to_owned(), String::new(), meaning)
        }),
    }
}

fn push_row(page: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
    page.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// Returns what a value is, in words, with links.
fn value_of(schema: &Value) -> String {
    if let Some(target) = text_of(schema, "$ref") {
        return link(target.trim_start_matches("#/$defs/"));
    }
    if let [one, many] = choices(schema)
        && many["items"] == *one
    {
        return format!("{} or a list", value_of(one));
    }
    let choices = choices(schema);
    if !choices.is_empty() {
        return choices.iter().map(value_of).collect::<Vec<_>>().join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    match &schema["type"] {
        Value::String(ty) if ty == "array" => format!("list of {}", value_of(&schema["items"])),
        Value::String(ty) if ty == "object" => {
            format!("names, each with {}", value_of(&schema["additionalProperties"]))
        }
        Value::String(ty) => plain(ty).to_owned(),
        // A text that looks like a number is a text to whoever writes it.
        Value::Array(types) if types.len() == 2 => "text".to_owned(),
        Value::Array(types) => types.iter().filter_map(Value::as_str).map(plain).collect::<Vec<_>>().join(", "),
        _ => "any value".to_owned(),
    }
}

fn plain(ty: &str) -> &str {
    match ty {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "`true` or `false`",
        other => other,
    }
}

fn choices(schema: &Value) -> &[Value] {
    let list = |key: &str| schema[key].as_array().map(Vec::as_slice);
    list("oneOf").or_else(|| list("anyOf")).unwrap_or_default()
}

fn text_of<'schema>(schema: &'schema Value, key: &str) -> Option<&'schema str> {
    schema[key].as_str()
}

fn link(name: &str) -> String {
    format!("[{}](#{name})", heading(name))
}

fn heading(name: &str) -> String {
    match name.strip_prefix("built-in-") {
        Some(rest) => format!("built-in {rest}"),
        None => name.replace('-', " "),
    }
}

/// Returns the anchor that Markdown renderers give a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use crate::format::chapters::CHAPTERS;
    use std::collections::BTreeSet;

    #[test]
    fn chapters_hold_every_definition_once() {
        let schema = crate::format::schema();
        let known = schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        let known: BTreeSet<&str> = known.chain(["catalog"]).collect();
        let told: Vec<&str> = CHAPTERS.iter().flat_map(|chapter| chapter.names.iter().copied()).collect();
        assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(told.len(), known.len(), "a definition stands in two chapters");
    }
}
