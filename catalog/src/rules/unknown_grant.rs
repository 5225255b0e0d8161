use super::rule;

rule! {
    /// A grant is not declared.
    UNKNOWN_GRANT = "unknown-grant", Error, "a grant is not declared"
}
