use super::rule;

rule! {
    /// A rule of an event's flow is for what is not sent.
    ///
    /// ## What it says
    ///
    /// A rule of `flow` names a destination that is declared, and to which neither the event nor one of its twins is
    /// sent; or a field that does not reach a destination on whose way the rule holds.
    ///
    /// ## Why
    ///
    /// Such a rule holds nothing back. Whoever wrote it believes that less is sent than is: the name is wrong, or the
    /// destination is missing from the event.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// destinations:
    ///   metrics: { ceiling: technical, consent: usage }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     flow: { quota_at: { metrics: { per_day: 50 } } }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// destinations:
    ///   metrics: { ceiling: technical, consent: usage }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store, metrics]
    ///     flow: { quota_at: { metrics: { per_day: 50 } } }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    FLOW_ELSEWHERE = "flow-elsewhere", Error, "a rule of an event's flow is for what is not sent"
}
