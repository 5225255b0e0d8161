use super::rule;

rule! {
    /// A program declares something otherwise than the catalog.
    ///
    /// ## What it says
    ///
    /// `telemetry check --catalog CATALOG --program PROGRAM` found an event, a field, a common set or a destination in
    /// both, and they do not say the same: the class, the type, the transform, the consent, the destinations or another
    /// fact that decides what leaves. Descriptions, titles and examples are not compared.
    ///
    /// ## Why
    ///
    /// Reviewers approve what the catalog says, and users read it; the program does what was compiled into it. Where
    /// the two differ, the approval was for something else.
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
    ///       warnings: { type: count, class: interaction, description: How many warnings there were. }
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
    ///       warnings: { type: count, class: interaction, description: How many warnings there were. }
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
    ///       warnings: { type: count, class: interaction, description: How many warnings there were. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Build the program from the catalog as it is, or change the catalog to what the program
    /// does.
    DIFFERS_FROM_CATALOG = "differs-from-catalog", Error, "a program declares something otherwise than the catalog"
}
