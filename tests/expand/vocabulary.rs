/// How a page was found.
#[derive(FieldEnum)]
#[telemetry(retired_codes = [3])]
enum Way {
    /// Through a search.
    #[telemetry(code = 1)]
    Search,
    /// Any other.
    #[telemetry(code = 2, fallback)]
    Other,
}
