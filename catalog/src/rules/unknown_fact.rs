use super::rule;

rule! {
    /// A condition asks for a fact or value that is not declared.
    UNKNOWN_FACT = "unknown-fact", Error, "a condition asks for a fact or value that is not declared"
}
