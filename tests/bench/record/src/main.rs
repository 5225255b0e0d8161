//! Measures what recording an event of eight fields costs, beside what others cost on the same event.
use std::hint::black_box;
use std::time::{Duration, Instant};
use telemetry_core::runtime::{Telemetry, Sender, Batch, Outcome, Item};
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::{Consent, Event, FieldEnum, Public};

telemetry_core::catalog! {
    catalog: "bench", title: "Bench", version: "1.0.0", description: "Made to be measured.",
    destinations: { store: { ceiling: interaction, consent: usage } },
}

/// An action was finished.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
struct Finished {
    /// A text.
    #[telemetry(technical)]
    language: Public<String>,
    /// A text.
    #[telemetry(technical)]
    version: Public<String>,
    /// A text.
    #[telemetry(technical)]
    command: Public<String>,
    /// A number.
    #[telemetry(technical)]
    files: u64,
    /// A number.
    #[telemetry(technical)]
    delta: i64,
    /// A number.
    #[telemetry(interaction)]
    ratio: f64,
    /// Whether.
    #[telemetry(technical)]
    done: bool,
    /// How.
    #[telemetry(technical)]
    outcome: How,
}

/// How.
#[derive(FieldEnum)]
enum How {
    /// Well.
    Well,
    /// Ill.
    Ill,
}

struct Nothing;
impl Sender for Nothing {
    fn encode(&mut self, _: &Item<'_>, entry: &mut Vec<u8>) { entry.push(1); }
    fn send(&mut self, _: &Batch<'_>) -> Outcome { Outcome::Accepted }
}

fn event(n: u64) -> Finished {
    Finished { language: Public::new("rust".to_owned()), version: Public::new("1.95.0".to_owned()), command: Public::new("workbench.action.files.save".to_owned()),
        files: n, delta: -(n as i64), ratio: n as f64 * 0.37, done: n % 2 == 0, outcome: if n % 3 == 0 { How::Ill } else { How::Well } }
}

fn main() {
    let n: u64 = std::env::args().nth(1).map_or(100_000, |n| n.parse().unwrap());
    let level = std::env::args().nth(2);
    let mut inputs = Inputs::default();
    inputs.remembered = Remembered::default();
    inputs.remembered.choice = Some(Choice { level: if level.as_deref() == Some("off") { Consent::Off } else { Consent::Usage }, version: 1, at: 0 });
    let telemetry = Telemetry::builder(&CATALOG).inputs(inputs).destination("store", Nothing).stepped().build().unwrap();
    telemetry.record(&event(0));
    telemetry.step();
    let start = Instant::now();
    let one = event(7); for _ in 0..n { telemetry.record(black_box(&one)); }
    let took = start.elapsed();
    println!("{:.1} ns/event", took.as_nanos() as f64 / n as f64);
    println!("{:?}", telemetry.account());
    let start = Instant::now();
    let account = telemetry.flush(Duration::from_secs(5));
    println!("router+lane {:.1} ns/event {:?}", start.elapsed().as_nanos() as f64 / n as f64, account);
}
