//! The threads of one telemetry: one hands on what was recorded, one for each destination sends.
//!
//! They look around by themselves: recording never wakes them. While nothing comes they look less and less often.

use crate::runtime::engine::{Engine, hold};
use crate::runtime::home::Home;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

/// The longest time between two looks.
const LONGEST_TICK: Duration = Duration::from_secs(1);

/// The longest time for which what was recorded is handed on at once: who asks for the account waits so long.
const LONGEST_TURN: Duration = Duration::from_millis(5);

/// The time between two such turns, in which others get at the account.
const BETWEEN_TURNS: Duration = Duration::from_micros(50);

/// The longest time that threads have to end; those that no sender holds take a fraction of a millisecond.
const LONGEST_GOODBYE: Duration = Duration::from_millis(20);

/// The threads of one telemetry.
pub(crate) struct Threads {
    handles: Mutex<Vec<JoinHandle<()>>>,
    wakers: Vec<Thread>,
    stop: Arc<AtomicBool>,
    /// The process that they run in.
    home: Home,
}

impl Threads {
    /// Returns no threads.
    pub(crate) fn none() -> Self {
        Self {
            handles: Mutex::default(),
            wakers: Vec::new(),
            stop: Arc::new(AtomicBool::new(true)),
            home: Home::here(),
        }
    }

    /// Starts the threads. Where the system gives none, there are none, and flushing does their work.
    pub(crate) fn start(engine: &Arc<Engine>, tick: Duration) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut threads = Vec::new();
        for lane in 0..engine.lanes.len() {
            let (engine, stop) = (Arc::clone(engine), Arc::clone(&stop));
            let name = format!("telemetry-{}", engine.destinations[lane].name);
            threads.extend(thread::Builder::new().name(name).spawn(move || send(&engine, lane, &stop)));
        }
        let wakers: Vec<Thread> = threads.iter().map(|thread| thread.thread().clone()).collect();
        let is_whole = threads.len() == engine.lanes.len();
        let router = is_whole.then(|| {
            let (engine, stop, wakers) = (Arc::clone(engine), Arc::clone(&stop), wakers.clone());
            thread::Builder::new().name("telemetry".to_owned()).spawn(move || collect(&engine, tick, &stop, &wakers))
        });
        match router {
            Some(Ok(router)) => threads.push(router),
            _ => stop.store(true, Ordering::Release),
        }
        Self { handles: Mutex::new(threads), wakers, stop, home: Home::here() }
    }

    /// Returns whether the threads do their work.
    pub(crate) fn are_running(&self) -> bool {
        !self.stop.load(Ordering::Acquire)
    }

    fn wake(&self) {
        self.wakers.iter().for_each(Thread::unpark);
    }

    /// Waits until something holds, or the time is over.
    pub(crate) fn wait_until(&self, most: Duration, holds: impl Fn() -> bool) {
        let end = Instant::now() + most.min(Duration::from_secs(1 << 30));
        let mut pause = Duration::from_micros(200);
        while !holds() && Instant::now() < end {
            self.wake();
            thread::sleep(pause.min(end.saturating_duration_since(Instant::now())));
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// Ends the threads. One that a sender holds is left to itself: it sends nothing more.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Release);
        if !self.home.is_here() {
            return;
        }
        let threads = std::mem::take(&mut *hold(&self.handles));
        for thread in &threads {
            thread.thread().unpark();
        }
        // A sender may own the last handle of its telemetry.
        let own = thread::current().id();
        let others = || threads.iter().filter(|thread| thread.thread().id() != own);
        let end = Instant::now() + LONGEST_GOODBYE;
        while !others().all(JoinHandle::is_finished) && Instant::now() < end {
            thread::sleep(Duration::from_micros(100));
        }
        for thread in threads.into_iter().filter(JoinHandle::is_finished) {
            // It caught its own panics.
            let _ = thread.join();
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Hands on what was recorded, again and again.
fn collect(engine: &Engine, tick: Duration, stop: &AtomicBool, wakers: &[Thread]) {
    let mut pause = tick;
    while !stop.load(Ordering::Acquire) {
        thread::park_timeout(pause);
        if engine.is_collected() {
            pause = (pause * 2).clamp(tick, LONGEST_TICK.max(tick));
            continue;
        }
        let end = Instant::now() + LONGEST_TURN;
        pause = if engine.collect_until(|| Instant::now() >= end) { tick } else { BETWEEN_TURNS };
        engine.full_lanes().for_each(|lane| wakers[lane].unpark());
    }
}

/// Sends what is due of a lane, again and again.
fn send(engine: &Engine, lane: usize, stop: &AtomicBool) {
    while !stop.load(Ordering::Acquire) {
        while engine.send(lane) && !stop.load(Ordering::Acquire) {}
        let due = hold(&engine.lanes[lane].lane).due();
        let now = engine.clock.steady();
        let pause = due.map_or(LONGEST_TICK, |due| Duration::from_millis(due.saturating_sub(now)).min(LONGEST_TICK));
        thread::park_timeout(pause.max(Duration::from_millis(1)));
    }
}
