use super::rule;

rule! {
    /// A field has a reserved name.
    ///
    /// ## What it says
    ///
    /// A field has a name that the catalog reserves under `reserved:`, in whatever case; or a fact or common set has
    /// a word that conditions or `precedence:` use themselves.
    ///
    /// ## Why
    ///
    /// Receivers add keys of their own (`timestamp`, `id`, `user`), and a field of the same name would be overwritten
    /// on arrival.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// reserved: [timestamp]
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       Timestamp: { type: timestamp, class: technical, description: When the build ended. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// reserved: [timestamp]
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       ended: { type: timestamp, class: technical, description: When the build ended. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Take the name off the list, if the receiver no longer uses it.
    RESERVED_NAME = "reserved-name", Error, "a field has a reserved name"
}
