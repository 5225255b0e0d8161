use super::rule;

rule! {
    /// A field's class is above the ceiling of a destination.
    ///
    /// ## What it says
    ///
    /// A field of an event has a class above the ceiling of a destination that would receive it.
    ///
    /// ## Why
    ///
    /// A ceiling is a promise about a place: this analytics service gets nothing beyond identifiers. Fields above it
    /// are never encoded for that place. So the event would arrive there with a hole, and the declaration that says
    /// "sent to" would be wrong on the public page. Saying which field goes where makes the page right.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// destinations:
    ///   counters: { ceiling: interaction, consent: usage }
    /// events:
    ///   failed:
    ///     description: A command failed.
    ///     purpose: health
    ///     consent: usage
    ///     destinations: [store, counters]
    ///     fields:
    ///       reason: { type: error, class: diagnostic, description: The message of the error. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// destinations:
    ///   counters: { ceiling: interaction, consent: usage }
    /// events:
    ///   failed:
    ///     description: A command failed.
    ///     purpose: health
    ///     consent: usage
    ///     destinations: [store, counters]
    ///     fields:
    ///       reason: { type: error, class: diagnostic, description: The message of the error., destinations: [store] }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Raise the ceiling of the destination, which is a decision about everything that is sent there. Or leave the
    /// field out there with `destinations:`, or lower its class with a transform such as `count_only`.
    CLASS_ABOVE_CEILING = "class-above-ceiling", Error, "a field's class is above the ceiling of a destination"
}
