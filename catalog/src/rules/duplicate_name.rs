use super::rule;

rule! {
    /// Two definitions have the same name.
    ///
    /// ## What it says
    ///
    /// Two definitions of one kind have the same name: two events, groups, owners, shared fields. Both places are
    /// shown, also when they stand in different files of one folder. A purpose of your own cannot have the name of a
    /// built-in one either, and a list of purposes, destinations, columns or things never collected names each once.
    ///
    /// ## Why
    ///
    /// All files of a folder are one catalog, and their order means nothing. So neither of two definitions can be
    /// said to win. What stands twice in a list was mostly meant to be something else.
    ///
    /// ## Example
    ///
    /// ```yaml,editor.yaml
    /// events:
    ///   opened:
    ///     description: A document was opened in the editor.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ```yaml,viewer.yaml
    /// events:
    ///   opened:
    ///     description: A document was opened in the viewer.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml,editor.yaml
    /// events:
    ///   editor.opened:
    ///     description: A document was opened in the editor.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ```yaml,viewer.yaml
    /// events:
    ///   viewer.opened:
    ///     description: A document was opened in the viewer.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    DUPLICATE_NAME = "duplicate-name", Error, "two definitions have the same name"
}
