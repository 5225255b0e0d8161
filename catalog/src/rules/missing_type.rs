use super::rule;

rule! {
    /// A field has no type.
    ///
    /// ## What it says
    ///
    /// A field has no type.
    ///
    /// ## Why
    ///
    /// The type decides the Rust type, the schema and the lowest class the field may have. Guessing it from an
    /// example would make a free text of what should be a closed list.
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
    ///       warnings: { class: technical, description: How many warnings there were. }
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
    /// It cannot be allowed. `json` takes anything, and has the floor `content` for that reason.
    MISSING_TYPE = "missing-type", Error, "a field has no type"
}
