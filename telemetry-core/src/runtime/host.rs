//! What a running telemetry answers to its users' subcommands.

use crate::rules::CatalogRules;
use crate::runtime::Telemetry;
use crate::runtime::account::DestinationAccount;
use crate::runtime::consent::{Forget, MemoryError, Rule, forget_all};
use crate::runtime::console::{Account, Changed, Host, Sample, ShownEvent, Status};
use crate::runtime::engine::Engine;
use crate::runtime::kept_file::write_new;
use crate::runtime::notice::{About, Recipient, short};
#[cfg(feature = "local-store")]
use crate::runtime::{
    console::EventState,
    senders::local_store::{Filter, LocalStore, Stored, StoredEvent},
};
use crate::{Consent, Event};
use std::path::Path;

/// Answers the subcommands of the [`console`](crate::runtime::console) from a running telemetry.
///
/// ```
/// use telemetry_core::runtime::{Telemetry, console, senders::memory::Recorder};
///
/// telemetry_core::catalog! {
///     catalog: quill,
///     title: "Quill",
///     version: "1.0.0",
///     description: "What Quill records.",
///     destinations: { store: { ceiling: technical, consent: usage } },
/// }
///
/// let telemetry = Telemetry::builder(&CATALOG).destination("store", Recorder::new());
/// # let telemetry = telemetry.inputs(Default::default()); // the tests may run in continuous integration
/// let telemetry = telemetry.stepped().build()?;
/// let (mut out, mut faults) = (Vec::new(), Vec::new());
/// let host = telemetry.host("quill telemetry");
/// console::run(&["on", "error"], &mut out, &mut faults, &host);
/// assert!(out.starts_with(b"Telemetry of Quill: error\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What only the program has, it hands over: a [sample](Self::with_sample) of each event for `preview`,
/// [what else](Self::with_forget) tells an install apart, and with the feature `local-store` its store, `with_store`.
pub struct TelemetryHost<'a> {
    telemetry: &'a Telemetry,
    command: &'a str,
    samples: Vec<MakeSample<'a>>,
    parts: Vec<&'a dyn Forget>,
    #[cfg(feature = "local-store")]
    stores: Vec<(&'a str, Stored)>,
}

/// Makes the sample of an event when somebody asks for it.
type MakeSample<'a> = Box<dyn Fn(&Telemetry) -> Sample + 'a>;

impl Telemetry {
    /// Returns what answers the subcommands; `command` is what users type before one: `quill telemetry`.
    #[must_use]
    pub fn host<'a>(&'a self, command: &'a str) -> TelemetryHost<'a> {
        TelemetryHost {
            telemetry: self,
            command,
            samples: Vec::new(),
            parts: Vec::new(),
            #[cfg(feature = "local-store")]
            stores: Vec::new(),
        }
    }
}

impl<'a> TelemetryHost<'a> {
    /// Adds an event for `preview`: it is shown as each destination would get it from this machine now.
    #[must_use]
    pub fn with_sample<E: Event + 'a>(mut self, event: E) -> Self {
        self.samples.push(Box::new(move |telemetry| telemetry.preview(&event)));
        self
    }

    /// Adds the store in which a destination keeps its events, for `show`, `export`, `clear` and `forget`.
    #[cfg(feature = "local-store")]
    #[must_use]
    pub fn with_store(mut self, destination: &'a str, store: &LocalStore) -> Self {
        self.stores.push((destination, store.stored()));
        self
    }

    /// Adds what `forget` deletes beside the keys and events, such as an id of the install that the program keeps.
    #[must_use]
    pub fn with_forget(mut self, part: &'a dyn Forget) -> Self {
        self.parts.push(part);
        self
    }

    /// Returns what the user is to be told before anything is sent, where they were not told yet. The program shows it
    /// where a person can read it, and says then that it [did](Telemetry::remember_notice).
    ///
    /// There is none where somebody has turned telemetry off, and none in continuous integration, where nobody reads.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let (rules, decision) = (self.rules(), self.telemetry.decision());
        let (remembered, _) = self.telemetry.remembered();
        if decision.rule < Rule::Undecided || !remembered.wants_notice(&rules.consent) {
            return None;
        }
        let level = match remembered.choice {
            Some(_) => decision.level,
            None => rules.consent.default.min(Consent::Usage),
        };
        let (recipients, grants) = (self.recipients(), decision.grants.into_iter().collect::<Vec<_>>());
        let (program, command) = (self.program(), Some(self.command));
        let about = About { rules, recipients: &recipients, level, grants: &grants, program, command, more: None };
        Some(short(&about))
    }

    fn changed(&self, deleted: Result<u64, MemoryError>) -> Result<Changed, String> {
        let deleted = deleted.map_err(|error| error.to_string())?;
        Ok(Changed { decision: self.telemetry.decision(), deleted })
    }

    /// Returns the newest events of the stores, at most so many of each, oldest first.
    #[cfg(feature = "local-store")]
    fn kept(&self, most: usize) -> Result<Vec<ShownEvent>, String> {
        let filter = Filter { newest: u32::try_from(most).ok(), ..Filter::default() };
        let mut events = Vec::new();
        for (destination, store) in &self.stores {
            let stored = store.show(&filter).map_err(|error| error.to_string())?;
            events.extend(stored.into_iter().rev().map(|StoredEvent { issued, name, event, .. }| ShownEvent {
                at: issued,
                name,
                destination: (*destination).to_owned(),
                state: EventState::Kept,
                body: event,
            }));
        }
        Ok(events)
    }

    #[cfg(not(feature = "local-store"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "with the feature there are stores to read")]
    fn kept(&self, _: usize) -> Result<Vec<ShownEvent>, String> {
        Ok(Vec::new())
    }

    /// Deletes what the stores keep, and returns how many events these were.
    #[cfg(feature = "local-store")]
    fn clear_stores(&self) -> Result<u64, String> {
        // Each is cleared, whatever becomes of the others.
        let cleared: Vec<_> = self.stores.iter().map(|(_, store)| store.clear()).collect();
        cleared.into_iter().sum::<Result<u64, _>>().map_err(|error| error.to_string())
    }

    #[cfg(not(feature = "local-store"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "with the feature there are stores to clear")]
    fn clear_stores(&self) -> Result<u64, String> {
        Ok(0)
    }
}

impl Host for TelemetryHost<'_> {
    fn command(&self) -> &str {
        self.command
    }

    fn program(&self) -> &str {
        self.telemetry.program()
    }

    fn rules(&self) -> &CatalogRules {
        self.telemetry.catalog().rules
    }

    fn recipients(&self) -> Vec<Recipient<'_>> {
        let recipient = |destination: &'static crate::DestinationDescriptor| Recipient {
            name: destination.name,
            consent: destination.consent,
            grant: destination.grant,
            rules: destination.rules,
        };
        self.telemetry.catalog().destinations.iter().map(recipient).collect()
    }

    fn status(&self) -> Status {
        let (remembered, trouble) = self.telemetry.remembered();
        let trouble = trouble.map(|error| error.to_string());
        if let Some(engine) = self.telemetry.engine() {
            engine.collect();
        }
        let account = self.telemetry.account();
        let destinations = if account.recorded == 0 { &[][..] } else { &account.destinations };
        let accounts = destinations.iter().map(account_of).collect();
        Status { decision: self.telemetry.decision(), remembered, trouble, accounts }
    }

    fn choose(&self, level: Consent) -> Result<Changed, String> {
        self.changed(self.telemetry.choose(level))
    }

    fn grant(&self, name: &str) -> Result<Changed, String> {
        self.changed(self.telemetry.grant(name))
    }

    fn revoke(&self, name: &str) -> Result<Changed, String> {
        self.changed(self.telemetry.revoke(name))
    }

    fn events(&self, most: usize) -> Result<Vec<ShownEvent>, String> {
        let mut events = self.kept(most)?;
        events.extend(self.telemetry.engine().map(Engine::waiting).unwrap_or_default());
        // Times are texts of one form: they sort as they follow each other. What has none comes first.
        events.sort_by(|one, other| one.at.cmp(&other.at));
        let older = events.len().saturating_sub(most);
        events.drain(..older);
        Ok(events)
    }

    fn samples(&self) -> Result<Vec<Sample>, String> {
        if self.samples.is_empty() {
            return Err("the program has prepared none".to_owned());
        }
        Ok(self.samples.iter().map(|sample| sample(self.telemetry)).collect())
    }

    fn export(&self, file: &Path) -> Result<u64, String> {
        let events = self.events(usize::MAX)?;
        let mut lines = String::new();
        for event in &events {
            lines.extend([&event.body, "\n"]);
        }
        write_new(file, &lines).map_err(|error| format!("`{}`: {error}", file.display()))?;
        Ok(events.len() as u64)
    }

    fn clear(&self) -> Result<u64, String> {
        // What waits goes first: some of it would still come to the store.
        let waited = self.telemetry.clear();
        Ok(waited + self.clear_stores()?)
    }

    fn forget(&self) -> Result<u64, String> {
        let mut reasons = Vec::new();
        reasons.extend(self.telemetry.forget().err().map(|error| format!("a key is still there: {error}")));
        reasons.extend(forget_all(&self.parts).err());
        let cleared = self.clear();
        reasons.extend(cleared.as_ref().err().cloned());
        if reasons.is_empty() { cleared } else { Err(reasons.join("; ")) }
    }
}

fn account_of(account: &DestinationAccount) -> Account {
    let &DestinationAccount { name, copy, recorded, sent, dropped, waiting, ref trouble } = account;
    let dropped = dropped.iter().map(|(reason, count)| (reason.name().to_owned(), count)).collect();
    let destination = copy.map_or_else(|| name.to_owned(), |copy| format!("{name}, {copy}"));
    Account { destination, recorded, sent, waiting, dropped, trouble: trouble.clone() }
}
