use super::rule;

rule! {
    /// A transform does not fit the type.
    ///
    /// ## What it says
    ///
    /// A transform cannot be applied to the type of its field (`bucket` to a text, `hmac` to a flag), to what the
    /// transforms before it leave (`round` to the code of an enum, `redact` to a hash), or to what is closed already (a
    /// constant; `redact` to an allow list).
    ///
    /// ## Why
    ///
    /// It would do nothing, or worse, look as if it protected something: the hash of a flag has two values, and
    /// anybody can compute both.
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
    ///       clean: { type: bool, class: technical, description: Whether it had no errors., transform: { round: 10 } }
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
    ///       errors: { type: count, class: technical, description: How many errors it had., transform: { round: 10 } }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    TRANSFORM_MISMATCH = "transform-mismatch", Error, "a transform does not fit the type"
}
