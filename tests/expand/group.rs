/// How large a page is.
#[derive(Fields)]
struct Size {
    /// How many lines it has.
    #[telemetry(technical)]
    lines: u64,
}
