use super::rule;

rule! {
    /// A field has no privacy class.
    MISSING_CLASS = "missing-class", Error, "a field has no privacy class"
}
