use super::rule;

rule! {
    /// An example is not a value the field can have.
    ///
    /// ## What it says
    ///
    /// An example, a constant, an allowed text or the value that means "none" is not one that the field can have: another
    /// type, outside the limits, none of the values or allowed texts, not what the pattern matches, not written as the type
    /// is (a day, a point in time, a UUID, a version, a URL, an address).
    ///
    /// ## Why
    ///
    /// Examples are shown on the page, go into the JSON Schema and become the sample event that readers copy.
    /// Validators accept any text as an example, so a wrong one stays for years.
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
    ///       warnings: { type: count, class: technical, description: How many warnings there were., examples: [none] }
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
    ///       warnings: { type: count, class: technical, description: How many warnings there were., examples: [0, 12] }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. If the example is right, the type or the limits are not.
    EXAMPLE_MISMATCH = "example-mismatch", Error, "an example is not a value the field can have"
}
