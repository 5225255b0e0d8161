use super::rule;

rule! {
    /// A field of the class `restricted` is sent.
    ///
    /// ## What it says
    ///
    /// A field has the class `restricted` or the type `secret`, or a destination has the ceiling `restricted`.
    ///
    /// ## Why
    ///
    /// Secrets, health, religion, payment, children and exact places have no business in telemetry. No consent,
    /// transform or destination changes that, because the harm of one leak is not the program's to risk. There is one
    /// word for such a value: never.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   paid:
    ///     description: A licence was bought.
    ///     purpose: business
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       card: { type: string, class: restricted, description: The number of the card. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// never: [card numbers]
    /// events:
    ///   paid:
    ///     description: A licence was bought.
    ///     purpose: business
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       method:
    ///         type: enum
    ///         class: interaction
    ///         description: How it was paid.
    ///         values: { card: By card., invoice: On account. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed, on any level and for any destination. Count it, or say under `never:` that it is not
    /// collected.
    RESTRICTED_FIELD = "restricted-field", Error, "a field of the class `restricted` is sent"
}
