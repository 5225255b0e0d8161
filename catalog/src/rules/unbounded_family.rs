use super::rule;

rule! {
    /// A field family has no bound.
    UNBOUNDED_FAMILY = "unbounded-family", Error, "a field family has no bound"
}
