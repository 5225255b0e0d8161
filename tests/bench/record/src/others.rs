//! What others cost the thread that records, on the same event. Those that write JSON write it into a buffer that is
//! used again.

use crate::case::{Case, turns};
use crate::event::{CommandRun, Result, events};
use opentelemetry::logs::{LogRecord, Logger, LoggerProvider, Severity};
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::logs::{
    BatchConfigBuilder, BatchLogProcessor, LogBatch, LogExporter, SdkLogger, SdkLoggerProvider,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// What stands in every event beside its fields.
const SESSION: &str = "0b5a1c1e-52a1-4ec8-9d8f-0d2a4f6a7b11";

/// Returns all cases.
pub fn cases() -> Vec<Case> {
    vec![by_hand(), serde_json(), opentelemetry(), tracing()]
}

fn millis() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

fn word(outcome: Result) -> &'static str {
    match outcome {
        Result::Accepted => "accepted",
        Result::Rejected => "rejected",
    }
}

fn by_hand() -> Case {
    let (mut out, mut events, mut sequence) = (Vec::with_capacity(1024), turns(events()), 0);
    Case::new("JSON by hand", move || {
        sequence += 1;
        out.clear();
        write(&mut out, events(), sequence);
        out.len()
    })
}

fn write(out: &mut Vec<u8>, event: &CommandRun, sequence: u64) {
    out.extend_from_slice(b"{\"event\":\"command_run\",\"version\":1,\"time\":");
    whole(out, millis());
    out.extend_from_slice(b",\"sequence\":");
    whole(out, sequence);
    out.extend_from_slice(b",\"session\":\"");
    out.extend_from_slice(SESSION.as_bytes());
    out.extend_from_slice(b"\",\"fields\":{\"language\":");
    text(out, event.language.as_ref());
    out.extend_from_slice(b",\"version\":");
    text(out, event.version.as_ref());
    out.extend_from_slice(b",\"command\":");
    text(out, event.command.as_ref());
    out.extend_from_slice(b",\"files\":");
    whole(out, event.files);
    out.extend_from_slice(b",\"delta\":");
    whole(out, event.delta);
    out.extend_from_slice(b",\"ratio\":");
    out.extend_from_slice(zmij::Buffer::new().format(event.ratio).as_bytes());
    out.extend_from_slice(if event.successful { b",\"successful\":true" } else { b",\"successful\":false" });
    out.extend_from_slice(b",\"outcome\":\"");
    out.extend_from_slice(word(event.outcome).as_bytes());
    out.extend_from_slice(b"\"}}\n");
}

fn whole(out: &mut Vec<u8>, number: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a text in which nothing needs an escape, which is looked at all the same.
fn text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.extend(text.escape_default().map(|char| char as u8));
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
}

#[derive(serde::Serialize)]
struct Envelope<'e> {
    event: &'static str,
    version: u32,
    time: u64,
    sequence: u64,
    session: &'static str,
    fields: &'e CommandRun,
}

fn serde_json() -> Case {
    let (mut out, mut events, mut sequence) = (Vec::with_capacity(1024), turns(events()), 0);
    Case::new("serde_json", move || {
        sequence += 1;
        out.clear();
        let fields = events();
        let envelope =
            Envelope { event: "command_run", version: 1, time: millis(), sequence, session: SESSION, fields };
        serde_json::to_writer(&mut out, &envelope).expect("nothing in it can fail");
        out.len()
    })
}

#[derive(Debug)]
struct NoExporter;

impl LogExporter for NoExporter {
    async fn export(&self, _: LogBatch<'_>) -> OTelSdkResult {
        Ok(())
    }
}

fn opentelemetry() -> Case {
    // Large enough that nothing is lost while it is measured: by default it holds 2,048.
    let config = BatchConfigBuilder::default().with_max_queue_size(1 << 16).build();
    let processor = BatchLogProcessor::builder(NoExporter).with_batch_config(config).build();
    let provider = SdkLoggerProvider::builder().with_log_processor(processor).build();
    let logger = provider.logger("bench");
    let (mut events, mut sequence) = (turns(events()), 0);
    Case::new("OpenTelemetry, batches", move || {
        sequence += 1;
        emit(&logger, events(), sequence);
    })
    .resting(move || provider.force_flush().expect("nothing in it can fail"))
}

/// Records a burst with OpenTelemetry at its default settings, into what counts and keeps nothing. Returns how many were
/// recorded in vain.
pub fn burst(events: &[CommandRun], count: u64) -> u64 {
    #[derive(Debug)]
    struct Counter(Arc<AtomicU64>);

    impl LogExporter for Counter {
        async fn export(&self, batch: LogBatch<'_>) -> OTelSdkResult {
            self.0.fetch_add(batch.iter().count() as u64, Ordering::Relaxed);
            Ok(())
        }
    }

    let exported = Arc::new(AtomicU64::new(0));
    let processor = BatchLogProcessor::builder(Counter(Arc::clone(&exported))).build();
    let provider = SdkLoggerProvider::builder().with_log_processor(processor).build();
    let logger = provider.logger("bench");
    (0..count).for_each(|number| emit(&logger, &events[number as usize % events.len()], number.cast_signed()));
    provider.shutdown().expect("nothing in it can fail");
    count - exported.load(Ordering::Relaxed)
}

fn emit(logger: &SdkLogger, event: &CommandRun, sequence: i64) {
    let mut record = logger.create_log_record();
    record.set_event_name("command_run");
    record.set_severity_number(Severity::Info);
    record.set_timestamp(SystemTime::now());
    record.add_attribute("sequence", sequence);
    record.add_attribute("session", SESSION);
    record.add_attribute("language", event.language.as_ref().to_owned());
    record.add_attribute("version", event.version.as_ref().to_owned());
    record.add_attribute("command", event.command.as_ref().to_owned());
    record.add_attribute("files", event.files.cast_signed());
    record.add_attribute("delta", event.delta);
    record.add_attribute("ratio", event.ratio);
    record.add_attribute("successful", event.successful);
    record.add_attribute("outcome", word(event.outcome));
    logger.emit(record);
}

fn tracing() -> Case {
    let subscriber = tracing_subscriber::fmt().json().with_writer(std::io::sink).finish();
    let dispatch = tracing::Dispatch::new(subscriber);
    let (mut events, mut sequence) = (turns(events()), 0_u64);
    Case::new("tracing, JSON to nowhere", move || {
        sequence += 1;
        let event = events();
        tracing::dispatcher::with_default(&dispatch, || {
            tracing::info!(
                name: "command_run",
                sequence,
                session = SESSION,
                language = event.language.as_ref(),
                version = event.version.as_ref(),
                command = event.command.as_ref(),
                files = event.files,
                delta = event.delta,
                ratio = event.ratio,
                successful = event.successful,
                outcome = word(event.outcome),
            );
        });
    })
}
