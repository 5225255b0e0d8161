use super::rule;

rule! {
    /// Fields of one name mean different things in different events.
    ///
    /// ## What it says
    ///
    /// Two events have a field of the same name with another type or another class.
    ///
    /// ## Why
    ///
    /// Whoever loads the data has one column for `duration`. If it is a number here and a text there, the column
    /// becomes text or the load fails; if the class differs, the access rules of the stricter one are lost. It is a
    /// warning, because names such as `kind` are everybody's.
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
    ///       result: { type: bool, class: technical, description: Whether the build succeeded. }
    ///   tested:
    ///     description: A test run ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       result: { type: count, class: technical, description: How many tests failed. }
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
    ///       result: { type: bool, class: technical, description: Whether the build succeeded. }
    ///   tested:
    ///     description: A test run ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       failures: { type: count, class: technical, description: How many tests failed. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Leave the warning; `telemetry check --deny-warnings` then fails. A definition under `fields:` that both use
    /// ends it.
    FIELD_DISAGREEMENT = "field-disagreement", Warning, "fields of one name mean different things in different events"
}
