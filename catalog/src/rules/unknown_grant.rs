use super::rule;

rule! {
    /// A grant is not declared.
    ///
    /// ## What it says
    ///
    /// A `grant:` is not declared under `grants:`.
    ///
    /// ## Why
    ///
    /// A grant is something that a user gave. Its declaration holds the words they read and how they take it back; a
    /// name without these is a permission that nobody can have given.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   asked:
    ///     description: A question was asked.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     grant: prompts
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// grants:
    ///   prompts: { description: Your questions may be sent to improve the answers., how: A switch in the settings. }
    /// events:
    ///   asked:
    ///     description: A question was asked.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     grant: prompts
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    UNKNOWN_GRANT = "unknown-grant", Error, "a grant is not declared"
}
