//! What each sender puts on the wire for an event that has one of everything, and what it reads in answers.

use runtime_tests::official::{check_golden, run};
use runtime_tests::{Answer, PATIENCE, Server, everything, field, item, send, text};
use serde_json::Value as Json;
use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
use telemetry_core::runtime::senders::otlp::Otlp;
use telemetry_core::runtime::senders::segment::Segment;
use telemetry_core::runtime::{Item, ItemField, Kind, Outcome, Part, Sender, Value};

/// Two events: one that has everything, and one whose time the destination may not know and that says nothing.
fn events() -> [Item<'static>; 2] {
    [everything(1), Item { issued: None, ..item(2, Vec::new()) }]
}

/// Returns the body that a sender makes of the two events.
fn body(make: impl FnOnce(&str) -> Box<dyn Sender>) -> Vec<u8> {
    let server = Server::always(Answer::status(200));
    let mut sender = make(&server.url(""));
    assert_eq!(send(&mut *sender, &events(), PATIENCE), Outcome::Accepted);
    server.received().remove(0).body
}

fn encoded(sender: &mut dyn Sender, item: &Item<'_>) -> Vec<u8> {
    let mut entry = Vec::new();
    sender.encode(item, &mut entry);
    entry
}

/// Writes JSON so that a person can read it, a document for each line.
fn pretty(lines: &[u8]) -> String {
    let lines = std::str::from_utf8(lines).expect("JSON is text").lines();
    let documents = lines.map(|line| serde_json::from_str::<Json>(line).expect("every line is JSON"));
    documents.map(|json| format!("{json:#}")).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn segment() {
    let body = body(|url| Box::new(Segment::new("key").url(&format!("{url}/v1/batch")).integration("All", false)));
    check_golden("wire/segment.json", &pretty(&body));
}

#[test]
fn application_insights() {
    let body =
        body(|url| Box::new(ApplicationInsights::new(&format!("InstrumentationKey=a-b;IngestionEndpoint={url}"))));
    check_golden("wire/application-insights.json", &pretty(&body));
}

/// Read by the official definitions of the protocol, which also write the same bytes.
#[test]
fn otlp() {
    let body = body(|url| {
        let sender = Otlp::new(&format!("{url}/v1/logs")).resource("service.name", "quill").scope("catalog", "1.4.0");
        Box::new(sender)
    });
    check_golden("wire/otlp.json", &run("otlp.py", &[], &body));
}

#[test]
fn otlp_values_of_every_size_are_read_by_the_official_definitions() {
    let sizes = [0, 1, 126, 127, 128, 129, 300, 16_383, 16_384, 3_000_000];
    let texts = sizes.map(|size| field("text", Kind::Property, Value::Text("x".repeat(size).into())));
    let server = Server::always(Answer::status(200));
    let mut sender = Otlp::new(&server.url("/v1/logs"));
    assert_eq!(send(&mut sender, &[item(1, texts.to_vec())], PATIENCE), Outcome::Accepted);
    let json: Json = serde_json::from_str(&run("otlp.py", &[], &server.received()[0].body)).expect("it prints JSON");
    let attributes = json["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]["attributes"].as_array();
    let values = attributes.into_iter().flatten().filter(|attribute| attribute["key"] == "text");
    let found: Vec<_> = values.map(|value| value["value"]["stringValue"].as_str().map_or(0, str::len)).collect();
    assert_eq!(found, sizes);
}

#[test]
fn a_stamp_that_every_call_of_segment_has_anyway_stands_there_alone() {
    let stamp = |key, value| ItemField { part: Part::Stamp, ..field(key, Kind::Property, text(value)) };
    let stamps = vec![stamp("timestamp", "2026-01-03T04:04:05.678Z"), stamp("recorded", "2026-01-03T04:04:05.678Z")];
    let entry = encoded(&mut Segment::new("key"), &item(1, stamps));
    let json: Json = serde_json::from_slice(&entry).expect("an entry is JSON");
    let properties = json["properties"].as_object().map(|properties| properties.keys().cloned().collect::<Vec<_>>());
    assert_eq!(
        (properties, json["timestamp"].as_str()),
        (Some(vec!["recorded".to_owned()]), Some("2026-01-03T04:04:05.678Z"))
    );
}

#[test]
fn an_event_can_say_who_someone_is() {
    let server = Server::always(Answer::status(200));
    let mut sender = Segment::new("key").url(&server.url("/")).identify_by("policy_loaded");
    send(&mut sender, &[everything(1)], PATIENCE);
    let body: Json = serde_json::from_slice(&server.received()[0].body).expect("batches are JSON");
    let call = &body["batch"][0];
    assert_eq!(
        (&call["type"], &call["userId"], &call["traits"]["outcome"]),
        (&"identify".into(), &"u-1".into(), &"clean".into())
    );
    assert_eq!((call.get("event"), call.get("properties")), (None, None));
}

#[test]
fn tags_with_dots_open_objects_and_names_that_meet_do_not_break_json() {
    let tags = |keys: &[&'static str]| {
        let fields = keys.iter().map(|key| field(key, Kind::Tag, Value::Bool(true))).collect();
        let entry = encoded(&mut Segment::new("key"), &item(1, fields));
        serde_json::from_slice::<Json>(&entry).expect("calls are JSON")["context"].to_string()
    };
    assert_eq!(
        tags(&["os.name", "app.a.b", "os.version"]),
        r#"{"os":{"name":true,"version":true},"app":{"a":{"b":true}}}"#
    );
    assert_eq!(tags(&["os", "os.name"]), r#"{"os":true,"os.name":true}"#);
    assert_eq!(tags(&["os.name", "os"]), r#"{"os":{"name":true}}"#);
    assert_eq!(tags(&[".", ".."]), r#"{"":{"":true,".":true}}"#);
}

/// Segment answers 400 for a whole batch that has one event it does not like: that one does not get there.
#[test]
fn what_segment_does_not_take_is_kept_from_the_batch() {
    let server = Server::always(Answer::status(200));
    let mut sender = Segment::new("key").url(&server.url("/"));
    let sized = |number: u8, size: usize| {
        item(number, vec![field("text", Kind::Property, Value::Text("x".repeat(size).into()))])
    };
    let mut check = |items: &[Item<'_>], expected: Outcome, requests: usize| {
        assert_eq!(send(&mut sender, items, PATIENCE), expected);
        assert_eq!(server.received().len(), requests);
    };
    let refused = |refused: &[usize]| Outcome::Partly { retry: Vec::new(), refused: refused.to_vec() };
    check(&[sized(1, 40_000)], refused(&[0]), 0);
    check(&[sized(1, 10), sized(2, 40_000), sized(3, 10)], refused(&[1]), 1);
    check(&(0..20).map(|number| sized(number, 30_000)).collect::<Vec<_>>(), Outcome::TooLarge, 1);
    check(&(0..10).map(|number| sized(number, 30_000)).collect::<Vec<_>>(), Outcome::Accepted, 2);
}

#[test]
fn application_insights_says_which_events_it_took() {
    let check = |media_type: &str, body: &str, expected: Outcome| {
        let server = Server::always(Answer::body(206, media_type, body));
        let mut sender =
            ApplicationInsights::new(&format!("InstrumentationKey=k;IngestionEndpoint={}", server.url("")));
        let items: Vec<_> = (0..4).map(everything).collect();
        assert_eq!(send(&mut sender, &items, PATIENCE), expected, "{body}");
    };
    let json = "application/json; charset=utf-8";
    let later = Outcome::Later { after: None };
    let errors = |errors: &[(usize, u16)]| {
        let errors: Vec<_> = errors
            .iter()
            .map(|(index, status)| serde_json::json!({"index": index, "statusCode": status, "message": "no"}))
            .collect();
        serde_json::json!({"itemsReceived": 4, "itemsAccepted": 1, "errors": errors}).to_string()
    };
    let partly =
        |retry: &[usize], refused: &[usize]| Outcome::Partly { retry: retry.to_vec(), refused: refused.to_vec() };
    check(json, &errors(&[(0, 400), (2, 500), (3, 429)]), partly(&[2, 3], &[0]));
    check(json, &errors(&[(1, 439), (1, 400)]), partly(&[1], &[]));
    check(json, &errors(&[(4, 400), (99, 500)]), Outcome::Accepted);
    check(json, &errors(&[]), Outcome::Accepted);
    check(json, "{\"errors\":", later.clone());
    check(json, "", later.clone());
    check("text/plain", &errors(&[(0, 400)]), later.clone());
    check(json, &format!("{}{}", errors(&[(0, 400)]), " ".repeat(70_000)), later);
}

#[test]
fn otlp_says_how_many_records_it_took() {
    let check = |media_type: &str, body: &[u8], expected: Outcome| {
        let server = Server::always(Answer::body(200, media_type, body));
        let items: Vec<_> = (0..4).map(everything).collect();
        assert_eq!(send(&mut Otlp::new(&server.url("/v1/logs")), &items, PATIENCE), expected, "{body:?}");
    };
    let refused = |refused: &[usize]| Outcome::Partly { retry: Vec::new(), refused: refused.to_vec() };
    let protobuf = "application/x-protobuf";
    check(protobuf, b"", Outcome::Accepted);
    check(protobuf, b"\x0a\x02\x08\x01", refused(&[3]));
    check(protobuf, b"\x0a\x08\x08\x04\x12\x04none", refused(&[0, 1, 2, 3]));
    check(protobuf, b"\x0a\x03\x08\xac\x02", refused(&[0, 1, 2, 3]));
    check(protobuf, b"\x0a\x06\x12\x04warn", Outcome::Accepted);
    check(protobuf, b"garbage", Outcome::Accepted);
    check("application/json", b"\x0a\x02\x08\x01", Outcome::Accepted);
}

#[test]
fn a_connection_string_is_read_as_azure_writes_it() {
    let check = |connection: &str, key: &str| {
        let entry = encoded(&mut ApplicationInsights::new(connection), &item(1, Vec::new()));
        assert_eq!(serde_json::from_slice::<Json>(&entry).expect("envelopes are JSON")["iKey"], key, "{connection}");
    };
    check("InstrumentationKey=a;IngestionEndpoint=https://b/;LiveEndpoint=https://c/", "a");
    check(" ingestionendpoint=https://b/ ; instrumentationkey = a ", "a");
    check("a-b", "a-b");
    check("", "");
}
