use super::rule;

rule! {
    /// A catalog uses a YAML anchor or alias.
    ///
    /// ## What it says
    ///
    /// The file uses `&name` or `*name`. A catalog is YAML without anchors, aliases and merge keys.
    ///
    /// ## Why
    ///
    /// An alias copies text that the reader does not see, and a few lines of aliases of aliases expand to gigabytes.
    /// Without them a file cannot grow while it is read, and every finding has one place. What anchors are wanted
    /// for, saying a thing once, has a checked form here: shared fields and groups, whose names the checker knows and
    /// the public page can print.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   opened: &opened
    ///     description: A document was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///   closed: *opened
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// groups:
    ///   document:
    ///     fields:
    ///       pages: { type: count, class: technical, description: How many pages the document has. }
    /// events:
    ///   opened:
    ///     description: A document was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [document]
    ///   closed:
    ///     description: A document was closed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [document]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. A tool that writes YAML with anchors usually has a switch that writes it in full.
    ANCHOR = "anchor", Error, "a catalog uses a YAML anchor or alias"
}
