use super::rule;

rule! {
    /// A personal field lacks its grant, legal basis or retention.
    ///
    /// ## What it says
    ///
    /// A field of class `personal` is sent, and its grant, its legal basis or its retention is missing.
    ///
    /// ## Why
    ///
    /// What names or reaches a person may only be processed for a reason that the law knows, and not longer than
    /// needed. The three keys are what a record of processing asks for. Retention and grant may also stand on the
    /// event or the destination.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// grants:
    ///   support: { description: The support team may contact you. }
    /// destinations:
    ///   desk: { ceiling: personal, consent: usage }
    /// events:
    ///   asked_for_help:
    ///     description: Somebody asked for help. Goes to the support desk.
    ///     purpose: operation
    ///     consent: usage
    ///     destinations: [desk, store]
    ///     grant: support
    ///     fields:
    ///       address: { type: email, class: personal, description: Where to reply., destinations: [desk] }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// grants:
    ///   support: { description: The support team may contact you. }
    /// destinations:
    ///   desk: { ceiling: personal, consent: usage, retention: P90D }
    /// events:
    ///   asked_for_help:
    ///     description: Somebody asked for help. Goes to the support desk.
    ///     purpose: operation
    ///     consent: usage
    ///     destinations: [desk, store]
    ///     grant: support
    ///     fields:
    ///       address:
    ///         type: email
    ///         class: personal
    ///         description: Where to reply.
    ///         destinations: [desk]
    ///         legal_basis: consent
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. A keyed hash with a rotating key makes an `identifier` of it, which needs none of the
    /// three.
    PERSONAL_WITHOUT_BASIS = "personal-without-basis", Error, "a personal field lacks its grant, legal basis or retention"
}
