use super::rule;

rule! {
    /// A purpose is not declared.
    ///
    /// ## What it says
    ///
    /// A purpose is neither built in nor declared under `purposes:`, or a purpose of your own extends one that is not
    /// built in.
    ///
    /// ## Why
    ///
    /// The built-in purposes are few, so that pages, store forms and records of processing can be made from them. A
    /// purpose of your own says which of them it is a case of.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: analytics
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// purposes:
    ///   adoption: { extends: product, title: To learn how many people use the new editor. }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: adoption
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Declare it under `purposes:`.
    UNKNOWN_PURPOSE = "unknown-purpose", Error, "a purpose is not declared"
}
