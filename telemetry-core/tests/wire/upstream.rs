//! The cases that four real systems were run on: what their functions make of an input, ours must make of it too.
//!
//! Where upstream is wrong on purpose or by accident, the case says so here, and what we do instead is held as well.

use crate::describe::{self, PLAIN, leak};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use telemetry_core::rules::{NameRules, WireRules};
use telemetry_core::runtime::transform::{Context, Patterns, admit, sent};
use telemetry_core::runtime::{ItemField, Losses, Value, wire};
use telemetry_core::{Detail, Encoding, FieldDescriptor, Transform, ValueType};

/// Groups that are about other parts of the runtime, and which.
const ELSEWHERE: &[(&str, &str)] = &[
    ("copilot.repoInfo", "fields of a class are left out by the filter, never by a list of names"),
    ("extension-telemetry.applyReplacements", "an expression with a memory, tested against names: not offered"),
    ("sourcegraph.redact", "which fields of which event may leave is the filter's"),
    ("sourcegraph.allowlistEnv", "the catalog says it, not a variable of the environment"),
    ("sourcegraph.exportMode", "whether an event is sent is the conditions'"),
];

#[test]
fn cases_of_real_systems_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real/cases/pipeline-cases.json");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: the cases of real systems are not here");
        return;
    };
    let file: Json = serde_json::from_str(&text).expect("the cases are JSON");
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    for case in file["cases"].as_array().expect("a list of cases") {
        let group = case["group"].as_str().expect("each case has a group");
        let held = check(group, case) || ELSEWHERE.iter().any(|(known, _)| *known == group);
        assert!(held, "no function is known for {group}: {case}");
        *counted.entry(group).or_default() += 1;
    }
    for (group, count) in counted {
        match ELSEWHERE.iter().find(|(known, _)| *known == group) {
            Some((_, reason)) => println!("{group}: {count} elsewhere: {reason}"),
            None => println!("{group}: {count} passed"),
        }
    }
}

/// Holds a case, and returns whether it is about what is tested here.
fn check(group: &str, case: &Json) -> bool {
    match group {
        "copilot.multiplexProperties" => multiplex(case),
        "copilot.sanitizeKeys" => sanitize(case),
        "copilot.eventName" => event_name(case),
        "vscode.validateTelemetryData" => validate(case),
        "sourcegraph.validateEventFeatureAction" => feature_action(case),
        "cody.splitSafeMetadata" => safe_metadata(case),
        "oso.hash" => hash(case),
        _ => return false,
    }
    true
}

fn shaped(fields: &Json, rules: &WireRules) -> Vec<ItemField<'static>> {
    let mut fields = describe::fields(fields, rules);
    wire::shape(&mut fields, rules, &mut Losses::default());
    fields
}

fn as_object(fields: &[ItemField<'_>]) -> Json {
    Json::Object(fields.iter().map(|field| (field.key.to_string(), describe::plain(&field.value))).collect())
}

/// Returns the input of a case, in which long texts are written as repetitions.
fn input(case: &Json) -> Json {
    let repeat = |parts: &Json| -> Json {
        let parts = parts.as_array().expect("parts").iter();
        let part = |part: &Json| {
            let times = part[1].as_u64().and_then(|times| usize::try_from(times).ok()).expect("a number of times");
            part[0].as_str().expect("a text").repeat(times)
        };
        Json::String(parts.map(part).collect())
    };
    match &case["input_repeat"] {
        Json::Object(repeats) => repeats.iter().map(|(key, parts)| (key.clone(), repeat(parts))).collect(),
        _ => case["input"].clone(),
    }
}

fn multiplex(case: &Json) {
    let function = case["fn"].as_str().expect("a function");
    let counts: &[u32] = if function.contains("21|50") { &[21, 50] } else { &[50] };
    for parts in counts {
        let values = json!({
            "max_length": 8192, "unit": "utf16", "over": "split", "suffix": "_{n:02}", "max_parts": parts,
        });
        let rules = describe::rules(&json!({ "keys": { "collision": "last" }, "values": values }));
        let fields = shaped(&input(case), &rules);
        let lengths: Vec<(String, usize)> = fields.iter().map(|field| (field.key.to_string(), length(field))).collect();
        match case["assertion"].as_str() {
            Some("chunks") => {
                let (last, length) = lengths.last().expect("at least one part");
                let total: usize = lengths.iter().map(|(_, length)| length).sum();
                assert_eq!(json!(lengths.len()), case["expected_chunk_count"], "{case}");
                assert_eq!(json!([last, length]), json!([case["expected_last_key"], case["expected_last_length"]]));
                assert_eq!(json!(total), case["expected_total_chars"], "{case}");
            }
            Some("lengths") => {
                let lengths: serde_json::Map<_, _> =
                    lengths.into_iter().map(|(key, length)| (key, json!(length))).collect();
                assert_eq!(Json::Object(lengths), case["expected_lengths"], "{case}");
            }
            _ => assert_eq!(as_object(&fields), case["expected"], "{case}"),
        }
    }
}

fn length(field: &ItemField<'_>) -> usize {
    let Value::Text(text) = &field.value else { panic!("{field:?} is no text") };
    text.encode_utf16().count()
}

fn sanitize(case: &Json) {
    let keys = json!({
        "replace": { ".": "_" },
        "exempt": ["VSCode.ABExp.Features", "abexp.assignmentcontext"],
        "collision": "last",
    });
    let fields = shaped(&input(case), &describe::rules(&json!({ "keys": keys })));
    assert_eq!(as_object(&fields), case["expected"], "{case}");
}

fn event_name(case: &Json) {
    let rules = NameRules {
        prefix: "copilot-chat/",
        unless_contains: Some("copilot-chat"),
        unwrap: Some("wrapped-telemetry-event-name"),
    };
    assert_eq!(
        wire::event_name(case["input"].as_str().expect("a name"), &rules),
        case["expected"].as_str().expect("a name")
    );
}

fn validate(case: &Json) {
    let rules = describe::rules(&json!({
        "keys": { "max_length": 150 },
        "values": { "max_length": 8191, "unit": "utf16", "over": "truncate" },
        "flatten": { "depth": 2, "lists": "json" },
        "booleans": "number",
    }));
    if case["input_repeat_keys"].is_object() {
        // Upstream looks long names up under their new name, so that the value disappears; here it stays.
        let fields = shaped(&json!({ "x".repeat(160): "v" }), &rules);
        assert_eq!(as_object(&fields), json!({ "x".repeat(150): "v" }));
        assert_eq!(case["expected"], json!({ "properties": {}, "measurements": {} }));
        return;
    }
    assert_eq!(describe::written(&shaped(&input(case), &rules)), case["expected"], "{case}");
}

fn with_context<T>(run: impl FnOnce(&mut Context<'_>) -> T) -> T {
    let (mut patterns, mut losses) = (Patterns::default(), Losses::default());
    let (patterns, losses) = (&mut patterns, &mut losses);
    run(&mut Context { now: 0, origin: None, keys: None, redactor: None, patterns, losses })
}

fn feature_action(case: &Json) {
    const NAME: FieldDescriptor =
        FieldDescriptor { ty: ValueType::String, details: &[Detail::Pattern("[a-z][a-zA-Z.-]{1,63}")], ..PLAIN };
    let is_name = |said: &Json| {
        let text = said.as_str().expect("a text").to_owned();
        with_context(|context| admit(Value::Text(text.into()), &NAME, context).is_some())
    };
    match &case["input"] {
        Json::String(_) => assert_eq!(json!(is_name(&case["input"])), case["expected"], "{case}"),
        both => assert_eq!(
            is_name(&both["feature"]) && is_name(&both["action"]),
            case["expected_error"].is_null(),
            "{case}"
        ),
    }
}

fn safe_metadata(case: &Json) {
    let rules = describe::rules(&json!({ "flatten": { "depth": 8 } }));
    let mut fields = shaped(&input(case), &rules);
    wire::only_numbers(&mut fields, &mut Losses::default());
    let has_list = case["input"].as_object().is_some_and(|input| input.values().any(Json::is_array));
    // Upstream makes names of the places in lists, and so of the data; here a list is no number and does not leave.
    let expected = if has_list { json!({}) } else { case["expected"]["metadata"].clone() };
    assert_eq!(as_object(&fields), expected, "{case}");
}

fn hash(case: &Json) {
    const HASHED: FieldDescriptor = FieldDescriptor {
        ty: ValueType::String,
        transforms: &[Transform::Hash {
            algorithm: "sha256",
            prefix: Some("oso-vscode-telemetry:"),
            encoding: Encoding::Base64,
        }],
        ..PLAIN
    };
    let text = leak(case["input"].as_str().expect("a text"));
    let hash = with_context(|context| sent(Value::Text(text.into()), &HASHED, context));
    assert_eq!(hash.as_ref().map(describe::plain).as_ref(), Some(&case["expected"]), "{case}");
}
