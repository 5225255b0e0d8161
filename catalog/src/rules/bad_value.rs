use super::rule;

rule! {
    /// A value does not follow its grammar.
    BAD_VALUE = "bad-value", Error, "a value does not follow its grammar"
}
