use super::rule;

rule! {
    /// The catalog declares what the program does not hold.
    ///
    /// ## What it says
    ///
    /// `telemetry check --catalog CATALOG --program PROGRAM` found an event, a field or a common set in the catalog
    /// that the compiled program does not have.
    ///
    /// ## Why
    ///
    /// The public page then tells of data that nobody collects, and whoever reads it learns that it cannot be trusted.
    /// Often the cause is in the build: the crate that holds the event is not linked, since nothing names it.
    ///
    /// ## Example
    ///
    /// The catalog, and what the program declares in the same words:
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
    ///       folder: { type: path, class: content, description: Which folder was built., consent: extended }
    /// ```
    ///
    /// ```yaml,program
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       warnings: { type: count, class: technical, description: How many warnings there were. }
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
    /// ```
    ///
    /// ```yaml,program
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       warnings: { type: count, class: technical, description: How many warnings there were. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write `state: planned` for what comes later, and `state: removed` for what is gone. Events of an `origin` of
    /// which the program has none are taken for those of another program, such as the server.
    NOT_IN_PROGRAM = "not-in-program", Error, "the catalog declares what the program does not hold"
}
