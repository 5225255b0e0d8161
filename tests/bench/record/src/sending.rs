//! What an event costs after it was recorded, on the threads that nobody waits for.

use crate::case::{Case, used};
use crate::event::{Nowhere, builder, event, events};
use std::io;
use std::time::Duration;
use telemetry_core::Consent;
use telemetry_core::runtime::Sender;
use telemetry_core::runtime::senders::json_lines::JsonLines;

/// Events in one round: more than are sent together, fewer than may wait.
const EVENTS: u64 = 20_000;
const MINUTE: Duration = Duration::from_secs(60);

/// What takes events away.
pub struct Way {
    pub name: &'static str,
    make: Box<dyn Fn() -> Box<dyn Sender>>,
}

impl Way {
    fn new<S: Sender + 'static>(name: &'static str, make: impl Fn() -> S + 'static) -> Self {
        Self { name, make: Box::new(move || Box::new(make())) }
    }

    /// Returns what the sending thread does as a case: events are recorded before.
    pub fn case(self) -> Case {
        let telemetry = builder(Consent::Usage).destination("store", Boxed((self.make)())).stepped();
        let telemetry = telemetry.build().expect("the catalog has the destination");
        let (recording, mut sent) = (telemetry.clone(), 0);
        let ready = move |times| (0..times).for_each(|number| recording.record(&event(number)));
        Case::many(self.name, ready, move |times| {
            sent += times;
            let account = telemetry.flush(MINUTE);
            assert_eq!(account.destinations[0].sent, sent, "everything is sent");
        })
    }

    /// Returns the nanoseconds of CPU per event, from what was recorded to what arrived, and the account's balance.
    pub fn round(&self) -> f64 {
        let sender = Boxed((self.make)());
        let telemetry = builder(Consent::Usage).destination("store", sender).stepped();
        let telemetry = telemetry.build().expect("the catalog has the destination");
        (0..EVENTS).for_each(|number| telemetry.record(&event(number)));
        let start = used();
        let account = telemetry.flush(MINUTE);
        let took = used() - start;
        assert_eq!(account.destinations[0].sent, EVENTS, "{}: everything is sent", self.name);
        took as f64 / EVENTS as f64
    }
}

/// A sender that is chosen while the program runs.
struct Boxed(Box<dyn Sender>);

impl Sender for Boxed {
    fn encode(&mut self, item: &telemetry_core::runtime::Item<'_>, entry: &mut Vec<u8>) {
        self.0.encode(item, entry);
    }

    fn send(&mut self, batch: &telemetry_core::runtime::Batch<'_>) -> telemetry_core::runtime::Outcome {
        self.0.send(batch)
    }
}

/// Returns all ways that can be measured.
pub fn ways() -> Vec<Way> {
    #[cfg_attr(not(feature = "others"), expect(unused_mut))]
    let mut ways = vec![
        Way::new("to nowhere, not encoded", || Nowhere),
        Way::new("JSON lines to nowhere", || JsonLines::new(io::sink())),
    ];
    #[cfg(feature = "others")]
    ways.extend(over_http());
    ways
}

#[cfg(feature = "others")]
fn over_http() -> Vec<Way> {
    use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
    use telemetry_core::runtime::senders::otlp::Otlp;
    use telemetry_core::runtime::senders::segment::Segment;
    let address = crate::server::start();
    let (logs, batch) = (format!("{address}/v1/logs"), format!("{address}/v1/batch"));
    let connection = format!("InstrumentationKey=key;IngestionEndpoint={address}");
    vec![
        Way::new("Segment, gzip, HTTP", move || Segment::new("key").url(&batch)),
        Way::new("Application Insights, gzip, HTTP", move || ApplicationInsights::new(&connection)),
        Way::new("OTLP, gzip, HTTP", move || Otlp::new(&logs).resource("service.name", "bench")),
    ]
}

/// How many events a burst has.
const BURST: u64 = 100_000;

/// Records a burst at default settings and says what was lost of it, and the most memory of this process.
pub fn burst() {
    #[cfg(feature = "others")]
    let sender = {
        let address = crate::server::start();
        telemetry_core::runtime::senders::segment::Segment::new("key").url(&format!("{address}/v1/batch"))
    };
    #[cfg(not(feature = "others"))]
    let sender = JsonLines::new(io::sink());
    let before = peak();
    let telemetry = builder(Consent::Usage).destination("store", sender).build().expect("the catalog has it");
    let events = events();
    let (start, at_start) = (std::time::Instant::now(), used());
    (0..BURST).for_each(|number| telemetry.record(&events[number as usize % events.len()]));
    let (recorded, nanos) = (start.elapsed(), (used() - at_start) / BURST);
    let left = telemetry.shutdown(MINUTE);
    let sent = left.account.destinations[0].sent;
    println!("a burst of {BURST} events at default settings: recorded in {recorded:.1?}, {nanos} ns of CPU each; sent");
    println!("by HTTP after {:.1?}; lost: {}", start.elapsed(), BURST - sent);
    println!("most memory: {} kB, of which {before} kB before it", peak());
    #[cfg(feature = "others")]
    println!("OpenTelemetry at its default settings, to nowhere: lost: {}", crate::others::burst(&events, BURST));
}

/// Returns the most memory that this process had, in kB. Linux only.
fn peak() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Records from several threads at once, while others hand on and send. Returns the events per second of all together, the
/// nanoseconds of CPU per event of the threads that record, and how many were dropped.
pub fn together(threads: u64) -> (f64, f64, u64) {
    const EACH: u64 = 50_000;
    let telemetry = builder(Consent::Usage).destination("store", JsonLines::new(io::sink()));
    let telemetry = telemetry.record_bytes(256 << 20).build().expect("the catalog has the destination");
    let start = std::time::Instant::now();
    let record = || {
        let events = events();
        let start = used();
        (0..EACH).for_each(|number| telemetry.record(&events[(number % 16) as usize]));
        used() - start
    };
    let cpu: u64 = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(record)).collect();
        handles.into_iter().map(|handle| handle.join().expect("recording never panics")).sum()
    });
    let took = start.elapsed().as_secs_f64();
    let account = telemetry.account();
    let dropped = account.dropped.iter().map(|(_, count)| count).sum();
    telemetry.shutdown(MINUTE);
    let events = (threads * EACH) as f64;
    (events / took, cpu as f64 / events, dropped)
}
