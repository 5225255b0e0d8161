use super::rule;

rule! {
    /// A purpose is not declared.
    UNKNOWN_PURPOSE = "unknown-purpose", Error, "a purpose is not declared"
}
