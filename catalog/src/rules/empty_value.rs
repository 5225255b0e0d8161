use super::rule;

rule! {
    /// A key has no value.
    ///
    /// ## What it says
    ///
    /// A key is written and nothing stands after its colon; or an item of a list is an empty text.
    ///
    /// ## Why
    ///
    /// Nothing could mean "the default", "none" or "I was called away". Each key has a default of its own when it is
    /// absent, so leaving the line out always says what is meant.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     version:
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
    ///     version: 1
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Remove the line.
    EMPTY_VALUE = "empty-value", Error, "a key has no value"
}
