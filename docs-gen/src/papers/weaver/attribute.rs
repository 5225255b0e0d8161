//! Attributes: a registry defines each once, with one type, wherever it occurs.

use crate::papers::leaving::Leaving;
use crate::papers::yaml_text::quoted;
use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::model::{ClassDef, Field, Literal, Transform, Type};

/// The type of an attribute.
#[derive(Clone, Debug, PartialEq)]
enum Kind<'a> {
    /// A word of the format.
    Simple(&'static str),
    /// One of a list: id, value and meaning of each.
    Members(Vec<(&'a str, Literal, &'a str)>),
    /// Several attributes, whose names begin alike.
    Template(&'static str),
}

/// An attribute as all events together have it.
pub(super) struct Definition<'a> {
    kind: Kind<'a>,
    pub(super) brief: &'a str,
    /// The highest class that it has anywhere.
    class: &'a ClassDef,
    examples: Vec<Literal>,
    /// Whether events disagree about its type.
    mixed: bool,
}

/// Returns the attributes of values by their key.
pub(super) fn definitions<'a>(values: impl Iterator<Item = &'a Leaving<'a>>) -> BTreeMap<String, Definition<'a>> {
    let mut definitions: BTreeMap<String, Definition<'_>> = BTreeMap::new();
    for value in values {
        let Some(key) = key(value) else { continue };
        let one = Definition::of(value);
        match definitions.get_mut(&key) {
            None => drop(definitions.insert(key, one)),
            Some(told) => told.add(one),
        }
    }
    definitions
}

/// Returns the key of an attribute: the name on the wire, and for a family what its names begin with. `None` where the
/// format cannot say how its names are built.
pub(super) fn key(value: &Leaving<'_>) -> Option<String> {
    let Some(family) = value.field.and_then(Field::family) else { return Some(value.wire.to_owned()) };
    let begin = value.wire.strip_suffix(&format!("{{{}}}", family.placeholder()))?.strip_suffix('.')?;
    (!begin.is_empty()).then(|| begin.to_owned())
}

impl<'a> Definition<'a> {
    fn of(value: &Leaving<'a>) -> Self {
        let mut kind = value.field.map_or_else(|| tag(value), kind);
        if value.field.is_some_and(|field| field.family().is_some()) {
            kind = Kind::Template(match kind {
                Kind::Simple(word) | Kind::Template(word) => word,
                Kind::Members(members) => word_of(&members),
            });
        }
        let examples = value.field.map_or(Vec::new(), |field| examples(field, &kind));
        Self { kind, brief: value.description, class: value.class, examples, mixed: false }
    }

    /// Adds what another value of the same name is.
    fn add(&mut self, other: Self) {
        self.class = self.class.max(other.class);
        if self.kind != other.kind {
            self.mixed = true;
            let words = [&self.kind, &other.kind].map(|kind| match kind {
                Kind::Simple(word) => Some(*word),
                Kind::Members(members) => Some(word_of(members)),
                Kind::Template(_) => None,
            });
            let word = words[0].filter(|_| words[0] == words[1]);
            self.kind = Kind::Simple(word.unwrap_or("any"));
        }
        self.examples.extend(other.examples);
        let fits = |example: &Literal| is_of(example, &self.kind);
        let fitting: Vec<_> = self.examples.iter().filter(|example| fits(example)).cloned().collect();
        self.examples.clear();
        for example in fitting {
            if !self.examples.contains(&example) {
                self.examples.push(example);
            }
        }
    }

    /// Writes the definition.
    pub(super) fn write(&self, yaml: &mut String, key: &str) {
        yaml.push_str(&format!("      - id: {}\n", quoted(key)));
        match &self.kind {
            Kind::Simple(word) if self.mixed => {
                yaml.push_str(&format!("        type: {}  # Events give it different types.\n", quoted(word)));
            }
            Kind::Simple(word) => yaml.push_str(&format!("        type: {}\n", quoted(word))),
            Kind::Template(word) => yaml.push_str(&format!("        type: \"template[{word}]\"\n")),
            Kind::Members(members) => {
                yaml.push_str("        type:\n          members:\n");
                for (id, value, brief) in members {
                    yaml.push_str(&format!(
                        "            - {{ id: {}, value: {}, brief: {}, stability: development }}\n",
                        quoted(id),
                        written(value),
                        quoted(brief)
                    ));
                }
            }
        }
        yaml.push_str(&format!("        stability: development\n        brief: {}\n", quoted(self.brief)));
        self.write_examples(yaml);
        yaml.push_str(&format!(
            "        annotations:\n          privacy:\n            class: {}\n",
            quoted(self.class.name())
        ));
    }

    fn write_examples(&self, yaml: &mut String) {
        let examples: Vec<_> = self.examples.iter().map(written).collect();
        if !examples.is_empty() {
            yaml.push_str(&format!("        examples: [{}]\n", examples.join(", ")));
        } else if matches!(self.kind, Kind::Simple("string" | "string[]")) {
            // Weaver warns where a text has none.
            yaml.push_str("        # To be written: examples of what leaves.\n");
        }
    }
}

/// Returns the type of the tag that says which form an event has.
fn tag<'a>(value: &Leaving<'a>) -> Kind<'a> {
    let forms = value.event.variants().map_or(&[][..], |variants| variants.cases());
    let member = |name: &'a str, description| (name, Literal::Text(name.into()), description);
    Kind::Members(forms.iter().map(|form| member(form.name(), form.description())).collect())
}

/// Returns the type of what leaves of a field.
fn kind(field: &Field) -> Kind<'_> {
    if let Some(allow) = field.allow().filter(|_| field.transforms().is_empty() && !field.ty().is_collection()) {
        let words: BTreeSet<&str> = allow.values().iter().map(|word| &**word).chain([allow.fallback()]).collect();
        let words = words.into_iter().filter(|word| !word.is_empty());
        return Kind::Members(words.map(|word| (word, Literal::Text(word.into()), "")).collect());
    }
    match (field.ty(), field.values()) {
        (Type::Enum, Some(values)) => {
            let coded = field.transforms().contains(&Transform::Encode);
            let value = |value: &telemetry_catalog::model::EnumValue| match value.code().filter(|_| coded) {
                Some(code) => Literal::Int(code),
                None => Literal::Text(value.wire().into()),
            };
            let members = values.values().iter();
            Kind::Members(members.map(|member| (member.name(), value(member), member.description())).collect())
        }
        (ty, _) => Kind::Simple(field.transforms().iter().fold(word(field, ty), |word, step| after(word, step))),
    }
}

/// Returns the word for a type, before anything happens to the value.
fn word(field: &Field, ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "boolean",
        Type::Count | Type::Int => "int",
        Type::Float => "double",
        // Seconds are broken, the finer units are whole.
        Type::Duration if field.unit() == Some("s") => "double",
        Type::Duration => "int",
        Type::Map(_) => "any",
        Type::List(item) | Type::Set(item) => listed(word(field, item)),
        Type::Enum
        | Type::Timestamp
        | Type::Date
        | Type::Uuid
        | Type::Id
        | Type::Version
        | Type::String
        | Type::Path
        | Type::Url
        | Type::Json
        | Type::Error
        | Type::Stack
        | Type::Email
        | Type::Ip
        | Type::Hostname
        | Type::Username
        | Type::Secret => "string",
    }
}

fn listed(word: &'static str) -> &'static str {
    match word {
        "boolean" => "boolean[]",
        "int" => "int[]",
        "double" => "double[]",
        "string" => "string[]",
        _ => "any",
    }
}

/// Returns the word for what a transform makes of a value. Lists are changed item by item, except that they are counted.
fn after(before: &'static str, transform: &Transform) -> &'static str {
    let each = |word| if before.ends_with("[]") { listed(word) } else { word };
    match transform {
        Transform::CountOnly => "int",
        Transform::Encode => each("int"),
        Transform::Hmac { .. } | Transform::Hash { .. } => each("string"),
        Transform::Bucket(numbers) => number(before, numbers),
        Transform::Round(step) => number(before, std::slice::from_ref(step)),
        Transform::ByOrigin(parts) => {
            let words: BTreeSet<_> = parts
                .iter()
                .filter(|(_, part)| *part != Transform::Drop)
                .map(|(_, part)| after(before, part))
                .collect();
            if words.len() == 1 { words.into_iter().next().unwrap_or(before) } else { "any" }
        }
        Transform::Truncate { .. } | Transform::Redact | Transform::Drop | Transform::Keep => before,
    }
}

/// Returns the word for numbers that are put into ranges: whole bounds make whole numbers.
fn number(before: &'static str, numbers: &[Literal]) -> &'static str {
    let whole = numbers.iter().all(|number| matches!(number, Literal::Int(_)));
    let word = if whole { "int" } else { "double" };
    if before.ends_with("[]") { listed(word) } else { word }
}

fn word_of(members: &[(&str, Literal, &str)]) -> &'static str {
    if members.iter().all(|(_, value, _)| matches!(value, Literal::Int(_))) { "int" } else { "string" }
}

/// Returns the declared examples that look like what leaves.
fn examples(field: &Field, kind: &Kind<'_>) -> Vec<Literal> {
    if !field.transforms().iter().all(|transform| *transform == Transform::Keep) {
        return Vec::new();
    }
    let own = field.constant().map_or(field.examples(), std::slice::from_ref);
    own.iter().filter(|example| is_of(example, kind)).cloned().collect()
}

fn is_of(example: &Literal, kind: &Kind<'_>) -> bool {
    match (kind, example) {
        (Kind::Simple(word), Literal::Bool(_)) => *word == "boolean",
        (Kind::Simple(word), Literal::Int(_)) => *word == "int",
        (Kind::Simple(word), Literal::Float(_)) => *word == "double",
        (Kind::Simple(word), Literal::Text(_)) => *word == "string",
        (Kind::Members(_) | Kind::Template(_), _) => false,
    }
}

/// Writes a value.
fn written(value: &Literal) -> String {
    match value {
        Literal::Text(text) => quoted(text),
        Literal::Bool(_) | Literal::Int(_) => value.to_string(),
        Literal::Float(number) => float(*number),
    }
}

/// Writes a number that no version of YAML takes for a text: with a point, and with a sign before the exponent.
fn float(number: f64) -> String {
    let text = format!("{number:?}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}
