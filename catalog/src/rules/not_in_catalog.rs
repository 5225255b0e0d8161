use super::rule;

rule! {
    /// A program can send what the catalog does not declare.
    ///
    /// ## What it says
    ///
    /// `telemetry check --catalog CATALOG --program PROGRAM` found an event, a field or a common set in the compiled
    /// program that the catalog does not have.
    ///
    /// ## Why
    ///
    /// Nothing undeclared leaves: what users read on the public page is made from the catalog, so what the catalog does
    /// not know is collected behind their backs, by mistake or not. What is in a program counts, even if no code seems
    /// to call it: it ships.
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
    ///       folder: { type: path, class: content, description: Which folder was built., consent: extended }
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
    ///       folder: { type: path, class: content, description: Which folder was built., consent: extended }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. An event of a dependency can have a catalog of its own; `--id` says which catalog of the
    /// program is meant.
    NOT_IN_CATALOG = "not-in-catalog", Error, "a program can send what the catalog does not declare"
}
