//! How a program sets its telemetry up.

mod flow;

use crate::runtime::account::Account;
use crate::runtime::cleaning::Cleaner;
use crate::runtime::clock::{Clock, MachineClock};
use crate::runtime::commons::{Each, KnownSet};
use crate::runtime::consent::{Facts, FileMemory, Inputs, Memory, MemoryError, Remembered, decide, recall};
use crate::runtime::engine::{Berth, Engine, Ledger, Means, hold};
use crate::runtime::flow::{Method, Now, Quota, QuotaStore, Sampling};
use crate::runtime::home::Home;
use crate::runtime::keys::{KeyStore, Keys};
use crate::runtime::lane::{Gate, Lane};
use crate::runtime::lane_rules::{LaneOptions, scramble};
use crate::runtime::plans::Plans;
use crate::runtime::sender::Sender;
use crate::runtime::shards::Shards;
use crate::runtime::stages::{Gates, Recipe, Stages};
use crate::runtime::state::State;
use crate::runtime::telemetry::Telemetry;
use crate::runtime::transform::{Patterns, Redact};
use crate::runtime::wire::Ids;
use crate::runtime::{Losses, duration_millis, environment};
use crate::{CatalogDescriptor, CommonSet, DestinationDescriptor, EventDescriptor};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How many bytes may wait to be handed on: for all threads together.
const RECORDS: usize = 32 << 20;

/// Sets telemetry up. [`Telemetry::builder`] makes one.
pub struct Builder {
    catalog: &'static CatalogDescriptor,
    pub(crate) program: String,
    pub(crate) memory: Arc<dyn Memory>,
    pub(crate) inputs: Option<Inputs>,
    clock: Arc<dyn Clock>,
    keys: Option<Keys>,
    redactor: Option<Box<dyn Redact + Send>>,
    facts: Vec<(String, String)>,
    sets: Vec<(KnownSet, Option<Vec<u8>>)>,
    /// What is not known of the values of sets, since it was too long.
    unrecorded: Losses,
    each: Vec<Each>,
    lanes: Vec<Planned>,
    sampling: BTreeMap<&'static str, Method>,
    quotas: BTreeMap<&'static str, Quota>,
    /// Those that count what leaves for a destination, by the destination and the event.
    quotas_at: BTreeMap<(String, &'static str), Quota>,
    quota_store: Option<Box<dyn QuotaStore>>,
    /// Whether an event with a declared quota was named, whose counts must be kept.
    needs_counts: bool,
    machines: Vec<(String, &'static EventDescriptor, Recipe)>,
    records: usize,
    pub(crate) tick: Duration,
    pub(crate) is_stepped: bool,
    faults: Vec<String>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let destinations: Vec<_> = self.lanes.iter().map(|lane| lane.destination.name).collect();
        let mut shown = formatter.debug_struct("Builder");
        shown.field("catalog", &self.catalog.id).field("destinations", &destinations).finish_non_exhaustive()
    }
}

/// A lane that was asked for.
struct Planned {
    destination: DestinationDescriptor,
    /// The name of the further copy that it sends, where it is one.
    copy: Option<&'static str>,
    sender: Box<dyn Sender>,
    options: LaneOptions,
}

/// Why telemetry could not be set up: what the program says is not what the catalog says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

/// Keeps nothing: nobody has decided, and nobody is asked twice in one run.
struct NoMemory;

impl Memory for NoMemory {
    fn load(&self) -> Result<Remembered, MemoryError> {
        Ok(Remembered::default())
    }

    fn save(&self, _: &Remembered) -> Result<(), MemoryError> {
        Ok(())
    }
}

impl Builder {
    pub(crate) fn new(catalog: &'static CatalogDescriptor) -> Self {
        Self {
            catalog,
            program: catalog.id.to_owned(),
            memory: Arc::new(NoMemory),
            inputs: None,
            clock: Arc::new(MachineClock::new()),
            keys: None,
            redactor: None,
            facts: Vec::new(),
            sets: Vec::new(),
            unrecorded: Losses::default(),
            each: Vec::new(),
            lanes: Vec::new(),
            sampling: BTreeMap::new(),
            quotas: BTreeMap::new(),
            quotas_at: BTreeMap::new(),
            quota_store: None,
            needs_counts: false,
            machines: Vec::new(),
            records: RECORDS,
            tick: Duration::from_millis(100),
            is_stepped: false,
            faults: Vec::new(),
        }
    }

    /// Sets what the program is called in its environment variables; the catalog's identifier otherwise.
    #[must_use]
    pub fn program(mut self, name: impl Into<String>) -> Self {
        self.program = name.into();
        self
    }

    /// Keeps what the user decides in a file.
    #[must_use]
    pub fn remember_in(self, file: impl Into<std::path::PathBuf>) -> Self {
        self.memory(FileMemory::new(file))
    }

    /// Keeps what the user decides wherever the program keeps its settings. Without it nobody has ever decided.
    #[must_use]
    pub fn memory(mut self, memory: impl Memory + 'static) -> Self {
        self.memory = Arc::new(memory);
        self
    }

    /// Sets who may lower the level. Without it the environment is asked; what is remembered is added either way, unless
    /// it is set here.
    #[must_use]
    pub fn inputs(mut self, inputs: Inputs) -> Self {
        self.inputs = Some(inputs);
        self
    }

    /// Sets where the keys of keyed hashes are kept. Without it they last as long as the program runs.
    #[must_use]
    pub fn keys(mut self, store: impl KeyStore + 'static) -> Self {
        self.keys = Some(Keys::new(self.catalog.id, store));
        self
    }

    /// Sets what cleans text. Without it the catalog's `redaction` is obeyed, with the names of this machine and its user.
    #[must_use]
    pub fn redactor(mut self, redactor: impl Redact + Send + 'static) -> Self {
        self.redactor = Some(Box::new(redactor));
        self
    }

    /// Says a fact of the program that conditions ask for.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.facts.push((name.into(), value.to_string()));
        self
    }

    /// Gives the values of a common set; [`Telemetry::set_common`] may change them.
    #[must_use]
    pub fn common<C: CommonSet>(mut self, values: &C) -> Self {
        let set = KnownSet::new(C::COMMON, C::DESCRIPTOR);
        let (tape, losses) = set.tape(values);
        self.unrecorded.merge(&losses);
        self.sets.push((set, Some(tape)));
        self
    }

    /// Names a common set whose values [`Telemetry::set_common`] gives later.
    #[must_use]
    pub fn common_later<C: CommonSet>(mut self) -> Self {
        self.sets.push((KnownSet::new(C::COMMON, C::DESCRIPTOR), None));
        self
    }

    /// Computes a common set for each event, where it is recorded. One that panics is left out.
    #[must_use]
    pub fn common_each<C: CommonSet>(mut self, provide: impl Fn() -> C + Send + Sync + 'static) -> Self {
        let provide = Box::new(move |encoder: &mut dyn crate::Encoder| provide().encode(encoder));
        self.each.push(Each { rules: C::COMMON, fields: C::DESCRIPTOR, provide });
        self
    }

    /// Sends what goes to a destination of the catalog with a sender.
    #[must_use]
    pub fn destination(self, name: &str, sender: impl Sender + 'static) -> Self {
        self.destination_with(name, sender, LaneOptions::default())
    }

    /// Sends what goes to a destination of the catalog with a sender, as options say.
    #[must_use]
    pub fn destination_with(mut self, name: &str, sender: impl Sender + 'static, options: LaneOptions) -> Self {
        if let Some(destination) = self.declared(name) {
            self.add(Planned { destination, copy: None, sender: Box::new(sender), options });
        }
        self
    }

    /// Sends one of the further copies that the catalog declares for a destination: what goes to the destination goes to
    /// this sender too, on the same terms and with an id of its own.
    #[must_use]
    pub fn copy(self, destination: &str, copy: &str, sender: impl Sender + 'static) -> Self {
        self.copy_with(destination, copy, sender, LaneOptions::default())
    }

    /// Sends one of the further copies of a destination, as options say.
    #[must_use]
    pub fn copy_with(
        mut self,
        destination: &str,
        copy: &str,
        sender: impl Sender + 'static,
        options: LaneOptions,
    ) -> Self {
        let Some(destination) = self.declared(destination) else { return self };
        match destination.rules.copies.iter().find(|known| **known == copy) {
            Some(copy) => self.add(Planned { destination, copy: Some(*copy), sender: Box::new(sender), options }),
            None => {
                let known = listed(destination.rules.copies);
                self.faults.push(format!("destination `{}` has no copy `{copy}`; it has {known}", destination.name));
            }
        }
        self
    }

    /// Returns a destination of the catalog.
    fn declared(&mut self, name: &str) -> Option<DestinationDescriptor> {
        let destinations = self.catalog.destinations;
        let found = destinations.iter().find(|destination| destination.name == name).copied();
        if found.is_none() {
            let known: Vec<_> = destinations.iter().map(|known| known.name).collect();
            let known = listed(&known);
            self.faults.push(format!("catalog `{}` has no destination `{name}`; it has {known}", self.catalog.id));
        }
        found
    }

    fn add(&mut self, lane: Planned) {
        let is_same = |known: &Planned| known.destination.name == lane.destination.name && known.copy == lane.copy;
        if self.lanes.iter().any(is_same) {
            let copy = lane.copy.map(|copy| format!("copy `{copy}` of ")).unwrap_or_default();
            let name = lane.destination.name;
            return self.faults.push(format!("{copy}destination `{name}` is set up twice; give it one sender"));
        }
        self.lanes.push(lane);
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets how many bytes may wait to be handed on, for all threads together; 32 MiB otherwise. What comes beyond is
    /// dropped and counted.
    #[must_use]
    pub fn record_bytes(mut self, bytes: usize) -> Self {
        self.records = bytes;
        self
    }

    /// Sets how often what was recorded is collected; every 100 ms otherwise, and less often while nothing comes.
    #[must_use]
    pub fn tick(mut self, tick: Duration) -> Self {
        self.tick = tick;
        self
    }

    /// Starts no threads: the program calls [`Telemetry::step`] when it likes. For tests, simulations, and programs that
    /// may have no threads.
    #[must_use]
    pub fn stepped(mut self) -> Self {
        self.is_stepped = true;
        self
    }

    /// Sets telemetry up.
    ///
    /// # Errors
    ///
    /// What the catalog does not have: a destination, a fact, a value of one; and what would let more of an event pass than
    /// it declares.
    pub fn build(mut self) -> Result<Telemetry, BuildError> {
        let mut facts = Facts::new(self.catalog.rules.facts);
        for (name, value) in std::mem::take(&mut self.facts) {
            if let Err(fault) = facts.set(&name, value) {
                self.faults.push(fault.to_string());
            }
        }
        self.check_flow();
        if !self.faults.is_empty() {
            return Err(BuildError(self.faults.join("\n")));
        }
        let inputs = self.inputs.clone().unwrap_or_else(|| {
            let (remembered, _) = recall(&*self.memory);
            Inputs { remembered, ..environment::inputs(&self.program, &self.catalog.rules.consent) }
        });
        let decision = decide(&inputs, self.catalog.rules, &facts);
        self.inputs = Some(inputs);
        if self.redactor.is_none() {
            let cleaner = Cleaner::new(&self.catalog.rules.redaction, &environment::own_names());
            self.redactor = Some(Box::new(cleaner.map_err(|fault| BuildError(fault.to_string()))?));
        }
        let engine = self.engine(State::new(decision, facts));
        Ok(Telemetry::start(engine, self))
    }

    fn engine(&mut self, state: State) -> Engine {
        let mut ids = Ids::new();
        let session = ids.version_4();
        let seed = u64::from_le_bytes(std::array::from_fn(|index| session[index]));
        let (mut lanes, mut destinations) = (Vec::new(), Vec::new());
        let mut quotas: BTreeMap<_, _> =
            std::mem::take(&mut self.quotas).into_iter().map(|(name, quota)| (name.to_owned(), quota)).collect();
        for Planned { destination, copy, sender, options } in self.lanes.drain(..) {
            let lane = Lane::new(destination.name, options, gate(&destination), scramble(seed ^ lanes.len() as u64));
            let lane = lane.of_copy(copy);
            let mut stages = Stages::default();
            // What is held is held on the way to the destination itself.
            let is_here = |on_way: &str| on_way == destination.name && copy.is_none();
            for (_, event, recipe) in self.machines.extract_if(.., |(on_way, ..)| is_here(on_way)) {
                stages.add(event, destination.name, &recipe);
            }
            for ((_, event), quota) in self.quotas_at.extract_if(.., |(at, _), _| is_here(at)) {
                let name = format!("{event}@{}", destination.name);
                stages.count(event, name.as_str().into());
                quotas.insert(name, quota);
            }
            let (lane, sender, stages) = (Mutex::new(lane), Mutex::new(sender), Mutex::new(stages));
            lanes.push(Berth { lane, sender, room: Mutex::default(), stages });
            destinations.push(destination);
        }
        let mut sets = Vec::new();
        for (set, tape) in self.sets.drain(..) {
            let name = set.rules.name;
            if let Some(tape) = tape {
                state.change(|next| {
                    next.commons.insert(name, Arc::new(tape));
                });
                for berth in &lanes {
                    hold(&berth.lane).learn(name);
                }
            }
            sets.push(set);
        }
        let keys =
            self.keys.take().or_else(|| Some(Keys::new(self.catalog.id, crate::runtime::keys::MemoryKeys::default())));
        let means = Means {
            keys,
            redactor: self.redactor.take(),
            patterns: Patterns::default(),
            losses: Losses::default(),
            ids,
            session,
        };
        let now = Now { wall: self.clock.wall(), steady: self.clock.steady() };
        let sampling = std::mem::take(&mut self.sampling)
            .into_iter()
            .zip(0..)
            .map(|((name, method), number)| (name, Sampling::new(method, scramble(seed.wrapping_add(number)))));
        let gates = Gates::new(sampling.collect(), quotas, self.quota_store.take(), seed, now);
        Engine {
            home: Home::here(),
            catalog: self.catalog,
            clock: Arc::clone(&self.clock),
            state,
            shards: Shards::new(self.records),
            plans: Plans::new(),
            lanes,
            destinations,
            each: std::mem::take(&mut self.each),
            sets,
            ledger: Mutex::new(Ledger { gates, ..Ledger::default() }),
            means: Mutex::new(means),
            unrecorded: Mutex::new(std::mem::take(&mut self.unrecorded)),
            is_closed: AtomicBool::new(false),
        }
    }
}

/// Returns names as a message shows them.
fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn gate(destination: &DestinationDescriptor) -> Option<Gate> {
    let wait = destination.rules.wait_for?;
    Some(Gate { set: wait.common, longest: duration_millis(wait.timeout)?, most: wait.max_events as usize })
}

/// What was left when telemetry was shut down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// How many events were dropped since the deadline came first.
    pub lost: u64,
    /// What became of all events.
    pub account: Account,
}
