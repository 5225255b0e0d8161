use super::rule;

rule! {
    /// A value has another shape than its key needs.
    ///
    /// ## What it says
    ///
    /// A list stands where a mapping belongs, a text where a number belongs, or a value where none is taken.
    ///
    /// ## Why
    ///
    /// Readers that convert (a text to a list, `yes` to true) hide the difference until somebody's value does not
    /// convert. In YAML 1.2 `yes`, `no`, `on` and `off` are texts.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   - started
    ///   - stopped
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
    /// It cannot be allowed. Where one value or several are possible, both `purpose: product` and `purpose: [product,
    /// health]` are right.
    WRONG_SHAPE = "wrong-shape", Error, "a value has another shape than its key needs"
}
