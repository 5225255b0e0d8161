use super::rule;

rule! {
    /// A key stands twice in one mapping.
    DUPLICATE_KEY = "duplicate-key", Error, "a key stands twice in one mapping"
}
