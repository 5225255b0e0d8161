use super::rule;

rule! {
    /// Two rules of an event's flow hold events on the way to one destination.
    ///
    /// ## What it says
    ///
    /// `debounce` and `repeats` of one event hold on the way to the same destination.
    ///
    /// ## Why
    ///
    /// Each would work on what the other lets go, and which comes first would decide how many are sent. A page that has
    /// to explain that is not understood.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   failed:
    ///     description: A request failed.
    ///     purpose: health
    ///     consent: usage
    ///     destinations: [store]
    ///     flow:
    ///       debounce: { quiet: PT1S, longest: PT10S }
    ///       repeats: { within: PT1H }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   failed:
    ///     description: A request failed.
    ///     purpose: health
    ///     consent: usage
    ///     destinations: [store]
    ///     flow:
    ///       repeats: { within: PT1H }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Each may say with `destinations:` where it holds.
    FLOW_TWICE = "flow-twice", Error, "two rules of an event's flow hold events on the way to one destination"
}
