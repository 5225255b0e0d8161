use super::rule;

rule! {
    /// Text calls data anonymous that is linked to somebody.
    ///
    /// ## What it says
    ///
    /// A text calls the data anonymous or non-identifiable, and something that rides along links it to a session, an
    /// installation, a project or an account.
    ///
    /// ## Why
    ///
    /// The text becomes a public promise, and it is a false one. A hash is no way out: all 16.7 million MAC addresses
    /// of one vendor were found again from their SHA-256 in 9.7 seconds on two cores. Data that can be linked to one
    /// installation is pseudonymous at best, and data protection authorities treat it as personal.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: An anonymous record of a start.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       install:
    ///         type: uuid
    ///         class: identifier
    ///         identifies: install
    ///         lifetime: install
    ///         made: Random, when the program first starts.
    ///         description: Tells one installation from another.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started. Carries a random id of the installation.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       install:
    ///         type: uuid
    ///         class: identifier
    ///         identifies: install
    ///         lifetime: install
    ///         made: Random, when the program first starts.
    ///         description: Tells one installation from another.
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Take the claim back, or take out the identifier: an event without one may be called
    /// anonymous. "Not anonymous" and "never anonymous" are honest, and are not reported.
    ANONYMOUS_CLAIM = "anonymous-claim", Error, "text calls data anonymous that is linked to somebody"
}
