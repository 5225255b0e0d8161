use super::rule;

rule! {
    /// The text is not YAML.
    ///
    /// ## What it says
    ///
    /// The file is not YAML. The message is the parser's own, at the place where it lost its way; the cause often
    /// lies on the line before.
    ///
    /// ## Why
    ///
    /// Nothing of a file can be trusted once its structure is lost, so this is the only finding about it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started: { description: The program was started., purpose: product
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
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. The usual causes are a bracket or quote that is not closed, a text that holds `: ` or `
    /// #` without quotes, and lines of one mapping with different indentation.
    YAML_SYNTAX = "yaml-syntax", Error, "the text is not YAML"
}
