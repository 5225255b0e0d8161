//! How many events are sent is written as in catalogs.

use telemetry_core::Event;

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store), flow = { sample: { one_in: 1 } })]
struct PageOpened {}

/// A page was closed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store))]
#[telemetry(flow = { sample: { by: size }, quota: { per_day: 50, per_month: 40 }, quota_at: { stroe: { per_day: 0 } } })]
struct PageClosed {}

/// A page was printed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store), flow = {})]
struct PagePrinted {}

/// A page was saved.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store), flow = 100)]
struct PageSaved {}

/// A page was sent.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store), flow = { quota: {}, quoat: { per_day: 1 } })]
struct PageSent {}

/// A page was scrolled.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store))]
#[telemetry(flow = { debounce: { quiet: "PT0S", longest: "ten", sends: both, destinations: [shop] } })]
struct PageScrolled {}

/// A page failed.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage, destinations(store))]
#[telemetry(flow = { repeats: { by: 5, number: times } })]
struct PageFailed {}

fn main() {
    let _ = (PageOpened {}, PageClosed {}, PagePrinted {}, PageSaved {}, PageSent {}, PageScrolled {}, PageFailed {});
}
