//! Made from catalog `everything` 1.4.0 by `telemetry generate rust`. Do not edit.
//!
//! What the extension records, and why. See <https://example.org/x> and \[this\] \<b\>thing\</b\>.
//! It is a long description that must be wrapped somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use telemetry_core::{
    Bucketed, ByOrigin, Counted, ErrorText, Event, Family, FieldEnum, Fields, Float, Hmac, Json,
    Public, Redacted, Rounded, Timestamp, Truncated, Url, Uuid,
};

telemetry_core::catalog! {
    catalog: everything,
    title: Everything,
    version: "1.4.0",
    description: "What the extension records, and why. See https://example.org/x and [this] <b>thing</b>. It is a long description that must be wrapped somewhere.",
    contact: "privacy@example.org",
    schemas: "https://example.org/telemetry",
    purposes: {
        "errors-by-project": {
            extends: health,
            title: "Distinguish errors occurring in project A from errors occurring in project B.",
        },
    },
    classes: {
        tenant: { rank: 35, treat_as: diagnostic, title: Tenant, description: "Names a tenant." },
    },
    owners: { ide: { contact: "ide@example.org" } },
    facts: {
        channel: {
            description: "How the program was built.",
            values: { nightly: "Each night.", preview: "Early.", stable: "Released." },
        },
        managed: { description: "Whether an organisation manages the machine." },
    },
    grants: {
        enhanced: { description: "May send prompts.", how: "By a setting.", on_withdrawal: keep },
    },
    consent: {
        version: 3,
        default: error,
        setting: "telemetry.level",
        environment: [DO_NOT_TRACK, EVERYTHING_OFF],
        how_to_disable: "Set `telemetry.level` to `off`.",
        caps: [
            { condition: { managed: "true" }, level: crash, reason: "The organisation decides." },
            {
                condition: { any: [{ channel: [nightly, preview] }, { not: { managed: "false" } }] },
                level: usage,
                reason: "Tests send no text.",
            },
            { level: extended, reason: "Nothing speaks against it." },
        ],
        unknown: local,
        on_withdrawal: keep,
    },
    destinations: {
        "in-house": { ceiling: personal, consent: usage, retention: P90D },
        lake: {
            title: "Data lake",
            description: "A file on the machine.",
            kind: local,
            ceiling: personal,
            consent: local,
            condition: { all: [{ channel: [nightly, preview] }, { managed: "false" }] },
            processor: "Nobody else",
            region: EU,
            retention: P30D,
            redact: false,
            copies: ["lake-two", "lake-three"],
            wire: {
                names: { prefix: "app/", unless_contains: "/", unwrap: "!" },
                keys: {
                    replace: { "-": "_", ".": "_" },
                    exempt: ["a-b", "common.os"],
                    collision: last,
                    max_length: 40,
                },
                values: { max_length: 8192, unit: utf16, over: split, suffix: "_{n}", max_parts: 50 },
                flatten: { depth: 3, lists: comma },
                absent: { unset: keep, empty: drop, nan: zero },
                booleans: text,
                stamps: {
                    at: { of: issued, description: "When it was recorded." },
                    gap: { of: "since-issued" },
                    id: { of: "uuid-v7" },
                    no: { of: sequence },
                    other: { of: "uuid-v4" },
                    seen: { of: displayed },
                    seen_gap: { of: "since-displayed" },
                    sent: { of: sent },
                    session: { of: session },
                    share: { of: "one-in" },
                },
            },
            wait_for: { common: host, timeout: PT10S, max_events: 1000 },
            timestamps: hour,
            on_withdrawal: drop,
        },
        mixpanel: { ceiling: personal, consent: usage, retention: P90D, timestamps: none },
    },
    redaction: {
        from: tenant,
        detectors: [jwt, email],
        own: {
            build: { pattern: "B\"[a-z]+\"" },
            ticket: { pattern: "T-\\d+", description: "A ticket." },
        },
        granularity: line,
        roots: [home, workspace],
        keep_after: [node_modules, "site-packages"],
        keys: false,
        marker: "[{label}]",
    },
    never: ["file contents", passwords],
    precedence: [host, event, base],
}

/// Someone chatted.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "chat",
    purpose = product,
    consent = usage,
    owner = "ide",
    destinations(mixpanel),
    twin(name = "chat_text", description = "With the text.", destinations("in-house"), grant = "enhanced", carries = ["message_count"])
)]
pub struct Chat {
    /// How many.
    #[telemetry(technical)]
    pub message_count: u64,
    /// How the chat ended.
    #[telemetry(technical)]
    pub outcome: ChatOutcome,
    /// The form of the event, and its `location`.
    #[telemetry(flatten)]
    pub location: ChatLocation,
    /// The text.
    #[telemetry(content, twin = "chat_text", grant = "enhanced")]
    pub text: String,
}

/// Where the chat took place.
#[derive(Fields)]
#[telemetry(tag = "location", technical)]
pub enum ChatLocation {
    /// In the editor.
    #[telemetry(
        constant(name = "kind", value = "x", class = technical, description = "The kind.")
    )]
    Inline {
        /// The line.
        #[telemetry(technical)]
        line: i64,
    },
    /// Nowhere.
    None,
    /// In the panel.
    Panel {
        /// The width.
        #[telemetry(technical)]
        width: u64,
        /// The fields of the group `policy_size`.
        #[telemetry(flatten)]
        policy_size: PolicySize,
    },
}

/// The lake was looked into.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "lake_opened",
    purpose = operation,
    consent = local,
    owner = "ide",
    destinations(lake, mixpanel),
    condition = { all: [{ channel: [nightly, preview] }, { managed: "false" }] },
    flow = { sample: { one_in: 10, by: session }, quota: { per_day: 50, per_month: 900 }, quota_at: { lake: { per_day: 20 } }, debounce: { by: [disk], quiet: PT1S, longest: PT10S, sends: first, destinations: [lake] }, repeats: { by: [disk], within: PT1H, number: disk, destinations: [mixpanel] } },
    prefix = { by: channel, values: { nightly: "night/", preview: "pre/", stable: "" }, destinations: [lake] }
)]
pub struct LakeOpened {
    /// How large the disk is.
    #[telemetry(technical, condition = { channel: preview })]
    pub disk: u64,
}

/// An option was changed.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "option",
    purpose = product,
    consent = usage,
    owner = "ide",
    destinations(mixpanel)
)]
pub struct OptionEvent {}

/// A policy was loaded.
#[derive(Event)]
#[telemetry(
    catalog = CATALOG,
    name = "policy_loaded",
    purpose = product,
    purpose = "ai-training",
    consent = usage,
    owner = "ide",
    destinations("in-house", mixpanel),
    origin = client,
    when = "After every policy load, at most once a second per project.",
    since = "1.0.0",
    constant(name = "schema_version", value = 3, class = technical, description = "Version of the payload."),
    unsent = { gone: { type: string, class: content, description: "Not sent.", transform: [drop] } }
)]
pub struct PolicyLoaded {
    /// Anything at all.
    #[telemetry(content)]
    pub anything: Json,
    /// When.
    #[telemetry(technical)]
    pub at: Timestamp,
    /// The command that was run.
    #[telemetry(
        identifier,
        by_origin(builtin(keep), user(hmac(key = install, rotate = "P90D")), workspace(drop)),
        identifies = install,
        lifetime = "P90D",
        made = "hashed"
    )]
    pub command: ByOrigin<String>,
    /// The crate.
    #[telemetry(technical, name = "crate", public = "rust-packages")]
    pub crate_: Public<String>,
    /// First diagnostic.
    #[telemetry(technical)]
    pub diagnostic_code: Option<DiagnosticCode>,
    /// How many files.
    #[telemetry(technical, count_only)]
    pub files: Counted<Vec<PathBuf>>,
    /// The id.
    #[telemetry(
        identifier,
        identifies = session,
        lifetime = "session",
        made = "random"
    )]
    pub id: Uuid,
    /// Whether `a<b>` is \[x\] at <https://example.org>.
    #[telemetry(
        technical,
        name = "is.this",
        wire = "is-this",
        description = "Whether `a<b>` is [x] at https://example.org."
    )]
    pub is_this_2: bool,
    /// Whether it
    /// - has lines
    ///
    /// and more
    #[telemetry(technical, description = "Whether it\n  - has lines\n\nand more")]
    pub is_this: bool,
    /// The level.
    #[telemetry(technical, encode)]
    pub level: Level,
    /// The message.
    #[telemetry(diagnostic, redact, truncate(length = 100, unit = utf16))]
    pub message: Option<Truncated<Redacted<ErrorText>>>,
    /// How the load ended.
    #[telemetry(technical)]
    pub outcome: PolicyLoadedOutcome,
    /// The ratios.
    #[telemetry(technical, min = -1, max = 1.5)]
    pub ratios: BTreeSet<Float>,
    /// The sizes.
    #[telemetry(content, max_items = 10)]
    pub sizes: BTreeMap<String, u64>,
    /// Whether the load had no errors.
    #[telemetry(technical)]
    pub successful: bool,
    /// The tags.
    #[telemetry(technical)]
    pub tags: BTreeSet<Tags>,
    /// Which tenant it was.
    #[telemetry(class("tenant", rank = 35, treat_as = diagnostic))]
    pub tenant: Uuid,
    /// How long it took.
    #[telemetry(technical, round = 10, unit = "s")]
    pub took: Rounded<Duration>,
    /// The urls.
    #[telemetry(
        identifier,
        hmac(key = session),
        identifies = session,
        lifetime = "session",
        made = "Keyed hash; the key of the session never leaves."
    )]
    pub urls: Vec<Hmac<Url>>,
    /// Keyed hash of the workspace URI.
    #[telemetry(
        identifier,
        hmac(key = install, rotate = "P90D"),
        purpose("errors-by-project", extends = health),
        identifies = install,
        lifetime = "P90D",
        made = "Keyed hash; the key of the install never leaves."
    )]
    pub workspace: Hmac<Url>,
    /// How many of each code.
    #[telemetry(
        technical,
        name = "{code}_count",
        family(placeholder = "code", description = "The code.", keys = ["E001", "E002"], max = 10)
    )]
    pub code_count: Family<u64>,
    /// 日本語の説明。
    #[telemetry(technical, name = "日本")]
    pub u65e5_u672c: i64,
    /// The fields of the group `outer`.
    #[telemetry(flatten(prefix = "before."))]
    pub before_outer: Outer,
    /// The fields of the group `policy_size`.
    #[telemetry(flatten)]
    pub policy_size: PolicySize,
}

/// Outer.
#[derive(Fields)]
#[telemetry(catalog = CATALOG)]
pub struct Outer {
    /// What type.
    #[telemetry(technical, name = "type")]
    pub type_: Type,
    /// The fields of the group `policy_size`.
    #[telemetry(flatten(prefix = "in_"))]
    pub in_policy_size: PolicySize,
}

/// How large the policy is.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    constant(name = "schema", value = "v2", class = technical, description = "The schema.")
)]
pub struct PolicySize {
    /// Polar files in the loaded policy.
    #[telemetry(technical, bucket = [1, 2, 5, 10, 50])]
    pub polar_files: Bucketed<u64>,
    /// Rules in the loaded policy.
    #[telemetry(technical)]
    pub total_rules: u64,
}

/// The common fields `base`.
#[derive(Fields)]
#[telemetry(description = "", catalog = CATALOG, common = "base")]
pub struct BaseCommon {
    /// The operating system.
    #[telemetry(technical, supply = "last-known")]
    pub os: Os,
}

/// What is known of the host.
#[derive(Fields)]
#[telemetry(
    catalog = CATALOG,
    common = "host",
    destinations = ["lake"],
    condition = { not: { channel: stable } },
    overrides = ["disk"]
)]
pub struct HostCommon {
    /// How large the disk is.
    #[telemetry(technical, condition = { managed: "false" })]
    pub disk: u64,
}

/// How the chat ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum ChatOutcome {
    /// No diagnostics.
    Clean,
    /// At least one error.
    Failed,
    /// Oddly.
    Odd,
    /// Warnings only.
    Warned,
}

/// First diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
#[telemetry(allow)]
pub enum DiagnosticCode {
    /// The text `E001`.
    #[telemetry(name = "E001")]
    E001,
    /// The text `E002`.
    #[telemetry(name = "E002")]
    E002,
    /// The text `E003`.
    #[telemetry(name = "E003")]
    E003,
    /// Any other text.
    #[telemetry(fallback)]
    Other,
}

/// The level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
#[telemetry(retired_codes = [7, 8])]
pub enum Level {
    /// Low.
    #[telemetry(code = 1, fallback)]
    Low,
    /// High.
    #[telemetry(wire = "HIGH", code = 2)]
    High,
}

/// How the load ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum PolicyLoadedOutcome {
    /// No diagnostics.
    Clean,
    /// At least one error.
    Failed,
    /// Warnings only.
    Warned,
}

/// The tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FieldEnum)]
pub enum Tags {
    /// X.
    X,
    /// Y.
    Y,
}

/// What type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub enum Type {
    /// Not found.
    #[telemetry(name = "404")]
    Value404,
    /// A.
    A,
    /// BC.
    #[telemetry(name = "b-c")]
    BC,
}

/// The operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
#[telemetry(allow)]
pub enum Os {
    /// The text `linux`.
    Linux,
    /// The text `mac`.
    Mac,
    /// The text `windows`.
    Windows,
    /// Any other text.
    #[telemetry(fallback)]
    Other,
}
