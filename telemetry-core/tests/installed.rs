//! The telemetry of the whole program: a process has one, so that this is the only test of its file.

use telemetry_core::runtime::consent::{Choice, Inputs, Remembered};
use telemetry_core::runtime::senders::memory::Recorder;
use telemetry_core::runtime::{AlreadyInstalled, Record, Telemetry};
use telemetry_core::{Consent, Event};

telemetry_core::catalog! {
    catalog: lamp,
    title: "Lamp",
    version: "1.0.0",
    description: "What the lamp records.",
    destinations: { home: { ceiling: technical, consent: usage } },
}

/// A lamp was lit.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(home))]
struct Lit {
    /// Which one.
    #[telemetry(technical)]
    lamp: u64,
}

fn telemetry() -> (Telemetry, Recorder) {
    let mut remembered = Remembered::default();
    remembered.choose(Choice { level: Consent::Usage, version: 1, at: 0 });
    let inputs = Inputs { remembered, ..Inputs::default() };
    let home = Recorder::new();
    let builder = Telemetry::builder(&CATALOG).inputs(inputs).destination("home", home.clone()).stepped();
    (builder.build().expect("all names are known"), home)
}

#[test]
fn events_record_themselves_into_what_was_installed_first() {
    let ((first, home), (second, elsewhere)) = (telemetry(), telemetry());
    Lit { lamp: 1 }.record();
    assert!(Telemetry::installed().is_none());
    assert_eq!((first.install(), second.install()), (Ok(()), Err(AlreadyInstalled)));
    Lit { lamp: 2 }.record();
    std::thread::spawn(|| Lit { lamp: 3 }.record()).join().expect("recording does not panic");
    let most = std::time::Duration::from_secs(1);
    assert_eq!((first.flush(most).recorded, second.flush(most).recorded), (2, 0));
    assert_eq!((home.items().len(), elsewhere.items().len()), (2, 0));
    assert!(Telemetry::installed().is_some_and(|installed| installed.account() == first.account()));
}
