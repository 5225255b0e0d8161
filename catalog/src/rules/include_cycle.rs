use super::rule;

rule! {
    /// Groups include each other in a circle.
    ///
    /// ## What it says
    ///
    /// A group includes itself, directly or through others, or a shared field uses a shared field.
    ///
    /// ## Why
    ///
    /// A circle has no list of fields. Shared fields are one level deep on purpose: whoever looks one up sees the
    /// whole of it, class and transform included, and need not follow a chain to learn what is sent.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// groups:
    ///   file:
    ///     include: [folder]
    ///   folder:
    ///     include: [file]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// groups:
    ///   folder:
    ///     fields:
    ///       depth: { type: count, class: technical, description: How many folders lie above it. }
    ///   file:
    ///     include: [folder]
    ///     fields:
    ///       lines: { type: count, class: technical, description: How many lines the file has. }
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     include: [file]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Put what the groups share into a third one that both include.
    INCLUDE_CYCLE = "include-cycle", Error, "groups include each other in a circle"
}
