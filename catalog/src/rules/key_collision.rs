use super::rule;

rule! {
    /// Two keys become one on the wire of a destination.
    ///
    /// ## What it says
    ///
    /// A destination rewrites names (dots to underscores, or cuts them), and two fields of one event end under the
    /// same key there.
    ///
    /// ## Why
    ///
    /// One of the two values would overwrite the other, at that destination only, and nobody would see it in the
    /// catalog.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// destinations:
    ///   metrics:
    ///     ceiling: technical
    ///     consent: usage
    ///     wire: { keys: { replace: { ".": _ } } }
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store, metrics]
    ///     fields:
    ///       build.time: { type: duration, class: technical, description: How long the build took. }
    ///       build_time: { type: timestamp, class: technical, description: When the build ended. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// destinations:
    ///   metrics:
    ///     ceiling: technical
    ///     consent: usage
    ///     wire: { keys: { replace: { ".": _ } } }
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store, metrics]
    ///     fields:
    ///       build.time: { type: duration, class: technical, description: How long the build took. }
    ///       build_end: { type: timestamp, class: technical, description: When the build ended. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write `collision: first` or `collision: last` under the destination's `wire: { keys: … }` to say which wins.
    KEY_COLLISION = "key-collision", Error, "two keys become one on the wire of a destination"
}
