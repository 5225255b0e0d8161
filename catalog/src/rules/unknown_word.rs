use super::rule;

rule! {
    /// A word is not one of the allowed ones.
    ///
    /// ## What it says
    ///
    /// A key takes one of a few words, and another word stands there. All of them are listed.
    ///
    /// ## Why
    ///
    /// These words choose behaviour: what happens on withdrawal, whose key a hash uses, in which state an event is. A
    /// default in place of an unknown word would be a decision that nobody wrote.
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
    ///     state: live
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
    ///     state: active
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed.
    UNKNOWN_WORD = "unknown-word", Error, "a word is not one of the allowed ones"
}
