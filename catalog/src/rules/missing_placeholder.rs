use super::rule;

rule! {
    /// The name of a field family and its placeholder do not agree.
    ///
    /// ## What it says
    ///
    /// The name of a field has a `{placeholder}` and the field is no family, or it is a family and its name, or that on the
    /// wire, has none.
    ///
    /// ## Why
    ///
    /// A family is one declaration for many keys, such as a counter for each error code. The placeholder says where
    /// the keys differ, and `family:` says what may stand there; either alone would leave the other open.
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
    ///       "{code}_count": { type: count, class: technical, description: How often the code was reported. }
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
    ///       "{code}_count":
    ///         type: count
    ///         class: technical
    ///         description: How often the code was reported.
    ///         family: { description: A code of the checker., keys: [E001, E002] }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Where braces belong to the name itself, use `wire:` for the name that is sent.
    MISSING_PLACEHOLDER = "missing-placeholder", Error, "the name of a field family and its placeholder do not agree"
}
