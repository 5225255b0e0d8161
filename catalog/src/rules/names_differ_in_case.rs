use super::rule;

rule! {
    /// Two names differ only in upper and lower case.
    ///
    /// ## What it says
    ///
    /// Two names differ only in upper and lower case, such as `fileOpened` and `fileopened`.
    ///
    /// ## Why
    ///
    /// Many databases, file systems and URL anchors do not tell them apart, and neither do people. In Rust the two
    /// may become one identifier.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       warnings: { type: count, class: technical, description: How many warnings there were. }
    ///       Warnings: { type: count, class: technical, description: How many warnings were new. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       warnings: { type: count, class: technical, description: How many warnings there were. }
    ///       new_warnings: { type: count, class: technical, description: How many warnings were new. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. A name that the receiver demands can be given with `wire:`.
    NAMES_DIFFER_IN_CASE = "names-differ-in-case", Error, "two names differ only in upper and lower case"
}
