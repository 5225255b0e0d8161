use super::rule;

rule! {
    /// An enum is sent as codes and a value has none.
    ///
    /// ## What it says
    ///
    /// An enum is sent as codes (`transform: encode`), and one of its values has no code.
    ///
    /// ## Why
    ///
    /// There would be no number to send for it. A code made up by the order of the list would change when the list is
    /// sorted, and old data would change its meaning with it.
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
    ///       outcome:
    ///         type: enum
    ///         class: technical
    ///         description: How the build ended.
    ///         transform: encode
    ///         values:
    ///           clean: { description: No warnings., code: 1 }
    ///           failed: At least one error.
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
    ///         transform: encode
    ///         values:
    ///           clean: { description: No warnings., code: 1 }
    ///           failed: { description: At least one error., code: 2 }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Without `encode` the names are sent, and no codes are needed.
    MISSING_CODE = "missing-code", Error, "an enum is sent as codes and a value has none"
}
