use super::rule;

rule! {
    /// An event does not say where it is sent.
    ///
    /// ## What it says
    ///
    /// An event or a twin does not say where it is sent.
    ///
    /// ## Why
    ///
    /// "Who receives it" is the first question of a privacy review. If an event went everywhere by default, adding a
    /// destination would send every old event to a new company.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
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
    /// An event that stays on the machine has an empty list: `destinations: []`.
    MISSING_DESTINATION = "missing-destination", Error, "an event does not say where it is sent"
}
