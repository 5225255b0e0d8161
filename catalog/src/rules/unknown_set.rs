use super::rule;

rule! {
    /// A common set is not declared.
    UNKNOWN_SET = "unknown-set", Error, "a common set is not declared"
}
