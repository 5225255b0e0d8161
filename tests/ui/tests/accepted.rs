//! What compiles also does what it should: the events of the crate, encoded.

use std::time::Duration;
use telemetry_core::json::to_json;
use telemetry_core::{Bucketed, ByOrigin, Counted, Event, FieldEnum, Hashed, Public, Rounded, Url, Uuid, ValueOrigin};
use ui_tests::{configured, everything, made_by_macros, names_of_ours, private, raw, without_prelude};

fn check(event: &impl Event, name: &str, fields: &str) {
    let version = r#""version":1,"#;
    let text = to_json(event).replace(r#""version":3,"#, version);
    assert_eq!(text, format!("{{\"event\":\"{name}\",{version}\"fields\":{{{fields}}}}}"));
}

#[test]
fn names_of_the_user_are_not_taken_for_those_of_the_language() {
    use without_prelude::{PageOpened, Place, Size, Way};
    let event =
        PageOpened { way: Way::Search, took: Some(3), size: Size { links: 2 }, place: Place::Tab { number: 1 } };
    check(&event, "page_opened", r#""way":"search","took":3,"page_links":2,"place":"tab","number":1"#);
    check(
        &PageOpened { place: Place::Window, way: Way::Other, took: None, ..event },
        "page_opened",
        r#""way":"other","page_links":2,"place":"window""#,
    );
}

#[test]
fn names_of_the_user_are_not_taken_for_those_of_expansions() {
    use names_of_ours::{EVENT, FIELDS, RECORD};
    let of = |descriptor| RECORD { members: FIELDS::Type, index: Url::new("u"), descriptor };
    check(&of(EVENT::Nothing {}), "record", r#""members":"type","index":"u","form":"nothing""#);
    check(&of(EVENT::All { fields: 4 }), "record", r#""members":"type","index":"u","form":"all","fields":4"#);
}

#[test]
fn types_are_made_by_macros() {
    use made_by_macros::{Address, End, PageOpened, Way};
    let event = PageOpened { count: 1, way: Way::Link, tries: vec![Some(2), None] };
    check(&event, "page_opened", r#""how_many":1,"way":"link","tries":[2]"#);
    assert_eq!(PageOpened::DESCRIPTOR.description, "A page was opened.");
    assert_eq!(Way::DESCRIPTOR.values[0].description, "Through a search.");
    let _ = (End::Key { fields: 1 }, End::Button { clicks: 2 }, Address { address: Url::new("u").into() }, Way::Search);
}

#[test]
fn raw_names_lose_their_mark() {
    let event = raw::r#loop { r#type: raw::r#type::r#while, r#match: raw::r#match::r#break { r#move: 1 } };
    check(&event, "loop", r#""type":"while","end":"break","move":1"#);
    assert_eq!(raw::r#type::from_wire("loop").map(FieldEnum::index), Some(1));
}

#[test]
fn what_is_configured_out_is_not_there() {
    use configured::{PageOpened, Place, Way};
    let event = PageOpened { links: 1, way: Way::Link, place: Place::Tab { number: 2 } };
    check(&event, "page_opened", r#""links":1,"way":"link","place":"tab","number":2"#);
    assert_eq!(Way::ALL.len(), 2);
}

#[test]
fn types_need_not_be_seen() {
    assert!(private::of_a_private_module().contains(r#"{"way":"search","links":3}"#));
    assert!(private::of_a_function().contains(r#"{"end":"key","links":4}"#));
}

#[test]
fn everything_together_is_encoded() {
    use everything::{PageOpened, Place, Size, Way};
    let event = PageOpened {
        links: 1,
        page: Uuid::from_u128(1),
        address: None,
        package: Hashed::new(Public::new("serde".to_owned())),
        size: Bucketed::new(42),
        took: Rounded::new(Duration::from_millis(27)),
        message: None,
        files: Counted::new(vec!["a".into()]),
        command: ByOrigin::new(ValueOrigin::Builtin, "open".to_owned()),
        way: Way::Search,
        sizes: [(Public::new("serde".to_owned()), 2)].into(),
        counts: [("E001", 3)].into_iter().collect(),
        text: "text".to_owned(),
        place: Place::Tab { number: 2, size: Size { lines: 3 } },
        before: Size { lines: 4 },
    };
    let text = to_json(&event);
    let expected = r#""size":10,"took":30,"files":1,"command":"open","way":1,"sizes":{"serde":2},"E001_count":3"#;
    assert!(text.contains(expected), "{text}");
    let expected = r#""place":"a_tab","kind":"t","number":2,"tab_lines":3,"before_lines":4"#;
    assert!(text.contains(expected), "{text}");
}
