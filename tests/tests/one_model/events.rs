//! Events that a program prints, held against the schemas of their catalog; and what is refused of them.

use crate::validators::{Formats, Validator, both, meta_faults};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::{self, SchemaOptions};

/// The schema of an event, ready in both validators.
struct Schema {
    document: Value,
    validators: [Validator; 2],
}

/// Returns what is wrong with the events that a program printed of a catalog: one that is refused, one that is broken
/// and accepted.
pub(crate) fn faults(catalog: &Catalog, module: &str, printed: &str) -> Vec<String> {
    let options = SchemaOptions { events: true, bundle: true, destination: None, privacy_keyword: true };
    let (mut schemas, mut faults) = (BTreeMap::new(), Vec::new());
    let mut bundle = None;
    for (path, text) in render::schema(catalog, &options).iter().filter(|(path, _)| !path.contains("vocabulary")) {
        let document: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let found = meta_faults(&document);
        if !found.is_empty() {
            faults.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
        } else if path.ends_with("bundle.schema.json") {
            bundle = Some(both(&document, Formats::Noted));
        } else {
            let validators = both(&document, Formats::Asserted);
            let schema = Rc::new(Schema { document, validators });
            schemas.extend(names_of(&schema.document).into_iter().map(|name| (name, Rc::clone(&schema))));
        }
    }
    let Some(bundle) = bundle.filter(|_| faults.is_empty()) else { return faults };
    let mut broken = 0;
    for line in printed.lines().filter_map(|line| line.strip_prefix(&format!("{module}\t"))) {
        let event = line.splitn(3, '\t').nth(2).unwrap_or_default();
        let event: Value = match serde_json::from_str(event) {
            Ok(event) => event,
            Err(error) => {
                faults.push(format!("{error}: {event}"));
                continue;
            }
        };
        let Some(schema) = event["event"].as_str().and_then(|name| schemas.get(name)) else {
            faults.push(format!("no schema describes {event}"));
            continue;
        };
        hold(&schema.validators, "as it is", &event, true, &mut faults);
        hold(&bundle, "in the bundle", &event, true, &mut faults);
        for (how, event) in mutations(&schema.document, &event) {
            broken += 1;
            hold(&schema.validators, &how, &event, false, &mut faults);
        }
    }
    if broken == 0 && catalog.events().iter().any(|event| event.is_recorded()) {
        faults.push("nothing was broken".to_owned());
    }
    faults
}

/// Returns the names of the event that a schema describes: with each prefix by context, and without one.
fn names_of(schema: &Value) -> Vec<String> {
    let name = &schema["properties"]["event"];
    let names = name["enum"].as_array().map_or_else(|| vec![&name["const"]], |names| names.iter().collect());
    names.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn hold(validators: &[Validator], how: &str, event: &Value, accepted: bool, faults: &mut Vec<String>) {
    for validator in validators.iter().filter(|validator| validator.accepts(event) != accepted) {
        let verdict = if accepted { "refuses" } else { "accepts" };
        let why = validator.fault(event).unwrap_or_default();
        faults.push(format!("{how}: {} {verdict} {event} {why}", validator.name()));
    }
}

/// Returns the event with one thing changed that its schema does not allow: a member removed or added, a value of
/// another type, outside its bounds, unknown.
fn mutations(schema: &Value, event: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let changed = |part: &str, change: &dyn Fn(&mut Map<String, Value>)| {
        let mut event = event.clone();
        let object = if part.is_empty() { event.as_object_mut() } else { event[part].as_object_mut() };
        change(object.expect("it is an object"));
        event
    };
    for key in ["event", "version", "fields"] {
        all.push((format!("{key} removed"), changed("", &|event| drop(event.remove(key)))));
    }
    all.push((
        "event of another name".to_owned(),
        changed("", &|event| drop(event.insert("event".into(), json!("no such event")))),
    ));
    all.push((
        "another version".to_owned(),
        changed("", &|event| drop(event.insert("version".into(), json!(987_654)))),
    ));
    all.push(("a part added".to_owned(), changed("", &|event| drop(event.insert("more".into(), json!(1))))));
    for part in ["fields", "common"] {
        let Some(members) = event.get(part).and_then(Value::as_object) else { continue };
        let object = form_of(&schema["properties"][part], members);
        all.push((
            format!("a member added to {part}"),
            changed(part, &|members| drop(members.insert("never declared".into(), json!(1)))),
        ));
        for name in object["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            all.push((format!("{part}.{name} removed"), changed(part, &|members| drop(members.remove(name)))));
        }
        for name in members.keys() {
            let Some(field) = object["properties"].get(name) else { continue };
            for (how, value) in wrong(field) {
                let how = format!("{part}.{name} {how}");
                all.push((how, changed(part, &|members| drop(members.insert(name.clone(), value.clone())))));
            }
        }
    }
    all
}

/// Returns the schema of the form that fields have, where there are several; a tag says which.
fn form_of<'a>(object: &'a Value, members: &Map<String, Value>) -> &'a Value {
    let forms = ["oneOf", "anyOf"].iter().find_map(|key| object[*key].as_array());
    let is_form = |form: &&Value| {
        let fits = |(name, field): (&String, &Value)| match (field.get("const"), members.get(name)) {
            (Some(word), Some(value)) => word == value,
            (Some(_), None) | (None, _) => true,
        };
        let properties = form["properties"].as_object();
        properties.is_some_and(|known| known.iter().all(fits) && members.keys().all(|name| known.contains_key(name)))
    };
    forms.and_then(|forms| forms.iter().find(is_form)).unwrap_or(object)
}

/// Returns values that a field must not have.
fn wrong(field: &Value) -> Vec<(&'static str, Value)> {
    let mut wrong = Vec::new();
    let says = |keyword: &str| field.get(keyword).is_some();
    // Where any JSON value may stand, nothing is of another type.
    let closed = |schema: &Value| ["type", "enum", "const"].iter().any(|keyword| schema.get(keyword).is_some());
    let parts = field["anyOf"].as_array();
    if closed(field) || parts.is_some_and(|parts| parts.iter().all(closed)) {
        // Lists may hold lists; no list is true.
        let is_list = |schema: &Value| schema["type"] == "array";
        let lists = is_list(field) || parts.is_some_and(|parts| parts.iter().any(is_list));
        let other = if lists { json!(true) } else { json!([[["of another type"]]]) };
        wrong.push(("of another type", other));
        wrong.push(("null", Value::Null));
    }
    if says("enum") || says("const") {
        wrong.push(("unknown", json!("nobody's value")));
        wrong.push(("an unknown number", json!(-987_654)));
    }
    if field["type"] == "integer" {
        wrong.push(("no whole number", json!(0.123)));
    }
    // A number may mean "none" outside the bounds; then there are several schemas, and the bounds are inside.
    if let Some(least) = field["minimum"].as_f64() {
        wrong.push(("below its least", json!(least - 1000.0)));
    }
    if let Some(most) = field["maximum"].as_f64() {
        wrong.push(("above its most", json!(most + 1000.0)));
    }
    if let Some(most) = field["maxLength"].as_u64() {
        let length = usize::try_from(most + 1).unwrap_or(usize::MAX);
        wrong.push(("too long", json!("x".repeat(length))));
    }
    if field["minLength"].as_u64().is_some_and(|least| least > 0) {
        wrong.push(("too short", json!("")));
    }
    if says("pattern") {
        wrong.push(("of no such pattern", json!("\u{7}\"\\ \u{7}")));
    }
    if let (Some(most), "array") = (field["maxItems"].as_u64(), field["type"].as_str().unwrap_or_default()) {
        let items: Vec<Value> = (0..=most).map(|index| json!(index)).collect();
        wrong.push(("of too many items", json!(items)));
    }
    wrong
}
