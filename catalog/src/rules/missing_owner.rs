use super::rule;

rule! {
    /// An event has no owner.
    ///
    /// ## What it says
    ///
    /// The catalog lists owners, and an event names none of them.
    ///
    /// ## Why
    ///
    /// Events outlive the people who add them. Of 40 published telemetry pages one in fifty names an owner; when a
    /// question about the rest comes, from a user or from a lawyer, nobody knows whom to ask.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// owners:
    ///   editor: { contact: editor@example.org }
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
    /// owners:
    ///   editor: { contact: editor@example.org }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     owner: editor
    /// ```
    ///
    /// ## Allowing it
    ///
    /// A catalog without `owners:` needs no owner on its events. With one list it is all or nothing.
    MISSING_OWNER = "missing-owner", Error, "an event has no owner"
}
