use super::rule;

rule! {
    /// A field family has no bound.
    ///
    /// ## What it says
    ///
    /// A family of fields does not say which keys it may have, or how many.
    ///
    /// ## Why
    ///
    /// An open key is a free text that happens to stand on the left of the colon: a path or a query can leave through
    /// it as well as through a value. And each new key is a new column for whoever loads the data.
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
    ///       "{code}_count":
    ///         type: count
    ///         class: technical
    ///         description: How often the code was reported.
    ///         family: { description: A code of the checker., max: 50 }
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
    ///         family: { description: A code of the checker., pattern: "E[0-9]{3}", max: 50 }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. `keys:` lists the keys and is its own bound; `pattern:` needs `max:` beside it.
    UNBOUNDED_FAMILY = "unbounded-family", Error, "a field family has no bound"
}
