use super::rule;

rule! {
    /// A key is not part of the format.
    ///
    /// ## What it says
    ///
    /// A key is not part of the format at this place. The nearest known one is suggested.
    ///
    /// ## Why
    ///
    /// A reader that skips what it does not know turns `transfrom:` into no transform at all. In a privacy catalog
    /// that is a leak with a typing error as its only trace.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destination: [store]
    ///     destinations: [store]
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
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed, and there is no place for keys of your own. Comments hold what only people read.
    UNKNOWN_KEY = "unknown-key", Error, "a key is not part of the format"
}
