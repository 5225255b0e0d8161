use super::rule;

rule! {
    /// A key has no value.
    EMPTY_VALUE = "empty-value", Error, "a key has no value"
}
