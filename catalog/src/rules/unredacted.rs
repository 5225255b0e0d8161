use super::rule;

rule! {
    /// Text is sent to others without cleaning.
    ///
    /// ## What it says
    ///
    /// A destination that is not on the user's own machine turns the redactor off with `redact: false`.
    ///
    /// ## Why
    ///
    /// The redactor is the last thing between an error message and the token inside of it. The original may be shown
    /// to the user whose machine it is, and to nobody else.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// destinations:
    ///   raw: { ceiling: diagnostic, consent: error, redact: false }
    /// events:
    ///   failed:
    ///     description: A command failed.
    ///     purpose: health
    ///     consent: error
    ///     destinations: [store, raw]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// destinations:
    ///   raw: { kind: local, ceiling: diagnostic, consent: error, redact: false }
    /// events:
    ///   failed:
    ///     description: A command failed.
    ///     purpose: health
    ///     consent: error
    ///     destinations: [store, raw]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed for others. To clean less, choose the detectors under `redaction:`.
    UNREDACTED = "unredacted", Error, "text is sent to others without cleaning"
}
