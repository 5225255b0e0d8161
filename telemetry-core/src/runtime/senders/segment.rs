//! Segment: `POST /v1/batch`, and whatever else speaks that form.

use crate::runtime::json::write_text;
use crate::runtime::senders::http::{Http, http_options};
use crate::runtime::senders::json::{push_key, push_known, push_moment, push_object, push_value};
use crate::runtime::wire::ids;
use crate::runtime::{Batch, Item, ItemField, Kind, Outcome, Part, Sender, Value};
use std::borrow::Cow;

/// Segment's own address.
const URL: &str = "https://api.segment.io/v1/batch";

/// What Segment takes in one request, and as one event; it answers both with 400, for the whole batch.
const MOST_BATCH: usize = 500 * 1000;
const MOST_EVENT: usize = 32 * 1024;

/// Sends events to Segment, each as a `track` call.
///
/// | what | becomes |
/// |---|---|
/// | the event's name, id, time | `event`, `messageId`, `timestamp`; stamps of these names stand there alone |
/// | fields of kind `property` and `measurement` | `properties` |
/// | fields of kind `identity` | `userId` and `anonymousId`, by their names; others are properties |
/// | fields of kind `tag` | `context`, where a dot in a name opens an object: `app.version` |
///
/// Segment takes no event without an identity. Nothing is sent that the catalog does not declare: no machine, no
/// address, no library.
///
/// ```
/// use telemetry_core::runtime::senders::segment::Segment;
///
/// let sender = Segment::new("write key")
///     .url("https://events.example.org/v1/batch") // where it is not Segment's own
///     .identify_by("identify") // this event says who someone is
///     .integration("All", true);
/// # drop(sender);
/// ```
pub struct Segment {
    http: Http,
    identify: Option<String>,
    integrations: Vec<(String, bool)>,
    body: Vec<u8>,
}

impl Segment {
    /// Sends to Segment itself, to the source that this key belongs to.
    #[must_use]
    pub fn new(write_key: &str) -> Self {
        let mut http = Http::new(URL, "application/json");
        http.set_header("authorization", &format!("Basic {}", base64(format!("{write_key}:").as_bytes())));
        Self { http, identify: None, integrations: Vec::new(), body: Vec::new() }
    }

    /// Sends to this address instead of Segment's own.
    #[must_use]
    pub fn url(mut self, url: &str) -> Self {
        url.clone_into(&mut self.http.url);
        self
    }

    /// Sends the event of this name as an `identify` call, its properties as traits.
    #[must_use]
    pub fn identify_by(mut self, event: &str) -> Self {
        self.identify = Some(event.to_owned());
        self
    }

    /// Says whether Segment hands events on to one of its integrations.
    #[must_use]
    pub fn integration(mut self, name: &str, is_wanted: bool) -> Self {
        self.integrations.push((name.to_owned(), is_wanted));
        self
    }

    http_options!();

    fn fill_body(&mut self, entries: &[&[u8]], sent: i64) {
        self.body.clear();
        self.body.extend(b"{\"batch\":[");
        for (index, entry) in entries.iter().enumerate() {
            self.body.extend(if index == 0 { "" } else { "," }.bytes());
            self.body.extend(*entry);
        }
        self.body.push(b']');
        push_known!(self.body, "sentAt");
        push_moment(&mut self.body, sent);
        self.body.push(b'}');
    }
}

impl Sender for Segment {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        let is_identify = self.identify.as_deref() == Some(&item.name);
        entry.extend(if is_identify { &b"{\"type\":\"identify\""[..] } else { b"{\"type\":\"track\"" });
        if !is_identify {
            push_known!(entry, "event");
            write_text(entry, &item.name);
        }
        push_known!(entry, "messageId");
        write_text(entry, &ids::text(item.id));
        if let Some(issued) = item.issued {
            push_known!(entry, "timestamp");
            push_moment(entry, issued);
        }
        for (field, key) in item.fields.iter().filter_map(|field| Some((field, envelope_key(field)?))) {
            push_key(entry, key);
            push_value(entry, &field.value);
        }
        if is_identify {
            push_known!(entry, "traits");
        } else {
            push_known!(entry, "properties");
        }
        let properties = item.fields.iter().filter(|field| is_property(field));
        push_object(entry, properties.map(|field| (&*field.key, &field.value)));
        push_known!(entry, "context");
        push_value(entry, &context(&item.fields));
        push_known!(entry, "integrations");
        entry.push(b'{');
        for (name, is_wanted) in &self.integrations {
            push_key(entry, name);
            push_value(entry, &Value::Bool(*is_wanted));
        }
        entry.extend(b"}}");
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let is_small = |index: &usize| batch.entries[*index].len() <= MOST_EVENT;
        let (small, large): (Vec<_>, Vec<_>) = (0..batch.entries.len()).partition(is_small);
        if small.is_empty() {
            return Outcome::Partly { retry: Vec::new(), refused: large };
        }
        let entries: Vec<_> = small.iter().map(|index| batch.entries[*index]).collect();
        self.fill_body(&entries, batch.sent);
        if self.body.len() > MOST_BATCH {
            return Outcome::TooLarge;
        }
        match self.http.deliver(&self.body, batch) {
            Ok(_) if large.is_empty() => Outcome::Accepted,
            Ok(_) => Outcome::Partly { retry: Vec::new(), refused: large },
            Err(outcome) => outcome,
        }
    }

    fn trouble(&self) -> Option<String> {
        self.http.trouble.clone()
    }
}

/// Returns whether a field stands in neither the envelope nor the context.
fn is_property(field: &ItemField<'_>) -> bool {
    let is_in_envelope = envelope_key(field).is_some() || is_stamp_of_envelope(field);
    field.kind != Kind::Tag && !is_in_envelope
}

/// Returns whether a stamp has the name under which every call has it anyway.
fn is_stamp_of_envelope(field: &ItemField<'_>) -> bool {
    field.part == Part::Stamp && matches!(&*field.key, "messageId" | "sentAt" | "timestamp")
}

/// Returns where a field of the identity stands in a call.
fn envelope_key(field: &ItemField<'_>) -> Option<&'static str> {
    match (field.kind, &*field.key) {
        (Kind::Identity, "userId" | "user_id") => Some("userId"),
        (Kind::Identity, "anonymousId" | "anonymous_id") => Some("anonymousId"),
        _ => None,
    }
}

/// Returns the tags as objects, one for each dot in their names.
fn context<'a>(fields: &'a [ItemField<'a>]) -> Value<'a> {
    let mut entries = Vec::new();
    for field in fields.iter().filter(|field| field.kind == Kind::Tag) {
        insert(&mut entries, &field.key, &field.value);
    }
    Value::Map(entries)
}

fn insert<'a>(entries: &mut Vec<(Cow<'a, str>, Value<'a>)>, key: &'a str, value: &Value<'a>) {
    let (first, rest) = key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
    let known = entries.iter_mut().find(|(known, _)| known == first).map(|(_, value)| value);
    match (known, rest) {
        (Some(Value::Map(inner)), Some(rest)) => insert(inner, rest, value),
        (None, Some(rest)) => {
            let mut inner = Vec::new();
            insert(&mut inner, rest, value);
            entries.push((first.into(), Value::Map(inner)));
        }
        // `app` is a value already: `app.version` keeps its dot.
        (Some(_), Some(_)) | (None, None) => entries.push((key.into(), value.clone())),
        // An object cannot be a value too. Names that meet so are the catalog's mistake; the first one stays.
        (Some(_), None) => {}
    }
}

/// Returns bytes as base64, which HTTP wants of a password.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit <= chunk.len() { char::from(DIGITS[index as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn keys_become_the_base64_that_http_wants() {
        for (plain, expected) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("key:", "a2V5Og=="), ("ÿ>?", "w78+Pw==")] {
            assert_eq!(base64(plain.as_bytes()), expected);
        }
    }
}
