use super::rule;

rule! {
    /// A definition is used nowhere.
    ///
    /// ## What it says
    ///
    /// A shared field, group, grant, fact, destination, purpose or class is declared, and nothing refers to it.
    ///
    /// ## Why
    ///
    /// It is either left over, or it was meant to be used and the reference is missing; the second is worth a look.
    /// It is a warning, since catalogs that share definitions between programs have some that one program does not
    /// need.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// grants:
    ///   prompts: { description: Your questions may be sent to improve the answers. }
    /// events:
    ///   asked:
    ///     description: A question was asked.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// grants:
    ///   prompts: { description: Your questions may be sent to improve the answers. }
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
    /// Leave the warning; `telemetry check --deny-warnings` then fails.
    UNUSED_DEFINITION = "unused-definition", Warning, "a definition is used nowhere"
}
