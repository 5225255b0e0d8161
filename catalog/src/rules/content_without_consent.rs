use super::rule;

rule! {
    /// What the user wrote is sent without an agreement for it.
    ///
    /// ## What it says
    ///
    /// A field of class `content` is sent at an ordinary consent level, without a grant and without the level
    /// `extended`.
    ///
    /// ## Why
    ///
    /// People who agree to usage statistics do not expect their queries, paths and prompts in them. Tools that
    /// collect such data ask a second time: Copilot sends prompts and code only after a permission of its own. It is
    /// a warning, since some programs have no other use (a search page whose whole purpose is the query) and say so
    /// before anybody types.
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
    ///     fields:
    ///       question: { type: string, class: content, description: The text of the question. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   asked:
    ///     description: A question was asked.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       question: { type: string, class: content, consent: extended, description: The text of the question. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Leave the warning; `telemetry check --deny-warnings` then fails. A `grant:` on the field, the event or the
    /// destination answers it too: then a permission of its own stands before the value.
    CONTENT_WITHOUT_CONSENT = "content-without-consent", Warning, "what the user wrote is sent without an agreement for it"
}
