use super::rule;

rule! {
    /// A condition asks for a fact or value that is not declared.
    ///
    /// ## What it says
    ///
    /// A condition asks for a fact, or for a value of a fact, that is not declared under `facts:`.
    ///
    /// ## Why
    ///
    /// A condition decides whether something is sent. A misspelt one never holds, or, inside of a `not`, always does.
    /// Facts are declared so that the program must answer them and the page can explain them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// facts:
    ///   channel:
    ///     description: The release channel, from the build.
    ///     values: { stable: For everybody., preview: For testers. }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     condition: { channel: beta }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// facts:
    ///   channel:
    ///     description: The release channel, from the build.
    ///     values: { stable: For everybody., preview: For testers. }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     condition: { channel: preview }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Declare the fact and its values. What cannot be a condition is said in words with `when:`.
    UNKNOWN_FACT = "unknown-fact", Error, "a condition asks for a fact or value that is not declared"
}
