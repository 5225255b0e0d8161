//! The telemetry of the whole program, so that an event can record itself wherever it happens.

use crate::Event;
use crate::runtime::Telemetry;
use std::fmt;
use std::sync::OnceLock;

static INSTALLED: OnceLock<Telemetry> = OnceLock::new();

/// Records an event into the telemetry that the program [installed](Telemetry::install).
///
/// ```
/// use telemetry_core::runtime::senders::memory::Recorder;
/// use telemetry_core::runtime::{Record, Telemetry};
/// use telemetry_core::{Consent, Event};
///
/// telemetry_core::catalog! {
///     catalog: quill,
///     title: "Quill",
///     version: "1.0.0",
///     description: "What Quill records.",
///     destinations: { store: { ceiling: technical, consent: usage } },
/// }
///
/// /// A file was saved.
/// #[derive(Event)]
/// #[telemetry(catalog = CATALOG, purpose = product, consent = usage, destinations(store))]
/// struct Saved {
///     /// How many lines it has.
///     #[telemetry(technical)]
///     lines: u64,
/// }
///
/// Saved { lines: 3 }.record(); // Nothing is installed yet: it goes nowhere, and nobody counts it.
///
/// let recorder = Recorder::new();
/// # let inputs = telemetry_core::runtime::consent::Inputs::default();
/// let telemetry = Telemetry::builder(&CATALOG).destination("store", recorder.clone());
/// # let telemetry = telemetry.inputs(inputs); // the tests may run in continuous integration
/// let telemetry = telemetry.stepped().build()?;
/// telemetry.choose(Consent::Usage)?;
/// telemetry.install()?;
///
/// Saved { lines: 4 }.record();
/// assert_eq!(telemetry.flush(std::time::Duration::from_secs(1)).recorded, 1);
/// assert_eq!(recorder.items().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A library records so without knowing who uses it. What is installed stays until the program ends, and nothing ends it
/// by itself: a program calls [`Telemetry::shutdown`] last, or what waits is lost.
pub trait Record: Event {
    /// Records the event. Before anything is installed this does nothing.
    #[inline]
    fn record(&self)
    where
        Self: Sized,
    {
        if let Some(telemetry) = INSTALLED.get() {
            telemetry.record(self);
        }
    }
}

impl<E: Event> Record for E {}

/// Another telemetry is installed already. It stays, and events go on to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyInstalled;

impl fmt::Display for AlreadyInstalled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a telemetry is installed already; install one, where the program begins")
    }
}

impl std::error::Error for AlreadyInstalled {}

impl Telemetry {
    /// Makes this the telemetry of the whole program, into which [`Record::record`] records.
    ///
    /// # Errors
    ///
    /// There is one already.
    pub fn install(&self) -> Result<(), AlreadyInstalled> {
        INSTALLED.set(self.clone()).map_err(|_| AlreadyInstalled)
    }

    /// Returns the telemetry of the whole program, where one is installed.
    #[must_use]
    pub fn installed() -> Option<&'static Self> {
        INSTALLED.get()
    }
}
