use super::rule;

rule! {
    /// A word is not one of the allowed ones.
    UNKNOWN_WORD = "unknown-word", Error, "a word is not one of the allowed ones"
}
