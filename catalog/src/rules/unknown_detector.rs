use super::rule;

rule! {
    /// A detector does not exist.
    ///
    /// ## What it says
    ///
    /// `redaction:` names a built-in detector that does not exist.
    ///
    /// ## Why
    ///
    /// A list of detectors replaces the default, which is all of them. A misspelt one would silently not run, and the
    /// secrets it looks for would leave.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// redaction:
    ///   detectors: [email, github-tokens]
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// redaction:
    ///   detectors: [email, github-token]
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
    /// Patterns of your own go under `own:`, each with a label. Without `detectors:` all built-in ones run.
    UNKNOWN_DETECTOR = "unknown-detector", Error, "a detector does not exist"
}
