//! The catalog of these tests, and its events: each demand that the runtime obeys stands here once.

use telemetry_core::{
    Bucketed, ByOrigin, Counted, Encode, Encoder, ErrorText, Event, Family, FieldEnum, FieldValue, Fields, Hmac, Json,
    Public, Redacted, TransformKind, Truncated, ValueType, catalog,
};

catalog! {
    catalog: trouble,
    title: "Trouble",
    version: "1.0.0",
    description: "What a program records whose surroundings fail.",
    owners: { team: { contact: "team@example.org" } },
    facts: {
        channel: { description: "The channel.", values: { preview: "Early.", stable: "Released." } },
        managed: { description: "Whether somebody else manages the machine." },
    },
    grants: {
        enhanced: { description: "More is sent." },
        lasting: { description: "What waits stays when it is taken back.", on_withdrawal: keep },
    },
    consent: { version: 2, default: off },
    destinations: {
        store: { ceiling: identifier, consent: usage, retention: P90D },
        errors: { ceiling: diagnostic, consent: error, retention: P90D },
        archive: { ceiling: content, consent: extended, grant: enhanced, retention: P90D },
        slow: { ceiling: identifier, consent: usage, grant: lasting, retention: P90D },
        keeper: { ceiling: identifier, consent: usage, on_withdrawal: keep, retention: P90D },
        numbers: { ceiling: interaction, consent: usage, accepts: numbers, retention: P90D },
        early: { ceiling: interaction, consent: usage, condition: { channel: preview }, retention: P90D },
        patient: {
            ceiling: identifier, consent: usage, retention: P90D,
            wait_for: { common: account, timeout: PT10S, max_events: 4 },
        },
        wired: {
            ceiling: identifier, consent: usage, retention: P90D, timestamps: hour,
            wire: {
                names: { prefix: "app/", unless_contains: "/" },
                keys: { replace: { "_": "-" } },
                values: { max_length: 4, over: split, suffix: "#{n}", max_parts: 3 },
                booleans: number,
                stamps: {
                    shown: { of: displayed }, issued: { of: issued }, sent: { of: sent },
                    waited: { of: since-issued }, number: { of: sequence },
                },
            },
        },
        daily: { ceiling: interaction, consent: usage, timestamps: day, retention: P90D },
        timeless: { ceiling: interaction, consent: usage, timestamps: none, retention: P90D },
        disk: { kind: local, ceiling: content, consent: local, redact: false },
    },
    precedence: [base, event, host],
    never: ["anything of this world"],
}

/// Fields that need more than their event.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(store, keeper))]
pub(crate) struct Revealed {
    /// What needs a permission.
    #[telemetry(technical, grant = "enhanced")]
    pub(crate) granted: u64,
    /// What needs a permission that keeps what waits.
    #[telemetry(technical, grant = "lasting")]
    pub(crate) kept: u64,
    /// What needs a level.
    #[telemetry(technical, consent = extended)]
    pub(crate) agreed: u64,
}

/// A file was saved.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(store, slow, keeper, numbers, patient, disk))]
pub(crate) struct Saved {
    /// Its number.
    #[telemetry(technical)]
    pub(crate) serial: u64,
    /// How it was saved.
    #[telemetry(interaction)]
    pub(crate) way: Way,
    /// Which project it is of.
    #[telemetry(identifier, identifies = project, hmac(key = install, rotate = "P90D"))]
    pub(crate) project: Option<Hmac<String>>,
    /// Which folder it is in.
    #[telemetry(identifier, identifies = project, hmac(key = install, rotate = "P90D"))]
    pub(crate) folder: Option<Hmac<String>>,
}

/// How something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FieldEnum)]
pub(crate) enum Way {
    /// By a key.
    #[telemetry(code = 1)]
    Key,
    /// By a menu.
    #[telemetry(code = 2, fallback)]
    Menu,
}

/// Something failed.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = health, consent = error, owner = "team", since = "1.0.0")]
#[telemetry(destinations(errors))]
pub(crate) struct Failed {
    /// Its number.
    #[telemetry(technical)]
    pub(crate) serial: u64,
    /// What it said.
    #[telemetry(diagnostic, redact)]
    pub(crate) message: Option<Redacted<ErrorText>>,
    /// The same, from the time when nobody declared it to be cleaned.
    #[telemetry(diagnostic, redact, truncate(length = 12, unit = chars))]
    pub(crate) hint: Option<Truncated<Redacted<ErrorText>>>,
}

/// Somebody asked.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = extended, owner = "team", since = "1.0.0")]
#[telemetry(destinations(archive, disk, store))]
#[telemetry(twin(name = "asked_plainly", description = "Without words.", destinations(slow), consent = usage,
    carries = ["serial"]))]
pub(crate) struct Asked {
    /// Its number.
    #[telemetry(technical)]
    pub(crate) serial: u64,
    /// The words.
    #[telemetry(content, destinations(archive, disk))]
    pub(crate) words: String,
    /// How many words, in ranges.
    #[telemetry(technical, bucket = [1, 10, 100])]
    pub(crate) count: Bucketed<u64>,
    /// How many files were attached.
    #[telemetry(technical, count_only)]
    pub(crate) files: Counted<Vec<String>>,
    /// Which command.
    #[telemetry(identifier, by_origin(builtin(keep), user(hmac(key = session))))]
    pub(crate) command: ByOrigin<String>,
    /// What only those who allowed it send.
    #[telemetry(technical, grant = "lasting", destinations(archive))]
    pub(crate) allowed: Option<u64>,
    /// What is covered since the second agreement.
    #[telemetry(technical, consent_version = 2, destinations(archive))]
    pub(crate) covered: Option<u64>,
    /// What the twin alone has.
    #[telemetry(technical, twin = "asked_plainly")]
    pub(crate) alone: u64,
    #[telemetry(flatten)]
    pub(crate) place: Place,
}

/// Where it was.
#[derive(Clone, Debug, Fields)]
#[telemetry(tag = "place", technical)]
pub(crate) enum Place {
    /// In a panel.
    Panel {
        #[telemetry(flatten(prefix = "panel_"))]
        size: Size,
    },
    /// In a line.
    Line,
}

/// How large it is.
#[derive(Clone, Debug, Fields)]
pub(crate) struct Size {
    /// How wide it is.
    #[telemetry(technical)]
    pub(crate) width: u64,
}

/// Something was measured.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(wired, early, daily, timeless))]
#[telemetry(prefix = { by: channel, values: { preview: "pre_", stable: "" }, destinations: early })]
pub(crate) struct Measured {
    /// Its number.
    #[telemetry(technical)]
    pub(crate) serial: u64,
    /// Whether it was good.
    #[telemetry(technical)]
    pub(crate) was_good: bool,
    /// How long it took.
    #[telemetry(technical)]
    pub(crate) ratio: f64,
    /// Published crates.
    #[telemetry(identifier, identifies = project, destinations(wired))]
    pub(crate) package: Option<Public>,
    /// How often each code came.
    #[telemetry(technical, name = "{code}_count", family(placeholder = "code", description = "A code.", max = 2))]
    pub(crate) codes: Family<u64>,
    /// What is only sent from managed machines.
    #[telemetry(technical, condition = { managed: true }, destinations(early))]
    pub(crate) managed: Option<u64>,
}

/// Only where the machine is managed.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(keeper, disk), condition = { managed: true }, without = ["host"])]
pub(crate) struct Managed {
    /// Its number.
    #[telemetry(technical)]
    pub(crate) serial: u64,
}

/// Extremes.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(disk))]
pub(crate) struct Extreme {
    /// A whole number.
    #[telemetry(technical)]
    pub(crate) int: i64,
    /// A number from 0.
    #[telemetry(technical)]
    pub(crate) count: u64,
    /// A number.
    #[telemetry(technical)]
    pub(crate) float: f64,
    /// A text.
    #[telemetry(content)]
    pub(crate) text: String,
    /// Whatever can be written as JSON.
    #[telemetry(content)]
    pub(crate) anything: Option<Json>,
}

/// An event whose types were written by hand, and badly.
#[derive(Clone, Debug, Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "team", since = "1.0.0")]
#[telemetry(destinations(disk))]
pub(crate) struct Sly {
    /// Before it.
    #[telemetry(technical)]
    pub(crate) before: u64,
    /// What may be wrong.
    #[telemetry(content)]
    pub(crate) middle: Option<Badly>,
    /// After it.
    #[telemetry(technical)]
    pub(crate) after: u64,
}

/// What an implementation by hand can do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Badly {
    /// It panics.
    Panics,
    /// It transforms what its field does not declare.
    Transforms,
    /// It begins a list, and does not end it.
    Begins,
    /// It ends a list that it did not begin.
    Ends,
    /// It lies in itself a thousand times.
    Nests,
    /// It says nothing.
    Nothing,
    /// It says more than one thing, the second of which looks like the field that follows.
    Repeats,
}

impl Encode for Badly {
    fn encode(&self, encoder: &mut dyn Encoder) {
        match self {
            Self::Panics => panic!("scripted"),
            Self::Transforms => encoder.transformed(TransformKind::Hash, &"secret".to_owned()),
            Self::Begins => {
                encoder.begin_list();
                encoder.str("open");
            }
            Self::Ends => {
                encoder.str("closed");
                encoder.end_list();
            }
            Self::Nests => {
                (0..1000).for_each(|_| encoder.begin_list());
                (0..1000).for_each(|_| encoder.end_list());
            }
            Self::Nothing => {}
            Self::Repeats => {
                encoder.str("first");
                encoder.i64(0x0300);
                encoder.str("second");
            }
        }
    }
}

impl FieldValue for Badly {
    const TYPE: ValueType = ValueType::String;
}

/// What is known of the program.
#[derive(Clone, Debug, Fields)]
#[telemetry(common = "base", destinations(keeper))]
pub(crate) struct Base {
    /// The program's version.
    #[telemetry(technical)]
    pub(crate) build: u64,
    /// Kept when its source disappears.
    #[telemetry(technical, supply = "last-known")]
    pub(crate) seen: Option<u64>,
}

/// What is known of the host.
#[derive(Clone, Debug, Fields)]
#[telemetry(common = "host", destinations(keeper, disk), condition = { channel: preview })]
pub(crate) struct Host {
    /// How many processors it has.
    #[telemetry(technical)]
    pub(crate) cores: u64,
    /// The same name as in the other set.
    #[telemetry(technical)]
    pub(crate) build: Option<u64>,
}

/// What somebody wrote.
#[derive(Clone, Debug, Fields)]
#[telemetry(common = "notes", destinations(disk))]
pub(crate) struct Notes {
    /// The text.
    #[telemetry(content)]
    pub(crate) text: String,
}

/// Who it is.
#[derive(Clone, Debug, Fields)]
#[telemetry(common = "account", destinations(patient))]
pub(crate) struct Account {
    /// Which plan.
    #[telemetry(technical)]
    pub(crate) plan: u64,
}
