//! What a catalog demands of a running program: who decides, under which conditions, and what a wire may look like.
//!
//! [`catalog!`](crate::catalog) writes them as constants; feature `runtime` obeys them. Nothing here computes. The words
//! are those of the catalog's format, and each type has in `DEFAULT` what holds where a catalog says nothing.

mod flow;

pub use flow::{BurstRules, EqualRules, FlowRules, OfBurst, QuotaRules, SampleBy, SampleRules};

use crate::{Class, Consent, FieldClass, Unit};

/// What a catalog demands beside its destinations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CatalogRules {
    /// How the product is called in what users read.
    pub title: &'static str,
    /// What the program records, and why, in a sentence or two.
    pub description: &'static str,
    /// Where users ask about their data.
    pub contact: Option<&'static str>,
    /// How users decide, and what may lower their decision.
    pub consent: ConsentRules,
    /// The named permissions.
    pub grants: &'static [GrantRules],
    /// The facts that conditions may ask for.
    pub facts: &'static [FactRules],
    /// What the redactor looks for.
    pub redaction: RedactionRules,
    /// What is never collected, in plain words.
    pub never: &'static [&'static str],
    /// The order in which common sets and the event's own fields (`event`) win, weakest first. What it leaves out is
    /// weaker than what it names: `event` first, then the sets by name.
    pub precedence: &'static [&'static str],
}

impl CatalogRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self {
        title: "",
        description: "",
        contact: None,
        consent: ConsentRules::DEFAULT,
        grants: &[],
        facts: &[],
        redaction: RedactionRules::DEFAULT,
        never: &[],
        precedence: &[],
    };
}

/// How users decide about telemetry, and what may lower their decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConsentRules {
    /// The version of what users agree to; 1 where the catalog says nothing.
    pub version: u32,
    /// The level before anybody decided.
    pub default: Consent,
    /// The settings key that users change.
    pub setting: Option<&'static str>,
    /// Environment variables of the program that turn telemetry off.
    pub environment: &'static [&'static str],
    /// How a user turns it off, in one line.
    pub how_to_disable: Option<&'static str>,
    /// Rules that cap the user's level; the first whose condition holds decides.
    pub caps: &'static [Cap],
    /// The level when a fact that a cap asks for is not known.
    pub unknown: Consent,
    /// What happens to what is queued when consent is withdrawn.
    pub on_withdrawal: Withdrawal,
}

impl ConsentRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self {
        version: 1,
        default: Consent::Off,
        setting: None,
        environment: &[],
        how_to_disable: None,
        caps: &[],
        unknown: Consent::Off,
        on_withdrawal: Withdrawal::Drop,
    };
}

/// One rule that caps the user's level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cap {
    /// When the rule applies; always when absent.
    pub condition: Option<Condition>,
    /// The highest level under the rule.
    pub level: Consent,
    /// Why, as `status` prints it.
    pub reason: &'static str,
}

/// What happens to what is queued when consent is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It is deleted.
    Drop,
    /// It stays on the machine until consent is given again.
    Keep,
}

/// A named permission beside the consent levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantRules {
    /// Its name.
    pub name: &'static str,
    /// What is permitted, as users read it.
    pub description: &'static str,
    /// How the permission is given and taken back.
    pub how: Option<&'static str>,
    /// What happens to what is queued when it is taken back.
    pub on_withdrawal: Withdrawal,
}

/// A fact about the running program that conditions may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactRules {
    /// Its name.
    pub name: &'static str,
    /// What the fact says, and where it comes from.
    pub description: &'static str,
    /// The values it may have; `true` and `false` when empty.
    pub values: &'static [&'static str],
}

/// A condition over facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// At least one of these holds.
    Any(&'static [Self]),
    /// All of these hold.
    All(&'static [Self]),
    /// This does not hold.
    Not(&'static Self),
    /// A fact has one of these values.
    Fact {
        /// The name of the fact.
        name: &'static str,
        /// The values; `true` and `false` are texts here.
        values: &'static [&'static str],
    },
}

/// Prefixes of an event's name, by the value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamePrefix {
    /// The fact that decides.
    pub by: &'static str,
    /// The prefix for each value of the fact.
    pub values: &'static [(&'static str, &'static str)],
    /// The destinations that see the prefix; all when empty.
    pub destinations: &'static [&'static str],
}

/// A set of fields that ride on events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommonRules {
    /// Its name.
    pub name: &'static str,
    /// The destinations whose events carry it; all when empty.
    pub destinations: &'static [&'static str],
    /// When it rides along.
    pub condition: Option<Condition>,
    /// Event fields that it replaces on purpose.
    pub overrides: &'static [&'static str],
}

/// What a destination demands beside its ceiling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DestinationRules {
    /// What it is called in what users read; its name when absent.
    pub title: Option<&'static str>,
    /// What it is for.
    pub description: Option<&'static str>,
    /// What speaks to it: `segment`, `otlp`, `local`, …
    pub kind: Option<&'static str>,
    /// Who receives the data.
    pub processor: Option<&'static str>,
    /// How long it is kept there, as an ISO 8601 duration.
    pub retention: Option<&'static str>,
    /// When it is used at all.
    pub condition: Option<Condition>,
    /// Whether text of redacted classes is cleaned on the way.
    pub redact: bool,
    /// Names of further copies that are sent.
    pub copies: &'static [&'static str],
    /// What its wire demands.
    pub wire: WireRules,
    /// What is waited for before anything is sent.
    pub wait_for: Option<WaitRules>,
    /// Whether events carry times.
    pub timestamps: Precision,
    /// What happens to what is queued when consent is withdrawn; what the catalog says when absent.
    pub on_withdrawal: Option<Withdrawal>,
}

impl DestinationRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self {
        title: None,
        description: None,
        kind: None,
        processor: None,
        retention: None,
        condition: None,
        redact: true,
        copies: &[],
        wire: WireRules::DEFAULT,
        wait_for: None,
        timestamps: Precision::Full,
        on_withdrawal: None,
    };
}

/// Holds events until a common set is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitRules {
    /// The common set.
    pub common: &'static str,
    /// How long at most, as an ISO 8601 duration.
    pub timeout: &'static str,
    /// How many events at most; the rest is dropped and counted.
    pub max_events: u32,
}

/// Whether events carry times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// None at all.
    None,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// Milliseconds.
    Full,
}

/// What the wire of a destination demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireRules {
    /// How event names are written.
    pub names: NameRules,
    /// How field names are written.
    pub keys: KeyRules,
    /// What happens to long values; they stay as they are when absent.
    pub values: Option<LongValueRules>,
    /// How nested values are flattened.
    pub flatten: FlattenRules,
    /// What happens to values that say nothing.
    pub absent: AbsentRules,
    /// How booleans are written.
    pub booleans: BooleanForm,
    /// Times, ids and counters that the sender adds.
    pub stamps: &'static [Stamp],
}

impl WireRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self {
        names: NameRules::DEFAULT,
        keys: KeyRules::DEFAULT,
        values: None,
        flatten: FlattenRules { depth: None, lists: ListForm::Native },
        absent: AbsentRules::DEFAULT,
        booleans: BooleanForm::Native,
        stamps: &[],
    };
}

/// How event names are written for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRules {
    /// What stands before each name.
    pub prefix: &'static str,
    /// The prefix is left out where the name already contains this.
    pub unless_contains: Option<&'static str>,
    /// Marker that stands around a name that must be sent as it is.
    pub unwrap: Option<&'static str>,
}

impl NameRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self { prefix: "", unless_contains: None, unwrap: None };
}

/// How field names are written for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRules {
    /// Texts that are replaced, each by another.
    pub replace: &'static [(&'static str, &'static str)],
    /// Keys that stay as they are.
    pub exempt: &'static [&'static str],
    /// What happens when two keys become one.
    pub collision: Collision,
    /// The greatest length in characters.
    pub max_length: Option<u32>,
}

impl KeyRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self { replace: &[], exempt: &[], collision: Collision::Refuse, max_length: None };
}

/// What happens when two keys become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collision {
    /// The catalog is refused; where only a running program can know, the later one is left out and counted.
    Refuse,
    /// The first stays.
    First,
    /// The last stays.
    Last,
}

/// What happens to values that are too long for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongValueRules {
    /// The greatest length.
    pub max_length: u32,
    /// What the length counts.
    pub unit: Unit,
    /// What happens past it.
    pub over: Over,
    /// The name of a further part, `{n}` counting from 2; `{n:02}` pads to two digits.
    pub suffix: Option<&'static str>,
    /// The greatest number of parts; the rest is cut and counted.
    pub max_parts: Option<u32>,
}

/// What happens to a value that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It is split over several keys.
    Split,
    /// It is cut.
    Truncate,
    /// It is left out.
    Drop,
}

/// How nested values are flattened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlattenRules {
    /// How deep objects become dotted keys, deeper ones becoming JSON text; they stay objects when absent.
    pub depth: Option<u32>,
    /// How lists are written.
    pub lists: ListForm,
}

/// How lists are written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// As lists.
    Native,
    /// As one JSON text.
    Json,
    /// As one text with commas.
    Comma,
}

/// What happens to values that say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsentRules {
    /// A value that is not set.
    pub unset: AbsentRule,
    /// An empty text.
    pub empty: AbsentRule,
    /// Not a number, and infinities.
    pub nan: AbsentRule,
}

impl AbsentRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self { unset: AbsentRule::Drop, empty: AbsentRule::Keep, nan: AbsentRule::Drop };
}

/// What happens to a value that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentRule {
    /// It is left out.
    Drop,
    /// It is sent: as null, or as an empty text.
    Keep,
    /// It is sent as zero.
    Zero,
}

/// How booleans are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BooleanForm {
    /// `true` and `false`.
    Native,
    /// 0 and 1; of a field of kind `property`, the texts `"true"` and `"false"`.
    Number,
    /// The texts `"true"` and `"false"`.
    Text,
}

/// Something the sender adds to each event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The name it gets.
    pub name: &'static str,
    /// What it is.
    pub of: StampKind,
}

/// What a sender can add to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampKind {
    /// A random id of the event, UUID version 4.
    UuidV4,
    /// An id of the event that sorts by time, UUID version 7.
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
    /// How many recorded events it stands for, where only a share is sent.
    OneIn,
}

/// What the redactor looks for in text, and how it replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedactionRules {
    /// The lowest class whose text is cleaned.
    pub from: FieldClass,
    /// Built-in detectors in the order they run; all when absent.
    pub detectors: Option<&'static [&'static str]>,
    /// Detectors of the catalog's own: label and regular expression. They run after the built-in ones.
    pub own: &'static [(&'static str, &'static str)],
    /// How much a hit removes.
    pub granularity: Granularity,
    /// Folders whose names are replaced before anything else.
    pub roots: &'static [&'static str],
    /// Path segments from which on a path is kept.
    pub keep_after: &'static [&'static str],
    /// Whether keys are cleaned as well.
    pub keys: bool,
    /// What stands in the place of a hit; `{label}` is the detector's.
    pub marker: &'static str,
}

impl RedactionRules {
    /// What holds where a catalog says nothing.
    pub const DEFAULT: Self = Self {
        from: FieldClass::built_in(Class::Diagnostic),
        detectors: None,
        own: &[],
        granularity: Granularity::Match,
        roots: &[],
        keep_after: &[],
        keys: true,
        marker: "<REDACTED: {label}>",
    };
}

/// How much a hit of the redactor removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// The whole value.
    Value,
    /// The line.
    Line,
    /// What matched.
    Match,
}
