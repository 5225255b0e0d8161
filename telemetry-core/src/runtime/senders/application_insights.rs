//! Application Insights: envelopes of Breeze, `POST /v2.1/track`.

mod answer;

use crate::runtime::json::write_text;
use crate::runtime::senders::http::{Fate, Http, fate, http_options};
use crate::runtime::senders::json::{push_key, push_known, push_moment, push_value};
use crate::runtime::{Batch, Item, ItemField, Kind, Outcome, Sender, Value};
use answer::{Fault, faults};

/// Where Azure takes events whose connection string names no place.
const INGESTION: &str = "https://dc.services.visualstudio.com";

/// Sends events to Application Insights, each as a custom event.
///
/// | what | becomes |
/// |---|---|
/// | the event's name, time | `name` and `time` |
/// | fields of kind `measurement` that are numbers | `measurements` |
/// | fields of kind `tag` | `tags`: `ai.session.id`, `ai.cloud.role`, … |
/// | the first field of kind `identity` | the tag `ai.user.id` |
/// | everything else | `properties`, as text: booleans `true` and `false`, lists and maps as JSON |
///
/// ```
/// use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
///
/// let key = "11111111-2222-3333-4444-555555555555";
/// let sender = ApplicationInsights::new(&format!("InstrumentationKey={key};IngestionEndpoint=https://eu.example.org/"));
/// # drop(sender);
/// ```
pub struct ApplicationInsights {
    http: Http,
    key: String,
    kind: String,
    body: Vec<u8>,
}

impl ApplicationInsights {
    /// Sends to the resource that a connection string names; a bare instrumentation key is one too.
    #[must_use]
    pub fn new(connection: &str) -> Self {
        let part = |name: &str| {
            let mut parts = connection.split(';').filter_map(|part| part.split_once('='));
            parts.find(|(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        let key = part("InstrumentationKey").unwrap_or(connection.trim()).to_owned();
        let place = part("IngestionEndpoint").unwrap_or(INGESTION).trim_end_matches('/');
        let http = Http::new(format!("{place}/v2.1/track"), "application/x-json-stream");
        let kind = format!("Microsoft.ApplicationInsights.{}.Event", key.replace('-', ""));
        Self { http, key, kind, body: Vec::new() }
    }

    http_options!();
}

impl Sender for ApplicationInsights {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        entry.extend(b"{\"ver\":1,\"sampleRate\":100");
        push_key(entry, "name");
        write_text(entry, &self.kind);
        if let Some(issued) = item.issued {
            push_known!(entry, "time");
            push_moment(entry, issued);
        }
        push_known!(entry, "iKey");
        write_text(entry, &self.key);
        push_texts(entry, "tags", tags(&item.fields));
        push_known!(entry, "data");
        entry.extend(b"{\"baseType\":\"EventData\",\"baseData\":{\"ver\":2");
        push_known!(entry, "name");
        write_text(entry, &item.name);
        push_texts(entry, "properties", properties(&item.fields));
        push_measurements(entry, &item.fields);
        entry.extend(b"}}}");
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        self.body.clear();
        for (index, entry) in batch.entries.iter().enumerate() {
            self.body.extend(if index == 0 { "" } else { "\n" }.bytes());
            self.body.extend(*entry);
        }
        match self.http.deliver(&self.body, batch) {
            Ok(response) if response.status == 206 => {
                let faults = response.body_of("application/json").and_then(faults);
                // Where nobody can tell which arrived, all come again.
                faults.map_or(Outcome::Later { after: None }, |faults| partly(&faults, batch.entries.len()))
            }
            Ok(_) => Outcome::Accepted,
            Err(outcome) => outcome,
        }
    }

    fn trouble(&self) -> Option<String> {
        self.http.trouble.clone()
    }
}

fn partly(faults: &[Fault], count: usize) -> Outcome {
    let (mut retry, mut refused) = (Vec::new(), Vec::new());
    for index in 0..count {
        let of_item = || faults.iter().filter(|fault| fault.index == index);
        if of_item().any(|fault| fate(fault.status) == Fate::Later) {
            retry.push(index);
        } else if of_item().next().is_some() {
            refused.push(index);
        }
    }
    if retry.is_empty() && refused.is_empty() { Outcome::Accepted } else { Outcome::Partly { retry, refused } }
}

/// Returns where the field of the identity stands that becomes a tag: the first.
fn identity(fields: &[ItemField<'_>]) -> Option<usize> {
    fields.iter().position(|field| field.kind == Kind::Identity)
}

fn tags<'a>(fields: &'a [ItemField<'a>]) -> impl Iterator<Item = (&'a str, &'a Value<'a>)> {
    let user = identity(fields).map(|index| ("ai.user.id", &fields[index].value));
    let tags = fields.iter().filter(|field| field.kind == Kind::Tag).map(|field| (&*field.key, &field.value));
    user.into_iter().chain(tags)
}

fn properties<'a>(fields: &'a [ItemField<'a>]) -> impl Iterator<Item = (&'a str, &'a Value<'a>)> {
    let user = identity(fields);
    let is_property = move |(index, field): &(usize, &ItemField<'_>)| match field.kind {
        Kind::Property => true,
        Kind::Measurement => number(&field.value).is_none(),
        Kind::Identity => user != Some(*index),
        Kind::Tag => false,
    };
    fields.iter().enumerate().filter(is_property).map(|(_, field)| (&*field.key, &field.value))
}

fn push_measurements(entry: &mut Vec<u8>, fields: &[ItemField<'_>]) {
    push_key(entry, "measurements");
    entry.push(b'{');
    for field in fields.iter().filter(|field| field.kind == Kind::Measurement) {
        if let Some(value) = number(&field.value) {
            push_key(entry, &field.key);
            push_value(entry, &value);
        }
    }
    entry.push(b'}');
}

/// Returns a value as the number it is, where it is one that JSON can say.
fn number(value: &Value<'_>) -> Option<Value<'static>> {
    match value {
        Value::Bool(value) => Some(Value::Int(i64::from(*value))),
        Value::Int(number) => Some(Value::Int(*number)),
        Value::Count(number) => Some(Value::Count(*number)),
        Value::Float(number) => number.is_finite().then_some(Value::Float(*number)),
        Value::Null | Value::Text(_) | Value::Json(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// Appends an object whose values are all text; what is null is left out.
fn push_texts<'a>(entry: &mut Vec<u8>, key: &str, members: impl Iterator<Item = (&'a str, &'a Value<'a>)>) {
    push_key(entry, key);
    entry.push(b'{');
    for (key, value) in members {
        match value {
            Value::Null => {}
            Value::Text(text) | Value::Json(text) => {
                push_key(entry, key);
                write_text(entry, text);
            }
            Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) | Value::List(_) | Value::Map(_) => {
                push_key(entry, key);
                write_text(entry, &as_text(value));
            }
        }
    }
    entry.push(b'}');
}

fn as_text(value: &Value<'_>) -> String {
    if let Value::Float(number) = value {
        return format!("{number:?}");
    }
    let mut json = Vec::new();
    push_value(&mut json, value);
    String::from_utf8_lossy(&json).into_owned()
}
