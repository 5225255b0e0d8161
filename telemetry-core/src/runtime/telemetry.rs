//! The telemetry of a running program: the one handle that it records into.

use crate::runtime::Losses;
use crate::runtime::account::{Account, Reason};
use crate::runtime::builder::{Builder, Left};
use crate::runtime::consent::{
    Choice, Decision, FactError, Inputs, Memory, MemoryError, Notice, Remembered, change, decide, recall,
};
use crate::runtime::declared::sample_fault;
use crate::runtime::engine::{Engine, hold};
use crate::runtime::flow::{Method, Sampling};
use crate::runtime::keeping::Keeping;
use crate::runtime::keys::Keys;
use crate::runtime::lane_rules::scramble;
use crate::runtime::state::Snapshot;
use crate::runtime::threads::Threads;
use crate::{CatalogDescriptor, CommonSet, Consent, Event, KeyScope};
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The telemetry of a running program. Clones are the same telemetry.
#[derive(Clone)]
pub struct Telemetry {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Arc<Engine>,
    memory: Arc<dyn Memory>,
    inputs: Mutex<Inputs>,
    keeping: Keeping,
    /// What the program is called in its environment variables.
    program: String,
    threads: Threads,
}

impl fmt::Debug for Telemetry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Telemetry");
        shown.field("catalog", &self.catalog().id).field("level", &self.decision().level).finish_non_exhaustive()
    }
}

impl Telemetry {
    /// Begins to set telemetry up for a catalog.
    #[must_use]
    pub fn builder(catalog: &'static CatalogDescriptor) -> Builder {
        Builder::new(catalog)
    }

    /// Returns the catalog that it records for.
    #[must_use]
    pub fn catalog(&self) -> &'static CatalogDescriptor {
        self.inner.engine.catalog
    }

    /// Returns what the program is called in its environment variables.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.inner.program
    }

    /// Returns what all threads share; `None` in a process that was forked off, where nothing of it is touched, and
    /// nothing recorded from now on.
    pub(crate) fn engine(&self) -> Option<&Engine> {
        let engine = &*self.inner.engine;
        let is_here = engine.home.is_here();
        if !is_here {
            engine.is_closed.store(true, Ordering::SeqCst);
        }
        is_here.then_some(engine)
    }

    /// Returns what was decided and told as far as this run knows, and why what is kept of it cannot be read.
    pub(crate) fn remembered(&self) -> (Remembered, Option<MemoryError>) {
        let (kept, trouble) = recall(&*self.inner.memory);
        (self.engine().map_or(kept, |_| hold(&self.inner.inputs).remembered.clone()), trouble)
    }

    pub(crate) fn start(engine: Engine, builder: Builder) -> Self {
        let engine = Arc::new(engine);
        let threads = if builder.is_stepped { Threads::none() } else { Threads::start(&engine, builder.tick) };
        let inputs = Mutex::new(builder.inputs.unwrap_or_default());
        let (memory, program, keeping) = (builder.memory, builder.program, Keeping::default());
        Self { inner: Arc::new(Inner { engine, memory, inputs, keeping, program, threads }) }
    }

    /// Records an event. It returns at once, whatever becomes of the event: that is in the [`account`](Self::account).
    ///
    /// What consent refuses costs a comparison. Everything else is copied as it is: filters, transforms and sending are
    /// the work of other threads, which are not woken.
    #[inline]
    pub fn record<E: Event>(&self, event: &E) {
        if self.may_record::<E>() {
            self.inner.engine.record(E::DESCRIPTOR, None, |encoder| event.encode(encoder));
        }
    }

    /// Records an event that is made only if consent does not refuse it.
    #[inline]
    pub fn record_with<E: Event>(&self, make: impl FnOnce() -> E) {
        if self.may_record::<E>() {
            let event = make();
            self.inner.engine.record(E::DESCRIPTOR, None, |encoder| event.encode(encoder));
        }
    }

    /// Records an event whose subject was shown to the user at a moment, in milliseconds since 1970.
    pub fn record_shown<E: Event>(&self, event: &E, displayed: i64) {
        if self.may_record::<E>() {
            self.inner.engine.record(E::DESCRIPTOR, Some(displayed), |encoder| event.encode(encoder));
        }
    }

    /// Returns whether an event would be recorded now, as far as its level decides.
    ///
    /// At level `local` everything may be: what is not kept on the machine is refused behind it.
    #[inline]
    #[must_use]
    pub fn may_record<E: Event>(&self) -> bool {
        let consent = E::DESCRIPTOR.consent;
        self.inner.engine.state.allows(if consent as u8 > Consent::Local as u8 { Consent::Local } else { consent })
    }

    /// Returns what became of all events, at this moment. Every event is in it exactly once.
    #[must_use]
    pub fn account(&self) -> Account {
        self.engine().map(Engine::account).unwrap_or_default()
    }

    /// Returns what was cut, left out or counted of values.
    #[must_use]
    pub fn losses(&self) -> Losses {
        let Some(engine) = self.engine() else { return Losses::default() };
        let mut losses = hold(&engine.unrecorded).clone();
        losses.merge(&hold(&engine.means).losses);
        losses
    }

    /// Returns the level that holds, and the rule that decided it. In a process that was forked off it is `off`.
    #[must_use]
    pub fn decision(&self) -> Decision {
        self.engine().map_or_else(Decision::of_a_fork, |engine| engine.state.now().decision.clone())
    }

    /// Keeps what the user decided, and obeys it: what may not be sent any more is deleted, or stays where the catalog
    /// says so. Returns how many events were deleted.
    ///
    /// # Errors
    ///
    /// The decision could not be kept. It is obeyed all the same, until the program ends.
    pub fn choose(&self, level: Consent) -> Result<u64, MemoryError> {
        let version = self.inner.engine.catalog.rules.consent.version;
        let at = self.inner.engine.clock.wall();
        self.remember(|remembered| remembered.choose(Choice { level, version, at }))
    }

    /// Keeps that a permission was given.
    ///
    /// # Errors
    ///
    /// As [`choose`](Self::choose). And where the catalog has no such permission: it is not kept either, or a later catalog
    /// that has it would find it given.
    pub fn grant(&self, name: &str) -> Result<u64, MemoryError> {
        let known: Vec<_> = self.catalog().rules.grants.iter().map(|grant| grant.name).collect();
        if !known.contains(&name) {
            return Err(MemoryError::Unknown { name: name.to_owned(), known });
        }
        self.remember(|remembered| {
            // A name that cannot be remembered is not granted.
            let _ = remembered.grants.give(name);
        })
    }

    /// Keeps that a permission was taken back, and obeys it.
    ///
    /// # Errors
    ///
    /// As [`choose`](Self::choose).
    pub fn revoke(&self, name: &str) -> Result<u64, MemoryError> {
        self.remember(|remembered| {
            remembered.grants.revoke(name);
        })
    }

    /// Reads anew what is remembered, and obeys it: another process of the program may have kept a decision meanwhile, as
    /// `quill telemetry off` does beside a running editor. What cannot be read counts as undecided. Returns how many events
    /// were deleted.
    pub fn recall(&self) -> u64 {
        if self.engine().is_none() {
            return 0;
        }
        let _keeping = self.inner.keeping.begin();
        let (remembered, _) = recall(&*self.inner.memory);
        let mut inputs = hold(&self.inner.inputs);
        inputs.remembered = remembered;
        self.decide(&inputs)
    }

    fn remember(&self, apply: impl Fn(&mut Remembered)) -> Result<u64, MemoryError> {
        // One after the other: a permission that is given at the same time must not bring back what a withdrawal took.
        let _keeping = self.engine().map(|_| self.inner.keeping.begin());
        let mut deleted = 0;
        if self.engine().is_some() {
            let mut inputs = hold(&self.inner.inputs);
            apply(&mut inputs.remembered);
            deleted = self.decide(&inputs);
        }
        change(&*self.inner.memory, |remembered| apply(remembered))?;
        Ok(deleted)
    }

    /// Keeps that the user was told what is collected: the notice of this version is not shown again. What holds for those
    /// who were told holds from the next run on.
    ///
    /// # Errors
    ///
    /// It could not be kept.
    pub fn remember_notice(&self) -> Result<(), MemoryError> {
        let _keeping = self.engine().map(|_| self.inner.keeping.begin());
        let notice = Notice { version: self.catalog().rules.consent.version, at: self.inner.engine.clock.wall() };
        change(&*self.inner.memory, |remembered| remembered.notice = Some(notice)).map(drop)
    }

    /// Deletes what waits to be sent, and returns how many events these were. What is being sent at this moment is not
    /// sent again.
    pub fn clear(&self) -> u64 {
        let Some(engine) = self.engine() else { return 0 };
        engine.collect();
        let cleared = || -> u64 {
            engine.lanes.iter().map(|berth| hold(&berth.lane).account().dropped.count(Reason::Cleared)).sum()
        };
        let before = cleared();
        engine.clear_held(Reason::Cleared, |_| true);
        engine.lanes.iter().for_each(|berth| hold(&berth.lane).clear());
        cleared() - before
    }

    /// Forgets what tells this install apart, and begins a new session: nothing that is sent from now on can be joined
    /// with what was sent before. What the user decided stays, and so does what waits: [`clear`](Self::clear) deletes it.
    ///
    /// # Errors
    ///
    /// Why a key is still kept. It is not used any more while the program runs.
    pub fn forget(&self) -> io::Result<()> {
        let Some(engine) = self.engine() else {
            return Err(io::Error::other("the process was forked off; forget in the one that set telemetry up"));
        };
        let mut means = hold(&engine.means);
        means.session = means.ids.version_4();
        means.keys.as_mut().map_or(Ok(()), Keys::forget)
    }

    /// Says which project or organisation is open, so that values are hashed with its key; none where `name` is absent.
    /// For a session it begins a new one. An install is always itself.
    pub fn enter(&self, scope: KeyScope, name: Option<&str>) {
        let Some(engine) = self.engine() else { return };
        let mut means = hold(&engine.means);
        if scope == KeyScope::Session {
            means.session = means.ids.version_4();
        }
        if let Some(keys) = means.keys.as_mut() {
            keys.enter(scope, name);
        }
    }

    /// Says who may lower the level now, such as a new policy. Returns how many events were deleted.
    pub fn set_inputs(&self, change: impl FnOnce(&mut Inputs)) -> u64 {
        if self.engine().is_none() {
            return 0;
        }
        // The program's own code runs while nothing is held: it may call telemetry.
        let before = hold(&self.inner.inputs).clone();
        let mut after = before.clone();
        change(&mut after);
        let mut inputs = hold(&self.inner.inputs);
        inputs.adopt(&before, after);
        self.decide(&inputs)
    }

    /// Says a fact of the program anew; conditions hold or fail by it from now on.
    ///
    /// # Errors
    ///
    /// The catalog has no such fact, or the fact no such value.
    pub fn set_fact(&self, name: &str, value: impl std::fmt::Display) -> Result<(), FactError> {
        let (value, mut result) = (value.to_string(), Ok(()));
        if self.engine().is_none() {
            return result;
        }
        self.change(|next| result = next.facts.set(name, value));
        let inputs = hold(&self.inner.inputs);
        self.decide(&inputs);
        result
    }

    /// Decides again, and obeys.
    fn decide(&self, inputs: &Inputs) -> u64 {
        let engine = &self.inner.engine;
        let rules = engine.catalog.rules;
        let before = engine.state.now();
        let after = self.change(|next| next.decision = decide(inputs, rules, &next.facts));
        let is_less =
            after.decision.level < before.decision.level || !before.decision.grants.is_subset(&after.decision.grants);
        if !is_less {
            return 0;
        }
        if after.decision.level == Consent::Off {
            // What cannot be deleted now is not used any more: `forget` of the host says that it is still there.
            let _ = self.forget();
        }
        engine.withdraw()
    }

    /// Gives the values of a common set from now on. A field that is kept when its source disappears keeps its value
    /// where `values` has none. A set that was not named when telemetry was set up is ignored.
    pub fn set_common<C: CommonSet>(&self, values: &C) {
        let Some(engine) = self.engine() else { return };
        let Some(set) = engine.sets.iter().find(|set| set.rules.name == C::COMMON.name) else { return };
        // The program's own code runs before anything is held. A set that panics is as it was.
        let Ok((tape, losses)) = catch_unwind(AssertUnwindSafe(|| set.tape(values))) else { return };
        hold(&engine.unrecorded).merge(&losses);
        self.change(|next| {
            let before = next.commons.get(C::COMMON.name).map(|tape| tape.as_slice());
            let tape = set.kept(tape, before);
            next.commons.insert(C::COMMON.name, Arc::new(tape));
        });
        engine.lanes.iter().for_each(|berth| hold(&berth.lane).learn(C::COMMON.name));
    }

    /// Makes something else hold. Records name what held, which is not kept for ever.
    fn change(&self, change: impl FnOnce(&mut Snapshot)) -> Arc<Snapshot> {
        let engine = &self.inner.engine;
        let after = engine.state.change(change);
        if engine.state.is_crowded() {
            engine.collect();
        }
        after
    }

    /// Samples an event otherwise from now on. A method that would let more pass than the event declares changes nothing.
    pub fn set_sampling<E: Event>(&self, method: Method) {
        let Some(engine) = self.engine().filter(|_| sample_fault(E::DESCRIPTOR, method).is_none()) else { return };
        engine.collect();
        let seed = scramble(engine.clock.wall().unsigned_abs());
        hold(&engine.ledger).gates.sample(E::DESCRIPTOR.name, Sampling::new(method, seed));
    }

    /// Hands on what was recorded and sends what is due, on this thread. Returns whether anything was sent. What another
    /// thread is sending from is left to that one.
    pub fn step(&self) -> bool {
        let Some(engine) = self.engine() else { return false };
        engine.collect();
        // Each lane sends, whether another had something or not.
        (0..engine.lanes.len()).fold(false, |sent, lane| engine.send(lane) | sent)
    }

    /// Sends all that waits, and returns what became of it, at the latest when the time is over.
    #[must_use]
    pub fn flush(&self, most: Duration) -> Account {
        if let Some(engine) = self.engine() {
            self.drain(engine, engine.after(most));
        }
        self.account()
    }

    /// Ends telemetry: sends what waits, and drops and counts what is left when the time is over. What is recorded from
    /// now on is dropped and counted too.
    pub fn shutdown(&self, most: Duration) -> Left {
        let Some(engine) = self.engine() else { return Left { lost: 0, account: Account::default() } };
        let end = engine.after(most);
        engine.is_closed.store(true, Ordering::SeqCst);
        engine.lanes.iter().for_each(|berth| hold(&berth.lane).flush_last());
        self.drain(engine, end);
        let is_all = engine.collect_until(|| engine.is_over(end));
        let unseen = if is_all { 0 } else { engine.drop_rest() };
        engine.release_all();
        let lost: u64 = engine.lanes.iter().map(|berth| hold(&berth.lane).close()).sum();
        self.inner.threads.stop();
        Left { lost: lost + unseen, account: self.account() }
    }

    /// Sends all that waits, until a moment by the steady clock.
    fn drain(&self, engine: &Engine, end: u64) {
        engine.collect_until(|| engine.is_over(end));
        engine.release_all();
        engine.lanes.iter().for_each(|berth| hold(&berth.lane).flush());
        if self.inner.threads.are_running() {
            let most = Duration::from_millis(end.saturating_sub(engine.clock.steady()));
            self.inner.threads.wait_until(most, || engine.lanes.iter().all(|berth| hold(&berth.lane).is_idle()));
            return;
        }
        // Without threads this one does the work; a sender that blocks keeps it no longer than its own time-out.
        while self.step() && !engine.is_over(end) {}
    }
}
