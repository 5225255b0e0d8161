/// A page was opened.
#[derive(Event)]
#[telemetry(catalog = CATALOG, purpose = product, consent = usage, owner = "web", destinations(store))]
#[telemetry(condition = { any: [{ channel: [preview, nightly] }, { not: { managed: true } }] })]
#[telemetry(prefix = { by: channel, values: { preview: "pre_", stable: "" }, destinations: store })]
struct PageOpened {
    /// How many links go out of it.
    #[telemetry(technical, max = 1000, condition = { channel: preview, managed: false })]
    links: u64,
    /// Keyed hash of its address.
    #[telemetry(identifier, hmac(key = install, rotate = "P90D"))]
    address: Hmac<Url>,
    #[telemetry(flatten(prefix = "page_"))]
    size: Size,
}
