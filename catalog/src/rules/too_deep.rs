use super::rule;

rule! {
    /// Collections nest too deep.
    ///
    /// ## What it says
    ///
    /// Lists and mappings nest deeper than 32 levels. The format itself needs about ten. The same is said of groups that
    /// hold groups more than 32 deep, and of groups that multiply to more than 100,000 fields in one place.
    ///
    /// ## Why
    ///
    /// Nesting without a bound is how a small file exhausts the stack of a program that reads it. Real depth of this
    /// kind is a bracket that was never closed.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     destinations: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[store]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
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
    /// It cannot be allowed.
    TOO_DEEP = "too-deep", Error, "collections nest too deep"
}
