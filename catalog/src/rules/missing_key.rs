use super::rule;

rule! {
    /// A key that is always needed is missing.
    MISSING_KEY = "missing-key", Error, "a key that is always needed is missing"
}
