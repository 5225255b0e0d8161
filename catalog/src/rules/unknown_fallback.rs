use super::rule;

rule! {
    /// A fallback is none of the values.
    ///
    /// ## What it says
    ///
    /// The `fallback` of an enum is none of its values.
    ///
    /// ## Why
    ///
    /// The fallback is what is sent for everything unforeseen, so readers of the data meet it most when something is
    /// wrong. It needs a description like every other value.
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
    ///       tool:
    ///         type: enum
    ///         class: technical
    ///         description: What built it.
    ///         values: { make: GNU make., ninja: Ninja. }
    ///         fallback: other
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
    ///       tool:
    ///         type: enum
    ///         class: technical
    ///         description: What built it.
    ///         values: { make: GNU make., ninja: Ninja., other: Anything else. }
    ///         fallback: other
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. An `allow:` list needs no such value: its fallback is any word, `other` by default.
    UNKNOWN_FALLBACK = "unknown-fallback", Error, "a fallback is none of the values"
}
