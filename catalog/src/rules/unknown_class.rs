use super::rule;

rule! {
    /// A class is not declared.
    UNKNOWN_CLASS = "unknown-class", Error, "a class is not declared"
}
