use super::rule;

rule! {
    /// A destination is not declared.
    ///
    /// ## What it says
    ///
    /// A destination is not declared under `destinations:`.
    ///
    /// ## Why
    ///
    /// Only a declared destination has a ceiling, a consent level and an entry on the page. Data is never sent to a
    /// bare name.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [stroe]
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
    /// Declare it, in any file of the catalog.
    UNKNOWN_DESTINATION = "unknown-destination", Error, "a destination is not declared"
}
