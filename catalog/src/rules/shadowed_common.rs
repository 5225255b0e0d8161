use super::rule;

rule! {
    /// A field hides a common one.
    ///
    /// ## What it says
    ///
    /// A field of an event has the name of a field that a common set adds to every event.
    ///
    /// ## Why
    ///
    /// Two values would fight for one key. Which one wins would depend on the receiver, and a reader of the event's
    /// section on the page would see a meaning that the data does not have.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// common:
    ///   host:
    ///     fields:
    ///       version: { type: version, class: technical, description: The version of the program. }
    /// events:
    ///   updated:
    ///     description: An update was installed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       version: { type: version, class: technical, description: The version that was installed. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// common:
    ///   host:
    ///     fields:
    ///       version: { type: version, class: technical, description: The version of the program. }
    /// events:
    ///   updated:
    ///     description: An update was installed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       new_version: { type: version, class: technical, description: The version that was installed. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write `overrides: [version]` in the common set if its value shall win on purpose, or `without: [host]` on the
    /// event if the set does not belong to it.
    SHADOWED_COMMON = "shadowed-common", Error, "a field hides a common one"
}
