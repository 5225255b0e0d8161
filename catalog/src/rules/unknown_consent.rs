use super::rule;

rule! {
    /// A consent level does not exist.
    ///
    /// ## What it says
    ///
    /// A consent level does not exist. The levels are `off`, `local`, `crash`, `error`, `usage` and `extended`.
    ///
    /// ## Why
    ///
    /// The levels are the same in every program, so that one setting and one sentence explain them. They are ordered,
    /// and a level that nothing knows could not be compared.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: all
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
    /// It cannot be allowed. A permission that is no level, such as an agreement to send prompts, is declared under
    /// `grants:`.
    UNKNOWN_CONSENT = "unknown-consent", Error, "a consent level does not exist"
}
