use super::rule;

rule! {
    /// Something has no description.
    ///
    /// ## What it says
    ///
    /// An event, field, enum value or another thing that pages print has no description, or an empty one.
    ///
    /// ## Why
    ///
    /// The description is the part of the catalog that users read. Nothing can be generated in its place: a name says
    /// what a value is called, not what it says about them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started and had read its settings.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. One sentence is enough; it becomes the doc comment of the generated Rust too.
    MISSING_DESCRIPTION = "missing-description", Error, "something has no description"
}
