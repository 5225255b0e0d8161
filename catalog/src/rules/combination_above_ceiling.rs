use super::rule;

rule! {
    /// An identifier beside content names a person, which the destination may not receive.
    ///
    /// ## What it says
    ///
    /// A destination would receive an identifier and content in one event, and its ceiling is below `personal`. (In
    /// the example, the ceiling of `store` is `content`.)
    ///
    /// ## Why
    ///
    /// Each is tolerable alone. Together they say what one recognisable installation typed, opened or searched for,
    /// and that names a person sooner or later. Mozilla's highest category says the same: data of different
    /// categories that identify somebody when combined. So the two together count as `personal`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   searched:
    ///     description: A search was run.
    ///     purpose: product
    ///     consent: extended
    ///     destinations: [store]
    ///     fields:
    ///       query: { type: string, class: content, description: What was searched for. }
    ///       session:
    ///         type: uuid
    ///         class: identifier
    ///         identifies: session
    ///         lifetime: session
    ///         made: Random, at every start.
    ///         description: Tells one run from another.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   searched:
    ///     description: A search was run.
    ///     purpose: product
    ///     consent: extended
    ///     destinations: [store]
    ///     fields:
    ///       query_length: { type: count, class: technical, description: How many characters the search had. }
    ///       session:
    ///         type: uuid
    ///         class: identifier
    ///         identifies: session
    ///         lifetime: session
    ///         made: Random, at every start.
    ///         description: Tells one run from another.
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write `ceiling: personal` on the destination if it may receive both. Or send the two to different places with
    /// `destinations:` on one of the fields.
    COMBINATION_ABOVE_CEILING = "combination-above-ceiling", Error, "an identifier beside content names a person, which the destination may not receive"
}
