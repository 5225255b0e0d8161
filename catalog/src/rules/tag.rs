use super::rule;

rule! {
    /// A catalog uses a YAML tag.
    ///
    /// ## What it says
    ///
    /// A value has a YAML tag, such as `!!str` or `!secret`.
    ///
    /// ## Why
    ///
    /// Tags tell a reader to build something other than text, numbers, lists and mappings, and each reader knows
    /// other tags. The key already decides the type of its value, so a tag could only repeat it or contradict it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: !!str The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: "The program was started."
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Quotes make a text of anything.
    TAG = "tag", Error, "a catalog uses a YAML tag"
}
