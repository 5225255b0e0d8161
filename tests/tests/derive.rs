//! Events in their canonical form: values of generated types are encoded, and the schema of the same catalog accepts
//! them. Types written by hand show what the derive makes of attributes.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use telemetry_catalog::render::{SchemaOptions, schema};
use telemetry_catalog::{CheckOptions, check, load};
use telemetry_core::json::{JsonEvent, Withheld, preview, to_json};
use telemetry_core::{
    Bucketed, ByOrigin, Class, Consent, Counted, Date, ErrorText, Event, FieldEnum, Fields, Float, Hashed, Hmac, Json,
    Public, Purpose, Redacted, Rounded, Timestamp, Truncated, Url, Uuid, ValueOrigin, Version,
};
use whole_line_tests::generated::everything::{
    BaseCommon, Chat, ChatLocation, ChatOutcome, DiagnosticCode, Level, Os, Outer, PolicyLoaded, PolicyLoadedOutcome,
    PolicySize, Tags, Type,
};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn size(files: u64) -> PolicySize {
    PolicySize { polar_files: Bucketed::new(files), total_rules: 12 }
}

fn policy_loaded() -> PolicyLoaded {
    PolicyLoaded {
        anything: Json::parse(r#"{"a": [1, null]}"#).expect("is JSON"),
        at: Timestamp::from_unix_millis(1_700_000_000_123),
        command: ByOrigin::new(ValueOrigin::Builtin, "explain".to_owned()),
        crate_: Public::new("serde".to_owned()),
        diagnostic_code: DiagnosticCode::from_wire("E9").copied(),
        files: Counted::new(vec![PathBuf::from("/secret/a"), PathBuf::from("/secret/b")]),
        id: Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8),
        is_this_2: true,
        is_this: false,
        level: Level::High,
        message: Some(Truncated::new(Redacted::new(ErrorText::new("secret text")))),
        outcome: PolicyLoadedOutcome::Warned,
        ratios: BTreeSet::from([Float(0.5), Float(1.0)]),
        sizes: BTreeMap::from([("a \"key\"".to_owned(), 3)]),
        successful: true,
        tags: BTreeSet::from([Tags::Y, Tags::X]),
        tenant: Uuid::from_u128(1),
        took: Rounded::new(Duration::from_secs(27)),
        urls: vec![Hmac::new(Url::new("https://secret.example"))],
        workspace: Hmac::new(Url::new("https://secret.example")),
        code_count: [("E001", 4), ("undeclared", 5)].into_iter().collect(),
        u65e5_u672c: -7,
        before_outer: Outer {
            type_: Type::Value404,
            in_policy_size: PolicySize { polar_files: Bucketed::new(7), total_rules: 3 },
        },
        policy_size: size(100),
    }
}

fn chat(location: ChatLocation) -> Chat {
    Chat { message_count: 2, outcome: ChatOutcome::Odd, location, text: "What is a monad?".to_owned() }
}

#[test]
fn an_event_has_the_canonical_form() {
    let zeros = "0".repeat(64);
    let expected = json!({
        "event": "policy_loaded",
        "version": 1,
        "fields": {
            "schema_version": 3,
            "anything": { "a": [1, null] },
            "at": "2023-11-14T22:13:20.123Z",
            "command": "explain",
            "crate": "serde",
            "diagnostic_code": "other",
            "files": 2,
            "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "is-this": true,
            "is_this": false,
            "level": 2,
            "message": "<redacted>",
            "outcome": "warned",
            "ratios": [0.5, 1.0],
            "sizes": { "a \"key\"": 3 },
            "successful": true,
            "tags": ["x", "y"],
            "tenant": "00000000-0000-0000-0000-000000000001",
            "took": 30,
            "urls": [zeros],
            "workspace": zeros,
            "E001_count": 4,
            "日本": -7,
            "before.in_schema": "v2",
            "before.in_polar_files": 5,
            "before.in_total_rules": 3,
            "before.type": "404",
            "schema": "v2",
            "polar_files": 50,
            "total_rules": 12
        }
    });
    assert_eq!(parsed(&preview(&policy_loaded())), expected);
}

#[test]
fn what_needs_a_key_or_the_redactor_is_left_out() {
    let text = to_json(&policy_loaded());
    assert!(!text.contains("secret"), "{text}");
    let fields = &parsed(&text)["fields"];
    assert!(fields.get("workspace").is_none() && fields.get("message").is_none());
    assert_eq!(fields["urls"], json!([]));
}

#[test]
fn an_origin_decides_what_leaves() {
    let of = |origin| {
        let event = PolicyLoaded { command: ByOrigin::new(origin, "mine".to_owned()), ..policy_loaded() };
        parsed(&preview(&event))["fields"].get("command").cloned()
    };
    assert_eq!(of(ValueOrigin::Builtin), Some(json!("mine")));
    assert_eq!(of(ValueOrigin::User), Some(json!("0".repeat(64))));
    assert_eq!(of(ValueOrigin::Workspace), None);
    assert_eq!(of(ValueOrigin::Extension), None);
}

#[test]
fn variants_and_twins_carry_their_own_fields() {
    let panel = ChatLocation::Panel { width: 80, policy_size: size(0) };
    let form = json!({ "message_count": 2, "outcome": "odd", "location": "panel", "width": 80, "schema": "v2",
        "polar_files": 0, "total_rules": 12 });
    assert_eq!(parsed(&to_json(&chat(panel)))["fields"], form);
    let inline = json!({ "message_count": 2, "outcome": "odd", "location": "inline", "kind": "x", "line": 5 });
    assert_eq!(parsed(&to_json(&chat(ChatLocation::Inline { line: 5 })))["fields"], inline);
    let twin = JsonEvent::of_twin(&chat(ChatLocation::None), "chat_text", Withheld::LeftOut).expect("there is a twin");
    let expected = json!({ "event": "chat_text", "version": 1,
        "fields": { "message_count": 2, "text": "What is a monad?" } });
    assert_eq!(parsed(&twin.to_string()), expected);
    assert!(JsonEvent::of_twin(&chat(ChatLocation::None), "other", Withheld::LeftOut).is_none());
}

#[test]
fn places_number_the_fields_of_groups_and_variants() {
    let mut places = Vec::new();
    Chat::DESCRIPTOR.each_field(&mut |place, field| places.push((place.index, field.name)));
    let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
    let expected = [
        "message_count",
        "outcome",
        "location",
        "kind",
        "line",
        "width",
        "schema",
        "polar_files",
        "total_rules",
        "text",
    ];
    assert_eq!(names, expected);
    assert!(places.iter().enumerate().all(|(index, (place, _))| *place as usize == index));
}

/// Returns the schema of an event of `everything`.
fn schema_of(event: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rust_cases/everything/catalog.yaml");
    let sources = load(&path).expect("the catalog can be read");
    let catalog = check(&sources, &CheckOptions { today: None }).catalog.expect("the catalog is good");
    let files =
        schema(&catalog, &SchemaOptions { events: true, bundle: false, destination: None, privacy_keyword: false });
    let name = format!("{event}.schema.json");
    let (_, text) = files.iter().find(|(path, _)| path.ends_with(&name)).expect("there is a schema");
    parsed(text)
}

fn is_accepted(event: &str, instance: &str) {
    let validator = jsonschema::draft202012::new(&schema_of(event)).expect("the schema is one");
    let instance = parsed(instance);
    let faults: Vec<String> =
        validator.iter_errors(&instance).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{instance:#}\n{faults:#?}");
}

#[test]
fn schemas_accept_what_generated_types_write() {
    let common = BaseCommon { os: Os::Linux };
    let whole = JsonEvent::of(&policy_loaded(), Withheld::Placeholder).with_common(&common);
    is_accepted("policy_loaded", &whole.to_string());
    let panel = ChatLocation::Panel { width: 80, policy_size: size(3) };
    for location in [panel, ChatLocation::Inline { line: 1 }, ChatLocation::None] {
        let event = JsonEvent::of(&chat(location), Withheld::Placeholder).with_common(&common);
        is_accepted("chat", &event.to_string());
    }
    let twin = JsonEvent::of_twin(&chat(ChatLocation::None), "chat_text", Withheld::Placeholder);
    is_accepted("chat_text", &twin.expect("there is a twin").with_common(&common).to_string());
}

/// A type written by hand, with what generated ones do not use.
///
/// This paragraph is for readers of the code.
#[derive(Event)]
#[telemetry(purpose = operation, consent = error, version = 2, changed = ["1.1.0", "Counts bytes."])]
struct ByHand {
    /// An address
    /// over two lines.
    #[telemetry(personal, legal_basis = "consent")]
    address: IpAddr,
    /// A plain hash.
    #[telemetry(content, hash(algorithm = sha256, encoding = base64))]
    hashed: Hashed<String>,
    /// A number that may be a stand-in.
    #[telemetry(technical, bucket = [10, 20], none = -1)]
    bucketed: Bucketed<i64>,
    /// The version.
    #[telemetry(technical, purpose = health)]
    r#type: Option<Version>,
    /// A fraction.
    #[telemetry(technical)]
    fraction: f64,
    /// A day.
    #[telemetry(technical, wire = "on")]
    day: Date,
    #[telemetry(flatten(prefix = "x."))]
    extra: Extra,
}

/// Fields of their own.
#[derive(Fields)]
struct Extra {
    /// The first characters.
    #[telemetry(content, truncate(length = 3, unit = bytes))]
    text: Truncated<String>,
}

fn by_hand() -> ByHand {
    ByHand {
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        hashed: Hashed::new("raw".to_owned()),
        bucketed: Bucketed::new(-1),
        r#type: None,
        fraction: f64::NAN,
        day: Date::new(2024, 2, 29).expect("2024 is a leap year"),
        extra: Extra { text: Truncated::new("añb".to_owned()) },
    }
}

#[test]
fn types_written_by_hand_are_described() {
    let event = ByHand::DESCRIPTOR;
    assert_eq!((event.name, event.wire, event.version), ("by_hand", "by_hand", 2));
    assert_eq!(event.description, "A type written by hand, with what generated ones do not use.");
    let mut described = Vec::new();
    event.each_field(&mut |place, field| described.push((place.index, field.name, field.wire, field.description)));
    assert_eq!(described[0], (0, "address", "address", "An address over two lines."));
    assert_eq!(described[3], (3, "type", "type", "The version."));
    assert_eq!(described[6], (6, "text", "text", "The first characters."));
}

#[test]
fn absent_values_and_numbers_that_json_has_not_are_left_out() {
    let expected = r#"{"event":"by_hand","version":2,"fields":{"address":"127.0.0.1","hashed":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","bucketed":-1,"on":"2024-02-29","x.text":"añ"}}"#;
    assert_eq!(preview(&by_hand()), expected);
}

#[test]
fn debug_shows_nothing_raw() {
    assert_eq!(format!("{:?}", Hmac::new("secret")), "Hmac(..)");
    assert_eq!(format!("{:?}", ByOrigin::new(ValueOrigin::User, "secret")), "ByOrigin { origin: User, .. }");
}

/// The macros know every word of core.
macro_rules! every_word {
    ($($name:ident, $class:ident, $purpose:tt, $consent:ident;)*) => { $(
        /// An event of one class, purpose and level.
        #[derive(Event)]
        #[telemetry(purpose = $purpose, consent = $consent)]
        struct $name {
            /// A value of the class.
            #[telemetry($class)]
            value: bool,
        }
    )* };
}

every_word! {
    One, technical, operation, off;
    Two, interaction, health, local;
    Three, identifier, product, crash;
    Four, diagnostic, business, error;
    Five, content, security, usage;
    Six, personal, personalization, extended;
    Seven, technical, marketing, usage;
    Eight, technical, "ai-training", usage;
}

#[test]
fn attributes_know_every_class_purpose_and_level() {
    macro_rules! descriptors {
        ($($name:ident)*) => { [$({
            let event = $name { value: true };
            assert_eq!(parsed(&to_json(&event))["fields"], json!({ "value": true }));
            $name::DESCRIPTOR
        }),*] };
    }
    let events = descriptors!(One Two Three Four Five Six Seven Eight);
    let mut classes = Vec::new();
    for event in &events[..6] {
        event.each_field(&mut |_, field| classes.push(field.class.treat_as));
    }
    assert_eq!(classes, Class::ALL[..6]);
    assert_eq!(events.map(|event| event.purposes[0].extends), Purpose::ALL);
    assert_eq!(events[..6].iter().map(|event| event.consent).collect::<Vec<_>>(), Consent::ALL);
}
