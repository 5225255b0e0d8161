use super::rule;

rule! {
    /// A page column does not exist.
    ///
    /// ## What it says
    ///
    /// `docs:` names a column that pages do not have.
    ///
    /// ## Why
    ///
    /// The columns are facts of the catalog. One that does not exist would be an empty column on the public page.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// docs:
    ///   style: table
    ///   columns: [field, reason]
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// docs:
    ///   style: table
    ///   columns: [field, purpose]
    ///   headings: { purpose: Reason }
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
    /// It cannot be allowed. `headings:` gives a column any other heading.
    UNKNOWN_COLUMN = "unknown-column", Error, "a page column does not exist"
}
