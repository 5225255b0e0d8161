use super::rule;

rule! {
    /// An owner is not declared.
    ///
    /// ## What it says
    ///
    /// The owner of an event is not declared under `owners:`, and is no alias of a declared one.
    ///
    /// ## Why
    ///
    /// The list is what makes owners findable. A second spelling of a team's name is a second team for every tool
    /// that counts.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// owners:
    ///   editor: { contact: editor@example.org }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     owner: edtior
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// owners:
    ///   editor: { contact: editor@example.org, aliases: [editor-team] }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     owner: editor-team
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Declare the owner, or add the spelling to the `aliases:` of one.
    UNKNOWN_OWNER = "unknown-owner", Error, "an owner is not declared"
}
