//! The formats of catalogs and policies, described from the very types that parse it: a JSON Schema for editors and a
//! reference page for people. Behind the feature `format-schema`, since a build script needs neither.
//!
//! Nothing about a key is said here twice. What the types cannot say (that `class` is one of the built-in
//! words or an own one, which keys must be there) stands in `sharpen.rs`.

mod chapters;
mod policy;
mod reference;
mod sharpen;

pub use policy::{policy_reference, policy_schema};
pub use reference::reference;

use crate::declared::CatalogDecl;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The identity of the format; the number rises when a catalog that was valid no longer is.
const ID: &str = "urn:telemetry-catalog:format:1";

/// Returns the JSON Schema (draft 2020-12) of one catalog file.
#[must_use]
pub fn schema() -> Value {
    let mut root = schema_of::<CatalogDecl>(ID, "catalog");
    sharpen::sharpen(&mut root);
    Value::Object(root)
}

/// Returns the schema of a document as its type has it.
fn schema_of<T: JsonSchema>(id: &str, title: &str) -> Map<String, Value> {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    let body = object(&mut schema);
    body.remove("$schema");
    let definitions = body.remove("$defs").unwrap_or_default();
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("$id".into(), json!(id));
    root.insert("title".into(), json!(title));
    root.append(body);
    root.insert("$defs".into(), named_with_hyphens(definitions));
    root
}

/// Returns what must be an object, because a struct became it.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("the schema of a struct is an object")
}

/// Names definitions with hyphens, so that a reference needs no escapes.
fn named_with_hyphens(definitions: Value) -> Value {
    match definitions {
        Value::Object(entries) => entries.into_iter().map(|(name, schema)| (name.replace(' ', "-"), schema)).collect(),
        other => other,
    }
}

/// Follows the new names in references; leaves out the names of Rust's integers, which no validator knows, and `null`:
/// a key without a value is an error, whatever an `Option` may say.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(target)) = entries.get_mut("$ref") {
                *target = target.replace("%20", "-");
            }
            if entries.get("format").and_then(Value::as_str).is_some_and(|format| format.contains("int")) {
                entries.shift_remove("format");
            }
            if let Some(Value::Array(types)) = entries.get_mut("type") {
                types.retain(|ty| ty != "null");
                if let [only] = &types[..] {
                    entries["type"] = only.clone();
                }
            }
            entries.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
