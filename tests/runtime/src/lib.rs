//! What the tests of the runtime share: events as senders get them, a server on loopback that does as it is told, and
//! official clients to compare with.

pub mod official;
mod server;

pub use server::{Answer, Received, Server};

use std::path::{Path, PathBuf};
use std::time::Duration;
use telemetry_core::runtime::{Batch, Item, ItemField, Kind, Outcome, Part, Sender, Value};
use telemetry_core::{Class, FieldClass};

/// The time of every event here: the third of January 2026, some time after four.
pub const ISSUED: i64 = 1_767_413_045_678;

/// When every batch here is sent: a second and a half later.
pub const SENT: i64 = ISSUED + 1500;

/// Long enough for any machine: nothing here waits for it.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Makes an event with these fields; its id and number are the same in every byte.
#[must_use]
pub fn item(number: u8, fields: Vec<ItemField<'static>>) -> Item<'static> {
    let id = [number; 16];
    Item { name: "policy_loaded".into(), version: 2, id, issued: Some(ISSUED), sequence: number.into(), fields }
}

/// Makes a field of the event's own.
#[must_use]
pub fn field(key: &'static str, kind: Kind, value: Value<'static>) -> ItemField<'static> {
    ItemField::plain(key, kind, value)
}

/// Makes a field that rides on every event.
#[must_use]
pub fn common(key: &'static str, kind: Kind, value: Value<'static>) -> ItemField<'static> {
    ItemField { part: Part::Common, class: FieldClass::built_in(Class::Identifier), ..field(key, kind, value) }
}

/// Makes a text.
#[must_use]
pub fn text(text: &'static str) -> Value<'static> {
    Value::Text(text.into())
}

/// Makes an event that has one of everything.
#[must_use]
pub fn everything(number: u8) -> Item<'static> {
    let list = Value::List(vec![text("pl"), text("sql")]);
    let map = Value::Map(vec![("a".into(), Value::Int(-1)), ("b".into(), Value::Null)]);
    item(
        number,
        vec![
            field("outcome", Kind::Property, text("clean")),
            field("quoted", Kind::Property, text("a \"b\"\n\\ ü 😀 \u{2028}\u{0}")),
            field("successful", Kind::Property, Value::Bool(true)),
            field("rules", Kind::Measurement, Value::Count(u64::MAX)),
            field("change", Kind::Measurement, Value::Int(i64::MIN)),
            field("ratio", Kind::Measurement, Value::Float(0.1)),
            field("extensions", Kind::Property, list),
            field("counts", Kind::Property, map),
            field("detail", Kind::Property, Value::Json("{\"deep\":\n[1, 2]}".into())),
            field("nothing", Kind::Property, Value::Null),
            common("userId", Kind::Identity, text("u-1")),
            common("app.version", Kind::Tag, text("1.4.0")),
        ],
    )
}

/// Encodes events and sends them as one batch.
pub fn send(sender: &mut dyn Sender, items: &[Item<'_>], timeout: Duration) -> Outcome {
    let entries: Vec<_> = items
        .iter()
        .map(|item| {
            let mut entry = Vec::new();
            sender.encode(item, &mut entry);
            entry
        })
        .collect();
    send_encoded(sender, &entries, timeout)
}

/// Sends encoded events as one batch.
pub fn send_encoded(sender: &mut dyn Sender, entries: &[Vec<u8>], timeout: Duration) -> Outcome {
    let entries = entries.iter().map(Vec::as_slice).collect();
    sender.send(&Batch { id: [7; 16], entries, attempt: 0, sent: SENT, timeout })
}

/// A folder of one test, which is deleted with it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl std::ops::Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes an empty folder for a test, whose name is its own.
///
/// # Panics
///
/// When the disk cannot be written.
#[must_use]
pub fn folder(name: &str) -> Folder {
    let folder = std::env::temp_dir().join(format!("telemetry-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    Folder(folder)
}
