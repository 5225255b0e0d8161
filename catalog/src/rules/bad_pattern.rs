use super::rule;

rule! {
    /// A regular expression cannot be read.
    ///
    /// ## What it says
    ///
    /// A regular expression cannot be read. The message says why.
    ///
    /// ## Why
    ///
    /// Patterns run in the checker, in generated validators and in the redactor, so they are limited to what all of
    /// these share: no look-around and no back-references. That also keeps matching linear in time: nobody can hang a
    /// program with a text.
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
    ///     fields:
    ///       channel: { type: version, class: technical, description: The release channel., pattern: "[a-z" }
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
    ///     fields:
    ///       channel: { type: version, class: technical, description: The release channel., pattern: "[0-9.]+" }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. What needs look-around is better an `enum` or an `allow:` list.
    BAD_PATTERN = "bad-pattern", Error, "a regular expression cannot be read"
}
