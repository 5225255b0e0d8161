use super::rule;

rule! {
    /// A key stands twice in one mapping.
    ///
    /// ## What it says
    ///
    /// A key stands twice in one mapping, or a key of the head stands in two files of one catalog.
    ///
    /// ## Why
    ///
    /// Most YAML readers keep the last one without a word. In a catalog that loses a field, or a class, or the
    /// `never:` list, and nothing about the file looks wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     description: The program was started and had read its settings.
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
    ///     description: The program was started and had read its settings.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    DUPLICATE_KEY = "duplicate-key", Error, "a key stands twice in one mapping"
}
