use super::rule;

rule! {
    /// A regular expression cannot be read.
    BAD_PATTERN = "bad-pattern", Error, "a regular expression cannot be read"
}
