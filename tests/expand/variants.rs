/// Where a page was opened.
#[derive(Fields)]
#[telemetry(tag = "place", technical)]
enum Place {
    /// In a tab.
    Tab {
        /// Which from the left.
        #[telemetry(technical)]
        number: u32,
    },
    /// In a window.
    Window,
}
