use super::rule;

rule! {
    /// Two fields of one event have the same name.
    ///
    /// ## What it says
    ///
    /// Two fields of one event, group, variant, twin or common set have the same name. The second place is shown too.
    ///
    /// ## Why
    ///
    /// On the wire a name stands once. Of two fields with one name the reader would see one value and never know
    /// which.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// groups:
    ///   size:
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines the file has. }
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [size]
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines were changed. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// groups:
    ///   size:
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines the file has. }
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [{ group: size, prefix: file_ }]
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines were changed. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. A prefix on the inclusion keeps both.
    DUPLICATE_FIELD = "duplicate-field", Error, "two fields of one event have the same name"
}
