use super::rule;

rule! {
    /// An alias is the name of something else.
    ///
    /// ## What it says
    ///
    /// An alias is a former name. Here it is the present name, the wire name or the twin of an event.
    ///
    /// ## Why
    ///
    /// Aliases tell whoever loads the data that old rows and new rows are the same thing. If the old name is given to
    /// another event, both meanings end in one column, and no later query can take them apart.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   opened:
    ///     description: A document was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     aliases: [closed]
    ///   closed:
    ///     description: A document was closed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   opened:
    ///     description: A document was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     aliases: [document_opened]
    ///   closed:
    ///     description: A document was closed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Rename the event that took the name, or drop the alias if no stored data uses it.
    ALIAS_TAKEN = "alias-taken", Error, "an alias is the name of something else"
}
