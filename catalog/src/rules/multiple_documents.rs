use super::rule;

rule! {
    /// A file holds more than one YAML document.
    ///
    /// ## What it says
    ///
    /// A line of `---` starts a second YAML document in one file.
    ///
    /// ## Why
    ///
    /// Many readers take the first document and forget the rest, so a catalog could hold events that some tools see
    /// and some do not.
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
    /// ---
    /// events:
    ///   stopped:
    ///     description: The program was closed.
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
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///   stopped:
    ///     description: The program was closed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Give each document a file of its own: all files of a folder are one catalog.
    MULTIPLE_DOCUMENTS = "multiple-documents", Error, "a file holds more than one YAML document"
}
