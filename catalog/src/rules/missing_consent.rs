use super::rule;

rule! {
    /// An event does not say at which consent level it is sent.
    ///
    /// ## What it says
    ///
    /// An event does not say at which consent level it is sent.
    ///
    /// ## Why
    ///
    /// The level is what users turn. An event that took a default would be sent or silenced by a decision that nobody
    /// made, and the page could not say which switch turns it off.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
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
    /// It cannot be allowed. `local` records for the user's own eyes, `crash` and `error` send failures, `usage`
    /// sends what was used, `extended` sends what the user wrote.
    MISSING_CONSENT = "missing-consent", Error, "an event does not say at which consent level it is sent"
}
