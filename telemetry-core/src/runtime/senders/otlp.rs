//! OTLP/HTTP: events as log records of OpenTelemetry, in its binary form.

mod answer;
mod protobuf;

use crate::runtime::senders::http::{Http, http_options};
use crate::runtime::wire::ids;
use crate::runtime::{Batch, Item, Outcome, Sender, Value};
use answer::rejected;
use protobuf::{push_fixed64, push_key_value, push_message, push_text};

/// The attribute under which OpenTelemetry knows the id of a record.
const UID: &str = "log.record.uid";

/// Sends events to an OpenTelemetry Collector, or whatever else takes OTLP over HTTP.
///
/// An event is a log record with `event_name`, as OpenTelemetry has events; every field is an attribute under its own
/// name, whatever its kind. The id is the attribute `log.record.uid`. Where a destination may not know the time of an
/// event, the record has none.
///
/// A receiver says how many records it rejects, and never which. That many are counted as refused, the last of the batch;
/// as the protocol demands, none is sent again.
///
/// ```
/// use telemetry_core::runtime::senders::otlp::Otlp;
///
/// let sender = Otlp::new("http://localhost:4318/v1/logs")
///     .resource("service.name", "quill")
///     .scope("quill-telemetry", "1.4.0")
///     .header("authorization", "Bearer …");
/// # drop(sender);
/// ```
pub struct Otlp {
    http: Http,
    resource: Vec<(String, String)>,
    scope: (String, String),
    body: Vec<u8>,
}

impl Otlp {
    /// Sends to this address, whose path is usually `/v1/logs`.
    #[must_use]
    pub fn new(url: &str) -> Self {
        let http = Http::new(url, "application/x-protobuf");
        Self { http, resource: Vec::new(), scope: (String::new(), String::new()), body: Vec::new() }
    }

    /// Says something about the program that all its events share; `service.name` is expected.
    #[must_use]
    pub fn resource(mut self, name: &str, value: &str) -> Self {
        self.resource.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says which library records, and its version: the catalog, as a rule.
    #[must_use]
    pub fn scope(mut self, name: &str, version: &str) -> Self {
        self.scope = (name.to_owned(), version.to_owned());
        self
    }

    http_options!();

    /// Writes an `ExportLogsServiceRequest` with one resource and one scope; entries are records, tag and length included.
    fn fill_body(&mut self, entries: &[&[u8]]) {
        let Self { resource, scope, body, .. } = self;
        body.clear();
        push_message(body, 1, |body| {
            push_message(body, 1, |body| {
                for (name, value) in &*resource {
                    push_key_value(body, 1, name, &Value::Text(value.into()));
                }
            });
            push_message(body, 2, |body| {
                push_message(body, 1, |body| {
                    push_text(body, 1, &scope.0);
                    push_text(body, 2, &scope.1);
                });
                body.extend(entries.concat());
            });
        });
    }
}

impl Sender for Otlp {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        // `ScopeLogs.log_records`
        push_message(entry, 2, |entry| {
            let nanos = item.issued.and_then(|millis| u64::try_from(millis).ok()?.checked_mul(1_000_000));
            if let Some(nanos) = nanos {
                push_fixed64(entry, 1, nanos);
            }
            push_key_value(entry, 6, UID, &Value::Text(ids::text(item.id).into()));
            for field in &item.fields {
                push_key_value(entry, 6, &field.key, &field.value);
            }
            if let Some(nanos) = nanos {
                push_fixed64(entry, 11, nanos);
            }
            push_text(entry, 12, &item.name);
        });
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        self.fill_body(&batch.entries);
        match self.http.deliver(&self.body, batch) {
            Ok(response) => {
                let count = batch.entries.len();
                let rejected = response.body_of("application/x-protobuf").map_or(0, rejected);
                match usize::try_from(rejected).unwrap_or(count).min(count) {
                    0 => Outcome::Accepted,
                    rejected => Outcome::Partly { retry: Vec::new(), refused: (count - rejected..count).collect() },
                }
            }
            Err(outcome) => outcome,
        }
    }

    fn trouble(&self) -> Option<String> {
        self.http.trouble.clone()
    }
}
