use super::rule;

rule! {
    /// A limit does not fit the type, or the limits contradict each other.
    ///
    /// ## What it says
    ///
    /// A limit that the type does not have (a `min` of a text, an `allow` of a number), limits that no value or none but
    /// an empty one keeps (they cross, no whole number lies between them, `max_items: 0`, a count below 0), a constant that
    /// is a family, a transform whose numbers do not ascend, or a sample or quota of `flow` that lets all pass or nothing.
    ///
    /// ## Why
    ///
    /// Limits go into the JSON Schema and into the generated code. One that can never hold rejects every event, and
    /// one on the wrong type is silently ignored by most validators: the field would be open although its declaration
    /// looks closed.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   searched:
    ///     description: A search was run.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       hits: { type: count, class: technical, description: How many lines were found., min: 10, max: 1 }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   searched:
    ///     description: A search was run.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       hits: { type: count, class: technical, description: How many lines were found., min: 1, max: 10 }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    BAD_LIMITS = "bad-limits", Error, "a limit does not fit the type, or the limits contradict each other"
}
