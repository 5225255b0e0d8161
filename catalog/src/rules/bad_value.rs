use super::rule;

rule! {
    /// A value does not follow its grammar.
    ///
    /// ## What it says
    ///
    /// A value does not follow its grammar: a version, a day, a duration, a type, a condition. So does one that cannot
    /// mean anything: a condition that never holds, an empty list of the destinations that a field goes to.
    ///
    /// ## Why
    ///
    /// These texts are computed with. An end of `31.3.2027` would never be reached, and a retention of `90 days`
    /// could not be compared, printed in words or exported. A value that is only nearly right is reported instead of
    /// being kept as text.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     retention: 90 days
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     retention: P90D
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. What has no grammar goes into `description:`, `when:` or `made:`.
    BAD_VALUE = "bad-value", Error, "a value does not follow its grammar"
}
