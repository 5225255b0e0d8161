use super::rule;

rule! {
    /// The source records nowhere what the catalog declares.
    ///
    /// ## What it says
    ///
    /// `--scan` searched a source tree, and found no place that records an event of the catalog. In Rust that is a place
    /// that makes the type of the event; in other languages one where the name of the event stands between quotes.
    ///
    /// ## Why
    ///
    /// The public page then tells of data that nobody collects, and whoever reads it learns that it cannot be trusted.
    ///
    /// ## Example
    ///
    /// The catalog, and where its events are recorded:
    ///
    /// ```yaml
    /// events:
    ///   built: { description: A build ended., purpose: product, consent: usage, destinations: [store] }
    ///   opened: { description: A project was opened., purpose: product, consent: usage, destinations: [store] }
    /// ```
    ///
    /// ```yaml,recorded
    /// built: src/build.rs:12
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   built: { description: A build ended., purpose: product, consent: usage, destinations: [store] }
    ///   opened:
    ///     { description: A project was opened., purpose: product, consent: usage, destinations: [store], state: planned }
    /// ```
    ///
    /// ```yaml,recorded
    /// built: src/build.rs:12
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write `state: planned` for what comes later, and `state: removed` for what is gone. Events of an `origin` of
    /// which nothing is recorded are taken for those of another program, such as the server. It is a warning, since a
    /// search of text can miss what a macro makes; `--deny-warnings` makes it fail.
    NEVER_RECORDED = "never-recorded", Warning, "the source records nowhere what the catalog declares"
}
