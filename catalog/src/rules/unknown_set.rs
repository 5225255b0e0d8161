use super::rule;

rule! {
    /// A common set is not declared.
    ///
    /// ## What it says
    ///
    /// `precedence:`, a destination's `wait_for:` or an event's `without:` names a common set that is not declared
    /// under `common:`.
    ///
    /// ## Why
    ///
    /// The order in which sets win decides which value is sent; an order that names nothing decides nothing. A
    /// destination that waits for a set that does not exist would wait until its time is up, at every start.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// common:
    ///   host:
    ///     fields:
    ///       version: { type: version, class: technical, description: The version of the program. }
    /// precedence: [hosts, event]
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// common:
    ///   host:
    ///     fields:
    ///       version: { type: version, class: technical, description: The version of the program. }
    /// precedence: [host, event]
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. `event` stands for the event's own fields and is always known.
    UNKNOWN_SET = "unknown-set", Error, "a common set is not declared"
}
