use super::rule;

rule! {
    /// A name breaks the catalog's own naming rule.
    ///
    /// ## What it says
    ///
    /// A name breaks a rule that this catalog gives itself under `names:`.
    ///
    /// ## Why
    ///
    /// A catalog of hundreds of events stays searchable when its names are alike. The rule is yours; the checker only
    /// holds everybody to it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// names:
    ///   events: { letters: snake_case }
    /// events:
    ///   programStarted:
    ///     description: The program was started and had read its settings.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// names:
    ///   events: { letters: snake_case }
    /// events:
    ///   program_started:
    ///     description: The program was started and had read its settings.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Change the rule under `names:`, or leave it out. There is no exception for single names; the name on the wire
    /// is free with `wire:`.
    NAMING_RULE = "naming-rule", Error, "a name breaks the catalog's own naming rule"
}
