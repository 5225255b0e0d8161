use super::rule;

rule! {
    /// An enum has no values.
    ///
    /// ## What it says
    ///
    /// An enum has no values, an allow list no texts, variants fewer than two cases, or a prefix no text for some
    /// value of its fact.
    ///
    /// ## Why
    ///
    /// A closed list earns a lower class by being closed. An empty one closes nothing: it would either reject every
    /// event or, read generously, let everything through.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       outcome: { type: enum, class: technical, description: How the build ended. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       outcome:
    ///         type: enum
    ///         class: technical
    ///         description: How the build ended.
    ///         values: { clean: No errors., failed: At least one error. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Where the values are not known yet, `state: planned` and one value say so.
    MISSING_VALUES = "missing-values", Error, "an enum has no values"
}
