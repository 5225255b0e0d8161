use super::rule;

rule! {
    /// A key that is always needed is missing.
    ///
    /// ## What it says
    ///
    /// A key is missing that its place always needs: the title of the catalog, the ceiling of a destination, the
    /// reason of a cap.
    ///
    /// ## Why
    ///
    /// These keys have no default that would be right for everybody, and something that is published or enforced
    /// depends on each. A destination without a ceiling could receive anything.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// destinations:
    ///   metrics: { consent: usage }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// destinations:
    ///   metrics: { ceiling: technical, consent: usage }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store, metrics]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    MISSING_KEY = "missing-key", Error, "a key that is always needed is missing"
}
