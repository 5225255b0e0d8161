use super::rule;

rule! {
    /// A field has no privacy class.
    ///
    /// ## What it says
    ///
    /// A field has no privacy class. Every field has one, also in groups, shared definitions, variants, twins and
    /// common sets.
    ///
    /// ## Why
    ///
    /// There is no default on purpose. Of 4,226 classified properties in three real catalogs 98 % carry the
    /// comfortable class that everything gets when nobody thinks, with hundreds of identifiers hidden among them.
    /// Writing one word is the moment to think.
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
    ///       warnings: { type: count, description: How many warnings there were. }
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
    /// ## Allowing it
    ///
    /// It cannot be allowed. In five seconds: an enum, a number or a flag is `technical`, or `interaction` if the
    /// user chose it; an id or a hash is an `identifier`; the text of a failure is `diagnostic`; what a user could
    /// have typed is `content`.
    MISSING_CLASS = "missing-class", Error, "a field has no privacy class"
}
