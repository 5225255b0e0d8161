//! What each sender costs the thread that sends: CPU per event, encoded, compressed, sent to loopback and answered.
//!
//! `cargo run --release -p runtime-tests --example cost`, on Linux, which says what a thread has used. A word behind it
//! measures the senders alone whose line has it.

use runtime_tests::{Answer, PATIENCE, Server, common, field, item, send, text};
use std::{env, fs};
use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
use telemetry_core::runtime::senders::http::Compression;
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::runtime::senders::local_store::{Limits, LocalStore};
use telemetry_core::runtime::senders::otlp::Otlp;
use telemetry_core::runtime::senders::segment::Segment;
use telemetry_core::runtime::{Item, Kind, Outcome, Sender, Value};

const BATCH: u64 = 512;
const BATCHES: u64 = 100;
const ROUNDS: usize = 5;

/// Eight fields, an identity and the name: about 290 bytes as JSON.
fn event(number: u64) -> Item<'static> {
    let fields = vec![
        field("command", Kind::Property, text("editor.action.quickFix")),
        field("language", Kind::Property, text("typescript")),
        field("version", Kind::Property, text("1.104.2")),
        field("outcome", Kind::Property, text("accepted")),
        field("successful", Kind::Property, Value::Bool(number.is_multiple_of(3))),
        field("duration", Kind::Measurement, Value::Count(number.wrapping_mul(7919) % 5000)),
        field("size", Kind::Measurement, Value::Count(number.wrapping_mul(104_729) % 100_000)),
        field("ratio", Kind::Measurement, Value::Float(f64::from(u16::try_from(number % 1000).unwrap_or(0)) / 999.0)),
        common("userId", Kind::Identity, text("0b5a1c1e-52a1-4ec8-9d8f-0d2a4f6a7b11")),
    ];
    // Ids are random, and do not compress.
    let id = u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes();
    Item { id, issued: Some(runtime_tests::ISSUED + number.cast_signed()), sequence: number, ..item(0, fields) }
}

/// Returns the nanoseconds of CPU that this thread has used.
fn used() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn measure(name: &str, sender: &mut dyn Sender) {
    if env::args().nth(1).is_some_and(|wanted| !name.contains(&wanted)) {
        return;
    }
    let mut rounds: Vec<_> = (0..ROUNDS).map(|round| cost(sender, round)).collect();
    rounds.sort_by_key(|nanos| *nanos);
    println!("{name:<28} {:>6} ns", rounds[ROUNDS / 2]);
}

/// Returns the nanoseconds per event.
fn cost(sender: &mut dyn Sender, round: usize) -> u64 {
    let events: Vec<_> = (0..BATCH * BATCHES).map(|index| event(round as u64 * BATCH * BATCHES + index)).collect();
    let start = used();
    for items in events.chunks(usize::try_from(BATCH).unwrap_or(1)) {
        assert_eq!(send(sender, items, PATIENCE), Outcome::Accepted);
    }
    (used() - start) / (BATCH * BATCHES)
}

fn main() {
    let server = Server::always(Answer::status(200));
    let (segment, logs) = (server.url("/v1/batch"), server.url("/v1/logs"));
    let connection = format!("InstrumentationKey=key;IngestionEndpoint={}", server.url(""));
    measure("json-lines, to nowhere", &mut JsonLines::new(std::io::sink()));
    measure("segment, gzip", &mut Segment::new("key").url(&segment));
    measure("segment, plain", &mut Segment::new("key").url(&segment).compression(Compression::None));
    measure("application-insights, gzip", &mut ApplicationInsights::new(&connection));
    measure("otlp, gzip", &mut Otlp::new(&logs).resource("service.name", "bench"));
    measure("otlp, plain", &mut Otlp::new(&logs).resource("service.name", "bench").compression(Compression::None));
    let folder = runtime_tests::folder("cost");
    measure("local-store", &mut LocalStore::new(&folder.join("events.sqlite"), Limits::default()));
}
