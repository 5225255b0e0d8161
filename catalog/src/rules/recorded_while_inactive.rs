use super::rule;

rule! {
    /// The source records an event that is planned or removed.
    ///
    /// ## What it says
    ///
    /// `--scan` searched a source tree, and found a place that records an event which the catalog says is not collected:
    /// its state is `planned` or `removed`.
    ///
    /// ## Why
    ///
    /// Users then read that something is not collected, and it is.
    ///
    /// ## Example
    ///
    /// The catalog, and where its events are recorded:
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     { description: A build ended., purpose: product, consent: usage, destinations: [store], state: removed }
    /// ```
    ///
    /// ```yaml,recorded
    /// built: src/build.ts:12
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   built: { description: A build ended., purpose: product, consent: usage, destinations: [store] }
    /// ```
    ///
    /// ```yaml,recorded
    /// built: src/build.ts:12
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It is a warning, since the name of an event may stand between quotes for another reason. Scan the folders that
    /// record events, and no others.
    RECORDED_WHILE_INACTIVE = "recorded-while-inactive", Warning, "the source records an event that is planned or removed"
}
