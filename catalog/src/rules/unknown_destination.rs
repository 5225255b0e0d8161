use super::rule;

rule! {
    /// A destination is not declared.
    UNKNOWN_DESTINATION = "unknown-destination", Error, "a destination is not declared"
}
