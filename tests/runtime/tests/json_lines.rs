//! JSON lines: one valid line for each event, whatever is in it and whatever the disk does.

use runtime_tests::{PATIENCE, everything, field, folder, item, send, text};
use serde_json::Value as Json;
use std::fs;
use std::io::{self, Write};
use std::time::Duration;
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::runtime::{Item, ItemField, Kind, Outcome, Part, Sender, Value};
use telemetry_core::{Event, json};

fn written(items: &[Item<'_>]) -> String {
    let mut lines = Vec::new();
    assert_eq!(send(&mut JsonLines::new(&mut lines), items, PATIENCE), Outcome::Accepted);
    String::from_utf8(lines).expect("lines are text")
}

#[test]
fn an_event_is_a_line_in_the_canonical_form() {
    let stamp = ItemField { part: Part::Stamp, ..field("number", Kind::Measurement, Value::Count(7)) };
    let mut event = everything(1);
    event.fields.push(stamp);
    let expected = concat!(
        r#"{"event":"policy_loaded","version":2,"fields":{"outcome":"clean","#,
        r#""quoted":"a \"b\"\n\\ ü 😀 "#,
        "\u{2028}",
        r#"\u0000","successful":true,"rules":18446744073709551615,"change":-9223372036854775808,"ratio":0.1,"#,
        r#""extensions":["pl","sql"],"counts":{"a":-1,"b":null},"detail":{"deep": [1, 2]},"nothing":null},"#,
        r#""common":{"userId":"u-1","app.version":"1.4.0"},"stamps":{"number":7}}"#,
        "\n",
    );
    assert_eq!(written(&[event]), expected);
}

/// A policy was loaded.
#[derive(Event)]
#[telemetry(name = "policy_loaded", purpose = product, consent = usage, since = "1.0.0")]
struct PolicyLoaded {
    /// How many rules it has.
    #[telemetry(technical)]
    rules: u64,
    /// How much of it is used.
    #[telemetry(technical)]
    ratio: f64,
}

/// The encoder for tests and previews, which the schemas are held against, writes the same line.
#[test]
fn the_canonical_form_is_that_of_previews() {
    let event = PolicyLoaded { rules: 7, ratio: 1e21 };
    let fields =
        vec![field("rules", Kind::Measurement, Value::Count(7)), field("ratio", Kind::Measurement, Value::Float(1e21))];
    let version = PolicyLoaded::DESCRIPTOR.version;
    assert_eq!(written(&[Item { version, ..item(1, fields) }]), json::to_json(&event) + "\n");
}

/// Whatever a value holds, a line is one line, and another reader finds the value in it.
#[test]
fn values_are_read_back_by_another_reader() {
    let check = |value: Value<'static>, expected: Json| {
        let line = written(&[item(1, vec![field("key", Kind::Property, value.clone())])]);
        assert_eq!(line.trim_end_matches('\n').lines().count(), 1, "{value:?}");
        let read: Json = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(read["fields"]["key"], expected, "{value:?}");
    };
    for control in 0..=0x1f_u8 {
        let text = format!("a{}b", char::from(control));
        check(Value::Text(text.clone().into()), Json::from(text));
    }
    let long = "0123456789".repeat(1_000_000);
    check(Value::Text(long.clone().into()), Json::from(long));
    check(
        text("\u{7f}\u{85}\u{2028}\u{2029}\u{feff}\u{ffff}😀"),
        Json::from("\u{7f}\u{85}\u{2028}\u{2029}\u{feff}\u{ffff}😀"),
    );
    for number in [0.0, -0.0, 1.5, 1e300, -1e-300, f64::MIN_POSITIVE, f64::MAX] {
        check(Value::Float(number), Json::from(number));
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        check(Value::Float(number), Json::Null);
    }
    check(Value::Int(i64::MIN), Json::from(i64::MIN));
    check(Value::Count(u64::MAX), Json::from(u64::MAX));
    check(Value::Json("[1,\r\n 2]".into()), serde_json::json!([1, 2]));
    for broken in ["", "{", "\"}, \"x\": \"", "1 2", "{\"a\":1,}", "\n"] {
        check(Value::Json(broken.into()), Json::from(broken));
    }
    check(Value::List(vec![Value::List(Vec::new()), Value::Map(Vec::new())]), serde_json::json!([[], {}]));
    check(Value::Map(vec![("a\"{".into(), Value::Bool(false))]), serde_json::json!({"a\"{": false}));
}

/// Takes some bytes, fails once, and then takes everything.
struct Moody {
    bytes: Vec<u8>,
    left: usize,
}

impl Write for Moody {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.left.min(bytes.len());
        if count == 0 {
            self.left = usize::MAX;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.left -= count;
        self.bytes.extend(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Sends what an outcome says is to be sent again, until nothing is.
fn send_until_accepted(sender: &mut impl Sender, items: &[Item<'static>]) {
    let mut left = items.to_vec();
    while !left.is_empty() {
        left = match send(sender, &left, PATIENCE) {
            Outcome::Accepted => Vec::new(),
            Outcome::Partly { retry, .. } => retry.into_iter().map(|index| left[index].clone()).collect(),
            Outcome::Later { .. } => left,
            other => panic!("{other:?}"),
        };
    }
}

/// Wherever a disk becomes full: sent again as the outcome asks, each event stands there once, whole, in order.
#[test]
fn no_line_is_torn_or_doubled_wherever_writing_fails() {
    let numbered = |number: u8| item(number, vec![field("n", Kind::Measurement, Value::Count(number.into()))]);
    let items: Vec<_> = (1..5).map(numbered).collect();
    let whole = written(&items);
    for left in 0..=whole.len() {
        let mut disk = Moody { bytes: Vec::new(), left };
        let mut sender = JsonLines::new(&mut disk);
        send_until_accepted(&mut sender, &items[..3]);
        send_until_accepted(&mut sender, &items[3..]);
        drop(sender);
        assert_eq!(String::from_utf8(disk.bytes).as_ref(), Ok(&whole), "{left}");
    }
}

#[test]
fn a_file_is_appended_to_and_a_torn_line_of_another_process_is_ended() {
    let folder = folder("json-lines");
    let path = folder.join("events.jsonl");
    let append = || {
        let mut sender = JsonLines::append(&path).expect("the folder is there");
        assert_eq!(send(&mut sender, &[item(1, Vec::new())], PATIENCE), Outcome::Accepted);
        fs::read_to_string(&path).expect("the file is there")
    };
    let line = "{\"event\":\"policy_loaded\",\"version\":2,\"fields\":{}}\n";
    assert_eq!(append(), line);
    assert_eq!(append(), line.repeat(2));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&path).expect("the file is there"));
        assert_eq!(mode & 0o777, 0o600, "others read no events");
    }
    fs::write(&path, "{\"event\":\"pol").expect("the folder can be written");
    assert_eq!(append(), format!("{{\"event\":\"pol\n{line}"));
    assert!(JsonLines::append(path.parent().expect("it is in a folder")).is_err(), "a folder is no file");
    fs::remove_dir_all(path.parent().expect("it is in a folder")).expect("it was made above");
}

#[test]
fn what_a_pipe_does_not_take_comes_again() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Ok(0)
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let outcome = send(&mut JsonLines::new(Full), &[item(1, Vec::new())], PATIENCE);
    assert_eq!(outcome, Outcome::Later { after: Some(Duration::from_secs(10)) });
}
