use super::rule;

rule! {
    /// A tab is used as indentation.
    ///
    /// ## What it says
    ///
    /// A line is indented with a tab. In the example `→` stands for a tab.
    ///
    /// ## Why
    ///
    /// YAML forbids it, since nobody can say how many spaces a tab is worth. Readers that accept it anyway disagree
    /// about which key a line belongs to.
    ///
    /// ## Example
    ///
    /// ```yaml,arrows
    /// events:
    /// →started:
    /// →→description: The program was started.
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
    /// It cannot be allowed. Most editors convert a file with one command; tabs inside of texts are fine.
    TAB_INDENTATION = "tab-indentation", Error, "a tab is used as indentation"
}
