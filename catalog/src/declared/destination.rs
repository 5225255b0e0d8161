//! Destinations: ceilings, conditions, cleaning and the limits of the wire.

use super::{Condition, Duration, Entries, List, Text, Written};
use serde::Deserialize;

/// A place that events are sent to.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "destination", deny_unknown_fields, default)]
pub struct DestinationDecl {
    /// The name that pages print.
    pub title: Written<Text>,
    /// What the destination is for.
    pub description: Written<Text>,
    /// What speaks to it: `segment`, `mixpanel`, `application-insights`, `otlp`, `http`, `local`, or a word of your own.
    pub kind: Written<Text>,
    /// The highest privacy class it may receive. Fields above it are never encoded for it.
    pub ceiling: Written<Text>,
    /// The least consent level at which anything is sent to it.
    pub consent: Written<Text>,
    /// The permission that must be granted too.
    pub grant: Written<Text>,
    /// When it is used at all.
    pub condition: Written<Condition>,
    /// Who receives the data: company or team.
    pub processor: Written<Text>,
    /// With whom the receiver shares the data, such as `with nobody`.
    pub sharing: Written<Text>,
    /// Where it is kept: a country or region.
    pub region: Written<Text>,
    /// How long it is kept: an ISO 8601 duration such as `P90D`.
    pub retention: Written<Duration>,
    /// What kinds of value it takes: `any`, or `numbers` alone.
    pub accepts: Written<Accepts>,
    /// Whether text of redacted classes is cleaned on the way; `true` when absent. Only a `local` destination may see originals.
    pub redact: Written<bool>,
    /// Names of further copies that are sent, such as one for large events.
    pub copies: List<Text>,
    /// What the wire demands.
    pub wire: Written<WireDecl>,
    /// Holds events until something is known.
    pub wait_for: Written<WaitDecl>,
    /// Whether events carry times; `full` when absent.
    pub timestamps: Written<Timestamps>,
    /// What happens to what is queued when consent is withdrawn; that of `consent:` when absent.
    pub on_withdrawal: Written<Withdrawal>,
}

/// Whether events carry times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "timestamp precision", rename_all = "kebab-case")]
pub enum Timestamps {
    /// None at all; events leave as un-timestamped batches.
    None,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// Milliseconds.
    Full,
}

/// What kinds of value a destination takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "kind of value", rename_all = "kebab-case")]
pub enum Accepts {
    /// Everything.
    Any,
    /// Numbers, and what is encoded as numbers: booleans and enum codes.
    Numbers,
}

/// What happens to what is queued when consent is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "withdrawal", rename_all = "kebab-case")]
pub enum Withdrawal {
    /// It is deleted.
    Drop,
    /// It stays on the machine until consent is given again.
    Keep,
}

/// What the wire of a destination demands.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "wire section", deny_unknown_fields, default)]
pub struct WireDecl {
    /// How event names are written.
    pub names: Written<NameMapDecl>,
    /// How field names are written.
    pub keys: Written<KeysDecl>,
    /// What happens to long values.
    pub values: Written<LongValuesDecl>,
    /// How nested values are flattened.
    pub flatten: Written<FlattenDecl>,
    /// What happens to values that say nothing.
    pub absent: Written<AbsentDecl>,
    /// How booleans are written; `native` when absent.
    pub booleans: Written<BooleanForm>,
    /// Times, ids and counters that the sender adds, by the name they get.
    pub stamps: Written<Entries<StampDecl>>,
}

/// How event names are written for a destination.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "event name mapping", deny_unknown_fields, default)]
pub struct NameMapDecl {
    /// What stands before each name.
    pub prefix: Written<Text>,
    /// The prefix is left out where the name already contains this.
    pub unless_contains: Written<Text>,
    /// Marker that stands around a name that must be sent as it is.
    pub unwrap: Written<Text>,
}

/// How field names are written for a destination.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "key rules", deny_unknown_fields, default)]
pub struct KeysDecl {
    /// Texts that are replaced, each by another: `{ '.': _ }`.
    pub replace: Written<Entries<Text>>,
    /// Keys that stay as they are.
    pub exempt: List<Text>,
    /// What happens when two keys become one; `refuse` when absent.
    pub collision: Written<Collision>,
    /// The greatest length in characters.
    pub max_length: Written<u32>,
}

/// What happens when two keys become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "collision rule", rename_all = "kebab-case")]
pub enum Collision {
    /// The catalog is refused.
    Refuse,
    /// The first stays.
    First,
    /// The last stays.
    Last,
}

/// What happens to values that are too long for a destination.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "long value rules", deny_unknown_fields, default)]
pub struct LongValuesDecl {
    /// The greatest length.
    pub max_length: Written<u32>,
    /// What the length counts; `bytes` when absent.
    pub unit: Written<Unit>,
    /// What happens past it; `truncate` when absent.
    pub over: Written<OverLong>,
    /// The name of a further part, `{n}` counting from 2; `{n:02}` pads to two digits.
    pub suffix: Written<Text>,
    /// The greatest number of parts; the rest is cut and counted.
    pub max_parts: Written<u32>,
}

/// What a length counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "unit of length", rename_all = "kebab-case")]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
}

/// What happens to a value that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "rule for long values", rename_all = "kebab-case")]
pub enum OverLong {
    /// It is split over several keys.
    Split,
    /// It is cut.
    Truncate,
    /// It is left out.
    Drop,
}

/// How nested values are flattened.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "flatten rules", deny_unknown_fields, default)]
pub struct FlattenDecl {
    /// How deep objects become dotted keys; deeper ones become JSON text.
    pub depth: Written<u32>,
    /// How lists are written: `native`, `json` or `comma`.
    pub lists: Written<Text>,
}

/// What happens to values that say nothing: `drop`, `keep`, or for numbers `zero`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "absent value rules", deny_unknown_fields, default)]
pub struct AbsentDecl {
    /// A value that is not set; `drop` when absent.
    pub unset: Written<AbsentRule>,
    /// An empty text; `keep` when absent.
    pub empty: Written<AbsentRule>,
    /// Not a number, and infinities; `drop` when absent.
    pub nan: Written<AbsentRule>,
}

/// What happens to a value that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "rule for absent values", rename_all = "kebab-case")]
pub enum AbsentRule {
    /// It is left out.
    Drop,
    /// It is sent.
    Keep,
    /// It is sent as zero.
    Zero,
}

/// How booleans are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "boolean form", rename_all = "kebab-case")]
pub enum BooleanForm {
    /// `true` and `false`.
    Native,
    /// 0 and 1; of a field of kind `property`, the texts `"true"` and `"false"`.
    Number,
    /// The texts `"true"` and `"false"`.
    Text,
}

/// Something the sender adds to each event.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "stamp", deny_unknown_fields, default)]
pub struct StampDecl {
    /// What it is.
    pub of: Written<StampKind>,
    /// What pages say of it.
    pub description: Written<Text>,
}

/// What a sender can add to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "kind of stamp", rename_all = "kebab-case")]
pub enum StampKind {
    /// A random id of the event, UUID version 4.
    #[serde(rename = "uuid-v4")]
    UuidV4,
    /// An id of the event that sorts by time, UUID version 7.
    #[serde(rename = "uuid-v7")]
    UuidV7,
    /// When the event was recorded.
    Issued,
    /// When its subject was shown to the user.
    Displayed,
    /// When it was sent.
    Sent,
    /// Milliseconds from recording to sending.
    SinceIssued,
    /// Milliseconds from showing to sending.
    SinceDisplayed,
    /// The number of the event in its session.
    Sequence,
    /// The session's id.
    Session,
    /// How many recorded events it stands for where only a share is sent: 10 where a tenth is, 1 where all are.
    OneIn,
}

/// Holds events until something is known.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "wait rule", deny_unknown_fields, default)]
pub struct WaitDecl {
    /// The common set that must be known.
    pub common: Written<Text>,
    /// How long at most, such as `PT10S`.
    pub timeout: Written<Duration>,
    /// How many events at most; the rest is dropped and counted.
    pub max_events: Written<u32>,
}

/// What the redactor looks for in text, and how it replaces it.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "redaction section", deny_unknown_fields, default)]
pub struct RedactionDecl {
    /// The lowest class whose text is cleaned; `diagnostic` when absent. Values below it are trusted.
    pub from: Written<Text>,
    /// Built-in detectors in the order they run; all when absent.
    pub detectors: List<Text>,
    /// Detectors of your own; they run after the built-in ones.
    pub own: Written<Entries<DetectorDecl>>,
    /// How much a hit removes; `match` when absent.
    pub granularity: Written<Granularity>,
    /// Folders whose names are replaced before anything else, such as the user's home.
    pub roots: List<Text>,
    /// Path segments from which on a path is kept, such as `node_modules`.
    pub keep_after: List<Text>,
    /// Whether keys are cleaned as well; `true` when absent.
    pub keys: Written<bool>,
    /// What stands in the place of a hit; `{label}` is the detector's. `<REDACTED: {label}>` when absent.
    pub marker: Written<Text>,
}

/// A detector of your own.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "detector", deny_unknown_fields, default)]
pub struct DetectorDecl {
    /// The regular expression.
    pub pattern: Written<Text>,
    /// What it finds.
    pub description: Written<Text>,
}

/// How much a hit removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "format-schema", derive(schemars::JsonSchema))]
#[serde(rename = "granularity", rename_all = "kebab-case")]
pub enum Granularity {
    /// The whole value.
    Value,
    /// The line.
    Line,
    /// What matched.
    Match,
}
