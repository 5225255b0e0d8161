//! Recording allocates nothing: neither what is kept nor what is refused. Counted on the thread that records, in a
//! program of its own, since the counter stands in the place of the allocator.

use allocation_counter::measure;
use std::time::Duration;
use telemetry_core::runtime::Telemetry;
use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::senders::json_lines::JsonLines;
use telemetry_core::{Consent, Event, Public};

telemetry_core::catalog! {
    catalog: "counted", title: "Counted", version: "1.0.0", description: "Events whose cost is counted.",
    destinations: { store: { ceiling: interaction, consent: usage } },
}

/// A file was saved.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
struct Saved {
    /// The language of the file.
    #[telemetry(technical)]
    language: Public<String>,
    /// How many lines it has.
    #[telemetry(technical)]
    lines: u64,
    /// Which part of it was shown.
    #[telemetry(interaction)]
    shown: f64,
}

/// As many as are recorded while a thread that hands on looks away.
const EVENTS: usize = 2_000;

fn telemetry(level: Consent) -> Telemetry {
    let remembered = Remembered { choice: Some(Choice { level, version: 1, at: 0 }), ..Remembered::default() };
    let inputs = Inputs { remembered, ..Inputs::default() };
    let telemetry = Telemetry::builder(&CATALOG).inputs(inputs).stepped();
    telemetry.destination("store", JsonLines::new(std::io::sink())).build().expect("the catalog has the destination")
}

/// Counts the allocations of a round, after rounds in which plans were made and buffers grew.
fn allocations(telemetry: &Telemetry) -> u64 {
    let saved = Saved { language: Public::new("rust".to_owned()), lines: 120, shown: 0.25 };
    let round = || (0..EVENTS).for_each(|_| telemetry.record(&saved));
    for _ in 0..3 {
        round();
        let _ = telemetry.flush(Duration::from_mins(1));
    }
    measure(round).count_total
}

#[test]
fn a_record_allocates_nothing() {
    let telemetry = telemetry(Consent::Usage);
    assert_eq!(allocations(&telemetry), 0);
    assert_eq!(telemetry.account().recorded, 4 * EVENTS as u64);
    let account = telemetry.flush(Duration::from_mins(1));
    assert_eq!(account.destinations[0].sent, 4 * EVENTS as u64);
}

#[test]
fn what_is_refused_is_not_even_made() {
    let telemetry = telemetry(Consent::Off);
    assert_eq!(allocations(&telemetry), 0);
    let made = measure(|| {
        telemetry.record_with(|| Saved { language: Public::new("rust".to_owned()), lines: 120, shown: 0.25 });
    });
    assert_eq!(made.count_total, 0);
}
