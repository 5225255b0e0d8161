use super::rule;

rule! {
    /// A file holds no catalog.
    EMPTY_FILE = "empty-file", Error, "a file holds no catalog"
}
