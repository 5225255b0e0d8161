use super::rule;

rule! {
    /// An owner is not declared.
    UNKNOWN_OWNER = "unknown-owner", Error, "an owner is not declared"
}
