use super::rule;

rule! {
    /// A field has no type.
    MISSING_TYPE = "missing-type", Error, "a field has no type"
}
