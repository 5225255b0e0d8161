use super::rule;

rule! {
    /// Two names differ only in upper and lower case.
    NAMES_DIFFER_IN_CASE = "names-differ-in-case", Error, "two names differ only in upper and lower case"
}
