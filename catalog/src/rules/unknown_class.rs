use super::rule;

rule! {
    /// A class is not declared.
    ///
    /// ## What it says
    ///
    /// A class is neither built in nor declared under `classes:`.
    ///
    /// ## Why
    ///
    /// A word that nothing knows protects nothing. The nearest known class is suggested, but read its test before you
    /// take it.
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
    ///       warnings: { type: count, class: metadata, description: How many warnings there were. }
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
    ///       warnings: { type: count, class: technical, description: How many warnings there were. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Declare a class of your own under `classes:`, with a rank between the built-in ones and the one to `treat_as`.
    UNKNOWN_CLASS = "unknown-class", Error, "a class is not declared"
}
