use super::rule;

rule! {
    /// An alias is the name of something else.
    ALIAS_TAKEN = "alias-taken", Error, "an alias is the name of something else"
}
