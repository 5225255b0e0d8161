//! The event that is measured: three short texts, two whole numbers, a number, a boolean, a word of a vocabulary.

use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::{Batch, Builder, Item, Outcome, Sender, Telemetry};
use telemetry_core::{Consent, Event, FieldEnum, Public};

telemetry_core::catalog! {
    catalog: "bench", title: "Bench", version: "1.0.0", description: "Made to be measured.",
    destinations: { store: { ceiling: interaction, consent: usage } },
}

/// A command was run.
#[derive(Event)]
#[cfg_attr(feature = "others", derive(serde::Serialize))]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
pub struct CommandRun {
    /// The language of the file.
    #[telemetry(technical)]
    #[cfg_attr(feature = "others", serde(serialize_with = "public"))]
    pub language: Public<String>,
    /// The version of the program.
    #[telemetry(technical)]
    #[cfg_attr(feature = "others", serde(serialize_with = "public"))]
    pub version: Public<String>,
    /// The command.
    #[telemetry(technical)]
    #[cfg_attr(feature = "others", serde(serialize_with = "public"))]
    pub command: Public<String>,
    /// How many files were open.
    #[telemetry(technical)]
    pub files: u64,
    /// How many lines came or went.
    #[telemetry(technical)]
    pub delta: i64,
    /// Which part of the file was shown.
    #[telemetry(interaction)]
    pub ratio: f64,
    /// Whether it succeeded.
    #[telemetry(technical)]
    pub successful: bool,
    /// What came of it.
    #[telemetry(technical)]
    pub outcome: Result,
}

/// What came of a command.
#[derive(Clone, Copy, FieldEnum)]
#[cfg_attr(feature = "others", derive(serde::Serialize))]
#[cfg_attr(feature = "others", serde(rename_all = "snake_case"))]
pub enum Result {
    /// It was kept.
    Accepted,
    /// It was undone.
    Rejected,
}

#[cfg(feature = "others")]
fn public<S: serde::Serializer>(text: &Public<String>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(text.as_ref())
}

/// Returns an event that is like no other in its numbers.
pub fn event(number: u64) -> CommandRun {
    const COMMANDS: [&str; 2] = ["editor.action.quickFix", "workbench.action.files.save"];
    CommandRun {
        language: Public::new("typescript".to_owned()),
        version: Public::new("1.104.2".to_owned()),
        command: Public::new(COMMANDS[(number % 2) as usize].to_owned()),
        files: number * 7919 % 5000,
        delta: (number * 104_729 % 100_000).cast_signed() - 50_000,
        ratio: (number % 1000) as f64 / 999.0,
        successful: number.is_multiple_of(3),
        outcome: if number.is_multiple_of(5) { Result::Rejected } else { Result::Accepted },
    }
}

/// Returns events to take in turns.
pub fn events() -> Vec<CommandRun> {
    (0..16).map(event).collect()
}

/// Takes everything and keeps nothing.
pub struct Nowhere;

impl Sender for Nowhere {
    fn encode(&mut self, _: &Item<'_>, entry: &mut Vec<u8>) {
        entry.push(b'\n');
    }

    fn send(&mut self, _: &Batch<'_>) -> Outcome {
        Outcome::Accepted
    }
}

/// Begins telemetry whose user chose a level.
pub fn builder(level: Consent) -> Builder {
    let mut inputs = Inputs::default();
    inputs.remembered = Remembered { choice: Some(Choice { level, version: 1, at: 0 }), ..Remembered::default() };
    Telemetry::builder(&CATALOG).inputs(inputs)
}
