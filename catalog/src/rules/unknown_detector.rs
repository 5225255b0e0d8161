use super::rule;

rule! {
    /// A detector does not exist.
    UNKNOWN_DETECTOR = "unknown-detector", Error, "a detector does not exist"
}
