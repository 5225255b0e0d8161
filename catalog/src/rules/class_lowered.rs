use super::rule;

rule! {
    /// A field lowers the class of the shared definition it uses.
    ///
    /// ## What it says
    ///
    /// A field takes a shared definition with `use:` and gives it a lower class than the definition has.
    ///
    /// ## Why
    ///
    /// Whoever reviewed the shared definition reviewed its class. A use that lowers it would weaken that decision in
    /// a place where the reviewer does not look. A use may raise the class, and may add a description, limits or
    /// destinations.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// fields:
    ///   command: { type: string, class: interaction, description: Which command ran., allow: [fix, lint] }
    /// events:
    ///   ran:
    ///     description: A command ran.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       command: { use: command, class: technical }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// fields:
    ///   command: { type: string, class: interaction, description: Which command ran., allow: [fix, lint] }
    /// events:
    ///   ran:
    ///     description: A command ran.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       command: { use: command }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Lower the class in the shared definition, where everybody who uses it sees the change; or declare a field of
    /// its own.
    CLASS_LOWERED = "class-lowered", Error, "a field lowers the class of the shared definition it uses"
}
