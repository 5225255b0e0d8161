//! The table of the catalog format that the derive knows: made from the format's own schema.
//!
//! A macro is compiled before the catalog crate can be asked, so that the derive carries the keys and words of the
//! format as a table. It is held against the schema here, and written by `BLESS=1`.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use telemetry_catalog::format;
use whole_line_tests::golden;

const HEAD: &str = "\
//! The keys and words of the catalog format, for what is written in its notation.
//!
//! Made from the format's schema by `BLESS=1 cargo test -p whole-line-tests --test format`. Do not edit.

use crate::shape::Shape;

/// Every mapping and every closed list of words of the format, by name. The first is the catalog as a whole.
#[rustfmt::skip]
pub(crate) const FORMAT: &[Shape] = &[
";

#[test]
fn the_derive_knows_the_format() {
    let schema = format::schema();
    let mut table = HEAD.to_owned();
    push(&mut table, "catalog", &schema);
    for (name, definition) in schema["$defs"].as_object().expect("the schema has definitions") {
        push(&mut table, name, definition);
    }
    table.push_str("];\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../telemetry-derive/src/format.rs");
    golden::compare(&path, &table).unwrap_or_else(|difference| panic!("{difference}"));
}

fn push(table: &mut String, name: &str, definition: &Value) {
    let name = name.replace('-', " ");
    // A condition holds any fact as a key.
    let is_closed = definition["additionalProperties"] == false;
    if let Some(properties) = definition.get("properties").and_then(Value::as_object).filter(|_| is_closed) {
        let keys: Vec<String> =
            properties.iter().map(|(key, value)| format!("({key:?}, {:?})", shape_of(value))).collect();
        let required: Vec<&str> =
            definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        writeln!(
            table,
            "    Shape::Mapping {{ name: {name:?}, keys: &[{}], required: &{required:?} }},",
            keys.join(", ")
        )
        .expect("a string can be written to");
    } else if let Some(words) = words(definition) {
        writeln!(table, "    Shape::Words {{ name: {name:?}, words: &{words:?} }},")
            .expect("a string can be written to");
    } else if let Some(full) = full_form(definition) {
        writeln!(table, "    Shape::ShortOr {{ name: {name:?}, full: {full:?} }},")
            .expect("a string can be written to");
    }
}

/// Returns the words of a closed list.
fn words(definition: &Value) -> Option<Vec<&str>> {
    if let Some(words) = definition.get("enum").and_then(Value::as_array) {
        return words.iter().map(Value::as_str).collect();
    }
    definition.get("oneOf")?.as_array()?.iter().map(|one| one.get("const")?.as_str()).collect()
}

/// Returns the full form of what may be written short: `anyOf` a text or a list, and a reference.
fn full_form(definition: &Value) -> Option<String> {
    let forms = definition.get("anyOf")?.as_array()?;
    forms.iter().find_map(reference)
}

fn reference(value: &Value) -> Option<String> {
    Some(value.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?.replace('-', " "))
}

/// Returns what a key holds: the name of a shape, after `[]` where it may be a list of them and `{}` where it is a
/// mapping of names to them; nothing for what has no shape.
fn shape_of(value: &Value) -> String {
    if let Some(name) = reference(value) {
        return name;
    }
    if let Some(name) = value.get("additionalProperties").and_then(reference) {
        return format!("{{}}{name}");
    }
    let list = value.get("items").and_then(reference);
    let mut either = value.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let in_either = either.find_map(|one| one.get("items").and_then(reference));
    list.or(in_either).map(|name| format!("[]{name}")).unwrap_or_default()
}
