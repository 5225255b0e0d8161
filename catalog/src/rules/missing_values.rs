use super::rule;

rule! {
    /// An enum has no values.
    MISSING_VALUES = "missing-values", Error, "an enum has no values"
}
