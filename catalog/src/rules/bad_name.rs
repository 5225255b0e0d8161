use super::rule;

rule! {
    /// A name holds characters that no name may hold.
    ///
    /// ## What it says
    ///
    /// A name is empty, has no letter, is longer than 150 characters, or holds a space, a quote or another character
    /// that names may not hold. Names of owners, classes, groups and the like are single words of letters, digits,
    /// `_`, `-`, `.`.
    ///
    /// ## Why
    ///
    /// Names end in many languages: Rust identifiers, JSON keys, columns, page anchors, shell arguments. Letters of
    /// any script, digits and `_ - . / : $` survive in all of them; a quote or a line break is an injection waiting
    /// for its place.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   document opened:
    ///     description: Somebody opened a document.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   document_opened:
    ///     title: Document opened
    ///     description: Somebody opened a document.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed for the name itself. `title:` may hold anything and is what pages print.
    BAD_NAME = "bad-name", Error, "a name holds characters that no name may hold"
}
