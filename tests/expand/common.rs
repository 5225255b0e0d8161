/// What is known of the editor.
#[derive(Fields)]
#[telemetry(common = "editor", destinations(store), condition = { channel: preview }, overrides("theme"))]
struct Editor {
    /// How many windows are open.
    #[telemetry(technical)]
    windows: u64,
}
