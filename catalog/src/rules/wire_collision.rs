use super::rule;

rule! {
    /// Two fields of one event have the same name on the wire.
    ///
    /// ## What it says
    ///
    /// Two fields of one event have the same name on the wire, or two values of one enum the same text.
    ///
    /// ## Why
    ///
    /// One of the two values would overwrite the other in what is sent. That they are two fields in the code makes it
    /// harder to see. Two values of an enum that are sent as one text cannot be told apart by those who read it.
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
    ///       errors: { type: count, class: technical, description: How many errors it had., wire: count }
    ///       warnings: { type: count, class: technical, description: How many warnings it had., wire: count }
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
    ///       errors: { type: count, class: technical, description: How many errors it had., wire: errorCount }
    ///       warnings: { type: count, class: technical, description: How many warnings it had., wire: warningCount }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Fields of different variants, which are never sent together, may share a wire name.
    WIRE_COLLISION = "wire-collision", Error, "two fields of one event have the same name on the wire"
}
