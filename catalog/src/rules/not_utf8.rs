use super::rule;

rule! {
    /// A file is not UTF-8.
    NOT_UTF8 = "not-utf8", Error, "a file is not UTF-8"
}
