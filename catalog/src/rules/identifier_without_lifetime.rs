use super::rule;

rule! {
    /// An identifier does not say what it tells apart, how long, and how it is made.
    ///
    /// ## What it says
    ///
    /// A field of class `identifier` lacks `identifies` (what it tells apart), `lifetime` (how long it stays the
    /// same) or `made` (how it is made).
    ///
    /// ## Why
    ///
    /// A random number that lives for one session and a machine id that survives a new installation are both "an id".
    /// The difference decides whether data can be linked over years, whether a user can reset it, and what the page
    /// must say. At Mozilla a new identifier is the question that sends a review to the lawyers.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       session: { type: uuid, class: identifier, description: Tells one run from another. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
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
    /// It cannot be allowed. A keyed hash (`transform: { hmac: { key: install, rotate: P90D } }`) answers all three
    /// by itself.
    IDENTIFIER_WITHOUT_LIFETIME = "identifier-without-lifetime", Error, "an identifier does not say what it tells apart, how long, and how it is made"
}
