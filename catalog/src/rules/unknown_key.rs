use super::rule;

rule! {
    /// A key is not part of the format.
    UNKNOWN_KEY = "unknown-key", Error, "a key is not part of the format"
}
