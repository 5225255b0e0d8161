use super::rule;

rule! {
    /// A transform does not fit the type.
    TRANSFORM_MISMATCH = "transform-mismatch", Error, "a transform does not fit the type"
}
