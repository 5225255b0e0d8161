use super::rule;

rule! {
    /// A file holds no catalog.
    ///
    /// ## What it says
    ///
    /// The file holds nothing, or comments alone.
    ///
    /// ## Why
    ///
    /// An empty file in a folder of catalogs is a save that failed or a merge that went wrong, seldom an intention.
    /// If it passed, every event it held yesterday would be gone from schema, code and page without a message.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # The events come later.
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
    /// Delete the file, or give it another ending than `.yaml` or `.yml` until it holds something.
    EMPTY_FILE = "empty-file", Error, "a file holds no catalog"
}
