//! What answers the subcommands: the running telemetry of a program. It says what is; how that reads is the console's.

use crate::Consent;
use crate::rules::CatalogRules;
use crate::runtime::consent::{Decision, Remembered};
use crate::runtime::notice::Recipient;
use std::path::Path;

/// What answers the subcommands. An error is a short clause without a full stop, as `the disk is full`.
pub trait Host {
    /// Returns what users type before a subcommand: `quill telemetry`.
    fn command(&self) -> &str;

    /// Returns what the program is called in its environment variables: `quill`.
    fn program(&self) -> &str;

    /// Returns what the catalog demands.
    fn rules(&self) -> &CatalogRules;

    /// Returns who may receive something.
    fn recipients(&self) -> Vec<Recipient<'_>>;

    /// Returns what holds now.
    fn status(&self) -> Status;

    /// Keeps what the user decided and obeys it: a lower level empties queues as the catalog says.
    ///
    /// # Errors
    ///
    /// It could not be kept. A lower level is obeyed all the same, until the program ends.
    fn choose(&self, level: Consent) -> Result<Changed, String>;

    /// Keeps that a permission of the catalog was given.
    ///
    /// # Errors
    ///
    /// It could not be kept.
    fn grant(&self, name: &str) -> Result<Changed, String>;

    /// Keeps that a permission was taken back, and obeys it.
    ///
    /// # Errors
    ///
    /// It could not be kept. It is obeyed all the same, until the program ends.
    fn revoke(&self, name: &str) -> Result<Changed, String>;

    /// Returns the newest events that the machine still has, at most so many, oldest first.
    ///
    /// # Errors
    ///
    /// They cannot be read, or the program keeps none.
    fn events(&self, most: usize) -> Result<Vec<ShownEvent>, String>;

    /// Returns a sample of each event, as each destination would get it from this machine now.
    ///
    /// # Errors
    ///
    /// None can be made.
    fn samples(&self) -> Result<Vec<Sample>, String>;

    /// Writes all events that the machine still has to a new file, and returns how many there were.
    ///
    /// # Errors
    ///
    /// They cannot be read, or the file not be written. A file that is there is not overwritten.
    fn export(&self, file: &Path) -> Result<u64, String>;

    /// Deletes all events that the machine still has, those that wait to be sent as well, and returns how many there were.
    ///
    /// # Errors
    ///
    /// Some are still there.
    fn clear(&self) -> Result<u64, String>;

    /// Deletes what tells this install apart, and all events, and returns how many of these there were. What the user
    /// decided stays: a program that forgot that somebody said no would ask again.
    ///
    /// # Errors
    ///
    /// Something is still there.
    fn forget(&self) -> Result<u64, String>;
}

/// What holds, and what became of what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The level, and what decided it.
    pub decision: Decision,
    /// What the user decided, and was told.
    pub remembered: Remembered,
    /// Why what was remembered cannot be read.
    pub trouble: Option<String>,
    /// What became of the events of this run, for each destination; nothing where none was recorded.
    pub accounts: Vec<Account>,
}

/// What became of the events for one destination: recorded = sent + dropped + waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The name of the destination.
    pub destination: String,
    /// How many were recorded for it.
    pub recorded: u64,
    /// How many it took.
    pub sent: u64,
    /// How many wait to be sent.
    pub waiting: u64,
    /// How many were dropped, by reason.
    pub dropped: Vec<(String, u64)>,
    /// What there is trouble with, where events wait or are dropped because of it.
    pub trouble: Option<String>,
}

/// What a decision changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What holds now.
    pub decision: Decision,
    /// How many events were deleted that waited to be sent.
    pub deleted: u64,
}

/// An event that the machine still has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEvent {
    /// When it was recorded, RFC 3339 in UTC, as precisely as its destination may know it.
    pub at: Option<String>,
    /// Its name.
    pub name: String,
    /// The name of the destination.
    pub destination: String,
    /// What became of it.
    pub state: EventState,
    /// What it holds, as JSON.
    pub body: String,
}

/// What became of an event that the machine still has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// It stays on the machine: its destination sends nothing.
    Kept,
    /// It waits to be sent.
    Waiting,
    /// It was sent.
    Sent,
}

/// A sample of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The name of the event.
    pub event: String,
    /// What happened, in a sentence.
    pub description: String,
    /// What each destination would get.
    pub copies: Vec<SampleCopy>,
}

/// What one destination would get of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleCopy {
    /// The name of the destination.
    pub destination: String,
    /// What it would get, as JSON.
    pub body: String,
    /// Why it gets nothing at present, as a clause: `it needs the level usage`.
    pub withheld: Option<String>,
}
