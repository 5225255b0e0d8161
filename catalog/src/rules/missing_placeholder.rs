use super::rule;

rule! {
    /// The name of a field family and its placeholder do not agree.
    MISSING_PLACEHOLDER = "missing-placeholder", Error, "the name of a field family and its placeholder do not agree"
}
