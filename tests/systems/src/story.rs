//! What stories share: a clock that stands still until the story moves it, a user who agreed, and what arrived.

use runtime_tests::{Answer, Received, Server};
use serde_json::Value as Json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::flow::Now;
use telemetry_core::runtime::{Account, Builder, Clock, Dropped};

/// When every story begins: the third of January 2026, some time after four.
const BEGIN: i64 = 1_767_413_045_000;

/// Longer than anything here takes.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Texts that are longer are shown as their beginning and their length.
const SHOWN: usize = 120;

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// The threads of the runtime, as in every program.
    OfTheRuntime,
    /// The one that tells the story.
    None,
}

/// What became of a story.
#[derive(Debug)]
pub struct Story {
    /// What each place got, in the order in which the story names them.
    pub places: Vec<Place>,
    /// What became of all events; of each pipeline, where there are two.
    pub accounts: Vec<Account>,
}

/// What one place got.
#[derive(Debug)]
pub struct Place {
    /// The name of the destination.
    pub name: &'static str,
    /// The bodies of the requests, decompressed.
    pub bodies: Vec<Vec<u8>>,
}

impl Place {
    /// Returns what a server got.
    pub(crate) fn of(name: &'static str, server: &Server) -> Self {
        Self { name, bodies: server.received().into_iter().map(|received: Received| received.body).collect() }
    }

    /// Returns what arrived as JSON, indented: every line of a body a document. Ids that nobody can foresee are called
    /// so; those of the stories begin with zeros.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for body in &self.bodies {
            for line in String::from_utf8_lossy(body).lines() {
                let mut json: Json = serde_json::from_str(line).unwrap_or_else(|_| line.into());
                settle(&mut json);
                text.push_str(&format!("{json:#}\n"));
            }
        }
        text
    }

    /// Returns whether any byte of a text arrived.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        let has = |body: &Vec<u8>| body.windows(text.len()).any(|part| part == text.as_bytes());
        self.bodies.iter().any(has)
    }
}

impl Story {
    /// Returns what one place got.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.name == name)
    }

    /// Returns the accounts as lines.
    #[must_use]
    pub fn account(&self) -> String {
        self.accounts.iter().map(account).collect()
    }
}

impl std::fmt::Display for Story {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for place in &self.places {
            writeln!(formatter, "== {} got {} bodies\n{}", place.name, place.bodies.len(), place.text())?;
        }
        formatter.write_str(&self.account())
    }
}

fn account(account: &Account) -> String {
    let dropped = |dropped: &Dropped| {
        let add = |text, (reason, count)| format!("{text}, {reason} {count}");
        dropped.iter().fold(String::new(), add)
    };
    let mut text = format!("recorded {}, routed {}{}\n", account.recorded, account.routed, dropped(&account.dropped));
    for each in &account.destinations {
        let copy = each.copy.map(|copy| format!(", copy {copy}")).unwrap_or_default();
        text.push_str(&format!("  {}{copy}: recorded {}, sent {}", each.name, each.recorded, each.sent));
        text.push_str(&format!("{}, waiting {}\n", dropped(&each.dropped), each.waiting));
    }
    text
}

/// Gives what differs from run to run one name, and shows long texts by their beginning.
fn settle(json: &mut Json) {
    match json {
        Json::Object(members) => members.values_mut().for_each(settle),
        Json::Array(items) => items.iter_mut().for_each(settle),
        Json::String(text) if is_random_id(text) => "<id>".clone_into(text),
        Json::String(text) if text.chars().count() > SHOWN => {
            let begin: String = text.chars().take(40).collect();
            *text = format!("{begin}… {} UTF-16 units", text.encode_utf16().count());
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn is_random_id(text: &str) -> bool {
    telemetry_core::Uuid::parse(text).is_some() && !text.starts_with("00000000-")
}

/// A clock that stands still until it is moved. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoryClock {
    since: Arc<AtomicU64>,
}

impl StoryClock {
    /// Lets time pass.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).expect("stories are short");
        self.since.fetch_add(millis, Ordering::SeqCst);
    }

    /// Returns the present, as stages of the flow take it.
    pub(crate) fn now(&self) -> Now {
        Now { wall: self.wall(), steady: self.steady() }
    }
}

impl Clock for StoryClock {
    fn wall(&self) -> i64 {
        BEGIN + i64::try_from(self.steady()).expect("stories are short")
    }

    fn steady(&self) -> u64 {
        self.since.load(Ordering::SeqCst)
    }
}

/// Returns a server that takes everything.
pub(crate) fn server() -> Server {
    Server::always(Answer::body(200, "application/json", "{}"))
}

/// Says who decides: the settings of an editor or a browser, which the program hands on as what the user decided. The
/// environment of whoever runs the story is not asked.
pub(crate) fn settings_say(level: Consent) -> Inputs {
    let choice = Choice { level, version: 1, at: BEGIN };
    Inputs { remembered: Remembered { choice: Some(choice), ..Remembered::default() }, ..Inputs::default() }
}

/// Makes a pipeline of the story.
pub(crate) fn set_up(builder: Builder, clock: &StoryClock, threads: Threads) -> telemetry_core::runtime::Telemetry {
    let builder = builder.clock(clock.clone());
    let builder = if threads == Threads::None { builder.stepped() } else { builder };
    builder.build().expect("the story names what the catalog has")
}
