use super::rule;

rule! {
    /// A fallback is none of the values.
    UNKNOWN_FALLBACK = "unknown-fallback", Error, "a fallback is none of the values"
}
