use super::rule;

rule! {
    /// An event does not say why it is recorded.
    ///
    /// ## What it says
    ///
    /// An event does not say why it is recorded, and not all of its fields do either.
    ///
    /// ## Why
    ///
    /// Of 40 published telemetry pages 85 % say why they collect at all, and 12 % say it for each item. But data that
    /// was collected for one reason may not simply be used for another, and only a written reason can be held against
    /// a use.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// A purpose on every field stands for the event's. Reasons of your own go under `purposes:`, each with what it
    /// `extends`.
    MISSING_PURPOSE = "missing-purpose", Error, "an event does not say why it is recorded"
}
