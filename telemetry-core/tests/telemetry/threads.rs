//! Real threads and real time, each bounded: nothing is lost, nobody waits longer than was said.

use crate::behaviour::{failed, saved};
use crate::declared::CATALOG;
use crate::oracle::{hold, hush};
use crate::world::chosen;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use telemetry_core::Consent;
use telemetry_core::runtime::transform::Redact;
use telemetry_core::runtime::{Account, Batch, Builder, Item, LaneOptions, Outcome, Reason, Sender, Telemetry};

/// Long enough for any machine: nothing here waits for it.
const PATIENCE: Duration = Duration::from_mins(2);

/// Longer than any machine takes for what was given a second, and shorter than a sender that never comes back.
const FOREVER: Duration = Duration::from_secs(30);

/// Waits until something holds, which it does sooner or later, however busy the machine is.
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "{what}: not in {PATIENCE:?}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Ends what other threads do, also where this one fails: else it would wait for them for ever, and say nothing.
struct End<'f>(&'f AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Counts what arrives, and does something at each batch.
#[derive(Clone)]
struct Counter<F> {
    arrived: Arc<AtomicU64>,
    act: F,
}

impl<F: FnMut(&Batch<'_>) -> Outcome + Send> Sender for Counter<F> {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        entry.extend_from_slice(item.name.as_bytes());
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let outcome = (self.act)(batch);
        if outcome == Outcome::Accepted {
            self.arrived.fetch_add(batch.entries.len() as u64, Ordering::SeqCst);
        }
        outcome
    }
}

/// Sets telemetry up with threads and one destination.
fn running(
    change: impl FnOnce(Builder) -> Builder,
    options: LaneOptions,
    act: impl FnMut(&Batch<'_>) -> Outcome + Send + 'static,
) -> (Telemetry, Arc<AtomicU64>) {
    let arrived = Arc::new(AtomicU64::new(0));
    let builder = Telemetry::builder(&CATALOG).inputs(chosen(Consent::Usage));
    let builder = builder.destination_with("store", Counter { arrived: Arc::clone(&arrived), act }, options);
    (change(builder).build().expect("the catalog has it"), arrived)
}

fn plain() -> (Telemetry, Arc<AtomicU64>) {
    running(|builder| builder, LaneOptions::default(), |_| Outcome::Accepted)
}

/// Records from many threads at once, while somebody looks at the account all the time.
fn record_from(telemetry: &Telemetry, threads: u64, each: u64) {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let end = End(&is_over);
        let looker = scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                let account = telemetry.account();
                assert!(account.balances(), "{account:#?}");
            }
        });
        let recorders: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || (0..each).for_each(|number| telemetry.record(&saved(thread * each + number))))
            })
            .collect();
        for recorder in recorders {
            recorder.join().expect("recording never panics");
        }
        drop(end);
        looker.join().expect("the account always balances");
    });
}

/// Ends telemetry and holds its account against what was recorded: all of it arrived.
fn check_all_arrived(telemetry: &Telemetry, arrived: &AtomicU64, recorded: u64) {
    let left = telemetry.shutdown(PATIENCE);
    let sent: u64 = left.account.destinations.iter().map(|each| each.sent).sum();
    assert!(left.account.balances(), "{left:#?}");
    assert_eq!((left.lost, sent, left.account.recorded), (0, recorded, recorded), "{left:#?}");
    assert_eq!(arrived.load(Ordering::SeqCst), recorded);
}

#[test]
fn eight_threads_lose_nothing() {
    let (telemetry, arrived) = plain();
    record_from(&telemetry, 8, 20_000);
    check_all_arrived(&telemetry, &arrived, 160_000);
}

#[test]
fn a_burst_loses_nothing() {
    let (telemetry, arrived) = plain();
    (0..100_000).for_each(|serial| telemetry.record(&saved(serial)));
    check_all_arrived(&telemetry, &arrived, 100_000);
}

#[test]
fn a_thousand_threads_lose_nothing() {
    let (telemetry, arrived) = plain();
    record_from(&telemetry, 1000, 100);
    check_all_arrived(&telemetry, &arrived, 100_000);
}

/// A door that senders wait before.
#[derive(Clone, Default)]
struct Door(Arc<(Mutex<bool>, Condvar)>);

impl Door {
    fn wait(&self) {
        let mut is_open = hold(&self.0.0);
        while !*is_open {
            is_open = self.0.1.wait(is_open).expect("nobody panics here");
        }
    }

    fn open(&self) {
        *hold(&self.0.0) = true;
        self.0.1.notify_all();
    }
}

/// Returns how many events of the only destination did not arrive, for whatever reason.
fn missing(account: &Account) -> u64 {
    assert!(account.balances(), "{account:#?}");
    account.destinations.iter().map(|each| each.recorded - each.sent).sum()
}

#[test]
fn a_sender_that_blocks_keeps_nobody_longer_than_was_said() {
    let door = Door::default();
    let behind = door.clone();
    let came = Arc::new(AtomicBool::new(false));
    let comes = Arc::clone(&came);
    let options = LaneOptions { batch_events: 10, ..LaneOptions::default() };
    let (telemetry, arrived) = running(
        |builder| builder,
        options,
        move |_| {
            comes.store(true, Ordering::SeqCst);
            behind.wait();
            Outcome::Later { after: None }
        },
    );
    (0..100).for_each(|serial| telemetry.record(&saved(serial)));
    let start = Instant::now();
    let account = telemetry.flush(Duration::from_millis(100));
    assert!(start.elapsed() < FOREVER, "flushing took {:?}", start.elapsed());
    assert_eq!((account.recorded, missing(&account)), (100, 100));
    wait_until("the sender waits before the door", || came.load(Ordering::SeqCst));
    let start = Instant::now();
    let left = telemetry.shutdown(Duration::from_millis(200));
    assert!(start.elapsed() < FOREVER, "shutting down took {:?}", start.elapsed());
    let flying: u64 = left.account.destinations.iter().map(|each| each.waiting).sum();
    assert_eq!((left.lost, flying, missing(&left.account)), (90, 10, 100), "{left:#?}");
    // Once more, and recording too: nobody waits for the sender.
    let start = Instant::now();
    telemetry.record(&saved(0));
    let _ = (telemetry.step(), telemetry.flush(Duration::from_secs(1)), telemetry.shutdown(Duration::from_secs(1)));
    assert!(start.elapsed() < FOREVER, "doing it again took {:?}", start.elapsed());
    door.open();
    // What comes back then is counted, not sent again.
    wait_until("what flew is back", || telemetry.account().destinations[0].waiting == 0);
    let account = telemetry.account();
    assert_eq!(account.destinations[0].dropped.count(Reason::Deadline), 100, "{account:#?}");
    assert_eq!(arrived.load(Ordering::SeqCst), 0);
}

#[test]
fn a_sender_that_always_panics_loses_its_events_and_nothing_else() {
    hush();
    let (telemetry, _) = running(|builder| builder, LaneOptions::default(), |_| panic!("scripted"));
    (0..1000).for_each(|serial| telemetry.record(&saved(serial)));
    wait_until("it panics", || telemetry.account().destinations[0].dropped.count(Reason::Panicked) > 0);
    let left = telemetry.shutdown(Duration::from_millis(300));
    let panicked = left.account.destinations[0].dropped.count(Reason::Panicked);
    assert_eq!((missing(&left.account), panicked + left.lost), (1000, 1000), "{left:#?}");
}

#[test]
fn a_slow_sender_gets_all_within_the_time() {
    let options = LaneOptions { batch_events: 100, ..LaneOptions::default() };
    let (telemetry, arrived) = running(
        |builder| builder,
        options,
        |_| {
            thread::sleep(Duration::from_millis(5));
            Outcome::Accepted
        },
    );
    (0..2000).for_each(|serial| telemetry.record(&saved(serial)));
    check_all_arrived(&telemetry, &arrived, 2000);
}

#[test]
fn what_is_recorded_while_telemetry_ends_is_sent_or_counted() {
    for _ in 0..20 {
        let (telemetry, arrived) = plain();
        let is_over = AtomicBool::new(false);
        let left = thread::scope(|scope| {
            let _end = End(&is_over);
            for _ in 0..4 {
                scope.spawn(|| {
                    while !is_over.load(Ordering::SeqCst) {
                        telemetry.record(&saved(1));
                    }
                });
            }
            thread::sleep(Duration::from_millis(2));
            let left = telemetry.shutdown(PATIENCE);
            telemetry.shutdown(PATIENCE);
            left
        });
        // However late the threads came.
        telemetry.record(&saved(1));
        telemetry.step();
        let account = telemetry.account();
        assert!(left.account.balances() && account.balances(), "{left:#?}\n{account:#?}");
        let store = &account.destinations[0];
        assert_eq!(
            (account.waiting, store.waiting, store.sent),
            (0, 0, arrived.load(Ordering::SeqCst)),
            "{account:#?}"
        );
        assert!(account.dropped.count(Reason::Deadline) > 0, "{account:#?}");
    }
}

#[test]
fn after_a_withdrawal_nothing_takes_off() {
    let options = LaneOptions { batch_events: 5, interval: Duration::from_millis(1), ..LaneOptions::default() };
    let (telemetry, arrived) =
        running(|builder| builder.tick(Duration::from_millis(1)), options, |_| Outcome::Accepted);
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let _end = End(&is_over);
        for _ in 0..2 {
            scope.spawn(|| {
                while !is_over.load(Ordering::SeqCst) {
                    telemetry.record(&saved(1));
                    thread::yield_now();
                }
            });
        }
        for _ in 0..30 {
            let before = arrived.load(Ordering::SeqCst);
            wait_until("something is sent", || arrived.load(Ordering::SeqCst) > before);
            telemetry.choose(Consent::Off).expect("kept");
            wait_until("what was in the air landed", || telemetry.account().destinations[0].waiting == 0);
            let before = arrived.load(Ordering::SeqCst);
            thread::sleep(Duration::from_millis(5));
            assert_eq!(arrived.load(Ordering::SeqCst), before);
            telemetry.choose(Consent::Usage).expect("kept");
        }
    });
    let left = telemetry.shutdown(PATIENCE);
    assert!(left.account.balances(), "{left:#?}");
    let store = &left.account.destinations[0];
    assert!(store.sent > 0 && store.dropped.count(Reason::Withdrawn) > 0, "{left:#?}");
}

/// Else a batch would wait for the sender, and leave after a withdrawal that came meanwhile.
#[test]
fn nothing_takes_off_for_a_sender_that_is_at_work() {
    let door = Door::default();
    let behind = door.clone();
    let came = Arc::new(AtomicU64::new(0));
    let comes = Arc::clone(&came);
    let act = move |_: &Batch<'_>| {
        comes.fetch_add(1, Ordering::SeqCst);
        behind.wait();
        Outcome::Accepted
    };
    let options = LaneOptions { batch_events: 1, ..LaneOptions::default() };
    let (telemetry, arrived) = running(Builder::stepped, options, act);
    telemetry.record(&saved(1));
    let (done, is_done) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| telemetry.step());
        wait_until("the sender waits before the door", || came.load(Ordering::SeqCst) == 1);
        telemetry.record(&saved(2));
        scope.spawn(|| done.send(telemetry.step()));
        let stepped = is_done.recv_timeout(FOREVER);
        let deleted = telemetry.choose(Consent::Off);
        door.open();
        assert_eq!((stepped, deleted), (Ok(false), Ok(1)));
    });
    assert_eq!((came.load(Ordering::SeqCst), arrived.load(Ordering::SeqCst)), (1, 1));
    assert!(telemetry.account().balances());
}

#[test]
fn a_sender_may_own_the_last_handle() {
    let (given, taken) = std::sync::mpsc::channel::<Telemetry>();
    let (done, is_done) = std::sync::mpsc::channel();
    let (telemetry, _) = running(
        |builder| builder,
        LaneOptions::default(),
        move |_| {
            drop(taken.recv());
            let _ = done.send(());
            Outcome::Accepted
        },
    );
    telemetry.record(&saved(1));
    let _ = telemetry.flush(Duration::from_millis(50));
    given.send(telemetry).expect("the sender waits");
    assert!(is_done.recv_timeout(PATIENCE).is_ok());
}

/// A redactor of a program that takes its time, so that each event is slow to hand on.
struct Slow;

impl Redact for Slow {
    fn redact(&mut self, _: &str) -> Option<String> {
        thread::sleep(Duration::from_millis(1));
        None
    }
}

#[test]
fn events_that_are_slow_to_hand_on_keep_nobody_longer_than_was_said() {
    let errors = Counter { arrived: Arc::default(), act: |_: &Batch<'_>| Outcome::Accepted };
    let arrived = Arc::clone(&errors.arrived);
    let builder = Telemetry::builder(&CATALOG).inputs(chosen(Consent::Usage)).redactor(Slow);
    let telemetry = builder.destination("errors", errors).build().expect("the catalog has it");
    let recorded = 2 * u64::try_from(FOREVER.as_millis()).expect("it is less than that");
    (0..recorded).for_each(|serial| telemetry.record(&failed(serial, "no file")));
    let start = Instant::now();
    let account = telemetry.flush(Duration::from_millis(20));
    assert!(account.balances() && account.recorded == recorded && account.waiting > 0, "{account:#?}");
    // Who asks meanwhile gets an answer, and what comes then is taken.
    telemetry.record(&failed(recorded, "no file"));
    assert!(telemetry.account().balances());
    let left = telemetry.shutdown(Duration::from_millis(50));
    assert!(start.elapsed() < FOREVER, "it took {:?}", start.elapsed());
    let sent = arrived.load(Ordering::SeqCst);
    assert!(left.account.balances() && left.account.waiting == 0, "{left:#?}");
    assert_eq!(left.lost + sent, recorded + 1, "{left:#?}");
    assert!(left.account.dropped.count(Reason::Deadline) > 0, "{left:#?}");
}
