use super::rule;

rule! {
    /// A group is not declared.
    ///
    /// ## What it says
    ///
    /// `include:` names a group that is not declared under `groups:`.
    ///
    /// ## Why
    ///
    /// The fields of a group are part of the event. An inclusion that finds nothing would leave them all out.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// groups:
    ///   file_size:
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines the file has. }
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [filesize]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// groups:
    ///   file_size:
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines the file has. }
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [file_size]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. The group may stand in any file of the catalog.
    UNKNOWN_GROUP = "unknown-group", Error, "a group is not declared"
}
