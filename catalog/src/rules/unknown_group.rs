use super::rule;

rule! {
    /// A group is not declared.
    UNKNOWN_GROUP = "unknown-group", Error, "a group is not declared"
}
