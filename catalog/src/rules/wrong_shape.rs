use super::rule;

rule! {
    /// A value has another shape than its key needs.
    WRONG_SHAPE = "wrong-shape", Error, "a value has another shape than its key needs"
}
