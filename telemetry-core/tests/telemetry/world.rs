//! A telemetry with a clock and senders of its own, and what arrived as text.

use crate::declared::CATALOG;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{Builder, Clock, Item, Part, Telemetry, Value};

/// The destinations of the catalog.
pub(crate) const DESTINATIONS: [&str; 12] = [
    "store", "errors", "archive", "slow", "keeper", "numbers", "early", "patient", "wired", "daily", "timeless", "disk",
];

/// The third of January 2026, some time after four.
pub(crate) const START: i64 = 1_767_413_045_678;

/// A clock that stands still until it is moved.
#[derive(Clone, Debug)]
pub(crate) struct Time(Arc<(AtomicI64, AtomicU64)>);

impl Time {
    pub(crate) fn new() -> Self {
        Self(Arc::new((AtomicI64::new(START), AtomicU64::new(1000))))
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, millis: u64) {
        self.0.1.fetch_add(millis, Ordering::SeqCst);
        self.jump(i64::try_from(millis).unwrap_or(i64::MAX));
    }

    /// Sets the wall clock on or back, as users and time servers do.
    pub(crate) fn jump(&self, millis: i64) {
        self.0.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for Time {
    fn wall(&self) -> i64 {
        self.0.0.load(Ordering::SeqCst)
    }

    fn steady(&self) -> u64 {
        self.0.1.load(Ordering::SeqCst)
    }
}

/// What a user decided who chose a level.
pub(crate) fn chosen(level: Consent) -> Inputs {
    let choice = Some(Choice { level, version: 2, at: 0 });
    Inputs { remembered: Remembered { choice, ..Remembered::default() }, ..Inputs::default() }
}

/// A telemetry that is stepped, and what arrives from it.
pub(crate) struct World {
    pub(crate) telemetry: Telemetry,
    pub(crate) time: Time,
    recorders: Vec<(&'static str, Recorder)>,
}

impl World {
    /// Sets telemetry up with everything agreed to, and something changed.
    pub(crate) fn with(change: impl FnOnce(Builder) -> Builder) -> Self {
        Self::without(&[], change)
    }

    /// Does the same; these destinations get their senders elsewhere.
    pub(crate) fn without(taken: &[&str], change: impl FnOnce(Builder) -> Builder) -> Self {
        let time = Time::new();
        let mut builder = Telemetry::builder(&CATALOG).stepped().clock(time.clone()).inputs(chosen(Consent::Extended));
        let mut recorders = Vec::new();
        for name in DESTINATIONS.into_iter().filter(|name| !taken.contains(name)) {
            let recorder = Recorder::new();
            builder = builder.destination(name, recorder.clone());
            recorders.push((name, recorder));
        }
        let telemetry = change(builder).build().expect("the catalog has what is set up");
        Self { telemetry, time, recorders }
    }

    /// Sends everything, lets a minute pass, and again.
    pub(crate) fn settle(&self) {
        for _ in 0..2 {
            let account = self.telemetry.flush(Duration::from_secs(1));
            assert!(account.balances(), "{account:#?}");
            self.time.pass(60_000);
        }
    }

    /// Returns the values of some fields that arrived at a destination, one event after another.
    pub(crate) fn values(&self, destination: &str, keys: &[&str]) -> Vec<String> {
        let found = self.recorders.iter().filter(|(name, _)| *name == destination);
        let items = found.flat_map(|(_, recorder)| recorder.items());
        let fields = items.flat_map(|item| item.fields).filter(|field| keys.contains(&&*field.key));
        fields.map(|field| format!("{:?}", field.value)).collect()
    }

    /// Returns what arrived, a line for each event, and what was dropped.
    pub(crate) fn arrived(&self) -> String {
        let mut text = String::new();
        for (name, recorder) in &self.recorders {
            for item in recorder.items() {
                let _ = writeln!(text, "{name}: {}", shown(&item));
            }
        }
        let account = self.telemetry.account();
        assert!(account.balances(), "{account:#?}");
        let losses = self.telemetry.losses();
        if !losses.is_empty() {
            let _ = writeln!(text, "losses: {losses}");
        }
        for (reason, count) in account.dropped.iter() {
            let _ = writeln!(text, "dropped {reason}: {count}");
        }
        for destination in &account.destinations {
            for (reason, count) in destination.dropped.iter() {
                let _ = writeln!(text, "{}: dropped {reason}: {count}", destination.name);
            }
            if destination.waiting > 0 {
                let _ = writeln!(text, "{}: {} waiting", destination.name, destination.waiting);
            }
        }
        text
    }
}

/// Returns an event in a line: its name, its fields, common ones with `+`, stamps with `@`; when it was recorded after
/// the start, as far as its destination may know.
pub(crate) fn shown(item: &Item<'_>) -> String {
    let mut text = item.name.to_string();
    for field in &item.fields {
        let sign = match field.part {
            Part::Event => "",
            Part::Common => "+",
            Part::Stamp => "@",
        };
        let _ = write!(text, " {sign}{}={}", field.key, value(&field.value));
    }
    match item.issued {
        Some(START) => {}
        Some(issued) => drop(write!(text, " ~{}", issued - START)),
        None => text.push_str(" ~never"),
    }
    text
}

fn value(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Count(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        // A keyed hash is another in each world.
        Value::Text(text) if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) => "HASH".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::Json(text) => text.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(self::value).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, item)| format!("{key}:{}", self::value(item))).collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}
