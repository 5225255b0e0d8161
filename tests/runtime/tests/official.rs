//! The same event, sent by an official client and by ours to the same server: what arrives is compared value by value,
//! and every difference that stays is named here with its reason.

use runtime_tests::official::{clients, differences, flat, run};
use runtime_tests::{Answer, PATIENCE, Received, SENT, Server, common, field, send};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
use telemetry_core::runtime::senders::segment::Segment;
use telemetry_core::runtime::{Item, ItemField, Kind, Outcome, Sender, Value};

/// What differs: a path, and why it may.
type Accepted<'a> = &'a [(&'a str, &'a str)];

const SEGMENT: Accepted<'_> = &[
    ("body.batch.0.context.library.name", "the library is nothing that the catalog declares"),
    ("body.batch.0.context.library.version", "the library is nothing that the catalog declares"),
    ("body.batch.0.timestamp", "the same moment; RFC 3339 writes UTC as `Z` or as `+00:00`"),
    ("body.sentAt", "volatile, and written as `timestamp` is"),
    ("body.writeKey", "the key is in the header already, which is where the documentation has it"),
    ("header.accept-encoding", "answers are short and not looked at"),
    ("header.connection", "keeping a connection is the default of HTTP/1.1"),
    ("header.user-agent", "what runs on the machine is nothing that the catalog declares"),
];

const APPLICATION_INSIGHTS: Accepted<'_> = &[
    ("body.tags.ai.application.ver", "nothing that the catalog declares"),
    ("body.tags.ai.cloud.roleInstance", "the name of the machine, which the catalog does not declare"),
    ("body.tags.ai.device.id", "nothing that the catalog declares"),
    ("body.tags.ai.device.osArchitecture", "nothing that the catalog declares"),
    ("body.tags.ai.device.osPlatform", "nothing that the catalog declares"),
    ("body.tags.ai.device.osVersion", "nothing that the catalog declares"),
    ("body.tags.ai.internal.sdkVersion", "nothing that the catalog declares"),
    ("header.accept", "any type, which is what no header says too"),
    ("header.connection", "keeping a connection is the default of HTTP/1.1"),
];

fn event() -> Json {
    let text = fs::read_to_string(clients().join("event.json")).expect("the event is beside the scripts");
    serde_json::from_str(&text).expect("the event is JSON")
}

/// Makes of a JSON value what a program would have recorded.
fn value(json: &Json) -> Value<'static> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) if number.is_i64() => Value::Int(number.as_i64().unwrap_or(0)),
        Json::Number(number) => Value::Float(number.as_f64().unwrap_or(0.0)),
        Json::String(text) => Value::Text(text.clone().into()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(members) => {
            Value::Map(members.iter().map(|(key, json)| (key.clone().into(), value(json))).collect())
        }
    }
}

fn fields(json: &Json, kind: Kind) -> Vec<ItemField<'static>> {
    let members = json.as_object().into_iter().flatten();
    members.map(|(key, json)| ItemField { key: key.clone().into(), ..field("", kind, value(json)) }).collect()
}

/// Makes the event of the official client ours, with this identity and these tags.
fn item(identity: &[&'static str], tags: &Json) -> Item<'static> {
    let event = event();
    let mut all = fields(&event["properties"], Kind::Property);
    all.extend(fields(&event["measurements"], Kind::Measurement));
    all.extend(identity.iter().map(|key| common(key, Kind::Identity, value(&event[key]))));
    all.extend(fields(tags, Kind::Tag));
    Item {
        name: event["name"].as_str().unwrap_or("").to_owned().into(),
        version: 1,
        id: [1; 16],
        issued: event["issued"].as_i64(),
        sequence: 1,
        fields: all,
    }
}

/// Returns everything that arrived, each value under its path.
fn arrived(request: &Received) -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([("line".to_owned(), request.line.clone())]);
    let headers = request.headers.iter().filter(|(name, _)| name != "content-length");
    found.extend(headers.map(|(name, value)| (format!("header.{name}"), value.clone())));
    let body: Json = serde_json::from_slice(&request.body).expect("one event in its envelope is JSON");
    found.extend(flat(&body).into_iter().map(|(path, value)| (format!("body.{path}"), value)));
    found
}

fn check(
    script: &str,
    answer: Answer,
    sender: impl FnOnce(&str) -> Box<dyn Sender>,
    item: &Item<'_>,
    accepted: Accepted<'_>,
) {
    let server = Server::always(answer);
    let url = server.url("");
    let event = clients().join("event.json");
    let _ = run(script, &[&event.to_string_lossy(), &url], &[]);
    assert_eq!(send(&mut *sender(&url), std::slice::from_ref(item), PATIENCE), Outcome::Accepted);
    let received = server.received();
    assert_eq!(received.len(), 2, "one request of each");
    let found = differences(&arrived(&received[0]), &arrived(&received[1]));
    let is_accepted = |path: &str| accepted.iter().any(|(known, _)| *known == path);
    let new: Vec<_> = found.iter().filter(|(path, _)| !is_accepted(path)).collect();
    assert!(new.is_empty(), "{script} (official / ours): {new:#?}");
    let is_found = |path: &str| found.iter().any(|(known, _)| known == path);
    let gone: Vec<_> = accepted.iter().filter(|(path, _)| !is_found(path)).collect();
    assert!(gone.is_empty(), "{script}: accepted and no difference any more: {gone:#?}");
}

#[test]
fn segment_gets_what_its_own_client_sends() {
    let answer = Answer::body(200, "application/json", "{\"success\":true}");
    let sender = |url: &str| -> Box<dyn Sender> {
        Box::new(Segment::new("key").url(&format!("{url}/v1/batch")).integration("All", true))
    };
    let item = item(&["userId", "anonymousId"], &json!({"app.version": event()["context"]["app"]["version"]}));
    check("segment_track.py", answer, sender, &item, SEGMENT);
}

#[test]
fn application_insights_gets_what_its_own_client_sends() {
    let answer = Answer::body(200, "application/json", "{\"itemsReceived\":1,\"itemsAccepted\":1,\"errors\":[]}");
    let sender = |url: &str| -> Box<dyn Sender> {
        let key = "11111111-2222-3333-4444-555555555555";
        Box::new(ApplicationInsights::new(&format!("InstrumentationKey={key};IngestionEndpoint={url}/")))
    };
    let item = item(&["userId"], &event()["tags"]);
    check("application_insights.js", answer, sender, &item, APPLICATION_INSIGHTS);
}

#[test]
fn the_present_of_a_batch_is_what_segment_gets_as_its_time_of_sending() {
    let server = Server::always(Answer::status(200));
    let sender = &mut Segment::new("key").url(&server.url("/"));
    send(sender, &[item(&["userId"], &Json::Null)], PATIENCE);
    let body: Json = serde_json::from_slice(&server.received()[0].body).expect("batches are JSON");
    assert_eq!((SENT, body["sentAt"].as_str()), (1_767_413_047_178, Some("2026-01-03T04:04:07.178Z")));
}
