//! What the declared types leave to `resolve`, said to editors as well: the words of open vocabularies,
//! the meaning of types, and the keys that must be there.

use crate::declared::Type;
use crate::resolve::destination::detectors;
use crate::resolve::docs::{COLUMNS, STANDARD};
use crate::resolve::floor::floor_of_type;
use serde_json::{Map, Value, json};
use telemetry_core::{Class, Consent, Purpose};

/// Keys whose text is one of the words of another definition: definition, key, definition of the words.
const WORDS: &[(&str, &str, &str)] = &[
    ("cap", "level", "consent-level"),
    ("class", "treat_as", "built-in-class"),
    ("consent-section", "default", "consent-level"),
    ("consent-section", "unknown", "consent-level"),
    ("destination", "ceiling", "class-name"),
    ("destination", "consent", "consent-level"),
    ("event", "consent", "consent-level"),
    ("event", "purpose", "purpose-name"),
    ("field", "class", "class-name"),
    ("field", "consent", "consent-level"),
    ("field", "purpose", "purpose-name"),
    ("flatten-rules", "lists", "list-form"),
    ("page-layout", "columns", "page-column"),
    ("purpose", "extends", "built-in-purpose"),
    ("redaction-section", "detectors", "detector-name"),
    ("redaction-section", "from", "class-name"),
    ("twin", "consent", "consent-level"),
    ("variants-section", "class", "class-name"),
];

/// Keys that must be there whatever else is. A field has its keys from a shared definition where it uses one.
const REQUIRED: &[(&str, &[&str])] = &[
    ("cap", &["level", "reason"]),
    ("change", &["version", "note"]),
    ("class", &["rank", "treat_as", "description"]),
    ("debounce", &["quiet", "longest"]),
    ("destination", &["ceiling", "consent"]),
    ("detector", &["pattern"]),
    ("event", &["description", "consent", "destinations"]),
    ("fact", &["description"]),
    ("family", &["description"]),
    ("grant", &["description"]),
    ("hmac-transform", &["key"]),
    ("long-value-rules", &["max_length"]),
    ("prefix-section", &["by", "values"]),
    ("purpose", &["extends", "title"]),
    ("repeats-section", &["within"]),
    ("sample", &["one_in"]),
    ("stamp", &["of"]),
    ("truncate-transform", &["length"]),
    ("twin", &["description", "destinations"]),
    ("variant", &["description"]),
    ("variants-section", &["tag", "description", "class", "cases"]),
    ("wait-rule", &["common", "timeout", "max_events"]),
];

/// Texts that look like numbers (`since: 1.0`); they are read as they are written, so an editor must not complain.
const NUMBER_LIKE: &[(&str, &str)] = &[
    ("", "revision"),
    ("", "version"),
    ("alias", "until"),
    ("allow-list", "values"),
    ("allowed-texts", ""),
    ("change", "version"),
    ("enum-value", "wire"),
    ("event", "expires"),
    ("event", "since"),
    ("family", "keys"),
    ("field", "expires"),
    ("field", "fallback"),
    ("field", "since"),
];

/// What the keys of a condition mean; the type that reads them has no fields to say it at.
const CONDITION: [(&str, &str); 3] =
    [("any", "At least one of these holds."), ("all", "All of these hold."), ("not", "This does not hold.")];

/// Adds all of it to a schema.
pub(crate) fn sharpen(root: &mut Map<String, Value>) {
    for &(definition, key) in NUMBER_LIKE {
        replace_text(property(root, definition, key), &json!({ "type": ["string", "number"] }));
    }
    for &(definition, key, words) in WORDS {
        replace_text(property(root, definition, key), &json!({ "$ref": format!("#/$defs/{words}") }));
    }
    for &(definition, keys) in REQUIRED {
        entries(at(root, definition)).insert("required".into(), json!(keys));
    }
    entries(at(root, "field"))
        .insert("anyOf".into(), json!([{ "required": ["use"] }, { "required": ["type", "class", "description"] }]));
    for (key, meaning) in CONDITION {
        property(root, "condition", key)["description"] = json!(meaning);
    }
    *at(root, "type") = types();
    let definitions = entries(root.get_mut("$defs").expect("the schema has definitions"));
    definitions.extend(vocabularies());
}

/// Returns a definition; the root's name is empty.
fn at<'schema>(root: &'schema mut Map<String, Value>, definition: &str) -> &'schema mut Value {
    let definitions = root.get_mut("$defs").expect("the schema has definitions");
    &mut definitions[definition]
}

/// Returns the schema of a key. An empty key means the definition itself.
fn property<'schema>(root: &'schema mut Map<String, Value>, definition: &str, key: &str) -> &'schema mut Value {
    match (definition, key) {
        ("", key) => &mut root.get_mut("properties").expect("a catalog has keys")[key],
        (definition, "") => at(root, definition),
        (definition, key) => &mut at(root, definition)["properties"][key],
    }
}

fn entries(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("every definition is an object, since `tables_name_what_is_there` passes")
}

/// Puts another schema wherever a schema says "a text", and keeps its description.
fn replace_text(schema: &mut Value, by: &Value) {
    match schema {
        Value::Object(keys) if keys.get("type").is_some_and(|ty| ty == "string") => {
            keys.shift_remove("type");
            for (position, (key, value)) in by.as_object().into_iter().flatten().enumerate() {
                keys.shift_insert(position, key.clone(), value.clone());
            }
        }
        Value::Object(keys) => {
            keys.iter_mut().filter(|(key, _)| *key != "description").for_each(|(_, value)| replace_text(value, by));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_text(item, by)),
        _ => {}
    }
}

/// Returns what values of a type are.
fn meaning(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "True or false.",
        Type::Enum => "One of a closed list of words; `values` holds them.",
        Type::Count => "A whole number from 0 on.",
        Type::Int => "A whole number.",
        Type::Float => "A number.",
        Type::Duration => "A length of time; `unit` says in what.",
        Type::Timestamp => "A point in time.",
        Type::Date => "A day.",
        Type::Uuid => "A UUID, random or made from a name.",
        Type::Id => "An opaque id that is no UUID: a machine id, a trace id.",
        Type::Version => "A program version.",
        Type::String => "Any text.",
        Type::Path => "The path of a file or folder.",
        Type::Url => "A URL.",
        Type::Json => "Any JSON value.",
        Type::Error => "The message of an error.",
        Type::Stack => "A stack trace.",
        Type::Email => "An e-mail address.",
        Type::Ip => "An IP address.",
        Type::Hostname => "The name of a machine.",
        Type::Username => "The name of a user account.",
        Type::Secret => "A secret: never sent, so it stands only under `never`.",
        Type::List(_) => "`list<T>`: Several values in order. The least class is that of `T`.",
        Type::Set(_) => "`set<T>`: Several values, each once. The least class is that of `T`.",
        Type::Map(_) => "`map<string, T>`: Values by text keys. Least class: `content`, since the keys are text.",
    }
}

fn types() -> Value {
    let simple = Type::SIMPLE.iter().map(|(word, ty)| {
        let floor = floor_of_type(ty);
        json!({ "const": word, "description": format!("{} Least class: `{floor}`.", meaning(ty)) })
    });
    let item = Type::SIMPLE.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|");
    let of = || Box::new(Type::Json);
    let collections = [
        (Type::List(of()), format!(r"^list<\s*({item})\s*>$")),
        (Type::Set(of()), format!(r"^set<\s*({item})\s*>$")),
        (Type::Map(of()), format!(r"^map<\s*string\s*,\s*({item})\s*>$")),
    ];
    let collections = collections
        .iter()
        .map(|(ty, pattern)| json!({ "type": "string", "pattern": pattern, "description": meaning(ty) }));
    let forms: Vec<Value> = simple.chain(collections).collect();
    json!({ "description": "The type of a field. It sets the least class that the field may have.", "anyOf": forms })
}

/// Returns the definitions that no declared type stands for: built-in words, and built-in or own ones.
fn vocabularies() -> Vec<(String, Value)> {
    let classes = Class::ALL.map(|class| {
        let meaning = format!("Rank {}: {}. {}.", class.rank(), class.test(), capital(class.handling()));
        (class.name(), meaning)
    });
    let purposes = Purpose::ALL.map(|purpose| (purpose.name(), purpose.meaning().to_owned()));
    let levels = Consent::ALL.map(|consent| (consent.name(), consent.meaning().to_owned()));
    let lists = [("native", "As lists."), ("json", "As one JSON text."), ("comma", "As one text with commas.")];
    let lists = lists.map(|(word, meaning)| (word, meaning.to_owned()));
    [
        ("class-name", built_in_or_own("A privacy class: a built-in one or one of `classes`.", "built-in-class")),
        ("built-in-class", words("How bad it is if a value leaks, from harmless to never sent.", &classes)),
        ("purpose-name", built_in_or_own("A purpose: a built-in one or one of `purposes`.", "built-in-purpose")),
        ("built-in-purpose", words("Why a value is collected.", &purposes)),
        ("consent-level", words("How much a user agreed to; each level includes those before it.", &levels)),
        ("list-form", words("How lists are written on the wire.", &lists)),
        ("page-column", json!({ "description": "A column of the public page; `standard` stands for the eight that readers look for.", "enum": COLUMNS.iter().chain([&STANDARD]).collect::<Vec<_>>() })),
        (
            "detector-name",
            json!({ "description": "A built-in detector of the redactor.", "enum": detectors().collect::<Vec<_>>() }),
        ),
    ]
    .into_iter()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

fn words(description: &str, words: &[(&str, String)]) -> Value {
    let words: Vec<Value> =
        words.iter().map(|(word, meaning)| json!({ "const": word, "description": meaning })).collect();
    json!({ "description": description, "oneOf": words })
}

fn built_in_or_own(description: &str, built_in: &str) -> Value {
    let reference = format!("#/$defs/{built_in}");
    json!({ "description": description, "anyOf": [{ "$ref": reference }, { "type": "string" }] })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{NUMBER_LIKE, REQUIRED, WORDS};
    use serde_json::Value;

    fn has(schema: &Value, definition: &str, key: &str) -> bool {
        let holder = if definition.is_empty() { schema } else { &schema["$defs"][definition] };
        holder.is_object() && (key.is_empty() || holder["properties"][key].is_object())
    }

    /// A key that names a class, a purpose or a level and is still any text was added without an entry in `WORDS`.
    #[test]
    fn keys_with_known_words_offer_them() {
        let schema = crate::format::schema();
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            for key in ["class", "ceiling", "consent", "level", "purpose", "extends", "treat_as"] {
                let property = &definition["properties"][key];
                assert!(property["type"] != "string", "`{key}` of `{name}` is any text");
                assert!(property["anyOf"][0]["type"] != "string", "`{key}` of `{name}` is any text");
            }
        }
    }

    #[test]
    fn tables_name_what_is_there() {
        let schema = crate::format::schema();
        let required = REQUIRED.iter().flat_map(|(definition, keys)| keys.iter().map(move |key| (*definition, *key)));
        let words = WORDS.iter().map(|(definition, key, _)| (*definition, *key));
        for (definition, key) in NUMBER_LIKE.iter().copied().chain(words).chain(required) {
            assert!(has(&schema, definition, key), "`{definition}` has no key `{key}`");
        }
        assert!(WORDS.iter().all(|(_, _, words)| has(&schema, words, "")));
    }
}
